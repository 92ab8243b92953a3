namespace ExchangeArchiveSafety;

/// <summary>Finds equal digests, partition by partition, on all cores that were granted.</summary>
internal static class BucketFinder
{
    /// <summary>The buckets of possible copies. The index gives up its entries.</summary>
    public static BucketList Matches(ItemIndex index, int threads, CancellationToken cancellation)
    {
        var found = new BucketList?[PartitionedList<MatchEntry>.Partitions];
        ForEachPartition(index, threads, cancellation, collector => collector.Matches, entry => entry.Key, (partition, keys, entries, count) =>
        {
            var buckets = new BucketList();
            buckets.AddRuns(keys, entries, count);
            found[partition] = buckets;
        });
        var all = new BucketList();
        foreach (var buckets in found)
        {
            all.Append(buckets!);
        }

        return all;
    }

    /// <summary>References of items whose digest of mailbox and item id occurs more than once, ascending. The index gives up its entries.</summary>
    public static long[] RepeatedIdentities(ItemIndex index, int threads, CancellationToken cancellation)
    {
        var repeated = new List<long>();
        ForEachPartition(index, threads, cancellation, collector => collector.Identities, entry => entry.Key, (_, keys, entries, count) =>
        {
            for (var place = 0; place < count; place++)
            {
                if ((place > 0 && keys[place - 1] == keys[place]) || (place + 1 < count && keys[place + 1] == keys[place]))
                {
                    lock (repeated)
                    {
                        repeated.Add(entries[place].Reference);
                    }
                }
            }
        });
        repeated.Sort();
        return [.. repeated];
    }

    private static void ForEachPartition<T>(
        ItemIndex index,
        int threads,
        CancellationToken cancellation,
        Func<ItemKeyCollector, PartitionedList<T>> list,
        Func<T, ulong> keyOf,
        Action<int, ulong[], T[], int> use)
        where T : struct
    {
        var lists = index.Collectors().Select(list).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, PartitionedList<T>.Partitions, options, () => (Keys: Array.Empty<ulong>(), Entries: Array.Empty<T>()), (partition, _, room) =>
        {
            var count = lists.Sum(entries => entries.Count(partition));
            if (room.Keys.Length < count)
            {
                room = (new ulong[count + (count / 4)], new T[count + (count / 4)]);
            }

            var at = 0;
            foreach (var entries in lists)
            {
                at += entries.Take(partition, room.Entries, at);
            }

            for (var place = 0; place < count; place++)
            {
                room.Keys[place] = keyOf(room.Entries[place]);
            }

            Array.Sort(room.Keys, room.Entries, 0, count);
            use(partition, room.Keys, room.Entries, count);
            return room;
        }, _ => { });
    }
}
