namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>Which mailboxes of a source are searched, in the order of the output, and which that were asked for are not.</summary>
internal sealed class MailboxSelection
{
    /// <summary>Selects among the mailboxes that the first reading found.</summary>
    /// <param name="names">Names and patterns that were asked for; none for all.</param>
    /// <param name="mailboxes">The mailboxes found.</param>
    /// <param name="refused">Those that are not searched, by number.</param>
    public MailboxSelection(IReadOnlyList<string> names, MailboxTable mailboxes, Dictionary<int, RefusedMailbox> refused)
    {
        var patterns = names.Select(pattern => pattern.Trim()).Where(IsPattern).ToArray();
        var wanted = new HashSet<string>(names.Select(name => name.Trim()), StringComparer.OrdinalIgnoreCase);
        var asked = Enumerable.Range(0, mailboxes.Count).Select(number => mailboxes[number])
            .Where(mailbox => wanted.Count == 0 || wanted.Contains(mailbox.Name) || Array.Exists(patterns, pattern => Wildcard.Matches(pattern, mailbox.Name)))
            .OrderBy(mailbox => mailbox.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        Refused = [.. asked.Where(mailbox => refused.ContainsKey(mailbox.Number)).Select(mailbox => refused[mailbox.Number])];
        Searched = [.. asked.Where(mailbox => !refused.ContainsKey(mailbox.Number))];
        var found = new HashSet<string>(asked.Select(mailbox => mailbox.Name), StringComparer.OrdinalIgnoreCase);
        NotFound = [.. names.Where(name => IsPattern(name)
            ? !Array.Exists(asked, mailbox => Wildcard.Matches(name.Trim(), mailbox.Name))
            : !found.Contains(name.Trim()))];
        Rank = [.. Enumerable.Repeat(-1, mailboxes.Count)];
        for (var place = 0; place < Searched.Count; place++)
        {
            Rank[Searched[place].Number] = place;
        }
    }

    /// <summary>Mailboxes asked for that are not searched, by name.</summary>
    public IReadOnlyList<RefusedMailbox> Refused { get; }

    /// <summary>Names asked for that no mailbox has.</summary>
    public IReadOnlyList<string> NotFound { get; }

    /// <summary>The mailboxes searched, in the order of the output.</summary>
    public IReadOnlyList<MailboxEntry> Searched { get; }

    /// <summary>The place of each mailbox in the output, by number; -1 for those that are not searched.</summary>
    public int[] Rank { get; }

    // A hundred thousand names piped in must not each be compared with each mailbox.
    private static bool IsPattern(string name) => name.IndexOf('*') >= 0 || name.IndexOf('?') >= 0;
}
