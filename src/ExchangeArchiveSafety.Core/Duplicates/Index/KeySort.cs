using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// Sorts by numbers, byte by byte, the lowest first; equal ones keep their order. The runtime's own sort is compiled anew for each type and
/// slow until it has been used a while, which for a search is nearly all of it. For one thread after the other: the room is used again.
/// </summary>
internal sealed class KeySort
{
    private const int Values = 256;

    private long[] _keys = [];
    private long[] _otherKeys = [];
    private int[] _places = [];
    private int[] _otherPlaces = [];

    /// <summary>Room for keys, to be filled and then sorted; none of them negative.</summary>
    public Span<long> Keys(int count)
    {
        if (_keys.Length < count)
        {
            // Portions differ by a little; what is too small is let go before there is more.
            var length = count + (count / 16);
            (_keys, _otherKeys, _places, _otherPlaces) = ([], [], [], []);
            (_keys, _otherKeys) = (new long[length], new long[length]);
            (_places, _otherPlaces) = (new int[length], new int[length]);
        }

        return _keys.AsSpan(0, count);
    }

    /// <summary>Sorts the first keys of the room, and tells where each of them was. What is given out may be longer, and is good until the next use.</summary>
    /// <param name="count">How many keys were filled in.</param>
    /// <param name="threads">How many threads may work at once.</param>
    [MethodImpl(Hot.Path)]
    public (long[] Ascending, int[] Places) Sort(int count, int threads)
    {
        var (keys, otherKeys, places, others) = (_keys, _otherKeys, _places, _otherPlaces);
        var differing = 0L;
        for (var place = 0; place < count; place++)
        {
            places[place] = place;
            differing |= keys[place] ^ keys[0];
        }

        var slices = new Slices(count, threads);
        var starts = Enumerable.Range(0, slices.Count).Select(_ => new int[Values]).ToArray();
        for (var shift = 0; shift < 64; shift += 8)
        {
            // References of one mailbox and times of one decade share most of their bytes.
            if (((differing >> shift) & (Values - 1)) != 0)
            {
                // Keys go along with their places: looked up by place, nearly each would be another wait for memory.
                var (value, from, to) = (shift, (keys, places), (otherKeys, others));
                slices.ForEach((slice, first, end) => Count(value, from.keys, first, end, starts[slice]));
                Begin(starts);
                slices.ForEach((slice, first, end) => Scatter(value, from, to, first, end, starts[slice]));
                (keys, otherKeys) = (otherKeys, keys);
                (places, others) = (others, places);
            }
        }

        // As both are swapped, whatever is given out stays the room that is filled next.
        (_keys, _otherKeys, _places, _otherPlaces) = (keys, otherKeys, places, others);
        return (keys, places);
    }

    [MethodImpl(Hot.Path)]
    private static void Count(int shift, long[] keys, int first, int end, int[] counts)
    {
        Array.Clear(counts, 0, Values);
        for (var at = first; at < end; at++)
        {
            counts[(int)(keys[at] >> shift) & (Values - 1)]++;
        }
    }

    /// <summary>Makes of counts the places where each slice puts its first key of each value: behind those of earlier slices.</summary>
    private static void Begin(int[][] counts)
    {
        var start = 0;
        for (var value = 0; value < Values; value++)
        {
            foreach (var slice in counts)
            {
                (slice[value], start) = (start, start + slice[value]);
            }
        }
    }

    [MethodImpl(Hot.Path)]
    private static void Scatter(int shift, (long[] Keys, int[] Places) from, (long[] Keys, int[] Places) to, int first, int end, int[] starts)
    {
        var (keys, places, otherKeys, otherPlaces) = (from.Keys, from.Places, to.Keys, to.Places);
        for (var at = first; at < end; at++)
        {
            var key = keys[at];
            var target = starts[(int)(key >> shift) & (Values - 1)]++;
            otherKeys[target] = key;
            otherPlaces[target] = places[at];
        }
    }
}
