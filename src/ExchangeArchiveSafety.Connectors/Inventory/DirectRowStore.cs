using System.Buffers;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Reads rows of a plain file where they stand. Rows that lie close together are read at once.</summary>
internal sealed class DirectRowStore(InventoryFile file) : IRowStore
{
    private const int FirstRead = 2 * 1024;
    private const int WidestRead = 64 * 1024;

    private readonly FileStream _stream = InventoryFile.Guard(file.Path, file.OpenFile);

    public void Expect(ArraySegment<long> offsets, CancellationToken cancellation)
    {
        // The file is the store.
    }

    public void Visit(ArraySegment<long> offsets, RowVisitor visit, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(WidestRead);
        try
        {
            for (var place = 0; place < offsets.Count;)
            {
                cancellation.ThrowIfCancellationRequested();
                (buffer, place) = VisitWindow(buffer, offsets, place, visit);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Reads one stretch of the file and visits the rows in it.</summary>
    [MethodImpl(Hot.Path)]
    private (byte[] Buffer, int Place) VisitWindow(byte[] buffer, ArraySegment<long> offsets, int place, RowVisitor visit)
    {
        var first = Offset(offsets, place);
        var wanted = WindowLength(offsets, place);
        var length = Read(first, buffer, wanted);
        while (true)
        {
            var isLast = first + length >= file.Length;
            var visited = place;
            while (visited < offsets.Count && Offset(offsets, visited) - first < length
                && visit(buffer, (int)(Offset(offsets, visited) - first), length, isLast, visited))
            {
                visited++;
            }

            if (visited > place)
            {
                return (buffer, visited);
            }

            if (length < wanted || isLast)
            {
                throw file.Changed();
            }

            // A row longer than the stretch: take more until it ends.
            if (buffer.Length < wanted * 2)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = ArrayPool<byte>.Shared.Rent(wanted * 2);
            }

            wanted *= 2;
            length = Read(first, buffer, wanted);
        }
    }

    [MethodImpl(Hot.Path)]
    private static int WindowLength(ArraySegment<long> offsets, int place)
    {
        var first = Offset(offsets, place);
        var last = place;
        while (last + 1 < offsets.Count && Offset(offsets, last + 1) - first + FirstRead <= WidestRead)
        {
            last++;
        }

        return (int)(Offset(offsets, last) - first) + FirstRead;
    }

    private static long Offset(ArraySegment<long> offsets, int place) => InventorySection.Offset(offsets.Array![offsets.Offset + place]);

    [MethodImpl(Hot.Path)]
    private int Read(long position, byte[] buffer, int count) => InventoryFile.Guard(file.Path, () =>
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
    });
}
