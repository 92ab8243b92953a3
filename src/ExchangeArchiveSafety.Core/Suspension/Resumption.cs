namespace ExchangeArchiveSafety.Suspension;

/// <summary>Restores what a suspension changed, or ends it where there is nothing to restore.</summary>
internal sealed class Resumption(SuspensionJournal journal, CheckedExchange exchange, Func<DateTime> utcNow)
{
    // Documented: a call of Exchange ends after 15 minutes. Until then what a run announced may still be done, however dead the run is.
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(15);

    private SuspensionResults Results => journal.Results;

    /// <summary>Restores what one suspension changed; parameters as of <see cref="SuspensionRun.Resume"/>.</summary>
    public SuspensionOutcome Resume(Guid suspensionId, bool forced) => journal.ActOn(suspensionId, (open, records) =>
    {
        var mailbox = exchange.Read(open.ExchangeGuid);
        if (open.Method == SuspensionMethod.StopMigration)
        {
            var closing = forced ? CoreMessages.ReasonMigrationForced : CoreMessages.ReasonMigrationStopped;
            return journal.Close(open, mailbox.Identity, closing, records)
                ? new(Results.Of(mailbox, open.Method, SuspensionStatus.Closed, open.Before, open.After, closing, open.SuspendedAtUtc))
                : null;
        }

        var plan = ResumePlan.Create(open, mailbox);
        var notGranted = plan.Steps.SelectMany(exchange.Port.NotGranted).Distinct().ToList();
        return notGranted.Count > 0 ? Results.NotGranted(mailbox, open.Method, ArchivingSettings.Of(mailbox), open, notGranted, plan.Drift)
            : plan.Steps.Count == 0 ? Conclude(open, plan, mailbox, records)
            : Restore(open, plan, mailbox, records);
    });

    /// <summary>Records what somebody undid; changes nothing of the mailbox.</summary>
    public SuspensionOutcome GiveUp(Guid suspensionId) => journal.ActOn(suspensionId, (open, records) =>
    {
        var mailbox = exchange.Read(open.ExchangeGuid);
        var current = ArchivingSettings.Of(mailbox);
        var undone = ResumePlan.Undone(open, current);
        if (undone.Count == 0 || (open.Stage != SuspensionStage.Suspended && utcNow() < open.PendingSinceUtc + LongestCall))
        {
            return new(Results.Of(mailbox, open.Method, SuspensionStatus.Skipped, open.Before, current, CoreMessages.ReasonNotUndone, open.SuspendedAtUtc));
        }

        var isClosed = !open.Before.Known.Except(undone).Any();
        var status = isClosed ? SuspensionStatus.Closed : SuspensionStatus.Drifted;
        var reason = DisplayText.Sentence(CoreMessages.ReasonGivenUp, current.Only(undone));
        var record = journal.Outcome(journal.IntentToResume(open, mailbox.Identity), status, reason) with { After = current, Restored = undone, Closed = isClosed };
        return journal.TryRecord(record, records) ? new(Results.Of(mailbox, open.Method, status, open.Before, current, reason, open.SuspendedAtUtc)) : null;
    });

    /// <summary>Closes a suspension whose mailbox is gone.</summary>
    /// <exception cref="ExchangeCallException"><c>MailboxNotFound</c>: that it is gone is not proved. Nothing was recorded.</exception>
    public SuspensionOutcome CloseGone(Guid suspensionId) => journal.ActOn(suspensionId, (open, records) =>
    {
        exchange.ThrowIfStopping();
        if (!exchange.Port.IsProvedGone(open.ExchangeGuid))
        {
            throw new ExchangeCallException(ErrorIds.MailboxNotFound, "Get-Mailbox", DisplayText.Sentence(CoreMessages.ReasonNotProvedGone, open.Identity, open.ExchangeGuid));
        }

        var reason = DisplayText.Sentence(CoreMessages.ReasonGone, open.Identity, open.ExchangeGuid);
        return journal.Close(open, open.Identity, reason, records) ? new(Results.Of(open, SuspensionStatus.Closed, reason)) : null;
    });

    /// <summary>Where nothing is written there is no intent; what is recorded then concludes the one of a run that is dead, if there is one.</summary>
    private SuspensionOutcome? Conclude(JournaledSuspension open, ResumePlan plan, Mailbox mailbox, int records)
    {
        var verdict = new ResumeVerdict(open, plan, mailbox, error: null);
        return journal.TryRecord(Record(verdict, journal.IntentToResume(open, mailbox.Identity)), records) ? Outcome(verdict, open, mailbox) : null;
    }

    private SuspensionOutcome? Restore(JournaledSuspension open, ResumePlan plan, Mailbox mailbox, int records)
    {
        SuspensionOutcome? outcome = null;
        _ = journal.Make(journal.IntentToResume(open, mailbox.Identity) with { After = plan.Restored }, records, announced =>
        {
            var readBack = Write(open.ExchangeGuid, plan.Steps, out var error);
            var verdict = new ResumeVerdict(open, plan, readBack, error);
            outcome = Outcome(verdict, open, mailbox);
            return Record(verdict, announced);
        });
        return outcome;
    }

    /// <summary>
    /// Makes the steps, and gives the mailbox as it was read last. Each step has to be seen before the next: the flags go last, and only when the dates are back,
    /// since without the hold no date can be set any more.
    /// </summary>
    private Mailbox? Write(Guid exchangeGuid, IReadOnlyList<ArchivingSettings> steps, out Exception? error)
    {
        Mailbox? readBack = null;
        error = null;
        foreach (var step in steps)
        {
            var refusal = CheckedExchange.Try(() => exchange.Port.WriteMailbox(exchangeGuid, step));
            readBack = exchange.ReadBack(exchangeGuid, out var readError);
            if (readBack is null || !step.Known.All(setting => ArchivingSettings.Of(readBack).Has(setting, step[setting])))
            {
                error = refusal ?? readError;
                break;
            }
        }

        return readBack;
    }

    private SuspensionRecord Record(ResumeVerdict verdict, SuspensionRecord intent) =>
        journal.Outcome(intent, verdict.Status, verdict.Why) with { After = verdict.After, Restored = verdict.Restored, Closed = verdict.IsClosed };

    private SuspensionOutcome Outcome(ResumeVerdict verdict, JournaledSuspension open, Mailbox mailbox) => new(
        Results.Of(mailbox, open.Method, verdict.Status, ArchivingSettings.Of(mailbox), verdict.After, verdict.Why, open.SuspendedAtUtc, verdict.Drift), verdict.ErrorId, verdict.Error);
}
