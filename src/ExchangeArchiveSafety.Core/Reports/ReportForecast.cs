namespace ExchangeArchiveSafety.Reports;

/// <summary>A number that is known between two bounds.</summary>
/// <param name="Least">At least so much.</param>
/// <param name="Most">At most so much; the same where every fact is there.</param>
internal sealed record ReportRange(long Least, long Most)
{
    public override string ToString() => Least == Most ? DisplayText.Sentence("{0:N0}", Least) : DisplayText.Sentence("{0:N0} to {1:N0}", Least, Most);
}

/// <summary>One week of a forecast, in items since it began.</summary>
/// <param name="StartsAtUtc">When it begins, UTC.</param>
/// <param name="Archived">Archived if nobody acts.</param>
/// <param name="CameBack">Back in the primary mailbox if nobody acts.</param>
/// <param name="Duplicated">There twice if nobody acts.</param>
/// <param name="DuplicatedIfSuspended">There twice if archiving is suspended now.</param>
/// <param name="RemovalHours">How long removing them again would take.</param>
internal sealed record ReportForecastWeek(
    DateTime StartsAtUtc, ReportRange Archived, ReportRange CameBack, ReportRange Duplicated, ReportRange DuplicatedIfSuspended, ReportRange RemovalHours);

/// <summary>What a report says of the weeks to come.</summary>
/// <param name="Weeks">Week by week.</param>
/// <param name="Assumptions">What it rests on, a sentence each.</param>
internal sealed record ReportForecast(IReadOnlyList<ReportForecastWeek> Weeks, IReadOnlyList<string> Assumptions);
