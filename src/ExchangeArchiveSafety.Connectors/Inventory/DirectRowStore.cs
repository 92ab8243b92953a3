using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Reads rows of a plain file where they stand. Rows that lie close together are read at once.</summary>
internal sealed class DirectRowStore(InventoryFile file) : IRowStore
{
    private const int RowRead = 2 * 1024;
    private const int WidestRead = 64 * 1024;

    private readonly FileStream _stream = InventoryFile.Guard(file.Path, file.OpenFile);

    public void Expect(ArraySegment<long> references, CancellationToken cancellation)
    {
        // The file is the store.
    }

    [MethodImpl(Hot.Path)]
    public void Load(ArraySegment<long> references, ArraySegment<int> places, LoadedRows rows, CancellationToken cancellation)
    {
        for (var index = 0; index < references.Count;)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = Offset(references, index);
            var last = index;
            while (last + 1 < references.Count && Offset(references, last + 1) - first + RowRead <= WidestRead)
            {
                last++;
            }

            var start = rows.Reserve((int)(Offset(references, last) - first) + RowRead);
            var end = start + Read(first, rows.Bytes, start, (int)(Offset(references, last) - first) + RowRead);
            var endsThere = first + (end - start) >= file.Length;
            for (; index <= last; index++)
            {
                var row = start + (int)(Offset(references, index) - first);
                if (row >= end)
                {
                    throw file.Changed();
                }

                rows.Add(places.Array![places.Offset + index], row, end, endsThere);
            }
        }
    }

    public byte[] LoadLong(long reference, IRowTokenizer tokenizer)
    {
        var offset = InventorySection.Offset(reference);
        for (var length = RowRead * 2; ; length *= 2)
        {
            var bytes = new byte[length];
            var read = Read(offset, bytes, 0, length);
            var end = tokenizer.NextRow(bytes, 0, read, offset + read >= file.Length);
            if (end >= 0)
            {
                Array.Resize(ref bytes, end);
                return bytes;
            }

            if (read < length)
            {
                throw file.Changed();
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private static long Offset(ArraySegment<long> references, int index) => InventorySection.Offset(references.Array![references.Offset + index]);

    private int Read(long position, byte[] buffer, int start, int count)
    {
        try
        {
            var length = 0;
#if NET
            for (var read = 1; read > 0 && length < count; length += read)
            {
                read = RandomAccess.Read(_stream.SafeFileHandle, buffer.AsSpan(start + length, count - length), position + length);
            }
#else
            lock (_stream)
            {
                _stream.Position = position;
                for (var read = 1; read > 0 && length < count; length += read)
                {
                    read = _stream.Read(buffer, start + length, count - length);
                }
            }
#endif
            return length;
        }
        catch (IOException error)
        {
            throw InventoryFile.Unreadable(file.Path, error);
        }
    }
}
