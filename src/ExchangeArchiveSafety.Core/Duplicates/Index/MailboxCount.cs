namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>How much of a mailbox one thread has read.</summary>
internal sealed class MailboxCount
{
    public long PrimaryItems { get; set; }

    public long ArchiveItems { get; set; }

    public long Bytes { get; set; }

    /// <summary>Whether any item has one.</summary>
    public bool HasSubjects { get; set; }
}
