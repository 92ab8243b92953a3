namespace ExchangeArchiveSafety.Output;

/// <summary>Counts what a search found in each mailbox, and for which reasons copies were set aside, to be told in the end.</summary>
internal sealed class FoundCopies
{
    private readonly Dictionary<string, (long Surplus, long SetAside)> _mailboxes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Mailbox, SetAsideReasons Reasons), (long Count, string Sentence)> _setAside = [];

    /// <summary>Counts a group.</summary>
    /// <param name="mailbox">Its mailbox, as the search names it: to ask the group makes objects of its items, for which nobody else may have any use.</param>
    /// <param name="group">The group.</param>
    public void Add(string mailbox, ArchiveDuplicateGroup group)
    {
        _ = _mailboxes.TryGetValue(mailbox, out var counted);
        _mailboxes[mailbox] = (counted.Surplus + group.Surplus.Count, counted.SetAside + group.SetAside.Count);
        foreach (var item in group.SetAside)
        {
            var key = (mailbox, item.SetAside);
            _setAside[key] = _setAside.TryGetValue(key, out var reason) ? (reason.Count + 1, reason.Sentence) : (1, item.Reason);
        }
    }

    /// <summary>The numbers in sentences, mailbox by mailbox.</summary>
    public IEnumerable<string> Told()
    {
        foreach (var mailbox in _mailboxes.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase))
        {
            yield return DisplayText.Sentence(Messages.CopiesFound, mailbox.Key, mailbox.Value.Surplus, mailbox.Value.SetAside);
            foreach (var reason in _setAside.Where(one => one.Key.Mailbox == mailbox.Key).OrderBy(one => one.Key.Reasons))
            {
                yield return DisplayText.Sentence(Messages.CopiesSetAside, mailbox.Key, reason.Value.Count, reason.Value.Sentence);
            }
        }
    }
}
