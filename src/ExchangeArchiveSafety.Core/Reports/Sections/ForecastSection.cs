using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>What waiting costs: the weeks to come, with and without suspending.</summary>
internal static class ForecastSection
{
    public static ReportSection? Of(ReportFacts facts) => facts.Input.Forecast is not { Weeks.Count: > 0 } forecast ? null : new(
        "forecast",
        CoreMessages.ReportForecast,
        CoreMessages.ReportForecastLead,
        [ReportTable.Of(
            "forecast",
            CoreMessages.ReportWeeks,
            forecast.Weeks,
            new("week", ColumnKind.Time, week => week.StartsAtUtc),
            new("archived", ColumnKind.Choice, week => week.Archived),
            new("cameBack", ColumnKind.Choice, week => week.CameBack),
            new("duplicated", ColumnKind.Choice, week => week.Duplicated),
            new("duplicatedIfSuspended", ColumnKind.Choice, week => week.DuplicatedIfSuspended),
            new("removalHours", ColumnKind.Choice, week => week.RemovalHours))])
    {
        Charts = [new BandChart(
            "weeks",
            CoreMessages.ReportForecastChart,
            DisplayText.Sentence(CoreMessages.ReportForecastWords, forecast.Weeks.Count, forecast.Weeks[forecast.Weeks.Count - 1].Duplicated.ToString(), forecast.Weeks[forecast.Weeks.Count - 1].DuplicatedIfSuspended.ToString()),
            [.. forecast.Weeks.Select(week => DisplayText.Sentence("{0}", week.StartsAtUtc).Substring(5, 5))],
            [
                new(CoreMessages.ReportIfNobodyActs, ReportTone.Danger, [.. forecast.Weeks.Select(week => ((double)week.Duplicated.Least, (double)week.Duplicated.Most))]),
                new(CoreMessages.ReportIfSuspended, ReportTone.Good, [.. forecast.Weeks.Select(week => ((double)week.DuplicatedIfSuspended.Least, (double)week.DuplicatedIfSuspended.Most))]),
            ])],
        Notes = [new(CoreMessages.ReportAssumptions, forecast.Assumptions)],
    };
}
