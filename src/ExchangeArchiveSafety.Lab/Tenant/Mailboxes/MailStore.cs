namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>A primary mailbox or an archive: folders and items.</summary>
public sealed class MailStore
{
    private readonly List<MailItem> _items = [];
    private readonly Dictionary<string, MailFolder> _folders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Everything, Recoverable Items too.</summary>
    public IReadOnlyList<MailItem> Items => _items;

    public IReadOnlyCollection<MailFolder> Folders => _folders.Values;

    public long Bytes { get; private set; }

    public long RecoverableBytes { get; private set; }

    public MailFolder Folder(string path, DateTime now)
    {
        if (!_folders.TryGetValue(path, out var folder))
        {
            _folders[path] = folder = new MailFolder(path, now);
        }

        return folder;
    }

    public void Add(MailItem item)
    {
        _items.Add(item);
        Weigh(item, item.Size);
    }

    /// <summary>Takes out what is asked for, in one pass.</summary>
    public List<MailItem> Take(Predicate<MailItem> wanted)
    {
        var taken = new List<MailItem>();
        _items.RemoveAll(item =>
        {
            if (!wanted(item))
            {
                return false;
            }

            taken.Add(item);
            Weigh(item, -item.Size);
            return true;
        });
        return taken;
    }

    private void Weigh(MailItem item, long bytes)
    {
        if (item.Folder.IsRecoverableItems)
        {
            RecoverableBytes += bytes;
        }
        else
        {
            Bytes += bytes;
        }
    }
}
