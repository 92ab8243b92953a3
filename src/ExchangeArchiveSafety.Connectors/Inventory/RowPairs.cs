using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Reads rows two by two where they lie in a batch. One instance a thread.</summary>
internal sealed class RowPairs(ItemKeys keys, RowObjects objects) : IMailItemPairs
{
    private readonly InventoryRecord _firstRecord = new();
    private readonly InventoryRecord _secondRecord = new();
    private RowPlace _first;
    private RowPlace _second;
    private KeptRows _kept = new(objects);
    private LoadedRows? _rows;

    /// <summary>Begins with a batch.</summary>
    public void Open(LoadedRows rows) => _rows = rows;

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Read(int place, ref ItemFields first, ref ItemFields second, out ulong firstKey, out ulong secondKey)
    {
        _first = Read(place, _firstRecord, ref first, out firstKey);
        _second = Read(place + 1, _secondRecord, ref second, out secondKey);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public IMailItemKeep Keep(out int first)
    {
        if (!_kept.HasRoom(_first.Length + _second.Length))
        {
            _kept = new(objects);
        }

        first = _kept.Add(_first, _second);
        return _kept;
    }

    /// <summary>Is ready for another batch.</summary>
    public void Dispose()
    {
        // What was kept belongs to the groups now, and one that is not full need not keep this batch's rows with the next one's.
        _kept = new(objects);
        _rows?.Return(this);
        _rows = null;
    }

    [MethodImpl(Hot.Path)]
    private RowPlace Read(int place, InventoryRecord record, ref ItemFields fields, out ulong key)
    {
        var row = _rows!.Tokenize(place, record);
        if (RowReader.ReadFields(record, row.Bytes.AsSpan(row.Start, row.Length), ref fields) is not null)
        {
            throw row.Section.File.Changed();
        }

        RowReader.ReadMoreFields(record, ref fields);
        key = keys.Match(fields) ?? 0;
        return row;
    }
}
