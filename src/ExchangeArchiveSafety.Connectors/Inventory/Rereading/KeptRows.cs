using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>The bytes of a few dozen rows of one file and neighbouring groups, apart from their portion. Written by one thread, read by any later.</summary>
internal sealed class KeptRows(RowObjects objects, InventorySection section) : IMailItemKeep
{
    // Less than what the collector treats as large, and little enough that one group does not hold much more than its own rows.
    private const int Size = 32 * 1024;

    private (int Start, int Length)[] _rows = new (int, int)[Size / 256];
    private byte[] _bytes = [];
    private int _count;
    private int _used;

    /// <summary>Whether a row fits; the first one always does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasRoom(in RowPlace row) => row.Section == section && (_count == 0 || _bytes.Length - _used >= row.Length);

    /// <summary>Keeps a row, and gives its number.</summary>
    [MethodImpl(Hot.Path)]
    public int Add(in RowPlace row)
    {
        if (_count == 0)
        {
            _bytes = Slabs.New(Math.Max(Size, row.Length));
        }
        else if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _count * 2);
        }

        row.Bytes.CopyTo(_bytes.AsSpan(_used));
        _rows[_count] = (_used, row.Length);
        _used += row.Length;
        return _count++;
    }

    /// <inheritdoc/>
    public MailItem Item(int number) => objects.Read(new(section, _bytes, _rows[number].Start, _rows[number].Length));
}
