namespace ExchangeArchiveSafety;

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
        var listedElsewhere = _shared.Values.SelectMany(owners => owners).GroupBy(owner => owner).ToDictionary(owner => owner.Key, items => items.Count());
        bool HasOwn(ListedFolder folder) => _counts[folder] > listedElsewhere[folder];
        var views = listedElsewhere.Where(folder => !HasOwn(folder.Key) && !_unsettled.Contains(folder.Key)).ToDictionary(folder => folder.Key, folder => folder.Value);
        var mayBeViews = new HashSet<ListedFolder>(views.Keys);

        // Where a folder lists an item that nobody else does, the item lies there. So that folder is no view, and all that it lists lies in it.
        foreach (var owners in _shared.Values.Where(owners => !owners.Exists(HasOwn)))
        {
            owners.ForEach(owner => _ = views.Remove(owner));
        }

        var pairs = new HashSet<(ListedFolder One, ListedFolder Other)>();
        foreach (var owners in _shared.Values)
        {
            var left = owners.Where(owner => !views.ContainsKey(owner)).OrderBy(owner => owner.Folder.Path, StringComparer.Ordinal).ToList();
            for (var other = 1; other < left.Count; other++)
            {
                pairs.UnionWith(left.Take(other).Select(one => (one, left[other])));
            }
        }

        return (views, [.. pairs.Select(pair => (pair.One, pair.Other, mayBeViews.Contains(pair.One) || mayBeViews.Contains(pair.Other)))]);
    }
}
