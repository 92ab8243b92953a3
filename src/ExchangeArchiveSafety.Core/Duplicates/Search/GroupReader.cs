using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>
/// Reads the items of buckets again and gives out their groups in order. Batches are read and compared ahead, each from beginning to end
/// on one thread: what was just read is still in that processor's cache.
/// </summary>
internal sealed class GroupReader(DuplicateSearchOptions options, IMailItemSource source, BucketList buckets, ItemIndex index)
{
    // A batch ends with a mailbox where it can: the rows of a mailbox lie together, and reading around them twice costs more than a batch.
    // It never ends between buckets that share their place in the order.
    private const int FewestItems = 2048;
    private const int MostItems = 8192;

    private readonly bool[] _subjectsAreKnown = [.. Enumerable.Range(0, index.Mailboxes.Count).Select(mailbox => index.Count(mailbox).HasSubjects)];
    private readonly MailboxFolders[] _folders = Folders(options, index);
    private readonly ConcurrentBag<(PairBuilder Pairs, GroupBuilder Groups)> _builders = [];

    public IEnumerable<ArchiveDuplicateGroup> Read(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ahead = new Queue<Task<List<ArchiveDuplicateGroup>>>();
        try
        {
            for (var next = 0; next < buckets.Count || ahead.Count > 0;)
            {
                while (ahead.Count <= options.Threads && next < buckets.Count)
                {
                    var (first, last) = (next, End(next));
                    ahead.Enqueue(Task.Run(() => Build(first, last, stop.Token), stop.Token));
                    next = last;
                }

                foreach (var group in ahead.Dequeue().GetAwaiter().GetResult())
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return group;
                }
            }
        }
        finally
        {
            // Nobody may go on reading a source that the caller closes next.
            stop.Cancel();
            foreach (var groups in ahead)
            {
                Wait(groups);
            }
        }
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

    [MethodImpl(Hot.Path)]
    private int End(int first)
    {
        var items = buckets[first].Count;
        var last = first + 1;
        while (last < buckets.Count && (Fits(last, items) || buckets.IsTied(last)))
        {
            items += buckets[last++].Count;
        }

        return last;
    }

    [MethodImpl(Hot.Path)]
    private bool Fits(int bucket, int items) =>
        items + buckets[bucket].Count <= MostItems && (items < FewestItems || buckets[bucket].Mailbox == buckets[bucket - 1].Mailbox);

    [MethodImpl(Hot.Path)]
    private List<ArchiveDuplicateGroup> Build(int first, int last, CancellationToken cancellation)
    {
        if (!_builders.TryTake(out var builders))
        {
            builders = (new(options), new(options));
        }

        var groups = new List<ArchiveDuplicateGroup>(last - first);
        using (var rows = source.Load(References(first, last), cancellation))
        using (var pairs = rows.Pairs())
        {
            var place = 0;
            var tied = 0;
            for (var number = first; number < last; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                var bucket = buckets[number];
                if (!buckets.IsTied(number))
                {
                    OrderTied(groups, tied);
                    tied = groups.Count;
                }

                if (bucket.Count == 2 && Pair(bucket, place, pairs, builders.Pairs) is { } pair)
                {
                    groups.Add(pair);
                }
                else
                {
                    Build(rows, bucket, place, builders.Groups, groups);
                }

                place += bucket.Count;
            }

            OrderTied(groups, tied);
        }

        _builders.Add(builders);
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
    private long[] References(int first, int last)
    {
        var count = 0;
        for (var bucket = first; bucket < last; bucket++)
        {
            count += buckets[bucket].Count;
        }

        var references = new long[count];
        var at = 0;
        for (var bucket = first; bucket < last; bucket++)
        {
            for (var member = 0; member < buckets[bucket].Count; member++)
            {
                references[at++] = buckets.Reference(buckets[bucket].Start + member);
            }
        }

        return references;
    }

    [MethodImpl(Hot.Path)]
    private ArchiveDuplicateGroup? Pair(Bucket bucket, int place, IMailItemPairs pairs, PairBuilder builder)
    {
        var first = default(ItemFields);
        var second = default(ItemFields);
        pairs.Read(place, ref first, ref second, out var firstKey, out var secondKey);
        EnsureUnchanged(bucket, 0, firstKey);
        EnsureUnchanged(bucket, 1, secondKey);
        return builder.Build(first, second, _folders[bucket.Mailbox], place, pairs);
    }

    private void Build(IMailItemRows rows, Bucket bucket, int place, GroupBuilder builder, List<ArchiveDuplicateGroup> groups)
    {
        var items = new MailItem[bucket.Count];
        var keys = new ulong[bucket.Count];
        rows.Read(place, items, keys);
        for (var member = 0; member < keys.Length; member++)
        {
            EnsureUnchanged(bucket, member, keys[member]);
        }

        builder.Build(items, 0, items.Length, _folders[bucket.Mailbox], _subjectsAreKnown[bucket.Mailbox], groups);
    }

    [MethodImpl(Hot.Path)]
    private void EnsureUnchanged(Bucket bucket, int member, ulong key)
    {
        if (key != bucket.Key)
        {
            var place = source.Describe(buckets.Reference(bucket.Start + member));
            throw new InventoryException(ErrorIds.InventoryChanged, DisplayText.Sentence(CoreMessages.InventoryChanged, place));
        }
    }

    private sealed class KeptItemOrder : IComparer<ArchiveDuplicateGroup>
    {
        public static readonly KeptItemOrder Instance = new();

        public int Compare(ArchiveDuplicateGroup? x, ArchiveDuplicateGroup? y) => string.CompareOrdinal(x!.Kept.Item.ItemId, y!.Kept.Item.ItemId);
    }
}
