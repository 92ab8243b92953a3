using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// The buckets of two and more items, in the order in which groups come out: by mailbox, then by sent time. Buckets that share both are in no order that
/// means anything: digests differ from search to search. Whoever makes their groups orders those.
/// </summary>
internal sealed class BucketList
{
    private const int BucketsOfSlabBits = 15;
    private const int BucketsOfSlab = 1 << BucketsOfSlabBits;

    private readonly long[][] _references;
    private readonly byte[][] _slabs;

    /// <summary>Puts the buckets of all partitions together.</summary>
    /// <param name="partitions">The partitions, each in order.</param>
    /// <param name="rank">The place of each mailbox in the output.</param>
    /// <param name="slabs">Where buckets lie from now on.</param>
    /// <param name="threads">How many threads may work at once.</param>
    public BucketList(PartitionBuckets[] partitions, int[] rank, Slabs slabs, int threads)
    {
        _references = [.. partitions.Select(partition => partition.References())];
        var stretches = new BucketStretches(partitions, rank);
        Count = stretches.Buckets;
        _slabs = [.. Enumerable.Range(0, (Count + BucketsOfSlab - 1) / BucketsOfSlab).Select(_ => slabs.Take(BucketsOfSlab * Unsafe.SizeOf<Bucket>()))];
        Parallel.For(0, stretches.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new BucketSort(rank), (stretch, _, sort) =>
        {
            Put(stretches, stretch, sort);
            return sort;
        }, _ => { });
    }

    public int Count { get; }

    public ref readonly Bucket this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref At(index);
    }

    /// <summary>Whether a bucket shares its place in the order with the one before it.</summary>
    public bool IsTied(int index) => index > 0 && At(index).Mailbox == At(index - 1).Mailbox && At(index).Order == At(index - 1).Order;

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
            items += At(at).Count;
        }

        var references = new long[items];
        var rest = references.AsSpan();
        for (var at = first; at < last; at++)
        {
            CopyReferences(At(at), rest);
            rest = rest.Slice(At(at).Count);
        }

        return references;
    }

    [MethodImpl(Hot.Path)]
    private void Put(BucketStretches stretches, int stretch, BucketSort sort)
    {
        var (first, count) = (stretches.First(stretch), stretches.First(stretch + 1) - stretches.First(stretch));
        var room = sort.Room(count);
        stretches.CopyTo(stretch, room);
        var places = sort.Places(count);
        for (var at = 0; at < count; at++)
        {
            At(first + at) = room[places[at]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Bucket At(int index) =>
        ref MemoryMarshal.Cast<byte, Bucket>(_slabs[index >> BucketsOfSlabBits].AsSpan())[index & (BucketsOfSlab - 1)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyReferences(in Bucket bucket, Span<long> target) =>
        bucket.CopyReferences(_references[PartitionedList<MatchEntry>.Of(bucket.Key)], target);
}
