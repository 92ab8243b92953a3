namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Makes an item of a row that was read before. One instance a thread.</summary>
internal sealed class RowParser(ItemKeys keys)
{
    private readonly InventoryRecord _record = new();
    private readonly RowReader _rows = new();

    /// <summary>Reads a row.</summary>
    /// <param name="rows">Keeps it.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="key">Receives its digest.</param>
    /// <exception cref="InventoryException">The row is no longer what it was.</exception>
    public MailItem Read(KeptRows rows, int number, out ulong key)
    {
        var section = rows.Tokenize(number, _record);
        var fields = default(ItemFields);
        if (RowReader.ReadFields(_record, default, ref fields) is not null)
        {
            throw section.File.Changed();
        }

        key = keys.Match(fields) ?? 0;
        return _rows.ReadItem(_record, fields);
    }
}
