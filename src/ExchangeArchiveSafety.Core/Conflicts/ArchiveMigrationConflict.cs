namespace ExchangeArchiveSafety;

/// <summary>
/// The verdict on one mailbox: whether a migration that cannot see the archive (KB 2783045) meets an archiving engine there.
/// </summary>
public sealed class ArchiveMigrationConflict
{
    internal ArchiveMigrationConflict()
    {
    }

    /// <summary>The primary SMTP address, else the user principal name, else the ExchangeGuid or the migration user's address.</summary>
    public string Identity { get; internal init; } = "";

    /// <summary>The key of the mailbox; all zero where the mailbox could not be read.</summary>
    public Guid ExchangeGuid { get; internal init; }

    /// <summary>The display name as the tenant has it, not escaped.</summary>
    public string? DisplayName { get; internal init; }

    /// <summary>The verdict.</summary>
    public ConflictState State { get; internal init; }

    /// <summary>The batch of the most active migration record; null where there is none.</summary>
    public string? MigrationBatch { get; internal init; }

    /// <summary>The type of that batch, as Exchange gives it.</summary>
    public string? MigrationType { get; internal init; }

    /// <summary>The status of that record: the user's, with the batch's behind it where they differ.</summary>
    public string? MigrationStatus { get; internal init; }

    /// <summary>Whether the caller named the mailbox as fed by a tool that Exchange does not know.</summary>
    public bool ExternallyMigrating { get; internal init; }

    /// <summary>How far the migration still acts on the mailbox.</summary>
    public MigrationActivity MigrationActivity { get; internal init; }

    /// <summary>The retention policy that counts, by name; null where none is known.</summary>
    public string? RetentionPolicy { get; internal init; }

    /// <summary>The engines that act or are ahead, whether or not they are held off.</summary>
    public IReadOnlyList<ArchivingEngine> ArchivingEngines { get; internal init; } = [];

    /// <summary>The switches that hold archiving off now.</summary>
    public IReadOnlyList<ArchivingSwitch> HeldOffBy { get; internal init; } = [];

    /// <summary>
    /// True when the Managed Folder Assistant's counters show that it archived mail while the migration ran; false when they do not show it (which proves
    /// nothing about earlier runs); null when they were not read or cannot tell.
    /// </summary>
    public bool? LoopObserved { get; internal init; }

    /// <summary>Whether it is out of danger however the facts are that are not known: Safe or Mitigated.</summary>
    internal bool CannotConflict { get; init; }

    /// <summary>Every reason of the verdict.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init; } = [];

    /// <summary>What to do.</summary>
    public string Recommendation { get; internal init; } = "";

    /// <summary>What is to be expected of the next weeks; null where it was not asked for, nothing is to be foreseen, or too little is known.</summary>
    public ArchiveForecast? Forecast { get; private set; }

    /// <summary>The time the verdict is about, UTC.</summary>
    public DateTime EvaluatedAtUtc { get; internal init; }

    /// <summary>The same verdict with a forecast.</summary>
    internal ArchiveMigrationConflict With(ArchiveForecast forecast)
    {
        var verdict = (ArchiveMigrationConflict)MemberwiseClone();
        verdict.Forecast = forecast;
        return verdict;
    }

    /// <summary>Mailbox and state.</summary>
    public override string ToString() => DisplayText.Escape(Identity) + ": " + State;
}
