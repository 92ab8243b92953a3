namespace ExchangeArchiveSafety;

/// <summary>One change of a pass, made or planned.</summary>
public sealed class GuardChange
{
    /// <summary>The primary SMTP address, else the user principal name, else the ExchangeGuid.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The key of the mailbox.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>What was done, or was to be done.</summary>
    public GuardAction Action { get; init; }

    /// <summary>How archiving is suspended.</summary>
    public SuspensionMethod Method { get; init; }

    /// <summary>What came of it; <c>WhatIf</c> where it is only planned, <c>Refused</c> where there were too many.</summary>
    public SuspensionStatus Status { get; init; }

    /// <summary>The verdict that led to it; null where none was needed.</summary>
    public ConflictState? State { get; init; }

    /// <summary>Why it was done, by what decided the verdict, and how it came out.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Everything that was said of the mailbox; empty where no verdict was needed.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = new ShownList<Finding>([]);

    /// <summary>The settings before; null where the mailbox was not read.</summary>
    public ArchivingSettings? Before { get; init; }

    /// <summary>The settings after, read back; null where the mailbox was not read.</summary>
    public ArchivingSettings? After { get; init; }

    /// <summary>Mailbox, action and status.</summary>
    public override string ToString() => DisplayText.Escape(Identity) + ": " + Action + " " + Status;
}
