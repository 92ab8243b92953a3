using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>What the guard did, pass by pass.</summary>
internal static class GuardSection
{
    // So many passes can be told apart in a chart.
    private const int MostBars = 60;

    public static ReportSection? Of(ReportFacts facts)
    {
        var passes = facts.Passes;
        if (passes.Count == 0)
        {
            return null;
        }

        var changes = passes.SelectMany(pass => pass.Changes).Concat(passes.SelectMany(pass => pass.Planned)).OrderBy(change => change.AtUtc).ToList();
        var last = passes[passes.Count - 1];
        var waits = last.Waiting.Select(wait => (wait.Identity, Kind: "Waiting", Until: wait.UntilUtc, wait.Reason))
            .Concat(last.Failures.Select(failure => (failure.Identity, Kind: failure.ErrorId, Until: (DateTime?)null, failure.Reason))).ToList();
        return new("guard", CoreMessages.ReportGuard, CoreMessages.ReportGuardLead, [Passes(passes), .. changes.Count == 0 ? Array.Empty<ReportTable>() : [Changes(changes)], .. waits.Count == 0 ? Array.Empty<ReportTable>() : [Waits(waits)]])
        {
            Charts = passes.Count < 2 ? [] : [new TimeChart("passes", CoreMessages.ReportPassesChart, [.. passes.Skip(Math.Max(0, passes.Count - MostBars))
                .Select(pass => new ChartBar(DisplayText.Sentence("{0}", pass.StartedAtUtc).Substring(5, 11), pass.AtRisk, pass.ExitCode == 0 ? ReportTone.Neutral : ReportTone.Danger))])],
        };
    }

    private static ReportTable Passes(IReadOnlyList<ArchiveSafetyGuardPass> passes) => ReportTable.Of(
        "guardPasses",
        CoreMessages.ReportPasses,
        passes,
        new("started", ColumnKind.Time, pass => pass.StartedAtUtc),
        new("ended", ColumnKind.Time, pass => pass.EndedAtUtc),
        new("mode", ColumnKind.Choice, pass => pass.Mode),
        new("exitCode", ColumnKind.Number, pass => pass.ExitCode),
        new("judged", ColumnKind.Number, pass => pass.Judged),
        new("atRisk", ColumnKind.Number, pass => pass.AtRisk),
        new("suspended", ColumnKind.Number, pass => pass.Suspended),
        new("resumed", ColumnKind.Number, pass => pass.Resumed),
        new("failed", ColumnKind.Number, pass => pass.Failed),
        new("left", ColumnKind.Number, pass => pass.Left),
        new("partition", ColumnKind.Choice, pass => pass.PartitionCount == 1 ? null : DisplayText.Sentence("{0}/{1}", pass.Partition, pass.PartitionCount)),
        new("journal", ColumnKind.Choice, pass => pass.JournalPath, ColumnPlace.Detail));

    private static ReportTable Changes(IReadOnlyList<GuardChange> changes) => ReportTable.Of(
        "guardChanges",
        CoreMessages.ReportChanges,
        changes,
        new("at", ColumnKind.Time, change => change.AtUtc),
        new("mailbox", ColumnKind.Text, change => change.Identity),
        new("action", ColumnKind.Choice, change => change.Action),
        new("status", ColumnKind.Choice, change => change.Status),
        new("method", ColumnKind.Choice, change => change.Method),
        new("verdict", ColumnKind.Choice, change => change.State),
        new("before", ColumnKind.Choice, change => change.Before, ColumnPlace.Detail),
        new("after", ColumnKind.Choice, change => change.After, ColumnPlace.Detail),
        new("reason", ColumnKind.Choice, change => change.Reason, ColumnPlace.Detail));

    private static ReportTable Waits(IReadOnlyList<(string Identity, string Kind, DateTime? Until, string Reason)> waits) => ReportTable.Of(
        "guardOpen",
        CoreMessages.ReportOpen,
        waits,
        new("mailbox", ColumnKind.Text, wait => wait.Identity),
        new("kind", ColumnKind.Choice, wait => wait.Kind),
        new("until", ColumnKind.Time, wait => wait.Until),
        new("reason", ColumnKind.Text, wait => wait.Reason));
}
