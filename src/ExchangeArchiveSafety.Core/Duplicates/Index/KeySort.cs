using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Sorts by numbers, byte by byte, the lowest first; equal ones keep their order. The runtime's own sort is compiled anew for each type and
/// slow until it has been used a while, which for a search is nearly all of it.
/// </summary>
public static class KeySort
{
    private const int Values = 256;

    /// <summary>The places of keys in ascending order.</summary>
    [MethodImpl(Hot.Path)]
    public static int[] Order(ulong[] keys)
    {
        var (places, others) = (new int[keys.Length], new int[keys.Length]);
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
                Scatter(keys, shift, places, others, starts);
                (places, others) = (others, places);
            }
        }

        return places;
    }

    [MethodImpl(Hot.Path)]
    private static void Scatter(ulong[] keys, int shift, int[] from, int[] to, int[] starts)
    {
        Array.Clear(starts, 0, Values);
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

        foreach (var place in from)
        {
            to[starts[(int)(keys[place] >> shift) & (Values - 1)]++] = place;
        }
    }
}
