namespace ExchangeArchiveSafety;

/// <summary>Where a second copy lies in relation to the first.</summary>
public enum DuplicateKind
{
    /// <summary>One in the primary mailbox, one in the archive: the archived message was migrated again.</summary>
    Reappeared,

    /// <summary>A second one in the archive: the copy was archived as well.</summary>
    DuplicatedInArchive,

    /// <summary>Both in the primary mailbox, none in the archive. Offered only when asked for.</summary>
    DuplicatedInPrimary,
}
