namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>Confirms which items really carry one id twice in one mailbox.</summary>
internal static class RepeatedItems
{
    private const int BatchSize = 4096;

    /// <summary>The mailboxes in which an id occurs twice, by number, with the first such id.</summary>
    /// <param name="source">Reads the items again.</param>
    /// <param name="index">Knows the mailboxes.</param>
    /// <param name="suspects">References of items whose digest occurs more than once, ascending.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static Dictionary<int, RefusedMailbox> Find(IMailItemSource source, ItemIndex index, long[] suspects, CancellationToken cancellation)
    {
        var refused = new Dictionary<int, RefusedMailbox>();
        if (suspects.Length == 0)
        {
            return refused;
        }

        source.Expect(suspects, cancellation);
        var numbers = index.NewKeys();
        var seen = new Dictionary<(int Mailbox, string ItemId), long>();
        var repeated = new Dictionary<int, HashSet<ulong>>();
        for (var start = 0; start < suspects.Length; start += BatchSize)
        {
            var batch = suspects.Skip(start).Take(BatchSize).ToArray();
            var items = new MailItem[batch.Length];
            using (var rows = source.Load(batch, cancellation))
            {
                rows.Read(0, items, new ulong[batch.Length]);
            }

            for (var place = 0; place < batch.Length; place++)
            {
                var item = items[place];
                var mailbox = numbers.Mailbox(Wtf8.Encode(item.Mailbox));
                var id = WhiteSpace.TrimAscii(item.ItemId);
                Count(repeated, mailbox, id);
                if (refused.ContainsKey(mailbox.Number))
                {
                    continue;
                }

                if (seen.TryGetValue((mailbox.Number, id), out var first))
                {
                    refused.Add(mailbox.Number, new()
                    {
                        Mailbox = DisplayText.Escape(mailbox.Name),
                        ItemId = DisplayText.Escape(item.ItemId),
                        First = source.Describe(first),
                        Second = source.Describe(batch[place]),
                    });
                }
                else
                {
                    seen.Add((mailbox.Number, id), batch[place]);
                }
            }
        }

        foreach (var mailbox in refused)
        {
            mailbox.Value.MoreItemIds = repeated[mailbox.Key].Count - 1;
        }

        return refused;
    }

    // By digest: that one id is repeated was confirmed, and for how many more a file that was given twice need not hold a million ids.
    private static void Count(Dictionary<int, HashSet<ulong>> repeated, MailboxEntry mailbox, string itemId)
    {
        if (!repeated.TryGetValue(mailbox.Number, out var digests))
        {
            repeated.Add(mailbox.Number, digests = []);
        }

        _ = digests.Add(ItemKeys.Identity(mailbox, Wtf8.Encode(itemId)));
    }
}
