namespace ExchangeArchiveSafety.Removal;

/// <summary>Compares an item as it was read with the item as it was seen before. What was not known before says nothing.</summary>
internal static class ItemChange
{
    /// <summary>The first field that is not what it was; null when nothing changed.</summary>
    public static string? Find(MailItem before, MailItem now)
    {
        if (before.ItemId != now.ItemId)
        {
            return nameof(MailItem.ItemId);
        }

        return before.Location != now.Location ? nameof(MailItem.Location)
            : !Same(before.ItemClass, now.ItemClass, text => WhiteSpace.TrimAscii(text).ToUpperInvariant()) ? nameof(MailItem.ItemClass)
            : !Same(before.InternetMessageId, now.InternetMessageId, MessageId.Normalize) ? nameof(MailItem.InternetMessageId)
            : !Same(before.Subject, now.Subject, SubjectText.Normalize) ? nameof(MailItem.Subject)
            : !Same(before.Sender, now.Sender, SenderAddress.Normalize) ? nameof(MailItem.Sender)
            : !Same(before.SentUtc, now.SentUtc) ? nameof(MailItem.SentUtc)
            : !Same(before.ReceivedUtc, now.ReceivedUtc) ? nameof(MailItem.ReceivedUtc)
            : !Same(before.CreatedUtc, now.CreatedUtc) ? nameof(MailItem.CreatedUtc)
            : !Same(before.LastModifiedUtc, now.LastModifiedUtc) ? nameof(MailItem.LastModifiedUtc)
            : before.Size is not null && before.Size != now.Size ? nameof(MailItem.Size)
            : before.HasAttachments is not null && before.HasAttachments != now.HasAttachments ? nameof(MailItem.HasAttachments)
            : null;
    }

    /// <summary>The same for two readings of one item, whose change keys tell more than its times.</summary>
    public static string? Find(GraphItem before, GraphItem now) =>
        before.ChangeKey.Length > 0 && now.ChangeKey.Length > 0 && before.ChangeKey != now.ChangeKey ? nameof(GraphItem.ChangeKey) : Find(before.Item, now.Item);

    private static bool Same(string before, string now, Func<string, string> normalize) =>
        before.Length == 0 || before == now || (normalize(before).Length > 0 && normalize(before) == normalize(now));

    // Servers give whole seconds where an inventory may have fractions.
    private static bool Same(DateTime? before, DateTime? now) => before is null || WholeSecond.Of(before) == WholeSecond.Of(now);
}
