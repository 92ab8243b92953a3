namespace ExchangeArchiveSafety.Reports;

/// <summary>The surplus copies of one mailbox, in numbers.</summary>
internal sealed record MailboxDuplicates(string Mailbox)
{
    public long Surplus { get; private set; }

    public long SurplusBytes { get; private set; }

    public long Reappeared { get; private set; }

    public long DuplicatedInArchive { get; private set; }

    public long DuplicatedInPrimary { get; private set; }

    public long Identical { get; private set; }

    public long Strong { get; private set; }

    public long Weak { get; private set; }

    public long SetAside { get; private set; }

    /// <summary>Mailbox by mailbox; groups tell more than a summary, so a mailbox whose groups are there is counted from them.</summary>
    public static IReadOnlyList<MailboxDuplicates> Of(IReadOnlyList<ArchiveDuplicateGroup> groups, IReadOnlyList<ArchiveDuplicateSummary> summaries)
    {
        var counted = new Dictionary<string, MailboxDuplicates>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups)
        {
            if (!counted.TryGetValue(group.Mailbox, out var mailbox))
            {
                counted.Add(group.Mailbox, mailbox = new(group.Mailbox));
            }

            mailbox.Add(group);
        }

        // Of several summaries the last one counts.
        var others = summaries.Where(summary => !counted.ContainsKey(summary.Mailbox)).GroupBy(summary => summary.Mailbox, StringComparer.OrdinalIgnoreCase).Select(same => same.Last());
        return [.. counted.Values.Concat(others.Select(Of)).OrderByDescending(mailbox => mailbox.Surplus).ThenBy(mailbox => mailbox.Mailbox, StringComparer.Ordinal)];
    }

    private static MailboxDuplicates Of(ArchiveDuplicateSummary summary) => new(summary.Mailbox)
    {
        Surplus = summary.Surplus,
        SurplusBytes = summary.SurplusBytes,
        Reappeared = summary.Reappeared,
        DuplicatedInArchive = summary.DuplicatedInArchive,
        DuplicatedInPrimary = summary.DuplicatedInPrimary,
        Identical = summary.Identical,
        Strong = summary.Strong,
        Weak = summary.Weak,
        SetAside = summary.SetAside,
    };

    private void Add(ArchiveDuplicateGroup group)
    {
        SetAside += group.SetAside.Count;
        foreach (var copy in group.Surplus)
        {
            Surplus++;
            SurplusBytes += copy.Size ?? 0;
            Reappeared += copy.Kind == DuplicateKind.Reappeared ? 1 : 0;
            DuplicatedInArchive += copy.Kind == DuplicateKind.DuplicatedInArchive ? 1 : 0;
            DuplicatedInPrimary += copy.Kind == DuplicateKind.DuplicatedInPrimary ? 1 : 0;
            Identical += copy.Evidence == DuplicateEvidence.Identical ? 1 : 0;
            Strong += copy.Evidence == DuplicateEvidence.Strong ? 1 : 0;
            Weak += copy.Evidence == DuplicateEvidence.Weak ? 1 : 0;
        }
    }
}
