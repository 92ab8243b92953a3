using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>A portion of rows that were read again, without what lies between them in their files.</summary>
internal sealed class LoadedRows(ItemIndex index, RowRereaders rereaders, int count) : IMailItemRows
{
    private readonly RowPlace[] _rows = rereaders.TakePlaces(count);
    private readonly ConcurrentBag<byte[]> _slabs = [];

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>A row, by its place in the order in which rows were asked for.</summary>
    public ref RowPlace this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _rows[place];
    }

    /// <summary>A slab with room for a row.</summary>
    public byte[] NewSlab(int length)
    {
        var slab = index.Slabs.Take(length);
        _slabs.Add(slab);
        return slab;
    }

    /// <inheritdoc/>
    public IMailItemReader NewReader()
    {
        if (!rereaders.Readers.TryTake(out var reader))
        {
            reader = new(index.NewKeys(), rereaders);
        }

        reader.Open(this);
        return reader;
    }

    /// <summary>Gives back what it was lent. What groups keep they have copied.</summary>
    public void Dispose()
    {
        rereaders.Return(_rows);
        while (_slabs.TryTake(out var slab))
        {
            index.Slabs.Return(slab);
        }
    }
}
