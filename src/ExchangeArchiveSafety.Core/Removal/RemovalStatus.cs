namespace ExchangeArchiveSafety;

/// <summary>What became of a surplus copy.</summary>
public enum RemovalStatus
{
    /// <summary>It is gone, it is in quarantine, and the kept copy was seen afterwards.</summary>
    Removed,

    /// <summary>An earlier run removed it.</summary>
    AlreadyRemoved,

    /// <summary>It is no longer what the plan says; nothing was done.</summary>
    Skipped,

    /// <summary>The plan, or what is known of the mailbox, does not allow it; nothing was done.</summary>
    Refused,

    /// <summary>It could not be read, saved or removed.</summary>
    Failed,

    /// <summary>It could not be seen what became of it; running again finds out.</summary>
    Unverified,

    /// <summary>It would be removed.</summary>
    WhatIf,
}
