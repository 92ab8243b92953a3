namespace ExchangeArchiveSafety.Removal;

/// <summary>A copy that was examined, and is in quarantine: on the disk, and read back.</summary>
internal sealed record SavedCopy : CopyStage
{
    private SavedCopy(ExaminedCopy examined, SavedPlace place)
        : base(examined.Entry, examined.WasAsked) => (Examined, Place) = (examined, place);

    public ExaminedCopy Examined { get; }

    public override SavedPlace Place { get; }

    /// <summary>Saves a copy.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="data">What was exported of it.</param>
    /// <param name="context">Where.</param>
    /// <param name="removalId">The batch that is to remove it.</param>
    /// <exception cref="UnusableFileException">The quarantine cannot be written.</exception>
    public static SavedCopy Save(ExaminedCopy copy, byte[] data, MailboxContext context, Guid removalId)
    {
        var saved = context.Quarantine.Save(
            new()
            {
                Mailbox = context.Mailbox.User,
                PrimaryMailboxId = context.Mailbox.PrimaryMailboxId,
                ArchiveMailboxId = context.Mailbox.ArchiveMailboxId,
                FolderId = copy.Surplus.Folder.Id,
                Item = copy.Surplus.Item,
                KeptFolderId = copy.Kept.Folder.Id,
                Kept = copy.Kept.Item,
                Evidence = copy.Entry.Evidence,
                RemovalId = removalId,
                SavedAtUtc = context.Settings.UtcNow(),
            },
            data);
        return new(copy, new(saved, context.Quarantine.PathOf(saved)));
    }
}
