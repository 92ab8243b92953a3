using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Rows that were read again, one behind the other in one buffer.</summary>
internal sealed class LoadedRows(InventorySection[] sections, ItemIndex index, ConcurrentBag<RowParser> parsers, long[] references) : IMailItemRows
{
    private readonly int[] _starts = new int[references.Length];
    private readonly int[] _ends = new int[references.Length];
    private byte[]? _bytes = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int _used;

    /// <summary>Takes a row's bytes.</summary>
    /// <param name="place">The row's place in the order in which rows were asked for.</param>
    /// <param name="row">The bytes.</param>
    [MethodImpl(Hot.Path)]
    public void Add(int place, ReadOnlySpan<byte> row)
    {
        var bytes = _bytes!;
        if (bytes.Length - _used < row.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, _used + row.Length));
            Buffer.BlockCopy(bytes, 0, larger, 0, _used);
            ArrayPool<byte>.Shared.Return(bytes);
            _bytes = bytes = larger;
        }

        row.CopyTo(bytes.AsSpan(_used));
        _starts[place] = _used;
        _used += row.Length;
        _ends[place] = _used;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Read(int first, MailItem[] items, ulong[] keys)
    {
        if (!parsers.TryTake(out var parser))
        {
            parser = new(index.NewKeys());
        }

        var bytes = _bytes ?? throw new ObjectDisposedException(nameof(LoadedRows));
        for (var place = 0; place < items.Length; place++)
        {
            var section = sections[InventorySection.Number(references[first + place])];
            items[place] = parser.Read(section, bytes, _starts[first + place], _ends[first + place], out keys[place]);
        }

        parsers.Add(parser);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
