using System.Collections;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Reads a table of API versions, one for each kind of mailbox.</summary>
internal static class ApiVersions
{
    private const string Primary = "Primary";
    private const string Archive = "Archive";

    /// <summary>The versions, or what is wrong with the table.</summary>
    public static (string Primary, string Archive, string? Refusal) Of(Hashtable table)
    {
        var (primary, archive) = (GraphConnectionSettings.DefaultPrimaryApiVersion, GraphConnectionSettings.DefaultArchiveApiVersion);
        foreach (DictionaryEntry entry in table)
        {
            var version = entry.Value?.ToString() ?? "";
            if (!Is(entry.Key, Primary) && !Is(entry.Key, Archive))
            {
                return (primary, archive, DisplayText.Sentence(Messages.UnknownMailboxKind, entry.Key));
            }

            if (version is not ("v1.0" or "beta"))
            {
                return (primary, archive, DisplayText.Sentence(Messages.UnknownApiVersion, version));
            }

            (primary, archive) = Is(entry.Key, Primary) ? (version, archive) : (primary, version);
        }

        return (primary, archive, null);
    }

    private static bool Is(object key, string kind) => string.Equals(key.ToString(), kind, StringComparison.OrdinalIgnoreCase);
}
