using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>Finds equal digests, partition by partition, on all cores that were granted. The index gives up its entries.</summary>
internal static class BucketFinder
{
    /// <summary>The buckets of possible copies.</summary>
    /// <param name="index">Gives up its entries.</param>
    /// <param name="rank">The place of each mailbox in the output; a negative one leaves its buckets out.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static BucketList Matches(ItemIndex index, int[] rank, int threads, CancellationToken cancellation)
    {
        var lists = index.Collectors().Select(collector => collector.Matches).ToArray();
        var found = new PartitionBuckets[PartitionedList<MatchEntry>.Partitions];
        var room = new SlabCutter(index.Slabs);
        ForEachPartition(threads, cancellation, () => (Entries: new PartitionEntries<MatchEntry>(), Sort: new BucketSort(rank)), (partition, own) =>
        {
            var entries = own.Entries;
            var count = entries.Take(lists, partition);
            entries.EqualKeys.Find(Keys(entries, count), count);
            lock (room)
            {
                found[partition] = new(rank, room.Cut<Bucket>(entries.EqualKeys.Places / 2));
            }

            entries.EqualKeys.Visit(places => found[partition].Add(entries.All, places));

            // Here, while they are in this processor's cache.
            found[partition].Sort(own.Sort);
        });
        var ordered = new BucketList(found, rank, index.Slabs, threads);
        room.Return();
        return ordered;
    }

    /// <summary>Digests of mailbox and item id that occur more than once.</summary>
    public static HashSet<ulong> RepeatedIdentities(ItemIndex index, int threads, CancellationToken cancellation)
    {
        var lists = index.Collectors().Select(collector => collector.Identities).ToArray();
        var repeated = new HashSet<ulong>();
        ForEachPartition(threads, cancellation, () => new PartitionEntries<ulong>(), (partition, entries) =>
        {
            var count = entries.Take(lists, partition);
            entries.EqualKeys.Find(entries.All, count);
            entries.EqualKeys.Visit(places =>
            {
                lock (repeated)
                {
                    _ = repeated.Add(entries.All[places[0]]);
                }
            });
        });
        return repeated;
    }

    [MethodImpl(Hot.Path)]
    private static ulong[] Keys(PartitionEntries<MatchEntry> entries, int count)
    {
        var (keys, all) = (entries.Keys(), entries.All);
        for (var place = 0; place < count; place++)
        {
            keys[place] = all[place].Key;
        }

        return keys;
    }

    private static void ForEachPartition<T>(int threads, CancellationToken cancellation, Func<T> newEntries, Action<int, T> use)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, PartitionedList<MatchEntry>.Partitions, options, newEntries, (partition, _, entries) =>
        {
            use(partition, entries);
            return entries;
        }, _ => { });
    }

    /// <summary>The entries of one partition, for one thread: used for one partition after the other.</summary>
    private sealed class PartitionEntries<T>
        where T : struct
    {
        private ulong[] _keys = [];

        public T[] All { get; private set; } = [];

        public EqualKeys EqualKeys { get; } = new();

        /// <summary>Room for a key of each.</summary>
        public ulong[] Keys() => _keys.Length >= All.Length ? _keys : _keys = new ulong[All.Length];

        public int Take(PartitionedList<T>[] lists, int partition)
        {
            var count = lists.Sum(list => list.Count(partition));
            if (All.Length < count)
            {
                All = new T[count + (count / 4)];
            }

            var at = 0;
            foreach (var list in lists)
            {
                at += list.Take(partition, All, at);
            }

            return count;
        }
    }
}
