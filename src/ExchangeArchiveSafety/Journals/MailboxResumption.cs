namespace ExchangeArchiveSafety.Journals;

/// <summary>Restores or closes what the journal holds open of one mailbox, record by record: decides, asks, acts, gives.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="journal">Its journal.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="run">The run over both.</param>
/// <param name="force">Whether the caller insists.</param>
internal sealed class MailboxResumption(StoppableCommand command, CommandJournal journal, LiveTenant tenant, SuspensionRun run, bool force)
{
    private readonly SuspensionOutput _output = new(command);
    private readonly SuspensionResults _results = new(journal.Location);
    private bool _warned;

    /// <summary>Says that nothing of a mailbox is open.</summary>
    public void Nothing(Mailbox mailbox) => _output.Show(_results.Of(mailbox, default, SuspensionStatus.Skipped, Messages.ReasonNothingSuspended));

    /// <summary>Gives what failed about a mailbox.</summary>
    public void Failed(JournaledSuspension suspension, ExchangeCallException exception) =>
        _output.Give(new(_results.Of(suspension, SuspensionStatus.Failed, exception.Message), exception.ErrorId, exception));

    /// <summary>
    /// Refuses what the journal and the migration records refuse already, without asking for the mailbox. Where they do not, the mailbox is read, and its other
    /// addresses may still show a migration.
    /// </summary>
    public bool RefuseUnread(IReadOnlyList<JournaledSuspension> open, bool named)
    {
        if (force || open.Count == 0 || open.Any(one => one.ExchangeGuid != open[0].ExchangeGuid))
        {
            return false;
        }

        var recorded = new Mailbox { ExchangeGuid = open[0].ExchangeGuid, PrimarySmtpAddress = open[0].Identity };
        var activity = tenant.Activity(recorded);
        if (!ResumeChoice.StillRuns(recorded.ExchangeGuid, activity, tenant.RecordsOf(recorded)) && !open.All(one => one.ExternallyMigrating))
        {
            return false;
        }

        foreach (var suspension in open.Reverse())
        {
            _ = IsRefused(suspension, recorded, activity, named);
        }

        return true;
    }

    /// <summary>Resumes a mailbox that was read. Last suspended, first resumed.</summary>
    public void Resume(Mailbox mailbox, IReadOnlyList<JournaledSuspension> open, bool named)
    {
        if (open.Count == 0)
        {
            return;
        }

        var activity = tenant.Activity(mailbox);
        foreach (var suspension in open.Reverse())
        {
            command.ThrowIfStopping();
            if (!IsRefused(suspension, mailbox, activity, named))
            {
                Resume(mailbox, suspension);
            }
        }
    }

    /// <summary>Closes what is recorded for a mailbox, if it is proved to be gone.</summary>
    public bool CloseGone(Guid exchangeGuid)
    {
        var open = journal.OpenOf(exchangeGuid);
        if (open.Count == 0 || !run.IsProvedGone(exchangeGuid))
        {
            return false;
        }

        // Last suspended, first closed.
        foreach (var suspension in open.Reverse())
        {
            command.ThrowIfStopping();
            if (!_output.Ask(
                DisplayText.Sentence(Messages.AskCloseGone, suspension.Identity, suspension.ExchangeGuid),
                (isWhatIf, reason) => _results.Of(suspension, isWhatIf ? SuspensionStatus.WhatIf : SuspensionStatus.Skipped, reason)))
            {
                continue;
            }

            journal.EnsureWritable();
            var outcome = _output.Change(() => run.CloseGone(suspension.Id), reason => _results.Of(suspension, SuspensionStatus.Failed, reason));
            if (outcome.Result.Status == SuspensionStatus.Closed)
            {
                command.WriteWarning(outcome.Result.Reason);
            }

            _output.Give(outcome);
        }

        return true;
    }

    // That most of a journal still waits for its migrations is the ordinary state of an unattended run, and no error.
    private bool IsRefused(JournaledSuspension suspension, Mailbox mailbox, MigrationActivity activity, bool named)
    {
        if (ResumeChoice.Refusal(suspension, activity, () => tenant.ShowMigration(mailbox), force) is not { } reason)
        {
            return false;
        }

        _output.Give(new(_results.Of(mailbox, suspension.Method, SuspensionStatus.Refused, reason, suspension), named ? ErrorIds.ResumeRefused : null));
        return true;
    }

    private void Resume(Mailbox mailbox, JournaledSuspension suspension)
    {
        var plan = ResumePlan.Create(suspension, mailbox);
        if (plan.Steps.Count > 0)
        {
            WarnOfWaitingTimes();
        }

        var action = suspension.Method == SuspensionMethod.StopMigration
            ? DisplayText.Sentence(Messages.AskCloseStopped, mailbox.Identity)
            : DisplayText.Sentence(Messages.AskResume, mailbox.Identity, plan.Restored.Known.Count > 0 ? plan.Restored.ToString() : Messages.NothingLeft);
        if (!_output.Ask(action, (isWhatIf, reason) => NotDone(mailbox, suspension, plan, isWhatIf, reason)))
        {
            return;
        }

        journal.EnsureWritable();
        _output.Give(_output.Change(
            () => run.Resume(suspension.Id, force),
            reason => _results.Of(mailbox, suspension.Method, SuspensionStatus.Failed, reason, suspension)));
    }

    private ArchivePolicySuspension NotDone(Mailbox mailbox, JournaledSuspension suspension, ResumePlan plan, bool isWhatIf, string reason) => _results.Of(
        mailbox,
        suspension.Method,
        isWhatIf ? SuspensionStatus.WhatIf : SuspensionStatus.Skipped,
        isWhatIf ? string.Join(" ", plan.Drift.Select(drift => drift.ToString()).Prepend(reason)) : reason,
        SuspensionResults.Planned(mailbox, isWhatIf ? plan.Restored : ArchivingSettings.None),
        suspension,
        plan.Drift);

    private void WarnOfWaitingTimes()
    {
        if (!_warned && !force)
        {
            _warned = true;
            command.WriteWarning(ResumePlan.WaitingTimes.ToString());
        }
    }
}
