using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Makes an item of a row that was read before. One instance a thread.</summary>
internal sealed class RowParser(ItemKeys keys)
{
    private readonly InventoryRecord _record = new();
    private readonly RowReader _rows = new();

    /// <summary>Reads the row.</summary>
    /// <param name="section">Its file.</param>
    /// <param name="bytes">Holds it.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="key">Receives its digest.</param>
    /// <exception cref="InventoryException">The row is no longer what it was.</exception>
    [MethodImpl(Hot.Path)]
    public MailItem Read(InventorySection section, byte[] bytes, int start, int end, out ulong key)
    {
        var next = section.Tokenizer.Read(bytes, start, end, isLast: true, _record);
        var fields = default(ItemFields);
        if (next != end || RowReader.ReadFields(_record, bytes.AsSpan(start, end - start), ref fields) is not null)
        {
            throw section.File.Changed();
        }

        key = keys.Match(fields) ?? 0;
        return _rows.ReadItem(_record, fields);
    }
}
