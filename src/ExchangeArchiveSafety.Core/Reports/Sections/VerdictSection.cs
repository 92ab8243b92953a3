using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>Which mailboxes are at risk, and why.</summary>
internal static class VerdictSection
{
    // The reasons of so many are written out below the table; the table holds all of them.
    private const int MostExplained = 100;

    public static ReportSection? Of(ReportFacts facts) => facts.Verdicts.Count == 0 ? null : new(
        "verdicts",
        CoreMessages.ReportVerdicts,
        CoreMessages.ReportVerdictsLead,
        [Table(facts)])
    {
        Charts = [new BarChart("states", CoreMessages.ReportStates, [.. new[]
        {
            Bar(facts, ConflictState.Conflicting, ReportTone.Danger), Bar(facts, ConflictState.Imminent, ReportTone.Warning), Bar(facts, ConflictState.Indeterminate, ReportTone.Warning),
            Bar(facts, ConflictState.Dormant, ReportTone.Neutral), Bar(facts, ConflictState.Mitigated, ReportTone.Good), Bar(facts, ConflictState.Safe, ReportTone.Good),
        }.Where(bar => bar.Value > 0)])],
        Notes = [.. facts.Verdicts.Where(verdict => verdict.State is not (ConflictState.Safe or ConflictState.Mitigated)).Take(MostExplained).Select(verdict => new ReportNote(
            DisplayText.Escape(verdict.Identity) + " – " + verdict.State,
            [.. verdict.Findings.OrderByDescending(finding => finding.Severity).Select(finding => finding.ToString()), verdict.Recommendation]))],
    };

    /// <summary>The table, also where it has no rows.</summary>
    public static ReportTable Table(ReportFacts facts) => ReportTable.Of(
        "verdicts",
        CoreMessages.ReportVerdicts,
        facts.Verdicts,
        new("mailbox", ColumnKind.Text, verdict => verdict.Identity),
        new("state", ColumnKind.Choice, verdict => verdict.State),
        new("migrationStatus", ColumnKind.Choice, verdict => verdict.ExternallyMigrating ? CoreMessages.ReportExternal : verdict.MigrationStatus),
        new("migrationBatch", ColumnKind.Choice, verdict => verdict.MigrationBatch),
        new("migrationType", ColumnKind.Choice, verdict => verdict.MigrationType),
        new("retentionPolicy", ColumnKind.Choice, verdict => verdict.RetentionPolicy),
        new("archivingEngines", ColumnKind.Choice, verdict => verdict.ArchivingEngines),
        new("heldOffBy", ColumnKind.Choice, verdict => verdict.HeldOffBy),
        new("heldUntil", ColumnKind.Time, verdict => facts.Until(verdict)),
        new("loopObserved", ColumnKind.Choice, verdict => verdict.LoopObserved),
        new("evaluatedAt", ColumnKind.Time, verdict => verdict.EvaluatedAtUtc, ColumnPlace.Detail),
        new("displayName", ColumnKind.Text, verdict => verdict.DisplayName, ColumnPlace.Detail),
        new("exchangeGuid", ColumnKind.Text, verdict => verdict.ExchangeGuid, ColumnPlace.Detail),
        new("recommendation", ColumnKind.Choice, verdict => verdict.Recommendation, ColumnPlace.Detail),
        new("reasons", ColumnKind.Text, verdict => string.Join(" ", verdict.Findings.Select(finding => finding.ToString())), ColumnPlace.Detail));

    private static ChartBar Bar(ReportFacts facts, ConflictState state, ReportTone tone) => new(state.ToString(), facts.Count(state), tone);
}
