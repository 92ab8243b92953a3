namespace ExchangeArchiveSafety;

/// <summary>What became of the saved copies of one mailbox, in numbers. All text is safe to show.</summary>
public sealed class ArchiveDuplicateRestoreSummary
{
    /// <summary>The mailbox.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>How it ended.</summary>
    public CopyRunStatus Status { get; init; }

    /// <summary>Why it ended so, in a sentence; empty when nothing is to be said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Saved copies that were to be brought back.</summary>
    public int Planned { get; init; }

    /// <summary>Copies that were brought back; under -WhatIf those that would be.</summary>
    public int Restored { get; init; }

    /// <summary>Copies that an earlier run had brought back; under -WhatIf as it noted it, and nobody looks whether they still lie there.</summary>
    public int AlreadyRestored { get; init; }

    /// <summary>Copies that were passed over.</summary>
    public int Stayed { get; init; }

    /// <summary>Copies that failed, or of which it could not be seen what became of them.</summary>
    public int Failed { get; init; }

    /// <summary>Why copies were passed over or failed, most frequent first.</summary>
    public ShownList<RemovalReasonCount> Reasons { get; init; } = new([]);

    /// <summary>The saved size of what was brought back, in bytes; under -WhatIf of what would be.</summary>
    public long Bytes { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>The folder in which the copies are saved.</summary>
    public string QuarantinePath { get; init; } = "";

    /// <summary>The mailbox and its copies in one line, safe to show.</summary>
    public override string ToString() => $"{Mailbox}: {Status}, {Restored} of {Planned} brought back, {AlreadyRestored} before";
}
