namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>How much of a mailbox one thread has read. A value, as those of a thousand mailboxes that take turns lie close together so.</summary>
internal struct MailboxCount
{
    public long PrimaryItems { readonly get; set; }

    public long ArchiveItems { readonly get; set; }

    public long Bytes { readonly get; set; }

    /// <summary>Whether any item has one.</summary>
    public bool HasSubjects { readonly get; set; }
}
