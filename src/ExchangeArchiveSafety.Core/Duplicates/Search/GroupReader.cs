using System.Collections.Concurrent;

namespace ExchangeArchiveSafety;

/// <summary>Reads the items of buckets again, batch by batch and some batches ahead, and gives out their groups in order.</summary>
internal sealed class GroupReader(DuplicateSearchOptions options, IMailItemSource source, BucketList buckets)
{
    private const int BatchItems = 8192;

    private readonly ConcurrentBag<GroupBuilder> _builders = [];

    public IEnumerable<ArchiveDuplicateGroup> Read(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ahead = new Queue<Task<List<ArchiveDuplicateGroup>>>();
        try
        {
            var next = 0;
            while (true)
            {
                while (next < buckets.Count && ahead.Count <= options.Threads)
                {
                    var (first, last) = (next, EndOfBatch(next));
                    ahead.Enqueue(Task.Run(() => ReadBatch(first, last, stop.Token), stop.Token));
                    next = last;
                }

                if (ahead.Count == 0)
                {
                    yield break;
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
            foreach (var batch in ahead)
            {
                batch.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
            }
        }
    }

    private int EndOfBatch(int first)
    {
        var items = 0;
        var last = first;
        while (last < buckets.Count && (last == first || items + buckets[last].Count <= BatchItems))
        {
            items += buckets[last++].Count;
        }

        return last;
    }

    private List<ArchiveDuplicateGroup> ReadBatch(int first, int last, CancellationToken cancellation)
    {
        var items = ReadItems(first, last, cancellation);
        if (!_builders.TryTake(out var builder))
        {
            builder = new(options);
        }

        var groups = new List<ArchiveDuplicateGroup>(last - first);
        var at = 0;
        for (var bucket = first; bucket < last; bucket++)
        {
            cancellation.ThrowIfCancellationRequested();
            builder.Build(new(items, at, buckets[bucket].Count), groups);
            at += buckets[bucket].Count;
        }

        _builders.Add(builder);
        return groups;
    }

    /// <summary>Reads the items of some buckets in the order of the source, and returns them in the order of the buckets.</summary>
    private MailItem[] ReadItems(int first, int last, CancellationToken cancellation)
    {
        var count = Enumerable.Range(first, last - first).Sum(bucket => buckets[bucket].Count);
        var references = new long[count];
        var expected = new ulong[count];
        var at = 0;
        for (var bucket = first; bucket < last; bucket++)
        {
            for (var member = 0; member < buckets[bucket].Count; member++)
            {
                expected[at] = buckets[bucket].Key;
                references[at++] = buckets.Reference(buckets[bucket].Start + member);
            }
        }

        var places = Enumerable.Range(0, count).ToArray();
        Array.Sort(references, places);
        var found = new MailItem[count];
        var keys = new ulong[count];
        source.ReadItems(references, count, found, keys, cancellation);
        var items = new MailItem[count];
        for (var index = 0; index < count; index++)
        {
            if (keys[index] != expected[places[index]])
            {
                throw new InventoryException("InventoryChanged", string.Format(System.Globalization.CultureInfo.InvariantCulture, DuplicateMessages.InventoryChanged, source.Describe(references[index])));
            }

            items[places[index]] = found[index];
        }

        return items;
    }
}
