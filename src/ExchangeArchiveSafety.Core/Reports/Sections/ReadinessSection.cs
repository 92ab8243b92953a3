using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>What is here of what each cmdlet needs.</summary>
internal static class ReadinessSection
{
    public static ReportSection? Of(ReportFacts facts) => facts.Input.Checks is not { Count: > 0 } checks ? null : new(
        "readiness",
        CoreMessages.ReportReadiness,
        CoreMessages.ReportReadinessLead,
        [ReportTable.Of(
            "readiness",
            CoreMessages.ReportReadiness,
            checks,
            new("category", ColumnKind.Choice, check => check.Category),
            new("check", ColumnKind.Text, check => check.Name),
            new("status", ColumnKind.Choice, check => check.Status),
            new("because", ColumnKind.Text, check => check.Because),
            new("remedy", ColumnKind.Choice, check => check.Remedy),
            new("source", ColumnKind.Choice, check => check.Source, ColumnPlace.Detail))])
    {
        Charts = [new BarChart("checks", CoreMessages.ReportChecks, [.. new[]
        {
            Bar(checks, ReadinessStatus.Failed, ReportTone.Danger), Bar(checks, ReadinessStatus.Unknown, ReportTone.Warning),
            Bar(checks, ReadinessStatus.Skipped, ReportTone.Neutral), Bar(checks, ReadinessStatus.Passed, ReportTone.Good),
        }.Where(bar => bar.Value > 0)])],
    };

    private static ChartBar Bar(IReadOnlyList<ArchiveSafetyCheck> checks, ReadinessStatus status, ReportTone tone) => new(status.ToString(), checks.Count(check => check.Status == status), tone);
}
