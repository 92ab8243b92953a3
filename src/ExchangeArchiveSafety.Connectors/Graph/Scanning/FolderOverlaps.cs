namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>
/// Keeps in mind which folder lists which items. An item lies in one folder only: what two folders list was moved while they were read,
/// or one of the two is a view, as a search folder is. Search folders are documented to appear; how they are marked is not, so they are
/// told by what they list.
/// </summary>
internal sealed class FolderOverlaps
{
    private readonly object _lock = new();
    private readonly Dictionary<ulong, ListedFolder> _items = [];

    // Few or none in nearly every mailbox: all folders of an item that more than one lists.
    private readonly Dictionary<ulong, List<ListedFolder>> _shared = [];
    private readonly Dictionary<ListedFolder, int> _counts = [];
    private readonly HashSet<ListedFolder> _unsettled = [];

    /// <summary>Adds what a folder lists. Called from several threads.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ids">The numbers of its items, each once.</param>
    /// <param name="isWhole">Whether they are known to be all.</param>
    public void Add(ListedFolder folder, IReadOnlyCollection<ulong> ids, bool isWhole)
    {
        lock (_lock)
        {
            _counts[folder] = ids.Count;
            if (!isWhole)
            {
                _ = _unsettled.Add(folder);
            }

            foreach (var id in ids)
            {
                if (!_items.TryGetValue(id, out var first))
                {
                    _items[id] = folder;
                }
                else if (_shared.TryGetValue(id, out var others))
                {
                    others.Add(folder);
                }
                else
                {
                    _shared[id] = [first, folder];
                }
            }
        }
    }

    /// <summary>Tells views from folders whose lists contradict each other.</summary>
    /// <returns>
    /// The folders that only show what lies elsewhere, with the number of their items: leaving them out loses none. And pairs of folders
    /// that list the same item though neither is known to be a view, with whether one may be.
    /// </returns>
    public (IReadOnlyDictionary<ListedFolder, int> Views, IReadOnlyList<(ListedFolder One, ListedFolder Other, bool MayBeView)> Contradictions) Judge()
    {
        var views = new HashSet<ListedFolder>();
        HashSet<ListedFolder> holders;
        List<ListedFolder> more;
        do
        {
            // What was found to be a view leaves its items to others, and may so tell more.
            holders = Holders(views);
            more = MoreViews(views, holders);
            views.UnionWith(more);
        }
        while (more.Count > 0);

        var pairs = new HashSet<(ListedFolder One, ListedFolder Other)>();
        foreach (var owners in _shared.Values)
        {
            var left = owners.Where(owner => !views.Contains(owner)).OrderBy(owner => owner.Folder.Path, StringComparer.Ordinal).ToList();
            for (var other = 1; other < left.Count; other++)
            {
                pairs.UnionWith(left.Take(other).Select(one => (one, left[other])));
            }
        }

        bool MayBeView(ListedFolder folder) => !holders.Contains(folder) && !_unsettled.Contains(folder);
        return (views.ToDictionary(view => view, view => _counts[view]), [.. pairs.Select(pair => (pair.One, pair.Other, MayBeView(pair.One) || MayBeView(pair.Other)))]);
    }

    /// <summary>Folders in which what they list lies: no search folder by their kind, or the only one that lists some item.</summary>
    private HashSet<ListedFolder> Holders(HashSet<ListedFolder> views)
    {
        var own = new Dictionary<ListedFolder, int>(_counts);
        foreach (var owners in _shared.Values)
        {
            var left = owners.Where(owner => !views.Contains(owner)).ToList();
            if (left.Count > 1)
            {
                left.ForEach(owner => own[owner]--);
            }
        }

        return [.. own.Where(folder => !views.Contains(folder.Key) && (folder.Value > 0 || folder.Key.IsOrdinary)).Select(folder => folder.Key)];
    }

    /// <summary>Folders that list an item which lies in another one. Those of whose items one would be listed nowhere else stay.</summary>
    private List<ListedFolder> MoreViews(HashSet<ListedFolder> views, HashSet<ListedFolder> holders)
    {
        var found = new HashSet<ListedFolder>(_shared.Values
            .Where(owners => owners.Exists(holders.Contains))
            .SelectMany(owners => owners)
            .Where(owner => !views.Contains(owner) && !holders.Contains(owner) && !_unsettled.Contains(owner)));
        foreach (var owners in _shared.Values.Where(owners => owners.TrueForAll(owner => found.Contains(owner) || views.Contains(owner))))
        {
            found.ExceptWith(owners);
        }

        return [.. found];
    }
}
