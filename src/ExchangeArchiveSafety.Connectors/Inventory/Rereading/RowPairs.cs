using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Reads rows of a batch two by two. One instance a thread.</summary>
internal sealed class RowPairs(ItemKeys keys) : IMailItemPairs
{
    private readonly InventoryRecord _firstRecord = new();
    private readonly InventoryRecord _secondRecord = new();
    private LoadedRows? _rows;

    /// <summary>Begins with a batch.</summary>
    public void Open(LoadedRows rows) => _rows = rows;

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Read(int place, ref ItemFields first, ref ItemFields second, out ulong firstKey, out ulong secondKey)
    {
        firstKey = Read(place, _firstRecord, ref first);
        secondKey = Read(place + 1, _secondRecord, ref second);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public IMailItemKeep Keep(int place, out int number) => _rows!.Row(place, out number);

    /// <summary>Is ready for another batch.</summary>
    public void Dispose()
    {
        _rows?.Return(this);
        _rows = null;
    }

    [MethodImpl(Hot.Path)]
    private ulong Read(int place, InventoryRecord record, ref ItemFields fields)
    {
        // Whether the bytes are text was seen in the first reading; here they are only compared, and decoding stumbles over nothing.
        var section = _rows!.Row(place, out var number).Tokenize(number, record);
        if (RowReader.ReadFields(record, default, ref fields) is not null)
        {
            throw section.File.Changed();
        }

        RowReader.ReadMoreFields(record, ref fields);
        return keys.Match(fields) ?? 0;
    }
}
