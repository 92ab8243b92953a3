namespace ExchangeArchiveSafety;

/// <summary>
/// What the first reading leaves: digests and references of all items, 40 bytes each, no objects and no text. A source asks for one
/// collector a thread and hands it every item once.
/// </summary>
public sealed class ItemIndex
{
    private readonly List<ItemKeyCollector> _collectors = [];

    /// <summary>Makes an index whose digests nobody can know beforehand. The groups that come out are the same for every seed.</summary>
    /// <param name="firstSeed">A random number, new for each search.</param>
    /// <param name="secondSeed">Another one.</param>
    public ItemIndex(ulong firstSeed, ulong secondSeed) => Mailboxes = new(firstSeed, secondSeed);

    internal ItemIndex()
        : this(0, 0)
    {
    }

    internal MailboxTable Mailboxes { get; }

    /// <summary>The memory of this search: the index's, until buckets are found, and then that of rows.</summary>
    internal Slabs Slabs { get; } = new();

    /// <summary>Items taken so far.</summary>
    public long Items => Collectors().Sum(collector => collector.Items);

    /// <summary>Bytes that the entries take, unused room included.</summary>
    internal long Bytes => Collectors().Sum(collector => collector.Matches.Bytes + collector.Identities.Bytes);

    /// <summary>A collector for one thread.</summary>
    public ItemKeyCollector NewCollector()
    {
        var collector = new ItemKeyCollector(Mailboxes, Slabs);
        lock (_collectors)
        {
            _collectors.Add(collector);
        }

        return collector;
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
