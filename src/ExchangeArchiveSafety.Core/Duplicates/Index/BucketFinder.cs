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
        ForEachPartition(threads, cancellation, () => new PartitionEntries<MatchEntry>(), (partition, entries) =>
        {
            var count = entries.Take(lists, partition);
            Keys(entries, count);
            entries.EqualKeys.Find(entries.Keys, count);
            var buckets = new BucketList(entries.EqualKeys.Sets, entries.EqualKeys.Places);
            entries.EqualKeys.Visit(places => buckets.Add(entries.All, places));
            found[partition] = buckets;
        });
        return BucketList.Join(found);
    }

    /// <summary>References of items whose digest of mailbox and item id occurs more than once, ascending.</summary>
    public static long[] RepeatedIdentities(ItemIndex index, int threads, CancellationToken cancellation)
    {
        var lists = index.Collectors().Select(collector => collector.Identities).ToArray();
        var repeated = new List<long>();
        ForEachPartition(threads, cancellation, () => new PartitionEntries<IdentityEntry>(), (partition, entries) =>
        {
            var count = entries.Take(lists, partition);
            Keys(entries, count);
            entries.EqualKeys.Find(entries.Keys, count);
            entries.EqualKeys.Visit(places =>
            {
                lock (repeated)
                {
                    repeated.AddRange(places.Select(place => entries.All[place].Reference));
                }
            });
        });
        repeated.Sort();
        return [.. repeated];
    }

    [MethodImpl(Hot.Path)]
    private static void Keys(PartitionEntries<MatchEntry> entries, int count)
    {
        for (var place = 0; place < count; place++)
        {
            entries.Keys[place] = entries.All[place].Key;
        }
    }

    [MethodImpl(Hot.Path)]
    private static void Keys(PartitionEntries<IdentityEntry> entries, int count)
    {
        for (var place = 0; place < count; place++)
        {
            entries.Keys[place] = entries.All[place].Key;
        }
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

    /// <summary>The entries of one partition and their keys, for one thread: used for one partition after the other.</summary>
    private sealed class PartitionEntries<T>
        where T : struct
    {
        public ulong[] Keys { get; private set; } = [];

        public T[] All { get; private set; } = [];

        public EqualKeys EqualKeys { get; } = new();

        public int Take(PartitionedList<T>[] lists, int partition)
        {
            var count = lists.Sum(list => list.Count(partition));
            if (Keys.Length < count)
            {
                Keys = new ulong[count + (count / 4)];
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
