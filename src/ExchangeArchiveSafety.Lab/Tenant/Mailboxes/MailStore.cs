namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>A primary mailbox or an archive: folders and items.</summary>
/// <param name="name">Tells it from every other store of the tenant; folder ids follow from it.</param>
public sealed class MailStore(string name)
{
    // Numbers only grow and an item that moves gets a new one: both this list and that of each folder stay in their order.
    private readonly List<MailItem> _items = [];
    private readonly Dictionary<string, MailFolder> _folders = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, MailFolder> _byId = new(StringComparer.Ordinal);
    private readonly List<MailFolder> _searchFolders = [];

    /// <summary>Everything, Recoverable Items too.</summary>
    public IReadOnlyList<MailItem> Items => _items;

    public IReadOnlyCollection<MailFolder> Folders => _folders.Values;

    /// <summary>Empty unless a test puts one in.</summary>
    public IReadOnlyList<MailFolder> SearchFolders => _searchFolders;

    /// <summary>What the top folders lie in.</summary>
    public MailFolder Root { get; } = new(name, "", null, DateTime.UnixEpoch);

    /// <summary>What the root lies in, beside the Recoverable Items: nothing that people see.</summary>
    public MailFolder Outermost { get; } = new(name, "/\u0002/Root", null, DateTime.UnixEpoch);

    /// <summary>What the folders of Recoverable Items lie in.</summary>
    public MailFolder RecoverableItemsRoot { get; } = new(name, "/\u0002/Recoverable Items", null, DateTime.UnixEpoch);

    public long Bytes { get; private set; }

    public long RecoverableBytes { get; private set; }

    /// <summary>The folder with this path; it is made, with everything above it, if it is not there.</summary>
    public MailFolder Folder(string path, DateTime now)
    {
        if (!_folders.TryGetValue(path, out var folder))
        {
            var end = path.LastIndexOf('/');
            var parent = end <= 0 ? Root : Folder(path[..end], now);
            _folders[path] = folder = new MailFolder(name, path, parent, now);
            _byId[folder.Id] = folder;
        }

        return folder;
    }

    /// <summary>A folder of Recoverable Items, in the main mailbox or in an auxiliary archive.</summary>
    /// <param name="path">One of the paths of Recoverable Items.</param>
    /// <param name="auxiliary">The auxiliary archive.</param>
    /// <param name="now">When it is made, if it is not there.</param>
    public MailFolder RecoverableItems(string path, Guid? auxiliary, DateTime now)
    {
        var folder = Folder(auxiliary is { } guid ? DefaultFolders.OfAuxiliary(path, guid) : path, now);
        folder.AuxiliaryMailbox = auxiliary;
        return folder;
    }

    /// <summary>What lies in the Recoverable Items of the main mailbox or of an auxiliary archive: each has a quota of its own.</summary>
    public long RecoverableBytesOf(Guid? auxiliary) => _folders.Values.Where(folder => folder.IsRecoverableItems && folder.AuxiliaryMailbox == auxiliary).Sum(folder => folder.Bytes);

    public MailFolder? FindFolder(string path) => _folders.GetValueOrDefault(path);

    public MailFolder? FindFolderById(string id) => new[] { Root, Outermost, RecoverableItemsRoot }.FirstOrDefault(folder => folder.Id == id) ?? _byId.GetValueOrDefault(id);

    /// <summary>A folder at the top that shows items of another one, under their own ids; all of them unless told which.</summary>
    public MailFolder AddSearchFolder(string title, string searchesIn, Predicate<MailItem>? shows = null)
    {
        var folder = new MailFolder(name, "/" + title, Root, DateTime.UnixEpoch, _folders[searchesIn]) { Shows = shows ?? (_ => true) };
        _byId[folder.Id] = folder;
        _searchFolders.Add(folder);
        return folder;
    }

    /// <summary>The folder and all below it are gone, with what was in them.</summary>
    public void RemoveFolder(MailFolder folder)
    {
        foreach (var child in folder.Children.ToArray())
        {
            RemoveFolder(child);
        }

        if (folder.SearchesIn is null)
        {
            Take(item => item.Folder == folder);
        }

        _folders.Remove(folder.Path);
        _byId.Remove(folder.Id);
        _searchFolders.Remove(folder);
        folder.Parent?.Forget(folder);
    }

    public MailItem? FindItem(MailFolder folder, string itemId) =>
        MailItem.NumberIn(itemId) is >= 0 and var number && IndexOf(folder.Own, number) is >= 0 and var index && folder.Shows(folder.Own[index]) ? folder.Own[index] : null;

    public MailItem? FindItem(string itemId) =>
        MailItem.NumberIn(itemId) is >= 0 and var number && IndexOf(_items, number) is >= 0 and var index ? _items[index] : null;

    public void Add(MailItem item)
    {
        if (_items.Count > 0 && _items[^1].Number >= item.Number)
        {
            throw new InvalidOperationException("An item that comes to a store needs a new number.");
        }

        item.Store = this;
        _items.Add(item);
        item.Folder.Own.Add(item);
        Reweigh(item, item.Size);
    }

    /// <summary>Takes out what is asked for, in one pass.</summary>
    public List<MailItem> Take(Predicate<MailItem> wanted)
    {
        var taken = new List<MailItem>();
        var folders = new HashSet<MailFolder>();
        _items.RemoveAll(item =>
        {
            if (!wanted(item))
            {
                return false;
            }

            taken.Add(item);
            folders.Add(item.Folder);
            Reweigh(item, -item.Size);
            item.Store = null;
            return true;
        });
        foreach (var folder in folders)
        {
            folder.Own.RemoveAll(item => item.Store is null);
        }

        return taken;
    }

    /// <summary>Takes out one, without looking at the others.</summary>
    public void Take(MailItem item)
    {
        _items.RemoveAt(IndexOf(_items, item.Number));
        item.Folder.Own.RemoveAt(IndexOf(item.Folder.Own, item.Number));
        Reweigh(item, -item.Size);
        item.Store = null;
    }

    internal void Reweigh(MailItem item, long bytes)
    {
        item.Folder.Bytes += bytes;
        if (item.Folder.IsRecoverableItems)
        {
            RecoverableBytes += bytes;
        }
        else
        {
            Bytes += bytes;
        }
    }

    private static int IndexOf(List<MailItem> items, long number)
    {
        var low = 0;
        var high = items.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = items[middle].Number;
            if (found == number)
            {
                return middle;
            }

            if (found < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }
}
