namespace ExchangeArchiveSafety.Binding;

/// <summary>Mailboxes that the journal remembers.</summary>
internal sealed class RememberedMailboxCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) => FileValues.Remembered(line, batches: false);
}

/// <summary>Batches that the journal remembers.</summary>
internal sealed class RememberedBatchCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) => FileValues.Remembered(line, batches: true);
}

/// <summary>Mailboxes of the quarantine that the line names.</summary>
internal sealed class SavedMailboxCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) => FileValues.OfQuarantine(line, entry => new(entry.Mailbox), "mailboxes");
}

/// <summary>Items of the quarantine that the line names, told by their subjects.</summary>
internal sealed class SavedItemCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) => FileValues.OfQuarantine(line, entry => new(entry.Item.ItemId, entry.Item.Subject), "items");
}

/// <summary>Message ids of the quarantine that the line names, told by their subjects.</summary>
internal sealed class SavedMessageCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) =>
        FileValues.OfQuarantine(line, entry => new(entry.Item.InternetMessageId ?? "", entry.Item.Subject), "messages");
}
