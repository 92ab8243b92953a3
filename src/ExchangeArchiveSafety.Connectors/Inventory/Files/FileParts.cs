namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>A plain file, open to read any part of it, from several threads at once.</summary>
internal sealed class FileParts(InventoryFile file) : IDisposable
{
    private readonly FileStream _stream = InventoryFile.Guard(file.Path, file.OpenFile);
    private long _requests;
    private long _bytes;

    /// <summary>How often the file was asked for a part.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Bytes that came of it.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Reads a part.</summary>
    /// <returns>How many bytes there were: fewer than asked for only at the end of the file.</returns>
    public int Read(long position, byte[] buffer, int count)
    {
        try
        {
            var length = 0;
#if NET
            for (var read = 1; read > 0 && length < count; length += read)
            {
                read = RandomAccess.Read(_stream.SafeFileHandle, buffer.AsSpan(length, count - length), position + length);
            }
#else
            lock (_stream)
            {
                _stream.Position = position;
                for (var read = 1; read > 0 && length < count; length += read)
                {
                    read = _stream.Read(buffer, length, count - length);
                }
            }
#endif
            _ = Interlocked.Increment(ref _requests);
            _ = Interlocked.Add(ref _bytes, length);
            return length;
        }
        catch (IOException error)
        {
            throw InventoryFile.Unreadable(file.Path, error);
        }
    }

    public void Dispose() => _stream.Dispose();
}
