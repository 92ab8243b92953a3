using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Reports;

/// <summary>What to do next, as lines to paste. What is pasted runs, so nothing of the tenant stands in a line but addresses of the plainest letters and ids.</summary>
internal static class NextSteps
{
    // So many are named; more are found again by the cmdlet itself.
    private const int MostNamed = 3;

    private static readonly Regex PlainAddress = new(@"\A[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9][A-Za-z0-9.-]*\z", RegexOptions.CultureInvariant);

    public static IReadOnlyList<ReportStep> Of(ReportFacts facts)
    {
        var steps = new List<ReportStep>();
        void Add(bool holds, string why, string? line)
        {
            if (holds)
            {
                steps.Add(new(why, line));
            }
        }

        var risky = facts.Verdicts.Where(verdict => verdict.State is ConflictState.Conflicting or ConflictState.Imminent && !verdict.ExternallyMigrating && !facts.IsHeldSince(verdict)).ToList();
        var external = facts.Verdicts.Where(verdict => verdict.State is ConflictState.Conflicting or ConflictState.Imminent && verdict.ExternallyMigrating && !facts.IsHeldSince(verdict)).ToList();
        var open = facts.Verdicts.Where(verdict => verdict.State == ConflictState.Indeterminate).ToList();
        var dormant = facts.Verdicts.Where(verdict => verdict.State == ConflictState.Dormant).ToList();
        Add(risky.Count > 0, CoreMessages.StepSuspend, Named(risky) is { } names ? $"Suspend-ConflictingArchivePolicy {names} -WhatIf" : "Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -WhatIf");
        Add(external.Count > 0, CoreMessages.StepExternal, Named(external) is { } fed ? $"Test-ArchiveMigrationConflict {fed} -ExternallyMigrating {fed} | Suspend-ConflictingArchivePolicy -WhatIf" : null);
        Add(facts.Verdicts.Any(facts.IsHeldSince), CoreMessages.StepJudgeAgain, "Test-ArchiveMigrationConflict");
        Add(open.Count > 0, CoreMessages.StepUnknown, Named(open) is { } unknown ? $"Test-ArchiveMigrationConflict {unknown} | Format-List" : "Test-ArchiveMigrationConflict | Where-Object State -EQ Indeterminate | Format-List");
        Add(dormant.Count > 0, CoreMessages.StepDormant, $"Suspend-ConflictingArchivePolicy {Named(dormant) ?? "(Test-ArchiveMigrationConflict | Where-Object State -EQ Dormant).ExchangeGuid"} -WhatIf");
        Add(facts.Held.Any(held => held.Status is SuspensionStatus.Drifted or SuspensionStatus.Unverified), CoreMessages.StepDrift, "Get-ArchivePolicySuspension");
        Add(facts.Passes.Count > 0 && facts.Passes[facts.Passes.Count - 1] is { ExitCode: not 0 }, CoreMessages.StepGuard, null);
        Add(facts.Duplicates.Any(mailbox => mailbox.Surplus > 0), CoreMessages.StepRemove, Mailboxes(facts) is { } found ? $"{found} | Find-ArchiveDuplicates -VerifyBody | Remove-ArchiveDuplicates -QuarantinePath quarantine -WhatIf" : "Get-Mailbox -ResultSize Unlimited | Find-ArchiveDuplicates -VerifyBody | Remove-ArchiveDuplicates -QuarantinePath quarantine -WhatIf");
        Add(facts.Duplicates.Count == 0 && facts.Verdicts.Any(verdict => verdict.LoopObserved == true || verdict.State == ConflictState.Conflicting), CoreMessages.StepFind, "Get-Mailbox -ResultSize Unlimited | Find-ArchiveDuplicates -Summary");
        Add(facts.Input.Checks.Any(check => check.Status == ReadinessStatus.Failed), CoreMessages.StepReadiness, "Test-ArchiveSafetyReadiness | Where-Object Status -EQ Failed | Format-List");
        Add(facts.Held.Any(held => held.Holds), CoreMessages.StepResume, "Resume-ConflictingArchivePolicy -WhatIf");
        return steps;
    }

    private static string? Mailboxes(ReportFacts facts)
    {
        var names = facts.Duplicates.Where(mailbox => mailbox.Surplus > 0).Select(mailbox => mailbox.Mailbox).ToList();
        return names.Count <= MostNamed && names.TrueForAll(PlainAddress.IsMatch) ? string.Join(", ", names.Select(Quoted)) : null;
    }

    private static string? Named(IReadOnlyList<ArchiveMigrationConflict> verdicts) =>
        verdicts.Count <= MostNamed && verdicts.Select(Name).ToList() is var names && !names.Contains(null) ? string.Join(", ", names.Select(Quoted)) : null;

    // An address as it is typed, or the key of the mailbox: neither can end its quotes.
    private static string? Name(ArchiveMigrationConflict verdict) =>
        PlainAddress.IsMatch(verdict.Identity) ? verdict.Identity : verdict.ExchangeGuid != Guid.Empty ? verdict.ExchangeGuid.ToString() : null;

    private static string Quoted(string? text) => "'" + text + "'";
}
