namespace ExchangeArchiveSafety;

/// <summary>How a pass of the guard goes.</summary>
public sealed record GuardSettings
{
    /// <summary>The time that nothing else has to be known for: a budget below it could end before the first mailbox does.</summary>
    public static TimeSpan ShortestBudget { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The time to settle where none is given: what the field waits after MX records have moved.</summary>
    public static TimeSpan DefaultSettleTime { get; } = TimeSpan.FromHours(72);

    /// <summary>What it may do.</summary>
    public GuardMode Mode { get; init; }

    /// <summary>The time that the pass is about, UTC.</summary>
    public DateTime AsOfUtc { get; init; }

    /// <summary>How long an end has to have been seen before archiving is resumed.</summary>
    public TimeSpan SettleTime { get; init; } = DefaultSettleTime;

    /// <summary>How long it may take; null for as long as it takes.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Above so many new suspensions none is made: something else than a migration may have gone wrong.</summary>
    public int MaximumSuspensions { get; init; } = 100;

    /// <summary>Which part of the tenant it looks after, from 1.</summary>
    public int Partition { get; init; } = 1;

    /// <summary>Into how many parts the tenant is divided.</summary>
    public int PartitionCount { get; init; } = 1;

    /// <summary>Mailboxes that a tool feeds which Exchange does not know.</summary>
    public IReadOnlyList<string> ExternallyMigrating { get; init; } = [];

    /// <summary>Whether only a plan is made: then nothing is remembered either.</summary>
    public bool PlanOnly { get; init; }
}
