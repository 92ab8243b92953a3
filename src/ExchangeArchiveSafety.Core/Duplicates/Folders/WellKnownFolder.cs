namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>A folder that Exchange makes in every mailbox, named in the mailbox's language.</summary>
internal enum WellKnownFolder
{
    /// <summary>A folder that somebody made.</summary>
    None,
    Inbox,
    SentItems,
    DeletedItems,
    Drafts,
    JunkEmail,
    Outbox,
    Archive,
    RecoverableItems,
}
