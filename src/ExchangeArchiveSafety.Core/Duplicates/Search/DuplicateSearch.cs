namespace ExchangeArchiveSafety;

/// <summary>What the first reading found, and the way to the groups.</summary>
public sealed class DuplicateSearch
{
    private readonly DuplicateSearchOptions _options;
    private readonly IMailItemSource _source;
    private readonly ItemIndex _index;
    private readonly MailboxSelection _mailboxes;
    private readonly BucketList _buckets;

    internal DuplicateSearch(DuplicateSearchOptions options, IMailItemSource source, ItemIndex index, MailboxSelection mailboxes, BucketList buckets)
    {
        _options = options;
        _source = source;
        _index = index;
        _mailboxes = mailboxes;
        _buckets = buckets;
    }

    /// <summary>Items read.</summary>
    public long Items => _index.Items;

    /// <summary>Mailboxes that are not searched, by name.</summary>
    public IReadOnlyList<RefusedMailbox> Refused => _mailboxes.Refused;

    /// <summary>Names asked for that no mailbox of the source has.</summary>
    public IReadOnlyList<string> MailboxesNotFound => _mailboxes.NotFound;

    /// <summary>Buckets of possible copies: an upper bound of the messages that groups will tell of, for progress.</summary>
    public int PossibleGroups => _buckets.Count;

    /// <summary>The mailboxes searched, in the order of the output.</summary>
    internal IReadOnlyList<MailboxEntry> Searched => _mailboxes.Searched;

    /// <summary>Empty summaries of the mailboxes searched, to be filled from the groups.</summary>
    public MailboxSummaries NewSummaries() => new(Searched, _index);

    /// <summary>The mailbox of a group that a search gave, by the name that the search knows it by, not escaped.</summary>
    public static string MailboxOf(ArchiveDuplicateGroup group) => group.SearchedMailbox ?? WhiteSpace.TrimAscii(group.Kept.Item.Mailbox);

    /// <summary>
    /// The groups, one after the other: by mailbox, then by sent time. Items are read and compared ahead on other threads. At the end
    /// the source is checked once more; if it changed, what was given out must not be acted on.
    /// </summary>
    /// <exception cref="InventoryException">The source changed or can no longer be read.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public IEnumerable<ArchiveDuplicateGroup> Groups(CancellationToken cancellation = default)
    {
        foreach (var group in new GroupReader(_options, _source, _buckets, _index).Read(cancellation))
        {
            yield return group;
        }

        _source.EnsureUnchanged();
    }
}
