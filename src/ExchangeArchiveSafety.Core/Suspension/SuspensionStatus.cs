namespace ExchangeArchiveSafety;

/// <summary>The outcome for one mailbox. <see cref="Suspended"/> and <see cref="Resumed"/> are said only after reading back.</summary>
public enum SuspensionStatus
{
    /// <summary>Archiving is suspended: set, and seen.</summary>
    Suspended,

    /// <summary>It already was, and still is.</summary>
    AlreadySuspended,

    /// <summary>Every setting is what it was.</summary>
    Resumed,

    /// <summary>Some settings were restored, others were changed by somebody else and left alone, or failed.</summary>
    PartlyResumed,

    /// <summary>The record ended without restoring anything, since there is nothing to restore: a migration that was stopped, or a mailbox that is gone.</summary>
    Closed,

    /// <summary>Nothing was to be done.</summary>
    Skipped,

    /// <summary>It must not or cannot be done; the reason says what has to change.</summary>
    Refused,

    /// <summary>Every setting was changed by somebody else, and left alone.</summary>
    Drifted,

    /// <summary>The change could not be confirmed by reading back; the journal keeps it open.</summary>
    Unverified,

    /// <summary>The change failed.</summary>
    Failed,

    /// <summary>What would be done.</summary>
    WhatIf,
}
