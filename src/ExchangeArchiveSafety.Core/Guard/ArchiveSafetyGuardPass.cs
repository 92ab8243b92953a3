namespace ExchangeArchiveSafety;

/// <summary>One pass of the guard.</summary>
public sealed record ArchiveSafetyGuardPass
{
    private readonly ShownList<GuardChange> _changes = new([]);
    private readonly ShownList<GuardChange> _planned = new([]);
    private readonly ShownList<GuardFailure> _failures = new([]);
    private readonly ShownList<GuardWait> _waiting = new([]);

    /// <summary>What it was allowed to do.</summary>
    public GuardMode Mode { get; init; }

    /// <summary>The time that it was about, UTC.</summary>
    public DateTime StartedAtUtc { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime EndedAtUtc { get; init; }

    /// <summary>Mailboxes that were judged.</summary>
    public int Judged { get; init; }

    /// <summary>Of these, how many were Conflicting, Imminent or Indeterminate before anything was changed.</summary>
    public int AtRisk { get; init; }

    /// <summary>Mailboxes on which archiving was suspended, for the first time or again.</summary>
    public int Suspended => _changes.Count(change => change.Status == SuspensionStatus.Suspended);

    /// <summary>Mailboxes on which archiving was resumed, wholly or as far as nobody else had changed it.</summary>
    public int Resumed => _changes.Count(change => change.Status is SuspensionStatus.Resumed or SuspensionStatus.PartlyResumed);

    /// <summary>How many failures there are.</summary>
    public int Failed => _failures.Count;

    /// <summary>Mailboxes that the pass did not come to.</summary>
    public int Left { get; init; }

    /// <summary>Every change that was made.</summary>
    public IReadOnlyList<GuardChange> Changes
    {
        get => _changes;
        init => _changes = new(value);
    }

    /// <summary>What was to be done and was not: in Observe, with -WhatIf, or because there were more new suspensions than allowed.</summary>
    public IReadOnlyList<GuardChange> Planned
    {
        get => _planned;
        init => _planned = new(value);
    }

    /// <summary>Everything that did not go well.</summary>
    public IReadOnlyList<GuardFailure> Failures
    {
        get => _failures;
        init => _failures = new(value);
    }

    /// <summary>What settles, and until when; and what waits for a person.</summary>
    public IReadOnlyList<GuardWait> Waiting
    {
        get => _waiting;
        init => _waiting = new(value);
    }

    /// <summary>Whether it was refused as a whole, or could not judge at all.</summary>
    internal bool IsRefused { get; init; }

    /// <summary>0 all is well; 1 something failed; 2 refused, or nobody could say who migrates; 3 the time was up. Anything else is a failure.</summary>
    public int ExitCode => IsRefused ? 2 : Failed > 0 ? 1 : Left > 0 ? 3 : 0;

    /// <summary>The part of the tenant that it looked after, from 1.</summary>
    public int Partition { get; init; } = 1;

    /// <summary>Into how many parts the tenant is divided.</summary>
    public int PartitionCount { get; init; } = 1;

    /// <summary>Where it remembers.</summary>
    public string? JournalPath { get; init; }

    /// <summary>Mode and counts.</summary>
    public override string ToString() => $"{Mode}: {Suspended} suspended, {Resumed} resumed, {Failed} failed, {Left} left";
}
