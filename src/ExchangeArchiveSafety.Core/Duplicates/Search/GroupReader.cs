using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>
/// Reads the items of buckets again and gives out their groups in order: a portion is read as a whole and then compared ahead in batches, each from
/// beginning to end on one thread: what was just compared is still in that processor's cache. Portions are large, as items may lie anywhere in the source
/// and each costs a way through all of it; where they lie together, small ones do, which are read ahead and leave that cache less far.
/// </summary>
internal sealed class GroupReader(DuplicateSearchOptions options, IMailItemSource source, BucketList buckets, ItemIndex index)
{
    private const int ItemsOfBatch = 1024;

    // The references of more are what the collector treats as large: new memory for each portion.
    private const int ItemsTogether = 10 * ItemsOfBatch;

    private const int Samples = 4;

    // One is compared while two are read: what of it is left is little for all threads.
    private const int PortionsTogether = 3;

    // For each thread, so that none waits while the caller uses what it has.
    private const int BatchesAhead = 2;

    private readonly bool[] _subjectsAreKnown = [.. Enumerable.Range(0, index.Mailboxes.Count).Select(mailbox => index.Count(mailbox).HasSubjects)];
    private readonly string[] _mailboxes = [.. Enumerable.Range(0, index.Mailboxes.Count).Select(mailbox => index.Mailboxes[mailbox].Name)];
    private readonly MailboxFolders[] _folders = Folders(options, index);
    private readonly ConcurrentStack<(PairBuilder Pairs, GroupBuilder Groups)> _builders = [];
    private readonly TaskScheduler _threads = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, options.Threads).ConcurrentScheduler;

    public IEnumerable<ArchiveDuplicateGroup> Read(CancellationToken cancellation)
    {
        var isTogether = LieTogether();
        var mostItems = isTogether ? Math.Min(ItemsTogether, source.ItemsAtOnce) : source.ItemsAtOnce;
        var mostPortions = isTogether ? PortionsTogether : 1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var portions = new Queue<RowPortion>();
        var batches = new Queue<(Task<List<ArchiveDuplicateGroup>> Groups, bool IsLast)>();
        try
        {
            for (var next = 0; ;)
            {
                while (portions.Count < mostPortions && next < buckets.Count)
                {
                    portions.Enqueue(Load(next, End(next, buckets.Count, mostItems), isTogether ? 1 : options.Threads, stop.Token));
                    next = portions.Last().Last;
                }

                while (batches.Count < BatchesAhead * options.Threads && portions.FirstOrDefault(portion => !portion.IsHandedOut) is { } portion)
                {
                    batches.Enqueue((BuildNext(portion, stop.Token), portion.IsHandedOut));
                }

                if (batches.Count == 0)
                {
                    break;
                }

                var batch = batches.Dequeue();
                foreach (var group in batch.Groups.GetAwaiter().GetResult())
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return group;
                }

                if (batch.IsLast)
                {
                    portions.Dequeue().Dispose();
                }
            }
        }
        finally
        {
            // Nobody may go on reading a source that the caller closes next.
            stop.Cancel();
            foreach (var batch in batches)
            {
                Wait(batch.Groups);
            }

            foreach (var portion in portions)
            {
                Wait(portion.Rows);
                portion.Dispose();
            }
        }
    }

    private bool LieTogether()
    {
        // Most buckets hold two items.
        var lastStart = Math.Max(0, buckets.Count - (ItemsTogether / 2));
        return buckets.Count > 0 && Enumerable.Range(0, Samples).Select(sample => (int)((long)lastStart * sample / (Samples - 1))).Distinct()
            .All(first => source.LieTogether(buckets.References(first, End(first, buckets.Count, ItemsTogether))));
    }

    private RowPortion Load(int first, int last, int threads, CancellationToken cancellation) =>
        new(first, last, Task.Factory.StartNew(() => source.Load(buckets.References(first, last), threads, cancellation), cancellation, TaskCreationOptions.None, _threads));

    private Task<List<ArchiveDuplicateGroup>> BuildNext(RowPortion portion, CancellationToken cancellation)
    {
        var (first, place) = (portion.Next, portion.Place);
        var end = End(first, portion.Last, ItemsOfBatch, out var items);
        portion.HandOut(end, items);
        return portion.Rows.ContinueWith(rows => Build(rows.GetAwaiter().GetResult(), first, end, place, cancellation), cancellation, TaskContinuationOptions.None, _threads);
    }

    private static MailboxFolders[] Folders(DuplicateSearchOptions options, ItemIndex index)
    {
        // A reading is of one mailbox, and so are its files.
        foreach (var folder in options.Scan?.FolderList ?? [])
        {
            options.FolderPatterns?.See(FolderKey.Of(folder.Path, folder.Location, folder.WellKnownFolder));
        }

        var known = (options.Scan?.FolderList ?? []).Select(folder => FolderFact.Of(folder.Path, folder.Location, folder.WellKnownFolder)).OfType<FolderFact>().ToArray();
        return [.. Enumerable.Range(0, index.Mailboxes.Count).Select(mailbox => index.Folders(mailbox, known))];
    }

    private static void Wait(Task task) =>
        task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);

    private int End(int first, int last, int mostItems) => End(first, last, mostItems, out _);

    /// <summary>Where a portion or a batch ends that holds so many items, or a single bucket. It never ends between buckets that share their place in the order.</summary>
    [MethodImpl(Hot.Path)]
    private int End(int first, int last, int mostItems, out int items)
    {
        items = buckets[first].Count;
        var end = first + 1;
        while (end < last && (items + (long)buckets[end].Count <= mostItems || buckets.IsTied(end)))
        {
            items += buckets[end++].Count;
        }

        return end;
    }

    [MethodImpl(Hot.Path)]
    private List<ArchiveDuplicateGroup> Build(IMailItemRows rows, int first, int last, int place, CancellationToken cancellation)
    {
        if (!_builders.TryPop(out var builders))
        {
            builders = (new(options), new(options));
        }

        var groups = new List<ArchiveDuplicateGroup>(last - first);
        using (var reader = rows.NewReader())
        {
            var tied = 0;

            // Large, and written over by each pair: nothing to clear in between.
            var one = default(ItemFields);
            var other = default(ItemFields);
            for (var number = first; number < last; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                var bucket = buckets[number];
                if (!buckets.IsTied(number))
                {
                    OrderTied(groups, tied);
                    tied = groups.Count;
                }

                var before = groups.Count;
                if (bucket.IsPair && Pair(bucket, place, reader, builders.Pairs, ref one, ref other) is { } pair)
                {
                    groups.Add(pair);
                }
                else
                {
                    Build(bucket, place, reader, builders.Groups, groups);
                }

                for (var made = before; made < groups.Count; made++)
                {
                    groups[made].SearchedMailbox = _mailboxes[bucket.Mailbox];
                }

                place += bucket.Count;
            }

            OrderTied(groups, tied);
        }

        _builders.Push(builders);
        return groups;
    }

    /// <summary>Orders the last groups by what is kept of them, of which each has another.</summary>
    [MethodImpl(Hot.Path)]
    private static void OrderTied(List<ArchiveDuplicateGroup> groups, int first)
    {
        if (groups.Count - first > 1)
        {
            groups.Sort(first, groups.Count - first, KeptItemOrder.Instance);
        }
    }

    [MethodImpl(Hot.Path)]
    private ArchiveDuplicateGroup? Pair(Bucket bucket, int place, IMailItemReader reader, PairBuilder builder, ref ItemFields first, ref ItemFields second)
    {
        reader.ReadPair(place, ref first, ref second, out var firstKey, out var secondKey);
        EnsureUnchanged(bucket, 0, firstKey);
        EnsureUnchanged(bucket, 1, secondKey);
        return builder.Build(first, second, _folders[bucket.Mailbox], place, reader);
    }

    private void Build(Bucket bucket, int place, IMailItemReader reader, GroupBuilder builder, List<ArchiveDuplicateGroup> groups)
    {
        var items = new MailItem[bucket.Count];
        for (var member = 0; member < items.Length; member++)
        {
            items[member] = reader.Read(place + member, out var key);
            EnsureUnchanged(bucket, member, key);
        }

        builder.Build(items, _folders[bucket.Mailbox], _subjectsAreKnown[bucket.Mailbox], groups);
    }

    [MethodImpl(Hot.Path)]
    private void EnsureUnchanged(Bucket bucket, int member, ulong key)
    {
        if (key != bucket.Key)
        {
            var place = source.Describe(buckets.Reference(bucket, member));
            throw new InventoryException(ErrorIds.InventoryChanged, DisplayText.Sentence(CoreMessages.InventoryChanged, place));
        }
    }

    private sealed class KeptItemOrder : IComparer<ArchiveDuplicateGroup>
    {
        public static readonly KeptItemOrder Instance = new();

        public int Compare(ArchiveDuplicateGroup? x, ArchiveDuplicateGroup? y) => string.CompareOrdinal(x!.Kept.Item.ItemId, y!.Kept.Item.ItemId);
    }
}
