using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Reads the items of buckets again and gives out their groups in order. Rows are fetched in large batches, in the order in which
/// they lie in the source; objects are made of them in small parts, some parts ahead of the reader, on other threads.
/// </summary>
internal sealed class GroupReader(DuplicateSearchOptions options, IMailItemSource source, BucketList buckets)
{
    private const int BatchItems = 8192;
    private const int PartItems = 1024;

    private readonly ConcurrentBag<(PairBuilder Pairs, GroupBuilder Groups)> _builders = [];
    private readonly ConcurrentBag<IMailItemRows> _open = [];

    public IEnumerable<ArchiveDuplicateGroup> Read(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ahead = new Queue<Part>();
        Task<Batch>? loading = Load(0, stop.Token);
        try
        {
            Batch? batch = null;
            while (true)
            {
                while (ahead.Count <= options.Threads + 1 && (batch is not null || loading is not null))
                {
                    if (batch is null)
                    {
                        batch = loading!.GetAwaiter().GetResult();
                        loading = Load(batch.Last, stop.Token);
                    }

                    ahead.Enqueue(NextPart(batch, stop.Token));
                    batch = batch.IsDone ? null : batch;
                }

                if (ahead.Count == 0)
                {
                    yield break;
                }

                var part = ahead.Dequeue();
                foreach (var group in part.Groups.GetAwaiter().GetResult())
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return group;
                }

                part.Finished?.Dispose();
            }
        }
        finally
        {
            // Nobody may go on reading a source that the caller closes next.
            stop.Cancel();
            Wait(loading);
            foreach (var part in ahead)
            {
                Wait(part.Groups);
            }

            foreach (var rows in _open)
            {
                rows.Dispose();
            }
        }
    }

    private static void Wait(Task? task) =>
        task?.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);

    /// <summary>Fetches the rows of the buckets from one on; null when there is none.</summary>
    private Task<Batch>? Load(int first, CancellationToken cancellation)
    {
        if (first == buckets.Count)
        {
            return null;
        }

        var last = End(first, buckets.Count, BatchItems);
        return Task.Run(
            () =>
            {
                var references = new List<long>();
                for (var bucket = first; bucket < last; bucket++)
                {
                    for (var member = 0; member < buckets[bucket].Count; member++)
                    {
                        references.Add(buckets.Reference(buckets[bucket].Start + member));
                    }
                }

                var rows = source.Load([.. references], cancellation);
                _open.Add(rows);
                return new Batch(rows, first, last);
            },
            cancellation);
    }

    [MethodImpl(Hot.Path)]
    private int End(int first, int limit, int mostItems)
    {
        var items = 0;
        var last = first;
        while (last < limit && (last == first || items + buckets[last].Count <= mostItems))
        {
            items += buckets[last++].Count;
        }

        return last;
    }

    private Part NextPart(Batch batch, CancellationToken cancellation)
    {
        var (first, place) = (batch.Next, batch.NextItem);
        var last = End(first, batch.Last, PartItems);
        var count = 0;
        for (var bucket = first; bucket < last; bucket++)
        {
            count += buckets[bucket].Count;
        }

        batch.Next = last;
        batch.NextItem += count;
        return new(Task.Run(() => Build(batch.Rows, place, first, last, cancellation), cancellation), batch.IsDone ? batch.Rows : null);
    }

    [MethodImpl(Hot.Path)]
    private List<ArchiveDuplicateGroup> Build(IMailItemRows rows, int place, int first, int last, CancellationToken cancellation)
    {
        if (!_builders.TryTake(out var builders))
        {
            builders = (new(options), new(options));
        }

        var groups = new List<ArchiveDuplicateGroup>(last - first);
        using (var pairs = rows.Pairs())
        {
            for (var number = first; number < last; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                var bucket = buckets[number];
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
        }

        _builders.Add(builders);
        return groups;
    }

    [MethodImpl(Hot.Path)]
    private ArchiveDuplicateGroup? Pair(Bucket bucket, int place, IMailItemPairs pairs, PairBuilder builder)
    {
        var first = default(ItemFields);
        var second = default(ItemFields);
        pairs.Read(place, ref first, ref second, out var firstKey, out var secondKey);
        EnsureUnchanged(bucket, 0, firstKey);
        EnsureUnchanged(bucket, 1, secondKey);
        return builder.Build(first, second, pairs);
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

        builder.Build(items, 0, items.Length, groups);
    }

    [MethodImpl(Hot.Path)]
    private void EnsureUnchanged(Bucket bucket, int member, ulong key)
    {
        if (key != bucket.Key)
        {
            var place = source.Describe(buckets.Reference(bucket.Start + member));
            throw new InventoryException("InventoryChanged", string.Format(CultureInfo.InvariantCulture, DuplicateMessages.InventoryChanged, place));
        }
    }

    /// <summary>Rows at hand, and how far they have been handed on.</summary>
    private sealed class Batch(IMailItemRows rows, int first, int last)
    {
        public IMailItemRows Rows => rows;

        public int Last => last;

        public int Next { get; set; } = first;

        public int NextItem { get; set; }

        public bool IsDone => Next == last;
    }

    /// <summary>Groups in the making, and the rows that nobody needs after them.</summary>
    private sealed class Part(Task<List<ArchiveDuplicateGroup>> groups, IMailItemRows? finished)
    {
        public Task<List<ArchiveDuplicateGroup>> Groups => groups;

        public IMailItemRows? Finished => finished;
    }
}
