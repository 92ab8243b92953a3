namespace ExchangeArchiveSafety;

/// <summary>The bytes of a few dozen rows that lie near each other, apart from the file. Written by one thread, read by any later.</summary>
internal sealed class KeptRows(RowObjects objects) : IMailItemKeep
{
    // Less than what the collector treats as large, and little enough that one group does not hold much more than its own rows.
    private const int Size = 32 * 1024;

    private readonly List<RowPlace> _rows = new(Size / 256);
    private byte[] _bytes = [];
    private int _used;

    /// <summary>Whether a row fits; the first one always does.</summary>
    public bool HasRoom(int length) => _rows.Count == 0 || _bytes.Length - _used >= length;

    /// <summary>Keeps a row, and gives its number.</summary>
    public int Add(InventorySection section, ReadOnlySpan<byte> row)
    {
        if (_rows.Count == 0)
        {
            _bytes = NewBytes(Math.Max(Size, row.Length));
        }

        row.CopyTo(_bytes.AsSpan(_used));
        _rows.Add(new(section, _used, row.Length));
        _used += row.Length;
        return _rows.Count - 1;
    }

    /// <summary>Finds the fields of a row.</summary>
    public InventorySection Tokenize(int number, InventoryRecord record)
    {
        var row = _rows[number];
        _ = row.Section.Tokenizer.Read(_bytes, row.Start, row.Start + row.Length, isLast: true, record);
        return row.Section;
    }

    /// <inheritdoc/>
    public MailItem Item(int number) => objects.Read(this, number);

    private static byte[] NewBytes(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif
}
