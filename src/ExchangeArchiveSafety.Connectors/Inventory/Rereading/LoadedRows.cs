using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Rows that were read again, without what lies between them.</summary>
internal sealed class LoadedRows(ItemIndex index, RowRereaders rereaders, int count) : IMailItemRows
{
    private readonly KeptRows[] _kept = new KeptRows[count];
    private readonly int[] _numbers = new int[count];
    private KeptRows _last = new(rereaders.Objects);

    /// <summary>Takes a row.</summary>
    /// <param name="place">The row's place in the order in which rows were asked for.</param>
    /// <param name="section">Its file.</param>
    /// <param name="row">Its bytes.</param>
    [MethodImpl(Hot.Path)]
    public void Add(int place, InventorySection section, ReadOnlySpan<byte> row)
    {
        if (!_last.HasRoom(row.Length))
        {
            _last = new(rereaders.Objects);
        }

        _numbers[place] = _last.Add(section, row);
        _kept[place] = _last;
    }

    /// <summary>Where a row is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KeptRows Row(int place, out int number)
    {
        number = _numbers[place];
        return _kept[place];
    }

    /// <inheritdoc/>
    public void Read(int first, MailItem[] items, ulong[] keys)
    {
        if (!rereaders.Parsers.TryTake(out var parser))
        {
            parser = new(index.NewKeys());
        }

        for (var at = 0; at < items.Length; at++)
        {
            items[at] = parser.Read(Row(first + at, out var number), number, out keys[at]);
        }

        rereaders.Parsers.Add(parser);
    }

    /// <inheritdoc/>
    public IMailItemPairs Pairs()
    {
        if (!rereaders.Pairs.TryTake(out var pairs))
        {
            pairs = new(index.NewKeys());
        }

        pairs.Open(this);
        return pairs;
    }

    /// <summary>Takes back what reads pairs.</summary>
    public void Return(RowPairs pairs) => rereaders.Pairs.Add(pairs);

    /// <summary>What is kept belongs to the groups.</summary>
    public void Dispose()
    {
        // Nothing is lent out.
    }
}
