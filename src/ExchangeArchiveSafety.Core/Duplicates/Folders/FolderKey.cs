namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>What a folder is compared by.</summary>
internal sealed class FolderKey
{
    private readonly MailboxFolders? _mailbox;

    /// <summary>Makes the key.</summary>
    /// <param name="names">The names along its path.</param>
    /// <param name="mailbox">What else is known of the mailbox.</param>
    /// <param name="isExact">Whether the source tells what folders are.</param>
    /// <param name="meaning">The well-known folder that it is or lies in, as in Graph; empty for none.</param>
    /// <param name="below">The path below that.</param>
    /// <param name="paired">What pairs it with the other location; null for its path.</param>
    /// <param name="isAmbiguous">Whether its location has another folder of that meaning.</param>
    /// <param name="top">What it is where its meaning does not say.</param>
    public FolderKey(List<string> names, MailboxFolders mailbox, bool isExact, string meaning, string below, string? paired, bool isAmbiguous, WellKnownFolder top = WellKnownFolder.None)
        : this(FolderNames.Join(names), mailbox, isExact, meaning, below, paired, isAmbiguous, top)
    {
    }

    private FolderKey(string path, MailboxFolders? mailbox, bool isExact, string meaning, string below, string? paired, bool isAmbiguous, WellKnownFolder top)
    {
        _mailbox = mailbox;
        Path = path;
        IsExact = isExact;
        Top = meaning.Length > 0 ? WellKnownFolderNames.FindGraphName(meaning) : top;
        Canonical = meaning.Length == 0 ? path : ("/" + (Top == WellKnownFolder.None ? meaning : WellKnownFolderNames.English(Top)) + below).ToUpperInvariant();
        Paired = paired ?? path;
        IsAmbiguous = isAmbiguous;
        Meaning = meaning + below;
    }

    /// <summary>The key of a folder that is not known.</summary>
    public static FolderKey Unknown { get; } = new("", null, isExact: false, "", "", null, isAmbiguous: false, WellKnownFolder.None);

    /// <summary>The path in upper case with <c>/</c> between names, a <c>/</c> in front, and what an auto-expanding archive added taken off.</summary>
    public string Path { get; }

    /// <summary>The same with the well-known folder's name in English where it is or lies in one.</summary>
    public string Canonical { get; }

    /// <summary>What pairs it with a folder of the other location, unless it is ambiguous: what it is, or its path.</summary>
    public string Paired { get; }

    /// <summary>Whether its location has another folder of the same meaning, so that neither pairs.</summary>
    public bool IsAmbiguous { get; }

    /// <summary>The well-known folder that this one is or lies in, as far as it matters which.</summary>
    public WellKnownFolder Top { get; }

    /// <summary>What it is, as in Graph, with the path below: <c>inbox/Projects</c>. Empty for a folder that somebody made.</summary>
    public string Meaning { get; }

    /// <summary>Whether the source tells what folders are.</summary>
    public bool IsExact { get; }

    /// <summary>Whether the path was given at all.</summary>
    public bool IsKnown => Path.Length > 0;

    /// <summary>Whether it is or lies in a well-known folder.</summary>
    public bool IsWellKnown => Meaning.Length > 0;

    /// <summary>How far what lies here is on its way out of the mailbox: 0 not at all, 1 where its owner still sees it, 2 where it is deleted.</summary>
    public int Leaving => Top switch
    {
        WellKnownFolder.RecoverableItems => 2,
        WellKnownFolder.DeletedItems or WellKnownFolder.JunkEmail => 1,
        _ => 0,
    };

    /// <summary>Reads a path of which nothing is known but its names.</summary>
    public static FolderKey Of(string folderPath, MailItemLocation location, string? wellKnownFolder = null) =>
        MailboxFolders.OfNames.KeyOf(folderPath, location, wellKnownFolder);

    /// <summary>Of a folder whose path is not given, but what it is.</summary>
    public static FolderKey OfMeaning(string meaning, string below) =>
        new("", null, isExact: true, meaning, below, null, isAmbiguous: false, WellKnownFolder.None);

    /// <summary>Whether both are or lie in the same well-known folder.</summary>
    public bool MeansThatOf(FolderKey other) => IsWellKnown && string.Equals(Canonical, other.Canonical, StringComparison.Ordinal);

    /// <summary>Whether the mailbox has a top folder of this path that somebody made, though it has a default folder's name.</summary>
    public bool HasOrdinary(string top) => _mailbox?.IsOrdinary(top) == true;
}
