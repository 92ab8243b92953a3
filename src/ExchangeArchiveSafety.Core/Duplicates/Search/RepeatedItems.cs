namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>Confirms which items really carry one id twice in one mailbox.</summary>
internal static class RepeatedItems
{
    /// <summary>The mailboxes in which an id occurs twice, by number, with the first such id.</summary>
    /// <param name="source">Reads the items again.</param>
    /// <param name="index">Knows the mailboxes.</param>
    /// <param name="digests">Digests of mailbox and item id that occur more than once.</param>
    /// <param name="threads">How many threads may read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static Dictionary<int, RefusedMailbox> Find(IMailItemSource source, ItemIndex index, HashSet<ulong> digests, int threads, CancellationToken cancellation)
    {
        var refused = new Dictionary<int, RefusedMailbox>();
        if (digests.Count == 0)
        {
            return refused;
        }

        var wanted = index.Of(digests);
        source.ReadKeys(wanted, threads, cancellation);
        var numbers = index.NewKeys();
        var seen = new Dictionary<(int Mailbox, string ItemId), long>();
        var repeated = new Dictionary<int, HashSet<ulong>>();
        foreach (var (reference, item) in Items(source, wanted.Wanted(), threads, cancellation))
        {
            var mailbox = numbers.Mailbox(Wtf8.Encode(item.Mailbox));
            var id = WhiteSpace.TrimAscii(item.ItemId);
            Count(repeated, mailbox.Number, numbers.Identity(mailbox, Wtf8.Encode(id)));
            if (refused.ContainsKey(mailbox.Number))
            {
                continue;
            }

            if (seen.TryGetValue((mailbox.Number, id), out var first))
            {
                refused.Add(mailbox.Number, new()
                {
                    Mailbox = DisplayText.Escape(index.Mailboxes[mailbox.Number].Name),
                    ItemId = DisplayText.Escape(item.ItemId),
                    First = source.Describe(first),
                    Second = source.Describe(reference),
                });
            }
            else
            {
                seen.Add((mailbox.Number, id), reference);
            }
        }

        foreach (var mailbox in refused)
        {
            mailbox.Value.MoreItemIds = repeated[mailbox.Key].Count - 1;
        }

        return refused;
    }

    private static IEnumerable<(long Reference, MailItem Item)> Items(IMailItemSource source, long[] references, int threads, CancellationToken cancellation)
    {
        for (int start = 0, count; start < references.Length; start += count)
        {
            count = Math.Min(source.ItemsAtOnce, references.Length - start);
            using var rows = source.Load(references.AsSpan(start, count).ToArray(), threads, cancellation);
            using var reader = rows.NewReader();
            for (var place = 0; place < count; place++)
            {
                yield return (references[start + place], reader.Read(place, out _));
            }
        }
    }

    // By digest: that one id is repeated was confirmed, and for how many more a file that was given twice need not hold a million ids.
    private static void Count(Dictionary<int, HashSet<ulong>> repeated, int mailbox, ulong identity)
    {
        if (!repeated.TryGetValue(mailbox, out var digests))
        {
            repeated.Add(mailbox, digests = []);
        }

        _ = digests.Add(identity);
    }
}
