using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>The buckets of two and more items of one partition, in no order until they are sorted.</summary>
/// <param name="rank">The place of each mailbox in the output; a negative one leaves its buckets out.</param>
/// <param name="buckets">Room for the buckets.</param>
internal sealed class PartitionBuckets(int[] rank, SlabList<Bucket> buckets)
{
    private readonly List<long> _references = [];
    private SlabList<Bucket> _buckets = buckets;

    /// <summary>The buckets.</summary>
    public ReadOnlySpan<Bucket> Buckets
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _buckets.Values;
    }

    /// <summary>The references of those of more than two items.</summary>
    public long[] References() => [.. _references];

    /// <summary>Puts the buckets into the order of the output.</summary>
    [MethodImpl(Hot.Path)]
    public void Sort(BucketSort sort)
    {
        var buckets = _buckets.Values;
        var room = sort.Room(buckets.Length);
        buckets.CopyTo(room);
        var places = sort.Places(buckets.Length);
        for (var at = 0; at < buckets.Length; at++)
        {
            buckets[at] = room[places[at]];
        }
    }

    /// <summary>Adds the items at some places, which share a digest.</summary>
    [MethodImpl(Hot.Path)]
    public void Add(MatchEntry[] entries, List<int> places)
    {
        if (places.Count > 2)
        {
            AddMore(entries, places);
            return;
        }

        ref readonly var one = ref entries[places[0]];
        ref readonly var other = ref entries[places[1]];

        // Two mailboxes can share a digest only by collision, but then they must be parted.
        if (one.Mailbox == other.Mailbox && rank[one.Mailbox] >= 0)
        {
            _buckets.Add(one.Reference <= other.Reference ? new(one, other) : new(other, one));
        }
    }

    // By itself, as what it hands over is made anew each time, and nearly all sets have two places.
    private void AddMore(MatchEntry[] entries, List<int> places)
    {
        foreach (var mailbox in places.Select(place => entries[place]).GroupBy(entry => entry.Mailbox).Where(mailbox => rank[mailbox.Key] >= 0))
        {
            MatchEntry[] items = [.. mailbox.OrderBy(entry => entry.Reference)];
            if (items.Length > 2)
            {
                _buckets.Add(new(mailbox.Key, items.Min(entry => entry.Order), items[0].Key, _references.Count, items.Length));
                _references.AddRange(items.Select(entry => entry.Reference));
            }
            else if (items.Length == 2)
            {
                _buckets.Add(new(items[0], items[1]));
            }
        }
    }
}
