using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Sorts by numbers, byte by byte, the lowest first; equal ones keep their order. The runtime's own sort is compiled anew for each type and
/// slow until it has been used a while, which for a search is nearly all of it.
/// </summary>
public static class KeySort
{
    private const int Values = 256;

    /// <summary>Sorts keys, and tells where each of them was.</summary>
    /// <param name="keys">The keys; the array is used up.</param>
    [MethodImpl(Hot.Path)]
    public static (ulong[] Ascending, int[] Places) Sort(ulong[] keys)
    {
        var (places, others) = (new int[keys.Length], new int[keys.Length]);
        var otherKeys = new ulong[keys.Length];
        var differing = 0UL;
        for (var place = 0; place < places.Length; place++)
        {
            places[place] = place;
            differing |= keys[place] ^ keys[0];
        }

        var starts = new int[Values];
        for (var shift = 0; shift < 64; shift += 8)
        {
            // References of one mailbox and times of one decade share most of their bytes.
            if (((differing >> shift) & (Values - 1)) != 0)
            {
                // Keys go along with their places: looked up by place, nearly each would be another wait for memory.
                Scatter(shift, (keys, places), (otherKeys, others), starts);
                (keys, otherKeys) = (otherKeys, keys);
                (places, others) = (others, places);
            }
        }

        return (keys, places);
    }

    [MethodImpl(Hot.Path)]
    private static void Scatter(int shift, (ulong[] Keys, int[] Places) from, (ulong[] Keys, int[] Places) to, int[] starts)
    {
        Array.Clear(starts, 0, Values);
        var keys = from.Keys;
        foreach (var key in keys)
        {
            starts[(int)(key >> shift) & (Values - 1)]++;
        }

        var start = 0;
        for (var value = 0; value < Values; value++)
        {
            var count = starts[value];
            starts[value] = start;
            start += count;
        }

        for (var at = 0; at < keys.Length; at++)
        {
            var target = starts[(int)(keys[at] >> shift) & (Values - 1)]++;
            to.Keys[target] = keys[at];
            to.Places[target] = from.Places[at];
        }
    }
}
