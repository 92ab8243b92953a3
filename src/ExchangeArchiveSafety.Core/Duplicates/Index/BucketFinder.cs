using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>Finds equal digests, partition by partition, on all cores that were granted. The index gives up its entries.</summary>
internal static class BucketFinder
{
    /// <summary>The buckets of possible copies.</summary>
    public static BucketList Matches(ItemIndex index, int threads, CancellationToken cancellation)
    {
        var lists = index.Collectors().Select(collector => collector.Matches).ToArray();
        var found = new BucketList[PartitionedList<MatchEntry>.Partitions];
        ForEachPartition(threads, cancellation, () => new Room<MatchEntry>(), (partition, room) =>
        {
            var buckets = new BucketList();
            var count = room.Take(lists, partition);
            Keys(room, count);
            room.EqualKeys.Visit(room.Keys, count, places => buckets.Add(room.Entries, places));
            found[partition] = buckets;
        });
        var all = new BucketList();
        foreach (var buckets in found)
        {
            all.Append(buckets);
        }

        return all;
    }

    /// <summary>References of items whose digest of mailbox and item id occurs more than once, ascending.</summary>
    public static long[] RepeatedIdentities(ItemIndex index, int threads, CancellationToken cancellation)
    {
        var lists = index.Collectors().Select(collector => collector.Identities).ToArray();
        var repeated = new List<long>();
        ForEachPartition(threads, cancellation, () => new Room<IdentityEntry>(), (partition, room) =>
        {
            var count = room.Take(lists, partition);
            Keys(room, count);
            room.EqualKeys.Visit(room.Keys, count, places =>
            {
                lock (repeated)
                {
                    repeated.AddRange(places.Select(place => room.Entries[place].Reference));
                }
            });
        });
        repeated.Sort();
        return [.. repeated];
    }

    [MethodImpl(Hot.Path)]
    private static void Keys(Room<MatchEntry> room, int count)
    {
        for (var place = 0; place < count; place++)
        {
            room.Keys[place] = room.Entries[place].Key;
        }
    }

    [MethodImpl(Hot.Path)]
    private static void Keys(Room<IdentityEntry> room, int count)
    {
        for (var place = 0; place < count; place++)
        {
            room.Keys[place] = room.Entries[place].Key;
        }
    }

    private static void ForEachPartition<T>(int threads, CancellationToken cancellation, Func<T> newRoom, Action<int, T> use)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, PartitionedList<MatchEntry>.Partitions, options, newRoom, (partition, _, room) =>
        {
            use(partition, room);
            return room;
        }, _ => { });
    }

    /// <summary>What one thread needs to work through partitions.</summary>
    private sealed class Room<T>
        where T : struct
    {
        public ulong[] Keys { get; private set; } = [];

        public T[] Entries { get; private set; } = [];

        public EqualKeys EqualKeys { get; } = new();

        public int Take(PartitionedList<T>[] lists, int partition)
        {
            var count = lists.Sum(list => list.Count(partition));
            if (Keys.Length < count)
            {
                Keys = new ulong[count + (count / 4)];
                Entries = new T[count + (count / 4)];
            }

            var at = 0;
            foreach (var list in lists)
            {
                at += list.Take(partition, Entries, at);
            }

            return count;
        }
    }
}
