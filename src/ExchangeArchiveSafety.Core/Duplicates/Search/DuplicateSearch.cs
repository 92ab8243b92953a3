namespace ExchangeArchiveSafety;

/// <summary>What the first reading found, and the way to the groups.</summary>
public sealed class DuplicateSearch
{
    private readonly DuplicateSearchOptions _options;
    private readonly IMailItemSource _source;
    private readonly ItemIndex _index;
    private readonly BucketList _buckets;

    internal DuplicateSearch(DuplicateSearchOptions options, IMailItemSource source, ItemIndex index, BucketList buckets, Dictionary<int, RefusedMailbox> refused)
    {
        _options = options;
        _source = source;
        _index = index;
        _buckets = buckets;
        var patterns = options.Mailboxes.Select(pattern => pattern.Trim()).Where(IsPattern).ToArray();
        var names = new HashSet<string>(options.Mailboxes.Select(name => name.Trim()), StringComparer.OrdinalIgnoreCase);
        var asked = Enumerable.Range(0, index.Mailboxes.Count).Select(number => index.Mailboxes[number])
            .Where(mailbox => names.Count == 0 || names.Contains(mailbox.Name) || Array.Exists(patterns, pattern => Wildcard.Matches(pattern, mailbox.Name)))
            .OrderBy(mailbox => mailbox.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        Refused = [.. asked.Where(mailbox => refused.ContainsKey(mailbox.Number)).Select(mailbox => refused[mailbox.Number])];
        Searched = [.. asked.Where(mailbox => !refused.ContainsKey(mailbox.Number))];
        var found = new HashSet<string>(asked.Select(mailbox => mailbox.Name), StringComparer.OrdinalIgnoreCase);
        MailboxesNotFound = [.. options.Mailboxes.Where(name => IsPattern(name)
            ? !Array.Exists(asked, mailbox => Wildcard.Matches(name.Trim(), mailbox.Name))
            : !found.Contains(name.Trim()))];
        var rank = Enumerable.Repeat(-1, index.Mailboxes.Count).ToArray();
        for (var place = 0; place < Searched.Count; place++)
        {
            rank[Searched[place].Number] = place;
        }

        buckets.Order(rank);
    }

    /// <summary>Items read.</summary>
    public long Items => _index.Items;

    /// <summary>Mailboxes that are not searched, by name.</summary>
    public IReadOnlyList<RefusedMailbox> Refused { get; }

    /// <summary>Names asked for that no mailbox of the source has.</summary>
    public IReadOnlyList<string> MailboxesNotFound { get; }

    /// <summary>Buckets of possible copies: an upper bound of the messages that groups will tell of, for progress.</summary>
    public int PossibleGroups => _buckets.Count;

    /// <summary>The mailboxes searched, in the order of the output.</summary>
    internal IReadOnlyList<MailboxEntry> Searched { get; }

    /// <summary>Empty summaries of the mailboxes searched, to be filled from the groups.</summary>
    public MailboxSummaries NewSummaries() => new(Searched, _index);

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

    // A hundred thousand names piped in must not each be compared with each mailbox.
    private static bool IsPattern(string name) => name.IndexOf('*') >= 0 || name.IndexOf('?') >= 0;
}
