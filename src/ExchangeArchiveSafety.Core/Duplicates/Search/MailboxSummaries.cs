namespace ExchangeArchiveSafety;

/// <summary>Counts groups into one summary a mailbox, those without any included.</summary>
public sealed class MailboxSummaries
{
    private readonly Dictionary<string, ArchiveDuplicateSummary> _byMailbox = new(StringComparer.OrdinalIgnoreCase);

    internal MailboxSummaries(IEnumerable<MailboxEntry> mailboxes, ItemIndex index)
    {
        var summaries = new List<ArchiveDuplicateSummary>();
        foreach (var mailbox in mailboxes)
        {
            var summary = new ArchiveDuplicateSummary(mailbox.Name, index.Count(mailbox.Number));
            summaries.Add(summary);
            _byMailbox.Add(mailbox.Name, summary);
        }

        All = summaries;
    }

    /// <summary>The summaries, by mailbox name.</summary>
    public IReadOnlyList<ArchiveDuplicateSummary> All { get; }

    /// <summary>Counts a group in.</summary>
    /// <param name="mailbox">Its mailbox, as the search names it.</param>
    /// <param name="group">The group.</param>
    public void Add(string mailbox, ArchiveDuplicateGroup group) => _byMailbox[mailbox].Add(group);
}
