namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Counts what both locations have read, and tells it.</summary>
internal sealed class ScanCounter(IProgress<MailboxScanProgress>? progress)
{
    private long _items;
    private long _itemsKnown;
    private int _folders;
    private int _foldersKnown;

    public long Items => Interlocked.Read(ref _items);

    public int Folders => Volatile.Read(ref _folders);

    public void Known(int folders, long items)
    {
        _ = Interlocked.Add(ref _foldersKnown, folders);
        _ = Interlocked.Add(ref _itemsKnown, items);
        Tell();
    }

    public void AddItems(long items)
    {
        _ = Interlocked.Add(ref _items, items);
        Tell();
    }

    public void AddFolders(int folders)
    {
        _ = Interlocked.Add(ref _folders, folders);
        Tell();
    }

    private void Tell() => progress?.Report(new()
    {
        Items = Items,
        ItemsKnown = Interlocked.Read(ref _itemsKnown),
        Folders = Folders,
        FoldersKnown = Volatile.Read(ref _foldersKnown),
    });
}
