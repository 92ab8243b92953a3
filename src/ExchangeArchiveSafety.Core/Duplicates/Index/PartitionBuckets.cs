using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>The buckets of two and more items of one partition, in no order, and the references of their items.</summary>
/// <param name="rank">The place of each mailbox in the output; a negative one leaves its buckets out.</param>
/// <param name="buckets">Room for the buckets.</param>
/// <param name="references">Room for the references.</param>
internal sealed class PartitionBuckets(int[] rank, SlabList<Bucket> buckets, SlabList<long> references)
{
    private SlabList<Bucket> _buckets = buckets;
    private SlabList<long> _references = references;

    /// <summary>The buckets.</summary>
    public ReadOnlySpan<Bucket> Buckets => _buckets.Values;

    /// <summary>The references, one bucket's behind the other's.</summary>
    public ReadOnlySpan<long> References
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _references.Values;
    }

    /// <summary>Writes what puts each bucket into the order of the output: mailbox, and then sent time.</summary>
    /// <param name="orders">Receives it.</param>
    [MethodImpl(Hot.Path)]
    public void Orders(Span<long> orders)
    {
        var buckets = Buckets;
        for (var number = 0; number < buckets.Length; number++)
        {
            orders[number] = ((long)rank[buckets[number].Mailbox] << 32) | buckets[number].Order;
        }
    }

    /// <summary>Adds the items at some places, which share a digest.</summary>
    [MethodImpl(Hot.Path)]
    public void Add(MatchEntry[] entries, List<int> places)
    {
        // Two mailboxes can share a digest only by collision, but then they must be parted.
        if (places.Count > 2)
        {
            Sort(entries, places);
        }
        else if (Compare(entries[places[0]], entries[places[1]]) > 0)
        {
            places.Reverse();
        }

        for (var first = 0; first < places.Count;)
        {
            var mailbox = entries[places[first]].Mailbox;
            var order = uint.MaxValue;
            var last = first;
            for (; last < places.Count && entries[places[last]].Mailbox == mailbox; last++)
            {
                order = Math.Min(order, entries[places[last]].Order);
            }

            if (last - first > 1 && rank[mailbox] >= 0)
            {
                _buckets.Add(new(mailbox, order, entries[places[first]].Key, _references.Count, last - first));
                for (var place = first; place < last; place++)
                {
                    _references.Add(entries[places[place]].Reference);
                }
            }

            first = last;
        }
    }

    // By itself, as what it hands over is made anew each time, and nearly all sets have two places.
    private static void Sort(MatchEntry[] entries, List<int> places) => places.Sort((x, y) => Compare(entries[x], entries[y]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Compare(in MatchEntry x, in MatchEntry y) => x.Mailbox != y.Mailbox ? x.Mailbox.CompareTo(y.Mailbox) : x.Reference.CompareTo(y.Reference);
}
