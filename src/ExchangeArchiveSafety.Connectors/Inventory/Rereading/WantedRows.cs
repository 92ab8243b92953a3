using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>The rows that a portion wants of one file, as they stand in it.</summary>
internal readonly struct WantedRows
{
    private readonly long[] _ascending;
    private readonly int[] _places;
    private readonly int _first;

    private WantedRows(long[] ascending, int[] places, int first, int count)
    {
        _ascending = ascending;
        _places = places;
        _first = first;
        Count = count;
        Number = InventorySection.Number(ascending[first]);
    }

    /// <summary>The file's number.</summary>
    public int Number { get; }

    public int Count { get; }

    /// <summary>Parts references by their files.</summary>
    /// <param name="references">References, in any order.</param>
    /// <param name="sort">Sorts them. Until it is used again the rows are good.</param>
    /// <param name="threads">How many threads may work at once.</param>
    [MethodImpl(Hot.Path)]
    public static List<WantedRows> Of(long[] references, KeySort sort, int threads)
    {
        references.CopyTo(sort.Keys(references.Length));
        var (ascending, places) = sort.Sort(references.Length, threads);
        var files = new List<WantedRows>();
        for (int first = 0, end = 0; first < references.Length; first = end)
        {
            var number = InventorySection.Number(ascending[first]);
            while (end < references.Length && InventorySection.Number(ascending[end]) == number)
            {
                end++;
            }

            files.Add(new(ascending, places, first, end - first));
        }

        return files;
    }

    /// <summary>The place of a row in the order in which rows were asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Place(int index) => _places[_first + index];

    /// <summary>Where a row begins in the file, later rows later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Offset(int index) => InventorySection.Offset(_ascending[_first + index]);

    /// <summary>The first row that does not begin before an offset.</summary>
    public int FirstFrom(long offset)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Offset(middle) < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
