namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>The rows of one folder: in memory while they are few, in a file beside the inventory otherwise.</summary>
internal sealed class FolderRows(string workFolder) : IDisposable
{
    public const string FilePattern = "rows-*.tmp";
    private const int MostInMemory = 512 * 1024;

    private readonly object _lock = new();
    private readonly HashSet<ulong> _ids = [];
    private Stream _rows = new MemoryStream();
    private string? _file;

    /// <summary>Different items.</summary>
    public int Count => _ids.Count;

    /// <summary>Items that were listed before.</summary>
    public int Repeated { get; private set; }

    public IReadOnlyCollection<ulong> Ids => _ids;

    /// <summary>Adds the rows of a page. Called from several threads.</summary>
    /// <returns>How many of its items were not listed before.</returns>
    public int Add(PageRows page)
    {
        lock (_lock)
        {
            var before = _ids.Count;
            page.ForEach((id, bytes, start, length) =>
            {
                if (_ids.Add(id))
                {
                    _rows.Write(bytes, start, length);
                }
                else
                {
                    Repeated++;
                }
            });
            if (_file is null && _rows.Length > MostInMemory)
            {
                MoveToFile();
            }

            return _ids.Count - before;
        }
    }

    public void CopyTo(Stream target)
    {
        _rows.Position = 0;
        _rows.CopyTo(target);
    }

    public void Dispose()
    {
        _rows.Dispose();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    private void MoveToFile()
    {
        _file = Path.Combine(workFolder, FilePattern.Replace("*", Guid.NewGuid().ToString("N")));
        var file = OwnerOnly.Open(_file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        CopyTo(file);
        _rows.Dispose();
        _rows = file;
    }
}
