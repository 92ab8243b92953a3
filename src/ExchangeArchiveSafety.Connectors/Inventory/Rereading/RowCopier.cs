using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Copies rows of a portion into slabs. One instance a thread.</summary>
internal sealed class RowCopier(LoadedRows rows)
{
    private byte[] _slab = [];
    private int _number;
    private int _used;

    /// <summary>Takes a row.</summary>
    /// <param name="place">The row's place in the order in which rows were asked for.</param>
    /// <param name="section">The number of its file.</param>
    /// <param name="row">Its bytes.</param>
    [MethodImpl(Hot.Path)]
    public void Add(int place, int section, ReadOnlySpan<byte> row)
    {
        if (_slab.Length - _used < row.Length)
        {
            _slab = rows.NewSlab(row.Length, out _number);
            _used = 0;
        }

        row.CopyTo(_slab.AsSpan(_used));
        rows.Put(place, new(section, _number, _used, row.Length));
        _used += row.Length;
    }
}
