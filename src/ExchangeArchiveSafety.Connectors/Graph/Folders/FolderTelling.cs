namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>Says of each folder of one location what Graph tells that it is, in the terms of <see cref="MailItem.WellKnownFolder"/>.</summary>
internal sealed class FolderTelling
{
    private const string Inbox = "inbox";

    private readonly IReadOnlyDictionary<string, RawFolder> _folders;
    private readonly IReadOnlyDictionary<string, string> _paths;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known;
    private readonly bool _isPrimary;
    private readonly string _nothing;

    public FolderTelling(IReadOnlyDictionary<string, RawFolder> folders, IReadOnlyDictionary<string, string> paths, MailItemLocation location)
    {
        (_folders, _paths) = (folders, paths);

        // Every primary mailbox has an Inbox. A list that names none tells nothing of the others either; in an archive hardly any is named.
        _known = new(folders.Values.Select(folder => ToldFolder.WellKnownName(folder.WellKnownName)).OfType<string>(), StringComparer.Ordinal);
        _isPrimary = location == MailItemLocation.Primary;
        _nothing = _isPrimary && !_known.Contains(Inbox) ? ToldFolder.Unknown : "";
    }

    /// <summary>What is told of a folder: of itself, or of the one that it lies in.</summary>
    public string Of(RawFolder folder)
    {
        if (_told.TryGetValue(folder.Id, out var known))
        {
            return known;
        }

        // A folder that is its own ancestor lies in none that means anything.
        _told[folder.Id] = _nothing;
        var own = ToldFolder.WellKnownName(folder.WellKnownName);
        return _told[folder.Id] = own
            ?? (_folders.TryGetValue(folder.ParentId, out var parent) && !FolderPaths.IsRoot(parent) ? OfChild(folder, Of(parent))
            : IsLeftOut(folder) ? ToldFolder.Unknown
            : Nothing(folder));
    }

    private string OfChild(RawFolder folder, string parent) => ToldFolder.Of(parent).Kind switch
    {
        ToldFolderKind.WellKnown => parent + Name(folder),
        ToldFolderKind.Unknown => ToldFolder.Unknown,
        _ => Nothing(folder),
    };

    private string Nothing(RawFolder folder) => folder.WellKnownName.Length > 0 && !FolderPaths.IsRoot(folder) ? ToldFolder.Unknown : _nothing;

    /// <summary>
    /// Whether a top folder has the name of a default folder that every mailbox has and no folder of the list is told to be. Then the list
    /// leaves it open, and that it is somebody's own would be a guess: what lies in Deleted Items could outlive what lies in the Inbox.
    /// </summary>
    private bool IsLeftOut(RawFolder folder) =>
        _isPrimary
        && WellKnownFolderNames.Find(folder.Name) is var named and not (WellKnownFolder.None or WellKnownFolder.Archive or WellKnownFolder.RecoverableItems)
        && !_known.Contains(named.ToString().ToLowerInvariant());

    private string Name(RawFolder folder) => _paths[folder.Id].Substring(_paths[folder.Id].LastIndexOf('/'));
}
