using System.Buffers;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Reads rows of a plain file where they stand. Rows that lie close together are read at once.</summary>
internal sealed class DirectRowStore(InventorySection section) : IRowStore
{
    private const int RowRead = 2 * 1024;
    private const int WidestRead = 64 * 1024;

    private readonly FileStream _stream = InventoryFile.Guard(section.File.Path, section.File.OpenFile);

    private InventoryFile File => section.File;

    public void Expect(ArraySegment<long> references, CancellationToken cancellation)
    {
        // The file is the store.
    }

    [MethodImpl(Hot.Path)]
    public void Load(ArraySegment<long> references, ArraySegment<int> places, LoadedRows rows, CancellationToken cancellation)
    {
        var window = ArrayPool<byte>.Shared.Rent(WidestRead);
        try
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

                var end = Read(first, window, (int)(Offset(references, last) - first) + RowRead);
                for (; index <= last; index++)
                {
                    rows.Add(places.Array![places.Offset + index], section, Row(window, (int)(Offset(references, index) - first), end, first));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    [MethodImpl(Hot.Path)]
    private ReadOnlySpan<byte> Row(byte[] window, int start, int end, long windowStart)
    {
        if (start >= end)
        {
            throw File.Changed();
        }

        var next = section.Tokenizer.NextRow(window, start, end, windowStart + end >= File.Length);
        return next < 0 ? LongRow(windowStart + start) : window.AsSpan(start, next - start);
    }

    private ReadOnlySpan<byte> LongRow(long offset)
    {
        for (var length = RowRead * 2; ; length *= 2)
        {
            var bytes = new byte[length];
            var read = Read(offset, bytes, length);
            var end = section.Tokenizer.NextRow(bytes, 0, read, offset + read >= File.Length);
            if (end >= 0)
            {
                return bytes.AsSpan(0, end);
            }

            if (read < length)
            {
                throw File.Changed();
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private static long Offset(ArraySegment<long> references, int index) => InventorySection.Offset(references.Array![references.Offset + index]);

    private int Read(long position, byte[] buffer, int count)
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
            return length;
        }
        catch (IOException error)
        {
            throw InventoryFile.Unreadable(File.Path, error);
        }
    }
}
