using System.Globalization;
using System.Xml.Linq;
using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>Starting the Managed Folder Assistant, and what it wrote down.</summary>
internal sealed class AssistantCommands(LabTenant tenant)
{
    private readonly Finder _finder = new(tenant);

    public IEnumerable<ExoCommand> All =>
    [
        new("Start-ManagedFolderAssistant", ["Identity", "FullCrawl"], StartAssistant),
        new("Export-MailboxDiagnosticLogs", ["Identity", "ExtendedProperties", "ComponentName", "ResultSize"], ExportLogs),
    ];

    private void StartAssistant(CommandCall call, CommandAnswer answer)
    {
        if (_finder.One(call, answer) is { } mailbox)
        {
            tenant.StartAssistantByHand(mailbox);
        }
    }

    private void ExportLogs(CommandCall call, CommandAnswer answer)
    {
        if (_finder.One(call, answer) is not { } mailbox)
        {
            return;
        }

        if (!call.Flag("ExtendedProperties"))
        {
            // No log means that no error was logged.
            answer.Errors.Add(ExoError.Invalid($"No logs were found for the component '{call.Text("ComponentName") ?? "(none)"}' in the mailbox '{mailbox.Name}'."));
            return;
        }

        answer.Objects.Add(new ExoObject(mailbox)
        {
            { "Identity", mailbox.Name },
            { "LogName", "ExtendedProperties" },
            { "MailboxLog", Properties(mailbox).ToString() },
        });
    }

    private XElement Properties(LabMailbox mailbox)
    {
        var table = new XElement("MailboxTable", Property("DisplayName", mailbox.DisplayName), Property("MailboxType", "1"));
        if (mailbox.LastAssistantRun is { } run)
        {
            table.Add(
                Property("ElcLastSuccessTimestamp", Date(run.FinishedUtc)),
                Property("ElcLastRunTotalProcessingTime", 4211),
                Property("ElcLastRunUpdatedItemCount", run.UpdatedItems),
                Property("ElcLastRunTaggedWithArchiveItemCount", run.TaggedWithArchive),
                Property("ElcLastRunTaggedWithExpiryItemCount", run.TaggedWithExpiry),
                Property("ElcLastRunDeletedFromRootItemCount", run.DeletedFromRoot),
                Property("ElcLastRunDeletedFromDumpsterItemCount", run.DeletedFromDumpster),
                Property("ElcLastRunArchivedFromRootItemCount", run.ArchivedFromRoot),
                Property("ElcLastRunArchivedFromDumpsterItemCount", run.ArchivedFromDumpster));
        }

        return new XElement("Properties", table);
    }

    /// <summary>XML cannot carry every character of a name.</summary>
    private static XElement Property(string name, object value) => new(
        "Property",
        new XElement("Name", name),
        new XElement("Value", string.Concat((Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Where(System.Xml.XmlConvert.IsXmlChar))));

    private string Date(DateTime date) => tenant.Options.Shapes.LogDates == LogDateShape.Iso
        ? date.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)
        : date.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture);
}
