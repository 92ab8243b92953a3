namespace ExchangeArchiveSafety;

/// <summary>
/// What the first reading leaves: digests and references of all items, 32 bytes each, no objects and no text. A source asks for one
/// collector a thread and hands it every item once.
/// </summary>
public sealed class ItemIndex
{
    private readonly List<ItemKeyCollector> _collectors = [];
    private readonly HashSet<ulong>? _wanted;

    /// <summary>Makes an index whose digests nobody can know beforehand. The groups that come out are the same for every seed.</summary>
    /// <param name="firstSeed">A random number, new for each search.</param>
    /// <param name="secondSeed">Another one.</param>
    public ItemIndex(ulong firstSeed, ulong secondSeed)
        : this(new MailboxTable(firstSeed, secondSeed), new(), null)
    {
    }

    internal ItemIndex()
        : this(0, 0)
    {
    }

    private ItemIndex(MailboxTable mailboxes, Slabs slabs, HashSet<ulong>? wanted)
    {
        (Mailboxes, Slabs) = (mailboxes, slabs);
        _wanted = wanted;
    }

    internal MailboxTable Mailboxes { get; }

    /// <summary>The memory of this search: the index's, until buckets are found, and then that of rows.</summary>
    internal Slabs Slabs { get; }

    /// <summary>Items taken so far.</summary>
    public long Items => Collectors().Sum(collector => collector.Items);

    /// <summary>Bytes that the entries take, unused room included.</summary>
    internal long Bytes => Collectors().Sum(collector => collector.Matches.Bytes + collector.Identities.Bytes);

    /// <summary>A collector for one thread.</summary>
    public ItemKeyCollector NewCollector()
    {
        var collector = new ItemKeyCollector(Mailboxes, Slabs, _wanted);
        lock (_collectors)
        {
            _collectors.Add(collector);
        }

        return collector;
    }

    /// <summary>An index that takes the same items once more, of which it keeps only where those with certain ids are: where that is the question, which is rare, it costs less than to keep it of all.</summary>
    /// <param name="identities">Digests of mailbox and item id.</param>
    internal ItemIndex Of(HashSet<ulong> identities) => new(Mailboxes, Slabs, identities);

    /// <summary>The references of the items that were wanted, ascending.</summary>
    internal long[] Wanted()
    {
        long[] references = [.. Collectors().SelectMany(collector => collector.Wanted)];
        Array.Sort(references);
        return references;
    }

    /// <summary>Computes digests as the collectors do, for one thread that reads items again.</summary>
    public ItemKeys NewKeys() => new(Mailboxes);

    /// <summary>What was read of a mailbox.</summary>
    internal MailboxCount Count(int mailbox)
    {
        var total = new MailboxCount();
        foreach (var collector in Collectors())
        {
            if (mailbox < collector.Counts.Length)
            {
                var count = collector.Counts[mailbox];
                total.PrimaryItems += count.PrimaryItems;
                total.ArchiveItems += count.ArchiveItems;
                total.Bytes += count.Bytes;
                total.HasSubjects |= count.HasSubjects;
            }
        }

        return total;
    }

    /// <summary>What the folders of a mailbox are, as far as its items and others tell.</summary>
    /// <param name="mailbox">The mailbox's number.</param>
    /// <param name="known">Folders known from elsewhere, without items too.</param>
    internal MailboxFolders Folders(int mailbox, IEnumerable<FolderFact> known) =>
        MailboxFolders.Of(Collectors().SelectMany(collector => collector.Folders.Of(mailbox)).Concat(known));

    internal IReadOnlyList<ItemKeyCollector> Collectors()
    {
        lock (_collectors)
        {
            return [.. _collectors];
        }
    }
}
