using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>
/// The bytes of a few dozen rows of neighbouring groups, apart from their portion. Written by one thread, read by any later. Of any file: where primary
/// mailbox and archive are two, each row comes from another than the one before.
/// </summary>
internal sealed class KeptRows(RowObjects objects) : IMailItemKeep
{
    // Less than what the collector treats as large, and little enough that one group does not hold much more than its own rows.
    private const int Size = 32 * 1024;

    private (InventorySection Section, int Start, int Length)[] _rows = new (InventorySection, int, int)[Size / 256];
    private byte[] _bytes = [];
    private int _count;
    private int _used;

    /// <summary>Whether a row fits; the first one always does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasRoom(in RowPlace row) => _count == 0 || _bytes.Length - _used >= row.Length;

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
        _rows[_count] = (row.Section, _used, row.Length);
        _used += row.Length;
        return _count++;
    }

    /// <inheritdoc/>
    public MailItem Item(int number)
    {
        var (section, start, length) = _rows[number];
        return objects.Read(new(section, _bytes, start, length));
    }
}
