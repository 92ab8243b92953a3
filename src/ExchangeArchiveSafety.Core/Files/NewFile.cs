namespace ExchangeArchiveSafety;

/// <summary>
/// A file in the making, which only its owner can read. It carries another name until it is whole and on the disk; an existing file is
/// replaced in one step, and one that is never finished leaves nothing behind.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private FileStream? _stream;

    public NewFile(string path)
    {
        _path = path;
        _unfinished = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        _stream = OwnerOnly.Open(_unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public Stream Stream => _stream ?? throw new ObjectDisposedException(nameof(NewFile));

    /// <summary>Puts the whole file on the disk and gives it its name.</summary>
    public void Finish()
    {
        _stream!.Flush(flushToDisk: true);
        _stream.Dispose();
        _stream = null;
        if (File.Exists(_path))
        {
            File.Replace(_unfinished, _path, null);
        }
        else
        {
            Move();
        }
    }

    public void Dispose()
    {
        try
        {
            // On a full disk even closing fails.
            _stream?.Dispose();
        }
        finally
        {
            _stream = null;
            File.Delete(_unfinished);
        }
    }

    private void Move()
    {
        try
        {
            File.Move(_unfinished, _path);
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another process was faster.
            File.Replace(_unfinished, _path, null);
        }
    }
}
