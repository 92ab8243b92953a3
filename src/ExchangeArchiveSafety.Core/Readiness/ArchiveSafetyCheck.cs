namespace ExchangeArchiveSafety;

/// <summary>One check of Test-ArchiveSafetyReadiness.</summary>
public sealed record ArchiveSafetyCheck
{
    /// <summary>What it is about: Session, Exchange, Graph, Mailbox, Files, Process, Probe or Ending.</summary>
    public string Category { get; init; } = "";

    /// <summary>What was checked: a cmdlet with its parameter, a permission, a question, a step.</summary>
    public string Name { get; init; } = "";

    /// <summary>What came of it.</summary>
    public ReadinessStatus Status { get; init; }

    /// <summary>Why.</summary>
    public string Because { get; init; } = "";

    /// <summary>What to do; empty where there is nothing to do.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Where the rule stands, and how certain it is: documented, reported or inferred.</summary>
    public string Source { get; init; } = "";

    /// <summary>How long a step of the probe took; null for other checks.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What the service answered, in words that name nobody; empty where it was not asked.</summary>
    internal string Answer { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Status}";
}
