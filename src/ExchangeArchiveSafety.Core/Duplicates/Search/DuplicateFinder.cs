namespace ExchangeArchiveSafety;

/// <summary>
/// Finds copies of messages by evidence. First every item is read once and leaves 32 bytes; then only items that share a digest
/// with another are read again, whole, and compared field by field.
/// </summary>
public sealed class DuplicateFinder
{
    private readonly DuplicateSearchOptions _options;

    /// <summary>Makes a finder.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public DuplicateFinder(DuplicateSearchOptions options)
    {
        if (options.MinimumEvidence == DuplicateEvidence.Conflicting)
        {
            // Whoever reads the sentence knows no parameter of this method, so that is not named.
            throw new ArgumentException(CoreMessages.ConflictingIsNoEvidence);
        }

        if (options.SizeTolerance < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.SizeTolerance, nameof(options.SizeTolerance));
        }

        if ((options.Keep == KeepRule.FolderPriority) != (options.FolderPriority.Count > 0))
        {
            throw new ArgumentException(CoreMessages.FolderPriorityNeedsFolders);
        }

        _options = options;
    }

    /// <summary>Reads every item once and finds which could be copies.</summary>
    /// <param name="source">The items.</param>
    /// <param name="index">Takes them; shows how many it has while it works. Use a new one each time.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InventoryException">The source cannot be read, or is not what it should be.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public DuplicateSearch Scan(IMailItemSource source, ItemIndex index, CancellationToken cancellation = default)
    {
        source.ReadKeys(index, _options.Threads, cancellation);
        var repeated = BucketFinder.RepeatedIdentities(index, _options.Threads, cancellation);
        var mailboxes = new MailboxSelection(_options.Mailboxes, index.Mailboxes, RepeatedItems.Find(source, index, repeated, _options.Threads, cancellation));
        return new(_options, source, index, mailboxes, BucketFinder.Matches(index, mailboxes.Rank, _options.Threads, cancellation));
    }
}
