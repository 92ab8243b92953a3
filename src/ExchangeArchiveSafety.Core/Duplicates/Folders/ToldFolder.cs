namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>
/// What a source tells of a folder beside its path: the value of <see cref="MailItem.WellKnownFolder"/>. It is a name as in Microsoft Graph,
/// for a subfolder followed by the names below (<c>inbox/Projects</c>); <c>none</c> for a folder that is certainly nobody's but its maker's;
/// <c>unknown</c> where Graph told of no folder at all; or nothing.
/// </summary>
internal readonly struct ToldFolder
{
    /// <summary>The value for a folder that somebody made.</summary>
    public const string None = "none";

    /// <summary>The value where a source that could tell did not.</summary>
    public const string Unknown = "unknown";

    private const string ArchivePrefix = "archive";
    private const string Recoverable = "recoverableitems";

    // Documented for mail and mailbox folders; what is not named here may be a mistake, and a mistake is no well-known folder.
    private static readonly HashSet<string> OtherNames = new(StringComparer.Ordinal)
    {
        "calendar", "clutter", "conflicts", "contacts", "conversationhistory", "journal", "localfailures", "notes", "scheduled", "searchfolders",
        "serverfailures", "syncissues", "tasks",
    };

    private ToldFolder(ToldFolderKind kind, string name = "", string below = "") => (Kind, Name, Below) = (kind, name, below);

    public ToldFolderKind Kind { get; }

    /// <summary>The well-known name in small letters; empty where none is told.</summary>
    public string Name { get; }

    /// <summary>The path below the well-known folder, with <c>/</c> in front; empty for the folder itself.</summary>
    public string Below { get; }

    /// <summary>Whether the source knows such facts at all. Then it spells names as they are, and nothing is guessed from them.</summary>
    public bool IsExact => Kind != ToldFolderKind.Silent;

    /// <summary>Reads a value. One that nobody knows tells nothing.</summary>
    public static ToldFolder Of(string? text)
    {
        if (text is null)
        {
            return default;
        }

        var start = text.IndexOf('/');
        var below = start < 0 ? "" : text.Substring(start).TrimEnd('/');
        var name = Bare(start < 0 ? text : text.Substring(0, start));
        return name switch
        {
            "" => new(ToldFolderKind.Empty),
            None or "usercreated" => new(ToldFolderKind.Ordinary),
            Unknown => new(ToldFolderKind.Unknown),
            _ when WellKnownName(name) is { } known => new(ToldFolderKind.WellKnown, known, name.EndsWith(Recoverable, StringComparison.Ordinal) || known != Recoverable ? below : "/" + name + below),
            _ => new(ToldFolderKind.Unknown),
        };
    }

    /// <summary>The well-known name, without what tells the locations apart; null for what is none.</summary>
    public static string? WellKnownName(string graphName)
    {
        var name = Bare(graphName);
        var known = name.Length > ArchivePrefix.Length && name.StartsWith(ArchivePrefix, StringComparison.Ordinal) ? name.Substring(ArchivePrefix.Length) : name;
        return known.StartsWith(Recoverable, StringComparison.Ordinal) ? Recoverable
            : OtherNames.Contains(known) || WellKnownFolderNames.FindGraphName(known) != WellKnownFolder.None ? known
            : null;
    }

    // "Deleted Items", "DeletedItems" and "#deleteditems#" are one name.
    private static string Bare(string name) => name.Replace(" ", "").Replace("-", "").Replace("#", "").ToLowerInvariant();
}
