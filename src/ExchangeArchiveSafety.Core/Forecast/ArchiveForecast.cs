namespace ExchangeArchiveSafety;

/// <summary>What is to be expected of one mailbox in the next twelve weeks, if nobody acts and if archiving is suspended now.</summary>
public sealed class ArchiveForecast
{
    internal ArchiveForecast()
    {
    }

    /// <summary>How the mailbox is called.</summary>
    public string Identity { get; internal init; } = "";

    /// <summary>The key of the mailbox.</summary>
    public Guid ExchangeGuid { get; internal init; }

    /// <summary>When it begins, UTC.</summary>
    public DateTime BeginsAtUtc { get; internal init; }

    /// <summary>Week by week.</summary>
    public IReadOnlyList<ArchiveForecastWeek> Weeks { get; internal init; } = [];

    /// <summary>Quota of the archive in bytes; null for Unlimited, or where it is not known.</summary>
    public long? ArchiveQuota { get; internal init; }

    /// <summary>When the archive reaches its quota at the earliest if nobody acts, UTC; null where it does not within the twelve weeks, or nobody can say.</summary>
    public DateTime? ArchiveFullFromUtc { get; internal init; }

    /// <summary>What it rests on, a sentence each.</summary>
    public IReadOnlyList<string> Assumptions { get; internal init; } = [];

    /// <summary>Which facts were missing, a sentence each: they make the ranges wide. Empty where every fact was there.</summary>
    public IReadOnlyList<string> MissingFacts { get; internal init; } = [];

    /// <summary>What waiting costs, in one sentence.</summary>
    public override string ToString() => ForecastSentences.Cost(Weeks, ArchiveFullFromUtc);
}
