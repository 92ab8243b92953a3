using static ExchangeArchiveSafety.Conflicts.Reasons.FactText;

namespace ExchangeArchiveSafety.Conflicts;

/// <summary>Says why a mailbox was judged so, the worst first. Decides nothing: what acts and what holds is read from the judgement.</summary>
internal static class VerdictReasons
{
    public static IReadOnlyList<Finding> Of(JudgedMailbox judged, string? notRead)
    {
        var findings = new List<Finding>();
        MigrationReasons.Add(findings, judged);
        if (notRead is not null)
        {
            findings.Add(FindingKind.MailboxNotRead.Found(notRead));
        }
        else if (judged.Migration.Activity != MigrationActivity.Ended)
        {
            ArchiveReasons.Add(findings, judged);
            EngineReasons.Add(findings, judged);
            SwitchReasons.Add(findings, judged);
        }

        OpenReasons.Add(findings, judged);
        if (judged.State == ConflictState.Conflicting && judged.Loop is { } loop)
        {
            findings.Add(Shown(loop));
        }

        AddHistory(findings, judged);

        return WorstFirst(findings);
    }

    /// <summary>What a verdict was decided by, one of each kind: enough to know why something was done.</summary>
    /// <param name="findings">Everything that was said of it.</param>
    public static IEnumerable<Finding> Deciding(IReadOnlyList<Finding> findings) => findings
        .Where(finding => finding.Severity > FindingSeverity.Information && !FindingKind.Beside.Contains(finding.Kind))
        .GroupBy(finding => finding.Kind)
        .Select(same => same.First());

    private static void AddHistory(List<Finding> findings, JudgedMailbox judged)
    {
        if (judged.History is not { } history)
        {
            return;
        }

        if (history.HoldInForceSinceUtc is { } since && judged.HeldOffBy.Contains(ArchivingSwitch.RetentionHold))
        {
            findings.Add(FindingKind.HoldInForce.Found(HoldDelay.Told(since, judged.AsOfUtc)));
        }

        // The last run is told by itself where it is the only one.
        var last = judged.Loop is { IsObserved: true } loop ? [loop.Run] : Array.Empty<ManagedFolderAssistantRun>();
        var runs = history.Loops.Concat(last).GroupBy(run => run.LastSuccessUtc).Select(same => same.First()).OrderBy(run => run.LastSuccessUtc).ToList();
        if (runs.Count > last.Length)
        {
            findings.Add(FindingKind.LoopHistory.Found(
                [.. runs.Select(run => Fact(DisplayText.Show(run.LastSuccessUtc), run.ArchivedFromRootItemCount))],
                runs.Count, runs.Sum(run => run.ArchivedFromRootItemCount ?? 0), runs[0].LastSuccessUtc, runs[runs.Count - 1].LastSuccessUtc));
        }
    }

    // Otherwise in the order of the decision. This is done for every mailbox of a tenant, so it makes do with one list.
    private static List<Finding> WorstFirst(List<Finding> findings)
    {
        var sorted = new List<Finding>(findings.Count);
        for (var severity = FindingSeverity.Critical; severity >= FindingSeverity.Information; severity--)
        {
            foreach (var finding in findings)
            {
                if (finding.Severity == severity)
                {
                    sorted.Add(finding);
                }
            }
        }

        return sorted;
    }

    private static Finding Shown(LoopEvidence loop) => loop.IsObserved switch
    {
        true => FindingKind.LoopObserved.Found(loop.Run.ArchivedFromRootItemCount, loop.Run.LastSuccessUtc, loop.BeganUtc),
        false => FindingKind.LoopNotObserved.Found(loop.Run.ArchivedFromRootItemCount, loop.Run.LastSuccessUtc),
        _ => FindingKind.LoopUnknown.Found(loop.Missing),
    };
}
