namespace ExchangeArchiveSafety;

/// <summary>What became of the surplus copies of one mailbox, in numbers. All text is safe to show.</summary>
public sealed class ArchiveDuplicateRemovalSummary
{
    /// <summary>The mailbox.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>How it ended.</summary>
    public CopyRunStatus Status { get; init; }

    /// <summary>Why it ended so, in a sentence; empty when nothing is to be said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Copies that were to be removed, those that the plan itself refuses included.</summary>
    public int Planned { get; init; }

    /// <summary>Copies that were removed; under -WhatIf those that would be.</summary>
    public int Removed { get; init; }

    /// <summary>Copies that an earlier run had removed.</summary>
    public int AlreadyRemoved { get; init; }

    /// <summary>Copies that stayed.</summary>
    public int Stayed { get; init; }

    /// <summary>Copies that failed, or of which it could not be seen what became of them.</summary>
    public int Failed { get; init; }

    /// <summary>Why copies stayed or failed, most frequent first.</summary>
    public ShownList<RemovalReasonCount> Reasons { get; init; } = new([]);

    /// <summary>The size of what was removed, in bytes as far as it is known; under -WhatIf of what would be.</summary>
    public long Bytes { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>The folder in which the removed copies are saved.</summary>
    public string QuarantinePath { get; init; } = "";

    /// <summary>Until when the server itself gives back what was removed, UTC; null where nothing was, or nobody can promise it. The quarantine lasts as long as its files do.</summary>
    public DateTime? UndoLastsUntilUtc { get; init; }

    /// <summary>How full Recoverable Items are, and what that means for the undo of the server; empty where it was not looked at.</summary>
    public string Undo { get; init; } = "";

    /// <summary>The mailbox and its copies in one line, safe to show.</summary>
    public override string ToString() => $"{Mailbox}: {Status}, {Removed} of {Planned} removed";
}
