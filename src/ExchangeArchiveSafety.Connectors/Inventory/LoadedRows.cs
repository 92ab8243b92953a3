using System.Buffers;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Rows that were read again, with what lies between them, in one buffer.</summary>
internal sealed class LoadedRows(InventorySection[] sections, IRowStore[] stores, ItemIndex index, RowRereaders rereaders, long[] references) : IMailItemRows
{
    // A row with what lies between it and the next one that is wanted; a guess that spares copying.
    private const int UsualLength = 1024;

    private readonly int[] _starts = new int[references.Length];
    private readonly int[] _ends = new int[references.Length];
    private readonly bool[] _endsThere = new bool[references.Length];
    private byte[]? _bytes = ArrayPool<byte>.Shared.Rent(references.Length * UsualLength);
    private int _used;

    public byte[] Bytes => _bytes ?? throw new ObjectDisposedException(nameof(LoadedRows));

    /// <summary>Makes room for bytes and says where.</summary>
    public int Reserve(int length)
    {
        var bytes = Bytes;
        if (bytes.Length - _used < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, _used + length));
            Buffer.BlockCopy(bytes, 0, larger, 0, _used);
            ArrayPool<byte>.Shared.Return(bytes);
            _bytes = larger;
        }

        _used += length;
        return _used - length;
    }

    /// <summary>Notes where a row lies.</summary>
    /// <param name="place">The row's place in the order in which rows were asked for.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where the bytes at hand end; the row ends before, or goes on in the file.</param>
    /// <param name="endsThere">Whether the file ends there too.</param>
    public void Add(int place, int start, int end, bool endsThere)
    {
        _starts[place] = start;
        _ends[place] = end;
        _endsThere[place] = endsThere;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Read(int first, MailItem[] items, ulong[] keys)
    {
        if (!rereaders.Parsers.TryTake(out var parser))
        {
            parser = new(index.NewKeys());
        }

        var bytes = Bytes;
        for (var at = 0; at < items.Length; at++)
        {
            var place = first + at;
            var number = InventorySection.Number(references[place]);
            var section = sections[number];
            if (!parser.TryRead(section, bytes, _starts[place], _ends[place], _endsThere[place], out var item, out keys[at]))
            {
                var row = stores[number].LoadLong(references[place], section.Tokenizer);
                _ = parser.TryRead(section, row, 0, row.Length, endsThere: true, out item, out keys[at]);
            }

            items[at] = item!;
        }

        rereaders.Parsers.Add(parser);
    }

    /// <inheritdoc/>
    public IMailItemPairs Pairs()
    {
        if (!rereaders.Pairs.TryTake(out var pairs))
        {
            pairs = new(index.NewKeys(), rereaders.Objects);
        }

        pairs.Open(this);
        return pairs;
    }

    /// <summary>Takes back what reads pairs.</summary>
    public void Return(RowPairs pairs) => rereaders.Pairs.Add(pairs);

    /// <summary>Finds the fields of a row, and where it lies.</summary>
    [MethodImpl(Hot.Path)]
    public RowPlace Tokenize(int place, InventoryRecord record)
    {
        var number = InventorySection.Number(references[place]);
        var (section, bytes, start) = (sections[number], Bytes, _starts[place]);
        var next = section.Tokenizer.Read(bytes, start, _ends[place], _endsThere[place], record);
        if (next < 0)
        {
            (bytes, start) = (stores[number].LoadLong(references[place], section.Tokenizer), 0);
            next = section.Tokenizer.Read(bytes, 0, bytes.Length, isLast: true, record);
        }

        return new(section, bytes, start, next - start);
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
