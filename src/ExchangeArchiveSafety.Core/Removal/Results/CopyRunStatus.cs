namespace ExchangeArchiveSafety;

/// <summary>How removing the copies of one mailbox, or bringing them back, ended.</summary>
public enum CopyRunStatus
{
    /// <summary>Everything that was planned is done, now or before.</summary>
    Completed,

    /// <summary>Some copies stayed, or failed.</summary>
    Partial,

    /// <summary>The mailbox was refused; nothing was done.</summary>
    Refused,

    /// <summary>The mailbox ended early, or nothing of it worked.</summary>
    Failed,

    /// <summary>The caller said no; nothing was done.</summary>
    Declined,

    /// <summary>It would be done.</summary>
    WhatIf,
}
