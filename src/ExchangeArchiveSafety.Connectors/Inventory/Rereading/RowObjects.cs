using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Makes objects of rows that were checked when they were kept, for any thread.</summary>
internal sealed class RowObjects
{
    private readonly ConcurrentStack<(InventoryRecord Record, RowReader Rows)> _readers = [];

    /// <summary>The item of a row.</summary>
    public MailItem Read(in RowPlace row)
    {
        if (!_readers.TryPop(out var reader))
        {
            reader = (new(), new());
        }

        var fields = default(ItemFields);
        row.Tokenize(reader.Record);
        _ = RowReader.ReadFields(reader.Record, default, isWhole: true, ref fields);
        var item = reader.Rows.ReadItem(fields);
        _readers.Push(reader);
        return item;
    }
}
