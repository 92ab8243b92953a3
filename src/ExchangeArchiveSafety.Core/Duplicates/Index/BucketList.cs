using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// The buckets of two and more items, in the order in which groups come out: by mailbox, then by sent time. Buckets that share both are in no order that
/// means anything: digests differ from search to search. Whoever makes their groups orders those.
/// </summary>
internal sealed class BucketList
{
    private readonly long[][] _references;
    private readonly Bucket[] _buckets;

    /// <summary>Orders the buckets of all partitions.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="threads">How many threads may work at once.</param>
    public BucketList(PartitionBuckets[] partitions, int threads)
    {
        _references = [.. partitions.Select(partition => partition.References())];
        var starts = new int[partitions.Length + 1];
        for (var partition = 0; partition < partitions.Length; partition++)
        {
            starts[partition + 1] = checked(starts[partition] + partitions[partition].Buckets.Length);
        }

        var orders = new long[starts[partitions.Length]];
        _ = Parallel.For(0, partitions.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, partition =>
            partitions[partition].Orders(orders.AsSpan(starts[partition])));
        var places = KeySort.Sort(orders, threads).Places;
        _buckets = new Bucket[places.Length];
        new Slices(places.Length, threads).ForEach((_, first, end) => Take(partitions, starts, places, first, end));
    }

    public int Count => _buckets.Length;

    public ref readonly Bucket this[int index] => ref _buckets[index];

    /// <summary>Whether a bucket shares its place in the order with the one before it.</summary>
    public bool IsTied(int index) => index > 0 && _buckets[index].Mailbox == _buckets[index - 1].Mailbox && _buckets[index].Order == _buckets[index - 1].Order;

    /// <summary>The reference of an item of a bucket.</summary>
    public long Reference(in Bucket bucket, int member)
    {
        var references = new long[bucket.Count];
        CopyReferences(bucket, references);
        return references[member];
    }

    /// <summary>The references of some buckets, one bucket's behind the other's.</summary>
    /// <param name="first">The first bucket.</param>
    /// <param name="last">Behind the last one.</param>
    [MethodImpl(Hot.Path)]
    public long[] References(int first, int last)
    {
        var items = 0;
        for (var at = first; at < last; at++)
        {
            items += _buckets[at].Count;
        }

        var references = new long[items];
        var rest = references.AsSpan();
        for (var at = first; at < last; at++)
        {
            CopyReferences(_buckets[at], rest);
            rest = rest.Slice(_buckets[at].Count);
        }

        return references;
    }

    [MethodImpl(Hot.Path)]
    private void Take(PartitionBuckets[] partitions, int[] starts, int[] places, int first, int end)
    {
        for (var at = first; at < end; at++)
        {
            var place = places[at];

            // Digests fall evenly, so it is this partition or one beside it.
            var partition = (int)((long)place * partitions.Length / places.Length);
            while (place < starts[partition])
            {
                partition--;
            }

            while (place >= starts[partition + 1])
            {
                partition++;
            }

            _buckets[at] = partitions[partition].Buckets[place - starts[partition]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyReferences(in Bucket bucket, Span<long> target) =>
        bucket.CopyReferences(_references[PartitionedList<MatchEntry>.Of(bucket.Key)], target);
}
