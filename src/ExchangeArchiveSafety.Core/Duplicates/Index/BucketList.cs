using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// The buckets of two and more items, in the order in which groups come out: by mailbox, then by sent time. Buckets that share both are in no order that
/// means anything: digests differ from search to search. Whoever makes their groups orders those.
/// </summary>
internal sealed class BucketList
{
    private readonly Bucket[] _buckets;
    private readonly long[] _references;

    /// <summary>Orders the buckets of all partitions.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="threads">How many threads may work at once.</param>
    public BucketList(PartitionBuckets[] partitions, int threads)
    {
        var starts = Starts(partitions, partition => partition.Count);
        var referenceStarts = Starts(partitions, partition => partition.References);
        var orders = new ulong[starts[partitions.Length]];
        var references = new long[referenceStarts[partitions.Length]];
        _ = Parallel.For(0, partitions.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, partition =>
            partitions[partition].CopyTo(orders, starts[partition], references, referenceStarts[partition]));
        var places = KeySort.Sort(orders, threads).Places;
        var slices = new Slices(places.Length, threads);
        var counts = new int[slices.Count];
        _buckets = new Bucket[places.Length];
        _references = new long[references.Length];
        slices.ForEach((slice, first, end) => counts[slice] = Take(partitions, starts, referenceStarts, places, first, end));

        // References lie in the order in which they are asked for: read one by one from where they were, nearly each would be another wait for memory.
        slices.ForEach((slice, first, end) => TakeReferences(references, first, end, counts.Take(slice).Sum()));
    }

    public int Count => _buckets.Length;

    public ref readonly Bucket this[int index] => ref _buckets[index];

    /// <summary>Whether a bucket shares its place in the order with the one before it.</summary>
    public bool IsTied(int index) => index > 0 && _buckets[index].Mailbox == _buckets[index - 1].Mailbox && _buckets[index].Order == _buckets[index - 1].Order;

    /// <summary>The reference of an item of a bucket.</summary>
    public long Reference(in Bucket bucket, int member) => _references[bucket.Start + member];

    /// <summary>The references of some buckets, one bucket behind the other.</summary>
    public long[] References(int first, int last) =>
        _references.AsSpan(_buckets[first].Start, _buckets[last - 1].Start + _buckets[last - 1].Count - _buckets[first].Start).ToArray();

    private static int[] Starts(PartitionBuckets[] partitions, Func<PartitionBuckets, int> count)
    {
        var starts = new int[partitions.Length + 1];
        for (var partition = 0; partition < partitions.Length; partition++)
        {
            starts[partition + 1] = checked(starts[partition] + count(partitions[partition]));
        }

        return starts;
    }

    [MethodImpl(Hot.Path)]
    private int Take(PartitionBuckets[] partitions, int[] starts, int[] referenceStarts, int[] places, int first, int end)
    {
        var references = 0;
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

            var bucket = partitions[partition][place - starts[partition]];
            _buckets[at] = new(bucket.Mailbox, bucket.Order, bucket.Key, bucket.Start + referenceStarts[partition], bucket.Count);
            references += bucket.Count;
        }

        return references;
    }

    [MethodImpl(Hot.Path)]
    private void TakeReferences(long[] references, int first, int end, int start)
    {
        for (var at = first; at < end; at++)
        {
            var bucket = _buckets[at];
            _buckets[at] = new(bucket.Mailbox, bucket.Order, bucket.Key, start, bucket.Count);

            // Mostly two.
            for (var member = 0; member < bucket.Count; member++)
            {
                _references[start++] = references[bucket.Start + member];
            }
        }
    }
}
