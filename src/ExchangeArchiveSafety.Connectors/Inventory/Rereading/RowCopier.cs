using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Copies rows of a portion into slabs. One instance a thread.</summary>
internal sealed class RowCopier(LoadedRows rows)
{
    private byte[] _slab = [];
    private int _used;

    /// <summary>Takes a row.</summary>
    /// <param name="place">The row's place in the order in which rows were asked for.</param>
    /// <param name="section">Its file.</param>
    /// <param name="row">Its bytes.</param>
    [MethodImpl(Hot.Path)]
    public void Add(int place, InventorySection section, ReadOnlySpan<byte> row)
    {
        if (_slab.Length - _used < row.Length)
        {
            _slab = rows.NewSlab(row.Length);
            _used = 0;
        }

        row.CopyTo(_slab.AsSpan(_used));
        rows[place] = new(section, _slab, _used, row.Length);
        _used += row.Length;
    }
}
