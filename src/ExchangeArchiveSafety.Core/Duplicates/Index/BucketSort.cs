using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// Finds the order of the output among so many buckets as the processor's cache holds: by mailbox, then by sent time. One instance a thread: its room is
/// used again.
/// </summary>
/// <param name="rank">The place of each mailbox in the output.</param>
internal sealed class BucketSort(int[] rank)
{
    private readonly KeySort _sort = new();
    private Bucket[] _room = [];

    /// <summary>What puts a bucket into the order, never negative.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="rank">The place of each mailbox in the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Order(in Bucket bucket, int[] rank) => ((long)rank[bucket.Mailbox] << 32) | bucket.Order;

    /// <summary>Room for buckets, to be filled.</summary>
    public Span<Bucket> Room(int count)
    {
        if (_room.Length < count)
        {
            _room = new Bucket[count + (count / 4)];
        }

        return _room.AsSpan(0, count);
    }

    /// <summary>The places of the first buckets of the room, in order; good until the next use.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<int> Places(int count)
    {
        var keys = _sort.Keys(count);
        for (var place = 0; place < count; place++)
        {
            keys[place] = Order(_room[place], rank);
        }

        return _sort.Sort(count, threads: 1).Places.AsSpan(0, count);
    }
}
