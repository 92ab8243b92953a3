using System.Buffers;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Reads the wanted rows of a file of which any part can be read: once through, as many rows as lie close together with one request.</summary>
internal sealed class DirectPass(InventorySection section, FileParts file, WantedRows wanted, LoadedRows rows)
{
    // What is likely to hold the last row of a request, and what stays in the processor's cache while rows are copied out of it.
    private const int RowRead = 2 * 1024;
    public const int WidestRead = 64 * 1024;

    // Rows that a thread takes on at once.
    private const int Share = 2048;

    private int _next;

    /// <summary>Reads shares until there are none. Call it once on each thread.</summary>
    [MethodImpl(Hot.Path)]
    public void Run(CancellationToken cancellation)
    {
        var window = ArrayPool<byte>.Shared.Rent(WidestRead);
        try
        {
            var copier = rows.TakeCopier();
            for (int end; (end = Interlocked.Add(ref _next, Share)) - Share < wanted.Count;)
            {
                cancellation.ThrowIfCancellationRequested();
                Read(end - Share, Math.Min(end, wanted.Count), window, copier);
            }

            rows.Return(copier);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    [MethodImpl(Hot.Path)]
    private void Read(int index, int end, byte[] window, RowCopier copier)
    {
        while (index < end)
        {
            var first = wanted.Offset(index);
            var next = index + 1;
            var length = RowRead;
            for (; next < end && wanted.Offset(next) - first + RowRead is var longer and <= WidestRead; next++)
            {
                length = (int)longer;
            }

            var read = file.Read(first, window, length);
            for (; index < next; index++)
            {
                copier.Add(wanted.Place(index), wanted.Number, Row(window, (int)(wanted.Offset(index) - first), read, first));
            }
        }
    }

    [MethodImpl(Hot.Path)]
    private ReadOnlySpan<byte> Row(byte[] window, int start, int end, long windowStart)
    {
        if (start >= end)
        {
            throw section.File.Changed();
        }

        var next = section.Tokenizer.NextRow(window, start, end, windowStart + end >= section.File.Length);
        return next < 0 ? LongRow(windowStart + start) : window.AsSpan(start, next - start);
    }

    private ReadOnlySpan<byte> LongRow(long offset)
    {
        for (var length = RowRead * 2; ; length *= 2)
        {
            var bytes = new byte[length];
            var read = file.Read(offset, bytes, length);
            var end = section.Tokenizer.NextRow(bytes, 0, read, offset + read >= section.File.Length);
            if (end >= 0)
            {
                return bytes.AsSpan(0, end);
            }

            if (read < length)
            {
                throw section.File.Changed();
            }
        }
    }
}
