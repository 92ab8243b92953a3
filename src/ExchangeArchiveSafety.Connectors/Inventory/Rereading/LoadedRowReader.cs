using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Reads the items of a portion. One instance a thread, used for one portion after the other.</summary>
internal sealed class LoadedRowReader(ItemKeys keys, RowRereaders rereaders) : IMailItemReader
{
    private readonly InventoryRecord _firstRecord = new();
    private readonly InventoryRecord _secondRecord = new();
    private readonly RowReader _items = new();
    private LoadedRows? _rows;
    private KeptRows? _kept;

    /// <summary>Begins with a portion.</summary>
    public void Open(LoadedRows rows) => _rows = rows;

    /// <inheritdoc/>
    public MailItem Read(int place, out ulong key)
    {
        var fields = default(ItemFields);
        Read(place, _firstRecord, ref fields);
        key = keys.Match(fields) ?? 0;
        return _items.ReadItem(fields);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void ReadPair(int place, ref ItemFields first, ref ItemFields second, out ulong firstKey, out ulong secondKey)
    {
#if NET
        for (var next = place + 2; next < Math.Min(place + 4, _rows!.Count); next++)
        {
            _rows[next].Prefetch();
        }

#endif
        Read(place, _firstRecord, ref first);
        Read(place + 1, _secondRecord, ref second);
        var (one, other) = keys.Match(first, second);
        (firstKey, secondKey) = (one ?? 0, other ?? 0);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public IMailItemKeep Keep(int place, out int number)
    {
        var row = _rows![place];
        if (_kept?.HasRoom(row) != true)
        {
            _kept = new(rereaders.Objects);
        }

        number = _kept.Add(row);
        return _kept;
    }

    /// <summary>Is ready for another portion. What was kept is written no more: other threads may read it from now on.</summary>
    public void Dispose()
    {
        (_rows, _kept) = (null, null);
        rereaders.Readers.Push(this);
    }

    [MethodImpl(Hot.Path)]
    private void Read(int place, InventoryRecord record, ref ItemFields fields)
    {
        // Whether the bytes are text was seen in the first reading; here they are only compared, and decoding stumbles over nothing.
        var row = _rows![place];
        row.Tokenize(record);
        if (RowReader.ReadFields(record, default, isWhole: true, ref fields) is not null)
        {
            throw row.Section.File.Changed();
        }
    }
}
