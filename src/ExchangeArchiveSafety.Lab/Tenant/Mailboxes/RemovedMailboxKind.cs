namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>What is left of a mailbox that was removed.</summary>
public enum RemovedMailboxKind
{
    /// <summary>Nothing.</summary>
    Purged,

    /// <summary>It can be recovered for a while.</summary>
    SoftDeleted,

    /// <summary>A hold keeps it.</summary>
    Inactive,
}
