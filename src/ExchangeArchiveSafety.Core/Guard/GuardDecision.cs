namespace ExchangeArchiveSafety.Guard;

/// <summary>What is to be done to one mailbox, what it waits for, and what is wrong with it. Pure.</summary>
internal sealed class GuardDecision
{
    private readonly GuardedMailbox _guarded;
    private readonly Func<ArchivingSettings, IReadOnlyList<ArchivingSetting>> _notGranted;
    private readonly List<GuardStep> _steps = [];
    private readonly List<GuardWait> _waits = [];
    private readonly List<GuardFailure> _failures = [];

    /// <summary>Decides.</summary>
    /// <param name="guarded">The mailbox.</param>
    /// <param name="notGranted">The settings that the session may not write, out of those that are to be written.</param>
    public GuardDecision(GuardedMailbox guarded, Func<ArchivingSettings, IReadOnlyList<ArchivingSetting>> notGranted)
    {
        (_guarded, _notGranted) = (guarded, notGranted);
        if (guarded.HasEnded)
        {
            // Last suspended, first resumed.
            foreach (var suspension in guarded.Open.Reverse())
            {
                End(suspension);
            }
        }
        else if (guarded.IsToBeSuspended)
        {
            Suspend();
        }
        else if (guarded.IsAtRisk)
        {
            Fail(ErrorIds.MailboxStillAtRisk, DisplayText.Sentence(CoreMessages.GuardNotJudged, Findings));
        }
        else
        {
            foreach (var suspension in guarded.Settings)
            {
                Leave(suspension);
            }
        }

        // That only a person can say when it has ended is recorded whatever somebody made of the mailbox; what suspends again records it too.
        foreach (var suspension in guarded.Settings.Where(one => one.Stage == SuspensionStage.Suspended && guarded.IsNewlyExternal(one) && !_steps.Exists(step => step.Suspension == one)))
        {
            Do(GuardAction.FinishSuspension, suspension, CoreMessages.GuardExternal);
        }
    }

    public IReadOnlyList<GuardStep> Steps => _steps;

    public IReadOnlyList<GuardWait> Waits => _waits;

    public IReadOnlyList<GuardFailure> Failures => _failures;

    private Mailbox Mailbox => _guarded.Mailbox;

    private string Findings => string.Join(" ", VerdictReasons.Deciding(_guarded.Verdict.Findings));

    /// <summary>What somebody else made of a hold that is on: it is theirs. A hold that is off, or as it was before, is nobody's: it was undone.</summary>
    public static IReadOnlyList<SettingDrift> TheirHold(JournaledSuspension suspension, Mailbox mailbox) =>
        mailbox.RetentionHoldEnabled.Is(false) ? []
        : [.. ResumePlan.Create(suspension, mailbox).Drift.Where(drift => HoldSetting.Properties.Contains(drift.Setting))];

    private void Suspend()
    {
        foreach (var suspension in _guarded.Settings)
        {
            if (TheirHold(suspension, Mailbox) is { Count: > 0 } theirs)
            {
                Fail(ErrorIds.SettingsDrifted, Sentences(theirs));
                return;
            }
        }

        foreach (var suspension in _guarded.Settings)
        {
            var plan = SuspensionPlan.Create(suspension.Method, Mailbox, null, null, suspension);
            if (plan.Refusal is not null)
            {
                Fail(ErrorIds.SuspensionRefused, plan.Refusal);
                return;
            }

            // That auto-archiving may not be switched off keeps nobody from holding off the rest; more cannot be done.
            var isUnconfirmed = suspension.Stage is SuspensionStage.Intended or SuspensionStage.Unconfirmed;
            if (plan.Writes.Known.Any(setting => setting != ArchivingSetting.AutoArchivingEnabled || !_notGranted(plan.Writes).Contains(setting)))
            {
                Do(isUnconfirmed ? GuardAction.FinishSuspension : GuardAction.SuspendAgain, suspension, isUnconfirmed ? CoreMessages.GuardUnconfirmed : WhyAgain(suspension));
                return;
            }

            if (suspension.Stage != SuspensionStage.Suspended)
            {
                Do(GuardAction.FinishSuspension, suspension, CoreMessages.GuardUnconfirmed);
                return;
            }
        }

        if (_guarded.Settings.Any(one => one.Method == SuspensionMethod.RetentionHold))
        {
            Fail(ErrorIds.MailboxStillAtRisk, DisplayText.Sentence(CoreMessages.GuardStandsAndAtRisk, Findings));
        }
        else
        {
            _steps.Add(new(GuardAction.Suspend, SuspensionMethod.RetentionHold, null, Findings));
        }
    }

    // Nothing is at risk: what a killed run announced is confirmed where it stands, and what somebody else made of the hold is told.
    private void Leave(JournaledSuspension suspension)
    {
        if (TheirHold(suspension, Mailbox) is { Count: > 0 } theirs)
        {
            Wait(null, Sentences(theirs));
        }
        else if (suspension.Stage != SuspensionStage.Suspended
            && SuspensionPlan.Create(suspension.Method, Mailbox, null, null, suspension) is { Refusal: null, Writes.Known.Count: 0 })
        {
            Do(GuardAction.FinishSuspension, suspension, CoreMessages.GuardUnconfirmed);
        }
    }

    private void End(JournaledSuspension suspension)
    {
        if (suspension.ExternallyMigrating)
        {
            Wait(null, CoreMessages.GuardExternal);
        }
        else if (!_guarded.IsEndCertain)
        {
            Wait(null, CoreMessages.GuardNotWhole);
        }
        else if (suspension.After.EndDateForRetentionHold is { } until && until > _guarded.NowUtc)
        {
            Wait(until, DisplayText.Sentence(CoreMessages.GuardUntil, until));
        }
        else if (!_guarded.HasSettled)
        {
            Wait(_guarded.Ending.WaitUntilUtc, _guarded.Ending.Because);
        }
        else if (suspension.Method == SuspensionMethod.StopMigration)
        {
            Do(GuardAction.Close, suspension, DisplayText.Sentence(CoreMessages.GuardSettled, _guarded.Ending.Because));
        }
        else
        {
            Resume(suspension);
        }
    }

    // Where nothing could be brought back nothing is recorded either, pass after pass.
    private void Resume(JournaledSuspension suspension)
    {
        var plan = ResumePlan.Create(suspension, Mailbox);
        if (plan.Steps.Count > 0 || plan.AlreadyBack.Count > 0)
        {
            Do(GuardAction.Resume, suspension, DisplayText.Sentence(CoreMessages.GuardSettled, _guarded.Ending.Because));
        }
        else if (plan.Drift.Count > 0)
        {
            Wait(null, string.Join(" ", SettingDrift.Sentences(plan.Drift, plan.LeftAlone)));
        }
        else
        {
            Fail(ErrorIds.ResumeUnverified, string.Join(" ", plan.Unseen.Select(setting => DisplayText.Sentence(CoreMessages.ReasonPropertyMissing, setting))));
        }
    }

    private string WhyAgain(JournaledSuspension suspension)
    {
        var undone = ResumePlan.Compare(suspension, Mailbox);
        return suspension.Stage == SuspensionStage.Resuming ? CoreMessages.GuardGoesOn
            : undone.Count > 0 ? DisplayText.Sentence(CoreMessages.GuardUndone, string.Join(" ", undone))
            : suspension.After.EndDateForRetentionHold is { } end ? DisplayText.Sentence(CoreMessages.GuardRunOut, end)
            : Findings;
    }

    private static string Sentences(IReadOnlyList<SettingDrift> drift) => string.Join(" ", SettingDrift.Sentences(drift, HoldSetting.Properties));

    private void Do(GuardAction action, JournaledSuspension suspension, string why) => _steps.Add(new(action, suspension.Method, suspension, why));

    private void Wait(DateTime? until, string why) => _waits.Add(new(Mailbox.Identity, Mailbox.ExchangeGuid, until, why));

    private void Fail(string errorId, string why) => _failures.Add(new(Mailbox.Identity, Mailbox.ExchangeGuid, errorId, why));
}
