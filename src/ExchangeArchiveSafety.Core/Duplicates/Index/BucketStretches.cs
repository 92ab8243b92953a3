using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// Parts the order of the output into stretches of about as many buckets as the processor's cache holds: of each partition, which is in order by itself,
/// every stretch has one run. To sort all at once, each bucket would be fetched from anywhere and need room beside itself.
/// </summary>
internal sealed class BucketStretches
{
    private const int BucketsOfStretch = 8 * 1024;

    // Enough that no stretch gets much longer than others by chance.
    private const int SamplesOfStretch = 16;

    private readonly PartitionBuckets[] _partitions;
    private readonly int[][] _begins;
    private readonly int[] _firsts;

    /// <summary>Finds the stretches.</summary>
    /// <param name="partitions">The partitions, each in order.</param>
    /// <param name="rank">The place of each mailbox in the output.</param>
    public BucketStretches(PartitionBuckets[] partitions, int[] rank)
    {
        _partitions = partitions;
        Buckets = partitions.Aggregate(0, (sum, partition) => checked(sum + partition.Buckets.Length));
        var samples = Samples(rank);
        Count = Math.Max(1, samples.Count / SamplesOfStretch);
        int[] begin = [.. partitions.Select(_ => 0)];
        int[] end = [.. partitions.Select(partition => partition.Buckets.Length)];
        _begins = [begin, .. Enumerable.Range(1, Count - 1).Select(stretch => Begins(samples[stretch * SamplesOfStretch], rank)), end];
        _firsts = [.. _begins.Select(begins => begins.Sum())];
    }

    /// <summary>How many buckets there are.</summary>
    public int Buckets { get; }

    /// <summary>How many stretches there are.</summary>
    public int Count { get; }

    /// <summary>The place of a stretch's first bucket in the order; behind the last stretch, the number of all.</summary>
    public int First(int stretch) => _firsts[stretch];

    /// <summary>Copies the buckets of a stretch, run by run.</summary>
    public void CopyTo(int stretch, Span<Bucket> target)
    {
        for (var partition = 0; partition < _partitions.Length; partition++)
        {
            var (first, end) = (_begins[stretch][partition], _begins[stretch + 1][partition]);
            _partitions[partition].Buckets.Slice(first, end - first).CopyTo(target);
            target = target.Slice(end - first);
        }
    }

    /// <summary>The orders of buckets at even distances over all partitions, ascending.</summary>
    private List<long> Samples(int[] rank)
    {
        const int distance = BucketsOfStretch / SamplesOfStretch;
        var samples = new List<long>();
        var next = distance / 2;
        foreach (var partition in _partitions)
        {
            for (; next < partition.Buckets.Length; next += distance)
            {
                samples.Add(BucketSort.Order(partition.Buckets[next], rank));
            }

            next -= partition.Buckets.Length;
        }

        samples.Sort();
        return samples;
    }

    /// <summary>Where a stretch begins in each partition: what shares its place in the order is never parted.</summary>
    [MethodImpl(Hot.Path)]
    private int[] Begins(long order, int[] rank)
    {
        var begins = new int[_partitions.Length];
        for (var partition = 0; partition < begins.Length; partition++)
        {
            var buckets = _partitions[partition].Buckets;
            var (low, high) = (0, buckets.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = BucketSort.Order(buckets[middle], rank) < order ? (middle + 1, high) : (low, middle);
            }

            begins[partition] = low;
        }

        return begins;
    }
}
