namespace ExchangeArchiveSafety;

/// <summary>The buckets of two and more items, in the order in which groups come out, and the references of their items.</summary>
internal sealed class BucketList
{
    private readonly List<Bucket> _buckets = [];
    private readonly List<long> _references = [];

    public int Count => _buckets.Count;

    public int Items => _references.Count;

    public Bucket this[int index] => _buckets[index];

    public long Reference(int index) => _references[index];

    /// <summary>All references, ascending.</summary>
    public long[] SortedReferences()
    {
        var references = _references.ToArray();
        Array.Sort(references);
        return references;
    }

    /// <summary>Adds the buckets among entries that are sorted by key.</summary>
    public void AddRuns(ulong[] keys, MatchEntry[] entries, int count)
    {
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                AddRun(entries, start, end);
            }

            start = end;
        }
    }

    public void Append(BucketList other)
    {
        var offset = _references.Count;
        _references.AddRange(other._references);
        foreach (var bucket in other._buckets)
        {
            _buckets.Add(new(bucket.Mailbox, bucket.Order, bucket.Key, bucket.Start + offset, bucket.Count));
        }
    }

    /// <summary>Orders by mailbox, then by sent time, then by digest: the same in every run and for every order of input.</summary>
    /// <param name="rank">The place of each mailbox in the output; a negative one leaves its buckets out.</param>
    public void Order(int[] rank)
    {
        _buckets.RemoveAll(bucket => rank[bucket.Mailbox] < 0);
        _buckets.Sort((first, second) =>
        {
            var order = rank[first.Mailbox].CompareTo(rank[second.Mailbox]);
            order = order != 0 ? order : first.Order.CompareTo(second.Order);
            return order != 0 ? order : first.Key.CompareTo(second.Key);
        });
    }

    private void AddRun(MatchEntry[] entries, int start, int end)
    {
        // Two mailboxes can share a digest only by collision, but then they must be parted.
        Array.Sort(entries, start, end - start, ByMailboxAndReference.Instance);
        for (var first = start; first < end;)
        {
            var last = first;
            var order = entries[first].Order;
            while (last < end && entries[last].Mailbox == entries[first].Mailbox)
            {
                order = Math.Min(order, entries[last].Order);
                last++;
            }

            if (last - first > 1)
            {
                _buckets.Add(new(entries[first].Mailbox, order, entries[first].Key, _references.Count, last - first));
                for (var index = first; index < last; index++)
                {
                    _references.Add(entries[index].Reference);
                }
            }

            first = last;
        }
    }

    private sealed class ByMailboxAndReference : IComparer<MatchEntry>
    {
        public static readonly ByMailboxAndReference Instance = new();

        public int Compare(MatchEntry x, MatchEntry y)
        {
            var order = x.Mailbox.CompareTo(y.Mailbox);
            return order != 0 ? order : x.Reference.CompareTo(y.Reference);
        }
    }
}
