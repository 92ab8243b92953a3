namespace ExchangeArchiveSafety;

/// <summary>Lists saved copies with what a journal says of them.</summary>
/// <param name="quarantine">Where they are saved.</param>
public sealed class QuarantineListing(QuarantineFolder quarantine)
{
    private readonly RemovalLedger _ledger = new();

    /// <summary>Takes along what a journal says.</summary>
    /// <exception cref="UnusableFileException">It cannot be used.</exception>
    public void Read(IJournalStore journal) => _ledger.Refresh(journal);

    /// <summary>A saved copy as it is listed. That its file is there, and as long as it was, is seen in any case.</summary>
    /// <param name="entry">The saved copy.</param>
    /// <param name="verifies">Whether its file is read, and compared with the digest of what was saved.</param>
    /// <param name="damage">What is wrong with its file; null when nothing is.</param>
    public ArchiveQuarantineItem Show(QuarantineEntry entry, bool verifies, out UnusableFileException? damage)
    {
        damage = quarantine.Damage(entry, verifies);
        var known = _ledger.Of(entry.PrimaryMailboxId, entry.Item.ItemId);
        return new()
        {
            Mailbox = DisplayText.Escape(entry.Mailbox),
            Location = entry.Item.Location,
            FolderPath = DisplayText.Escape(entry.Item.FolderPath),
            ItemId = DisplayText.Escape(entry.Item.ItemId),
            InternetMessageId = DisplayText.Escape(entry.Item.InternetMessageId),
            Subject = DisplayText.Escape(entry.Item.Subject),
            Sender = DisplayText.Escape(entry.Item.Sender),
            SentUtc = entry.Item.SentUtc,
            Size = entry.Item.Size,
            State = damage is not null ? QuarantineState.Damaged : StateOf(entry, known),
            Problem = damage?.Message ?? "",
            IsVerified = damage is not null ? false : verifies ? true : null,
            SavedAtUtc = entry.SavedAtUtc,
            RemovedAtUtc = known?.RemovedAtUtc,
            RestoredAtUtc = entry.Restored?.AtUtc,
            QuarantineFile = quarantine.PathOf(entry),
        };
    }

    private static QuarantineState StateOf(QuarantineEntry entry, LedgerItem? known) =>
        known is { IsOpen: true } ? QuarantineState.Open
        : entry.Restored is not null || known is { State: JournalItemState.Restored } ? QuarantineState.Restored
        : known is null ? QuarantineState.Saved
        : known.WasRemoved ? QuarantineState.Removed
        : QuarantineState.NotRemoved;
}
