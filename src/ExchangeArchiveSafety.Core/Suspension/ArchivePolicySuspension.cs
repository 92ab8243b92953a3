namespace ExchangeArchiveSafety;

/// <summary>The outcome of suspending or resuming one mailbox, or what the journal knows of it.</summary>
public sealed class ArchivePolicySuspension
{
    private readonly ShownList<SettingDrift>? _drift;

    /// <summary>The primary SMTP address, else the user principal name, else the ExchangeGuid.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The key of the mailbox.</summary>
    public Guid ExchangeGuid { get; init; }

    /// <summary>How archiving is suspended.</summary>
    public SuspensionMethod Method { get; init; }

    /// <summary>The outcome.</summary>
    public SuspensionStatus Status { get; init; }

    /// <summary>The settings before: what was found, or what is to be restored. Null where the mailbox was not read.</summary>
    public ArchivingSettings? Before { get; init; }

    /// <summary>The settings after: read back, or planned with -WhatIf. Null where the mailbox was not read.</summary>
    public ArchivingSettings? After { get; init; }

    /// <summary>Why it came out so.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The journal of this run, whether or not something was to be recorded.</summary>
    public string? JournalPath { get; init; }

    /// <summary>When the suspension was announced, UTC; null where there is none.</summary>
    public DateTime? SuspendedAtUtc { get; init; }

    /// <summary>Settings that somebody else changed meanwhile; null where the mailbox was not compared.</summary>
    public IReadOnlyList<SettingDrift>? Drift
    {
        get => _drift;
        init => _drift = value is null ? null : new(value);
    }

    /// <summary>Mailbox and outcome.</summary>
    public override string ToString() => DisplayText.Escape(Identity) + ": " + Status;
}
