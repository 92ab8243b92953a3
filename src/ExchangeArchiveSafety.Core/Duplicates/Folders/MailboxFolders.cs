namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>
/// What the folders of one mailbox are. A folder is what it is told to be; a folder of the archive of which nothing is told is what the primary's
/// folder of the same path is; only where neither is told its name decides. Two folders of one meaning in one location pair with nothing: nobody can
/// say which of them is the other location's. That is a fact of the location and all its folders, not of the items that happen to share an id.
/// </summary>
internal sealed class MailboxFolders
{
    private readonly LocationFolders _primary = new();
    private readonly LocationFolders _archive = new();
    private readonly Dictionary<(MailItemLocation, string), Standing> _standing = [];

    private MailboxFolders(IEnumerable<FolderFact> facts)
    {
        foreach (var fact in facts)
        {
            FoldersIn(fact.Location).Add(fact);
        }

        Settle(MailItemLocation.Primary);
        Settle(MailItemLocation.Archive);
    }

    private enum Standing
    {
        /// <summary>One folder is told to be it; others that only have such a name are not.</summary>
        Told,

        /// <summary>Several are it, or could be.</summary>
        Ambiguous,
    }

    /// <summary>Of a mailbox of which nothing is known but names.</summary>
    public static MailboxFolders OfNames { get; } = new([]);

    /// <summary>What folders add up to; most often the same for all mailboxes.</summary>
    public static MailboxFolders Of(IEnumerable<FolderFact> facts)
    {
        var folders = new MailboxFolders(facts);
        return folders._standing.Count == 0 && !folders._primary.Tells && !folders._archive.Tells ? OfNames : folders;
    }

    /// <summary>What folders add up to.</summary>
    public static MailboxFolders Of(IEnumerable<GraphFolder> folders) =>
        Of(folders.Select(folder => FolderFact.Of(folder.Path, folder.Location, folder.WellKnownFolder)).OfType<FolderFact>());

    /// <summary>Whether a top folder of the primary mailbox has a default folder's name and is told to be somebody's own.</summary>
    public bool IsOrdinary(string top) => _primary.IsOrdinary(top);

    /// <summary>Reads the folder of an item.</summary>
    /// <param name="folderPath">Its path from the mailbox root.</param>
    /// <param name="location">The location.</param>
    /// <param name="wellKnownFolder">What the source tells of it: see <see cref="ToldFolder"/>.</param>
    public FolderKey KeyOf(string folderPath, MailItemLocation location, string? wellKnownFolder)
    {
        var told = ToldFolder.Of(wellKnownFolder);
        var names = FolderNames.Of(folderPath, location, told.IsExact);
        if (names is null)
        {
            return told.Kind == ToldFolderKind.WellKnown ? FolderKey.OfMeaning(told.Name, told.Below) : FolderKey.Unknown;
        }

        var meaning = Told(names, location, told);
        if (meaning is { } known)
        {
            return new(names, this, told.IsExact, known.Name, known.Below, Paired(known, location), isAmbiguous: Is(Standing.Ambiguous, location, known.Name));
        }

        var isNamed = MayBeNamed(names, location, told.Kind);
        var named = isNamed ? Named(names[0], told.IsExact) : WellKnownFolder.None;
        if (named == WellKnownFolder.None)
        {
            var isDumpster = !told.IsExact && names.Count > 0 && WellKnownFolderNames.IsInRecoverableItems(names[0].Trim());
            return new(names, this, told.IsExact, "", "", null, isAmbiguous: false, isDumpster ? WellKnownFolder.RecoverableItems : WellKnownFolder.None);
        }

        var name = Name(named);
        var below = names.Count == 1 ? "" : "/" + string.Join("/", names.Skip(1));

        // "Archives" is a folder that people make; nothing tells it from the one that Outlook makes in French. And where the location has its Inbox,
        // another folder of such a name is none; but what may be Deleted Items still outlives nothing.
        var pairsByPath = named == WellKnownFolder.Archive || Is(Standing.Told, location, name);
        return new(names, this, told.IsExact, name, below, pairsByPath ? null : Paired((name, below), location), isAmbiguous: !pairsByPath && Is(Standing.Ambiguous, location, name));
    }

    /// <summary>What is told of a folder with all folders of the mailbox known, so that its rows mean the same without them.</summary>
    public GraphFolder Settle(GraphFolder folder)
    {
        var told = ToldFolder.Of(folder.WellKnownFolder);
        if (!told.IsExact || FolderNames.Of(folder.Path, folder.Location, isExact: true) is not { } names)
        {
            return folder;
        }

        return Told(names, folder.Location, told) is { } meaning ? folder.WithWellKnownFolder(meaning.Name + meaning.Below)
            : folder.Location == MailItemLocation.Archive && !MayBeNamed(names, folder.Location, told.Kind) ? folder.WithWellKnownFolder(ToldFolder.None)
            : folder;
    }

    private static string Name(WellKnownFolder folder) => folder.ToString().ToLowerInvariant();

    private static WellKnownFolder Named(string top, bool isExact) =>
        WellKnownFolderNames.Find(top) is var named && (isExact && named == WellKnownFolder.RecoverableItems) ? WellKnownFolder.None : named;

    private LocationFolders FoldersIn(MailItemLocation location) => location == MailItemLocation.Archive ? _archive : _primary;

    private bool Is(Standing standing, MailItemLocation location, string name) =>
        _standing.Count > 0 && _standing.TryGetValue((location, name), out var known) && known == standing;

    /// <summary>The well-known folder as far as it is told: of the folder, of one above it, or of the primary's folder of that path.</summary>
    private (string Name, string Below)? Told(List<string> names, MailItemLocation location, ToldFolder told) => told.Kind switch
    {
        ToldFolderKind.WellKnown => (told.Name, told.Below),
        ToldFolderKind.Ordinary => null,
        _ => FoldersIn(location).Find(names) ?? (location == MailItemLocation.Archive ? _primary.Find(names) : null),
    };

    /// <summary>Whether a name may decide: neither of the folder nor of the primary's folder of that path anything is told.</summary>
    private bool MayBeNamed(List<string> names, MailItemLocation location, ToldFolderKind told) =>
        names.Count > 0
        && told != ToldFolderKind.Ordinary
        && !(told == ToldFolderKind.Empty && location == MailItemLocation.Primary)
        && !FoldersIn(location).IsOrdinary(FolderNames.Join(names, 1))
        && !(location == MailItemLocation.Archive && _primary.IsOrdinary(FolderNames.Join(names, 1)));

    // Where the other location cannot tell its folders apart, this one's pairs with itself only.
    private string Paired((string Name, string Below) meaning, MailItemLocation location)
    {
        var other = location == MailItemLocation.Archive ? MailItemLocation.Primary : MailItemLocation.Archive;
        return "\0" + (Is(Standing.Ambiguous, other, meaning.Name) ? location.ToString() : "") + "\0" + meaning.Name.ToUpperInvariant() + meaning.Below.ToUpperInvariant();
    }

    /// <summary>Counts, for each meaning, the folders of a location that have it.</summary>
    private void Settle(MailItemLocation location)
    {
        var folders = FoldersIn(location);
        var told = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var named = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var folder in folders.Told)
        {
            Note(told, folder.Value.Name, folder.Key);
        }

        foreach (var top in folders.Untold.Where(top => !folders.Told.ContainsKey(top) && !folders.IsOrdinary(top)))
        {
            if (location == MailItemLocation.Archive && _primary.Told.TryGetValue(top, out var there))
            {
                Note(told, there.Name, top);
            }
            else if (!(location == MailItemLocation.Archive && _primary.IsOrdinary(top))
                && WellKnownFolderNames.Find(top.Substring(1)) is var meaning and not (WellKnownFolder.None or WellKnownFolder.Archive or WellKnownFolder.RecoverableItems))
            {
                Note(named, Name(meaning), top);
            }
        }

        foreach (var name in told.Keys.Union(named.Keys).Where(name => name != Name(WellKnownFolder.RecoverableItems)))
        {
            var count = told.TryGetValue(name, out var meant) ? meant.Count : 0;
            if (count > 1 || (count == 0 && named[name].Count > 1))
            {
                _standing[(location, name)] = Standing.Ambiguous;
            }
            else if (count == 1)
            {
                _standing[(location, name)] = Standing.Told;
            }
        }
    }

    private static void Note(Dictionary<string, HashSet<string>> folders, string name, string path)
    {
        if (!folders.TryGetValue(name, out var paths))
        {
            folders.Add(name, paths = new(StringComparer.Ordinal));
        }

        _ = paths.Add(path);
    }
}
