using System.Globalization;
using System.Xml;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>Reads the ELC properties out of the XML that Export-MailboxDiagnosticLogs -ExtendedProperties returns as text.</summary>
internal static class DiagnosticLog
{
    public static ManagedFolderAssistantRun Read(string mailboxLog)
    {
        try
        {
            return ReadXml(LenientXml.Mend(mailboxLog));
        }
        catch (XmlException)
        {
            // Some property is no XML at all. The counters are read past it, where they are there.
            if (Salvaged(mailboxLog) is { } run)
            {
                return run;
            }

            throw;
        }
    }

    private static ManagedFolderAssistantRun? Salvaged(string mailboxLog)
    {
        try
        {
            return ReadXml(LenientXml.Reduce(mailboxLog)) is var run && (run.LastSuccessUtc is not null || run.ArchivedFromRootItemCount is not null) ? run : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ManagedFolderAssistantRun ReadXml(string xml)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        string? name = null;
        var isOpen = reader.Read();
        while (isOpen)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Name")
            {
                name = reader.ReadElementContentAsString().Trim();
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Value")
            {
                var value = reader.ReadElementContentAsString().Trim();
                if (name is not null)
                {
                    values[name] = value;
                }
            }
            else
            {
                isOpen = reader.Read();
            }
        }

        return new(
            values.TryGetValue("ElcLastSuccessTimestamp", out var time) ? PropertyReader.ParseTime(time) : null,
            values.TryGetValue("ElcLastRunArchivedFromRootItemCount", out var count)
                && long.TryParse(count, NumberStyles.Integer, CultureInfo.InvariantCulture, out var archived) ? archived : null);
    }
}
