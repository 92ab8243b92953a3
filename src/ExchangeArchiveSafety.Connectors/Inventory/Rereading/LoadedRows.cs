using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>A portion of rows that were read again, without what lies between them in their files.</summary>
internal sealed class LoadedRows(ItemIndex index, RowRereaders rereaders, InventorySection[] sections, int count) : IMailItemRows
{
    private readonly LoadedRow[] _rows = rereaders.TakePlaces(count);
    private readonly List<byte[]> _slabs = [];
    private readonly ConcurrentStack<RowCopier> _copiers = [];

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>A row, by its place in the order in which rows were asked for. Once all are loaded.</summary>
    public RowPlace this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref var row = ref _rows[place];
            return new(sections[row.Section], _slabs[row.Slab], row.Start, row.Length);
        }
    }

    /// <summary>Copies rows for one thread, from one file after the other: thousands of small files must not each begin slabs of their own.</summary>
    public RowCopier TakeCopier() => _copiers.TryPop(out var copier) ? copier : new(this);

    /// <summary>Takes it back, for another file.</summary>
    public void Return(RowCopier copier) => _copiers.Push(copier);

    /// <summary>A slab with room for a row, and its number.</summary>
    public byte[] NewSlab(int length, out int number)
    {
        var slab = index.Slabs.Take(length);
        lock (_slabs)
        {
            number = _slabs.Count;
            _slabs.Add(slab);
        }

        return slab;
    }

    /// <summary>Notes where a row was put.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int place, in LoadedRow row) => _rows[place] = row;

    /// <inheritdoc/>
    public IMailItemReader NewReader()
    {
        if (!rereaders.Readers.TryPop(out var reader))
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
        _slabs.ForEach(index.Slabs.Return);
        _slabs.Clear();
    }
}
