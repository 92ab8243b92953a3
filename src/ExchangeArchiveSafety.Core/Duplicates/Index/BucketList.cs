using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>The buckets of two and more items, in the order in which groups come out, and the references of their items.</summary>
/// <param name="buckets">Buckets for which there is room at once.</param>
/// <param name="references">References for which there is.</param>
internal sealed class BucketList(int buckets, int references)
{
    private List<Bucket> _buckets = new(buckets);
    private readonly List<long> _references = new(references);

    public int Count => _buckets.Count;

    public Bucket this[int index] => _buckets[index];

    /// <summary>Whether a bucket shares its place in the order with the one before it.</summary>
    public bool IsTied(int index) => index > 0 && _buckets[index].Mailbox == _buckets[index - 1].Mailbox && _buckets[index].Order == _buckets[index - 1].Order;

    public long Reference(int index) => _references[index];

    /// <summary>The references of some buckets, one bucket behind the other.</summary>
    [MethodImpl(Hot.Path)]
    public long[] References(int first, int last)
    {
        var count = 0;
        for (var bucket = first; bucket < last; bucket++)
        {
            count += _buckets[bucket].Count;
        }

        var references = new long[count];
        for (int bucket = first, at = 0; bucket < last; bucket++)
        {
            // Mostly two.
            for (var reference = _buckets[bucket].Start; reference < _buckets[bucket].Start + _buckets[bucket].Count; reference++)
            {
                references[at++] = _references[reference];
            }
        }

        return references;
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

            if (last - first > 1)
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

    /// <summary>All buckets of some lists, which are used up.</summary>
    public static BucketList Join(BucketList[] lists)
    {
        var all = new BucketList(lists.Sum(list => list.Count), lists.Sum(list => list._references.Count));
        for (var list = 0; list < lists.Length; list++)
        {
            all.Append(lists[list]);
            lists[list] = null!;
        }

        return all;
    }

    [MethodImpl(Hot.Path)]
    private void Append(BucketList other)
    {
        var offset = _references.Count;
        _references.AddRange(other._references);
        foreach (var bucket in other._buckets)
        {
            _buckets.Add(new(bucket.Mailbox, bucket.Order, bucket.Key, bucket.Start + offset, bucket.Count));
        }
    }

    /// <summary>
    /// Orders by mailbox, then by sent time. Buckets that share both are in no order that means anything: digests differ from search to
    /// search. Whoever makes their groups orders those.
    /// </summary>
    /// <param name="rank">The place of each mailbox in the output; a negative one leaves its buckets out.</param>
    [MethodImpl(Hot.Path)]
    public void Order(int[] rank)
    {
        _buckets.RemoveAll(bucket => rank[bucket.Mailbox] < 0);
        var keys = new ulong[_buckets.Count];
        for (var bucket = 0; bucket < keys.Length; bucket++)
        {
            keys[bucket] = ((ulong)rank[_buckets[bucket].Mailbox] << 32) | _buckets[bucket].Order;
        }

        var ordered = new List<Bucket>(keys.Length);
        foreach (var place in KeySort.Sort(keys).Places)
        {
            ordered.Add(_buckets[place]);
        }

        _buckets = ordered;
    }
}
