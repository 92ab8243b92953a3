namespace ExchangeArchiveSafety.Reports.Sections;

/// <summary>What the report rests on: what was asked and when, with what permissions, and what nobody knows.</summary>
internal static class MethodNotes
{
    private const int MostFailures = 20;

    public static IReadOnlyList<ReportNote> Of(ReportFacts facts) => [.. new ReportNote[]
    {
        new(CoreMessages.ReportAsked, Asked(facts)),
        new(CoreMessages.ReportPermissions, Permissions(facts)),
        new(CoreMessages.ReportUnknown, Unknown(facts)),
    }.Where(note => note.Lines.Count > 0)];

    private static List<string> Asked(ReportFacts facts)
    {
        var input = facts.Input;
        var lines = new List<string>();
        void Add(bool holds, string sentence, params object?[] values)
        {
            if (holds)
            {
                lines.Add(DisplayText.Sentence(sentence, values));
            }
        }

        Add(true, CoreMessages.MethodAsOf, facts.AsOfUtc);
        Add(input.Snapshot is not null, CoreMessages.MethodSnapshot, input.Snapshot?.CapturedAtUtc, input.Snapshot?.Mailboxes.Count, input.Snapshot?.MigrationUsers.Count, input.Snapshot?.Organization?.Name ?? CoreMessages.MethodNoName);
        Add(input.Verdicts.Count > 0, CoreMessages.MethodVerdicts, input.Verdicts.Count, input.Verdicts.Select(verdict => verdict.EvaluatedAtUtc).DefaultIfEmpty().Min(), input.Verdicts.Select(verdict => verdict.EvaluatedAtUtc).DefaultIfEmpty().Max());
        Add(input.Journal is not null, CoreMessages.MethodJournal, input.Journal?.Location, facts.Suspensions.All.Count, facts.Suspensions.Open.Count, facts.Copies.All.Count);
        Add(input.Suspensions.Count > 0, CoreMessages.MethodSuspensions, input.Suspensions.Count);
        Add(input.Groups.Count > 0, CoreMessages.MethodGroups, input.Groups.Count);
        Add(input.Duplicates.Count > 0, CoreMessages.MethodSummaries, input.Duplicates.Count);
        Add(input.Removals.Count > 0, CoreMessages.MethodRemovals, input.Removals.Count);
        Add(input.Passes.Count > 0, CoreMessages.MethodPasses, input.Passes.Count);
        Add(input.Checks.Count > 0, CoreMessages.MethodChecks, input.Checks.Count);
        Add(true, CoreMessages.MethodWrites);
        return lines;
    }

    // By the one list of what is called: what it does not hold is never asked.
    private static List<string> Permissions(ReportFacts facts)
    {
        var cmdlets = new List<string>();
        cmdlets.AddRange(facts.Input.Verdicts.Count > 0 ? ["Test-ArchiveMigrationConflict"] : []);
        cmdlets.AddRange(facts.Input.Snapshot is not null ? ["Export-ArchiveSafetySnapshot"] : []);
        cmdlets.AddRange(facts.Input.Suspensions.Count > 0 ? ["Get-ArchivePolicySuspension"] : []);
        cmdlets.AddRange(facts.Input.Removals.Count > 0 ? ["Remove-ArchiveDuplicates"] : []);
        return [
            .. cmdlets.Select(cmdlet => DisplayText.Sentence(CoreMessages.MethodExchange, cmdlet, string.Join(", ", ExchangeNeeds.All.Where(need => need.Parameter is null && need.Cmdlets.Contains(cmdlet)).Select(need => need.Command).Distinct()))),
            .. facts.Duplicates.Count + facts.Removals.Count > 0 ? [CoreMessages.MethodGraph] : Array.Empty<string>(),
            .. facts.Input.Checks.Count > 0 ? [CoreMessages.MethodReadiness] : Array.Empty<string>()];
    }

    private static List<string> Unknown(ReportFacts facts)
    {
        var failures = (facts.Input.Snapshot?.Failures ?? []).Concat(facts.Input.Snapshot?.Mailboxes.SelectMany(mailbox => mailbox.Failures) ?? [])
            .GroupBy(failure => (failure.Cmdlet, failure.Message)).OrderByDescending(same => same.Count()).ThenBy(same => same.Key.Cmdlet, StringComparer.Ordinal).ThenBy(same => same.Key.Message, StringComparer.Ordinal)
            .Take(MostFailures).Select(same => DisplayText.Sentence(CoreMessages.MethodFailed, same.Key.Cmdlet, same.Count(), same.Key.Message));
        var open = facts.Verdicts.Where(verdict => verdict.State == ConflictState.Indeterminate).SelectMany(verdict => verdict.Findings).Where(finding => finding.Id.StartsWith("EAS14", StringComparison.Ordinal))
            .GroupBy(finding => (finding.Id, finding.Name)).OrderBy(same => same.Key.Id, StringComparer.Ordinal).Select(same => DisplayText.Sentence(CoreMessages.MethodOpen, same.Key.Id, same.Key.Name, same.Count()));
        var missing = new[]
        {
            (facts.Verdicts.Count > 0, CoreMessages.ReportVerdicts),
            (facts.Forecast is not null || !facts.Verdicts.Any(ArchiveForecaster.IsForeseeable), CoreMessages.ReportForecast),
            (facts.Held.Count > 0 || facts.Input.Journal is not null, CoreMessages.ReportSuspensions),
            (facts.Duplicates.Count > 0, CoreMessages.ReportDuplicates),
            (facts.Removals.Count > 0 || facts.Input.Journal is not null, CoreMessages.ReportRemovals),
            (facts.Passes.Count > 0, CoreMessages.ReportGuard),
            (facts.Input.Checks.Count > 0, CoreMessages.ReportReadiness),
        }.Where(part => !part.Item1).Select(part => part.Item2).ToList();
        return [.. failures, .. open, .. missing.Count > 0 ? [DisplayText.Sentence(CoreMessages.MethodMissing, string.Join(", ", missing))] : Array.Empty<string>()];
    }
}
