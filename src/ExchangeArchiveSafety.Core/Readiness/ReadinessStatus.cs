namespace ExchangeArchiveSafety;

/// <summary>What came of a check.</summary>
public enum ReadinessStatus
{
    /// <summary>It was tried, and is as it should be.</summary>
    Passed,

    /// <summary>It was tried, and is not as it should be.</summary>
    Failed,

    /// <summary>It was not tried; the reason says why.</summary>
    Skipped,

    /// <summary>It was tried, and nobody knows.</summary>
    Unknown,
}
