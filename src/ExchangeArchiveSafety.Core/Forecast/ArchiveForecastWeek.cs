namespace ExchangeArchiveSafety;

/// <summary>One week of a forecast. Everything is counted from the begin of the forecast to the end of this week.</summary>
public sealed record ArchiveForecastWeek
{
    /// <summary>Which week: 1 is the first.</summary>
    public int Week { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public DateTime EndsAtUtc { get; init; }

    /// <summary>Items that move to the archive if nobody acts, for the first time and again.</summary>
    public ForecastRange Archived { get; init; } = ForecastRange.Zero;

    /// <summary>The same in bytes; null where the sizes of folders are not known.</summary>
    public ForecastRange? ArchivedBytes { get; init; }

    /// <summary>Items that the migration copies to the primary again if nobody acts: each of them is a surplus copy, wherever it lies by then.</summary>
    public ForecastRange CameBack { get; init; } = ForecastRange.Zero;

    /// <summary>The same in bytes; null where the sizes of folders are not known.</summary>
    public ForecastRange? CameBackBytes { get; init; }

    /// <summary>Copies that were archived as well by then if nobody acts: the archive holds them twice or more.</summary>
    public ForecastRange Duplicated { get; init; } = ForecastRange.Zero;

    /// <summary>The same in bytes; null where the sizes of folders are not known.</summary>
    public ForecastRange? DuplicatedBytes { get; init; }

    /// <summary>Items that come back if archiving is suspended now: what is in the archive already, and what a run under way still moves.</summary>
    public ForecastRange CameBackIfSuspended { get; init; } = ForecastRange.Zero;

    /// <summary>Copies that are archived if archiving is suspended now.</summary>
    public ForecastRange DuplicatedIfSuspended { get; init; } = ForecastRange.Zero;

    /// <summary>Size of the archive in bytes if nobody acts; null where its size now is not known.</summary>
    public ForecastRange? ArchiveSize { get; init; }

    /// <summary>How many seconds it would take to remove what came back again, if nobody acts.</summary>
    public ForecastRange RemovalSeconds { get; init; } = ForecastRange.Zero;

    /// <summary>The same in words.</summary>
    public string RemovalTime => ForecastSentences.Time(RemovalSeconds);

    /// <summary>Week and copies.</summary>
    public override string ToString() => DisplayText.Sentence(CoreMessages.ForecastWeek, Week, CameBack.ToString());
}
