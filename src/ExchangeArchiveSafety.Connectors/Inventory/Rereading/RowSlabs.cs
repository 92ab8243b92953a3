using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>
/// Memory for rows in large pieces, lent to one portion after the other: as arrays of their own the rows would be carried from generation to
/// generation, and what portions before have used would be there until the collector comes by.
/// </summary>
internal sealed class RowSlabs
{
    private const int Size = 1024 * 1024;

    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary>Lends a slab with room for a row.</summary>
    public byte[] Take(int length) => length <= Size && _free.TryTake(out var slab) ? slab : RowMemory.New(Math.Max(Size, length));

    /// <summary>Takes a slab back; one that was made for a single long row is given up.</summary>
    public void Return(byte[] slab)
    {
        if (slab.Length == Size)
        {
            _free.Add(slab);
        }
    }
}
