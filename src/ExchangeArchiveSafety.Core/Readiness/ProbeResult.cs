namespace ExchangeArchiveSafety.Readiness;

/// <summary>What came of a step of a probe.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Because">Why.</param>
internal sealed record ProbeResult(ReadinessStatus Status, string Because)
{
    /// <summary>What to do.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>What the service answered, in words that name nobody.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Whether the steps after it can be taken although it did not pass.</summary>
    public bool MayGoOn { get; init; }
}
