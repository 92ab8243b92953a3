using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>The bytes of a few dozen rows that lie near each other, apart from the file. Written by one thread, read by any later.</summary>
internal sealed class KeptRows(RowObjects objects) : IMailItemKeep
{
    // Less than what the collector treats as large, and little enough that one group does not hold much more than its own rows.
    private const int Size = 32 * 1024;

    private RowPlace[] _rows = new RowPlace[Size / 256];
    private byte[] _bytes = [];
    private int _count;
    private int _used;

    /// <summary>Whether a row fits; the first one always does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasRoom(int length) => _count == 0 || _bytes.Length - _used >= length;

    /// <summary>Keeps a row, and gives its number.</summary>
    [MethodImpl(Hot.Path)]
    public int Add(InventorySection section, ReadOnlySpan<byte> row)
    {
        if (_count == 0)
        {
            _bytes = NewBytes(Math.Max(Size, row.Length));
        }
        else if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _count * 2);
        }

        row.CopyTo(_bytes.AsSpan(_used));
        _rows[_count] = new(section, _used, row.Length);
        _used += row.Length;
        return _count++;
    }

    /// <summary>Finds the fields of a row.</summary>
    [MethodImpl(Hot.Path)]
    public InventorySection Tokenize(int number, InventoryRecord record)
    {
        ref var row = ref _rows[number];
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
