namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>One file of an inventory that is being read: the file, its number, and how its rows are found.</summary>
internal sealed class InventorySection(InventoryFile file, int number, IRowTokenizer tokenizer, int headerLength, uint headerColumns)
{
    private const int OffsetBits = 44;

    private long _rows;
    private long _bytes;
    private int _columns = (int)headerColumns;

    public InventoryFile File => file;

    public IRowTokenizer Tokenizer => tokenizer;

    /// <summary>Whether the columns are named once, at the top.</summary>
    public bool HasHeader => headerLength > 0;

    /// <summary>Where the first row begins.</summary>
    public long FirstRow => file.FirstByte + headerLength;

    /// <summary>Rows read.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>What the rows take as UTF-8.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The columns seen, one bit each.</summary>
    public uint Columns => (uint)Volatile.Read(ref _columns);

    /// <summary>A reference holds the file's number and the row's offset.</summary>
    public long Reference(long offset) => ((long)number << OffsetBits) | offset;

    public static int Number(long reference) => (int)(reference >> OffsetBits);

    public static long Offset(long reference) => reference & ((1L << OffsetBits) - 1);

    /// <summary>Counts what a thread has read.</summary>
    public void Add(long rows, long bytes, uint columns)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
        for (var seen = Volatile.Read(ref _columns); (seen | (int)columns) != seen; seen = Volatile.Read(ref _columns))
        {
            Interlocked.CompareExchange(ref _columns, seen | (int)columns, seen);
        }
    }
}
