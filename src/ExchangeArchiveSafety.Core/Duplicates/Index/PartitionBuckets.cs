using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>The buckets of two and more items of one partition, in no order, and the references of their items.</summary>
/// <param name="rank">The place of each mailbox in the output; a negative one leaves its buckets out.</param>
/// <param name="buckets">Buckets for which there is room at once.</param>
/// <param name="references">References for which there is.</param>
internal sealed class PartitionBuckets(int[] rank, int buckets, int references)
{
    private readonly List<Bucket> _buckets = new(buckets);
    private readonly List<long> _references = new(references);

    public int Count => _buckets.Count;

    public Bucket this[int index] => _buckets[index];

    public int References => _references.Count;

    /// <summary>Copies what puts each bucket into the order of the output, mailbox and then sent time, and the references.</summary>
    /// <param name="orders">Receives the one.</param>
    /// <param name="ordersStart">From where on.</param>
    /// <param name="references">Receives the other.</param>
    /// <param name="referencesStart">From where on.</param>
    [MethodImpl(Hot.Path)]
    public void CopyTo(ulong[] orders, int ordersStart, long[] references, int referencesStart)
    {
        foreach (var bucket in _buckets)
        {
            orders[ordersStart++] = ((ulong)rank[bucket.Mailbox] << 32) | bucket.Order;
        }

        _references.CopyTo(references, referencesStart);
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
