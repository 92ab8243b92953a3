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
    /// <param name="end">Where the bytes end.</param>
    /// <param name="endsThere">Whether the file ends there too.</param>
    /// <param name="item">Receives the item.</param>
    /// <param name="key">Receives its digest.</param>
    /// <returns>False when the row does not end within the bytes.</returns>
    /// <exception cref="InventoryException">The row is no longer what it was.</exception>
    [MethodImpl(Hot.Path)]
    public bool TryRead(InventorySection section, byte[] bytes, int start, int end, bool endsThere, out MailItem? item, out ulong key)
    {
        (item, key) = (null, 0);
        var next = section.Tokenizer.Read(bytes, start, end, endsThere, _record);
        if (next < 0)
        {
            return false;
        }

        var fields = default(ItemFields);
        if (RowReader.ReadFields(_record, bytes.AsSpan(start, next - start), ref fields) is not null)
        {
            throw section.File.Changed();
        }

        key = keys.Match(fields) ?? 0;
        item = _rows.ReadItem(_record, fields);
        return true;
    }
}
