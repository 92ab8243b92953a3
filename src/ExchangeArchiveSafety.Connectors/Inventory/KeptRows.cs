namespace ExchangeArchiveSafety;

/// <summary>The bytes of a few dozen rows, apart from the batch they were read in.</summary>
internal sealed class KeptRows(RowObjects objects) : IMailItemKeep
{
    // Less than what the collector treats as large, and little enough that one group does not hold much more than its own rows.
    private const int Size = 32 * 1024;

    private readonly List<(InventorySection Section, int Start, int End)> _rows = new(Size / 256);
    private byte[] _bytes = [];
    private int _used;

    /// <summary>Whether two more rows fit; the first two always do.</summary>
    public bool HasRoom(int length) => _rows.Count == 0 || _bytes.Length - _used >= length;

    /// <summary>Keeps two rows, and gives the number of the first one.</summary>
    public int Add(in RowPlace first, in RowPlace second)
    {
        if (_rows.Count == 0)
        {
            _bytes = NewBytes(Math.Max(Size, first.Length + second.Length));
        }

        Add(first);
        Add(second);
        return _rows.Count - 2;
    }

    /// <inheritdoc/>
    public MailItem Item(int number)
    {
        var (section, start, end) = _rows[number];
        return objects.Read(section, _bytes, start, end);
    }

    private static byte[] NewBytes(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif

    private void Add(in RowPlace row)
    {
        Buffer.BlockCopy(row.Bytes, row.Start, _bytes, _used, row.Length);
        _rows.Add((row.Section, _used, _used + row.Length));
        _used += row.Length;
    }
}
