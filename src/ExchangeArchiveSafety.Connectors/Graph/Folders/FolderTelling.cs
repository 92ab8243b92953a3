namespace ExchangeArchiveSafety;

/// <summary>Says of each folder of one half what Graph tells that it is, in the terms of <see cref="MailItem.WellKnownFolder"/>.</summary>
internal sealed class FolderTelling
{
    private readonly IReadOnlyDictionary<string, RawFolder> _folders;
    private readonly IReadOnlyDictionary<string, string> _paths;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly string _nothing;

    public FolderTelling(IReadOnlyDictionary<string, RawFolder> folders, IReadOnlyDictionary<string, string> paths, MailItemLocation location)
    {
        (_folders, _paths) = (folders, paths);

        // Every primary mailbox has an Inbox. A list that names none tells nothing of the others either; in an archive hardly any is named.
        var tells = folders.Values.Any(folder => ToldFolder.WellKnownName(folder.WellKnownName) is not null);
        _nothing = location == MailItemLocation.Archive || tells ? "" : ToldFolder.Unknown;
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
            ?? (_folders.TryGetValue(folder.ParentId, out var parent) && ToldFolder.Of(Of(parent)).Kind == ToldFolderKind.WellKnown ? Of(parent) + Name(folder)
            : folder.WellKnownName.Length > 0 && !FolderPaths.IsRoot(folder) ? ToldFolder.Unknown
            : _nothing);
    }

    private string Name(RawFolder folder) => _paths[folder.Id].Substring(_paths[folder.Id].LastIndexOf('/'));
}
