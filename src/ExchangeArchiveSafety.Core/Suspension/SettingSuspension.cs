namespace ExchangeArchiveSafety.Suspension;

/// <summary>Suspends archiving by setting the mailbox.</summary>
internal sealed class SettingSuspension(SuspensionJournal journal, CheckedExchange exchange, Func<DateTime> utcNow)
{
    private SuspensionResults Results => journal.Results;

    /// <summary>Sets a mailbox; parameters as of <see cref="SuspensionRun.SuspendBySetting"/>.</summary>
    public SuspensionOutcome Suspend(Guid exchangeGuid, SuspensionMethod method, Organization? organization, DateTime? untilUtc, bool external, Func<Mailbox, bool>? agreed, string? why) =>
        journal.Act(exchangeGuid, records =>
        {
            var open = journal.OpenBy(exchangeGuid, method);
            var mailbox = exchange.Read(exchangeGuid);
            var plan = SuspensionPlan.Create(method, mailbox, organization, untilUtc, open);
            var found = ArchivingSettings.Of(mailbox);
            if (plan.Writes.Known.Count == 0)
            {
                return NothingSet(mailbox, method, plan, open, external, records);
            }

            if (agreed?.Invoke(mailbox) == false)
            {
                return Results.ChangedMeanwhile(mailbox, method, found, open);
            }

            var notGranted = exchange.Port.NotGranted(plan.Writes);
            if (notGranted.Any(setting => setting != ArchivingSetting.AutoArchivingEnabled))
            {
                return Results.NotGranted(mailbox, method, found, open, notGranted);
            }

            if (notGranted.Count > 0)
            {
                // The hold can still be set; that auto-archiving stays on was said in the warnings.
                plan = plan.Without(ArchivingSetting.AutoArchivingEnabled);
                if (plan.Writes.Known.Count == 0)
                {
                    return NothingSet(mailbox, method, plan, open, external, records);
                }
            }

            return Set(mailbox, method, plan, open, external, why, records);
        });

    /// <summary>Records that another tool feeds the mailbox, however its settings stand.</summary>
    public SuspensionOutcome NoteExternal(Guid suspensionId) => journal.ActOn(suspensionId, (open, records) =>
    {
        var mailbox = exchange.Read(open.ExchangeGuid);
        var reason = ResumePlan.Compare(open, mailbox) is { Count: > 0 } drift ? string.Join(" ", drift) : DisplayText.Sentence(CoreMessages.ReasonAlreadySuspended, open.SuspendedAtUtc);
        var result = Results.Of(mailbox, open.Method, SuspensionStatus.AlreadySuspended, open.Before, ArchivingSettings.Of(mailbox), reason, open.SuspendedAtUtc);
        return open.Stage != SuspensionStage.Suspended || journal.Confirm(mailbox, open, result, external: true, records) ? new(result) : null;
    });

    /// <summary>What is said of a mailbox on which nothing is to be set: already suspended, or not to be done. Writes nothing.</summary>
    public SuspensionOutcome NothingToSet(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, JournaledSuspension? open)
    {
        var found = ArchivingSettings.Of(mailbox);
        if (plan.Refusal is not null)
        {
            return new(Results.Of(mailbox, method, SuspensionStatus.Refused, found, found, plan.Refusal, open?.SuspendedAtUtc), ErrorIds.SuspensionRefused);
        }

        if (SuspensionPlan.Stands(method, plan.After, mailbox, utcNow()))
        {
            var reason = open is not null ? DisplayText.Sentence(CoreMessages.ReasonAlreadySuspended, open.SuspendedAtUtc)
                : string.Join(" ", [CoreMessages.ReasonNothingToChange, .. journal.OtherMethods(mailbox.ExchangeGuid, method)]);
            return new(Results.Of(mailbox, method, SuspensionStatus.AlreadySuspended, open?.Before ?? found, found, reason, open?.SuspendedAtUtc));
        }

        return open is null
            ? new(Results.Of(mailbox, method, SuspensionStatus.Refused, found, found, DisplayText.Sentence(CoreMessages.ReasonNothingToSee, found), null), ErrorIds.SuspensionRefused)
            : new(Results.Of(mailbox, method, SuspensionStatus.Unverified, open.Before, found, DisplayText.Sentence(CoreMessages.ReasonNotSeen, found), open.SuspendedAtUtc), ErrorIds.SuspensionUnverified);
    }

    private SuspensionOutcome? NothingSet(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, JournaledSuspension? open, bool external, int records)
    {
        var outcome = NothingToSet(mailbox, method, plan, open);

        // The run that announced it may have ended before it could say so, and only this one may know of the other tool.
        var isNews = open is not null && outcome.ErrorId is null && (open.Stage != SuspensionStage.Suspended || (external && !open.ExternallyMigrating));
        return !isNews || journal.Confirm(mailbox, open!, outcome.Result, external, records) ? outcome : null;
    }

    private SuspensionOutcome? Set(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, JournaledSuspension? open, bool external, string? because, int records)
    {
        SuspensionOutcome? outcome = null;
        var intent = journal.Intent(mailbox, method, open, because) with { ExternallyMigrating = external, Before = plan.Before, After = plan.After };
        _ = journal.Make(intent, records, announced =>
        {
            var error = CheckedExchange.Try(() => exchange.Port.WriteMailbox(mailbox.ExchangeGuid, plan.Writes));
            var readBack = exchange.ReadBack(mailbox.ExchangeGuid, out var readError);
            var (status, why) = Judge(method, plan, readBack, error, readError);
            var after = readBack is null ? null : ArchivingSettings.Of(readBack);
            outcome = new(
                Results.Of(mailbox, method, status, ArchivingSettings.Of(mailbox), after, why, open?.SuspendedAtUtc ?? announced.AtUtc),
                status == SuspensionStatus.Suspended ? null : status == SuspensionStatus.Failed ? ErrorIds.SuspensionFailed : ErrorIds.SuspensionUnverified,
                error ?? readError);
            return journal.Outcome(announced, status, why) with { After = after };
        });
        return outcome;
    }

    private (SuspensionStatus Status, string Why) Judge(SuspensionMethod method, SuspensionPlan plan, Mailbox? readBack, Exception? error, Exception? readError)
    {
        if (readBack is null)
        {
            return (SuspensionStatus.Unverified, DisplayText.Sentence(CoreMessages.ReasonNotReadBack, readError!.Message));
        }

        if (SuspensionPlan.Stands(method, plan.After, readBack, utcNow()))
        {
            return (SuspensionStatus.Suspended, error is null ? CoreMessages.ReasonSuspended : DisplayText.Sentence(CoreMessages.ReasonSuspendedDespite, error.Message));
        }

        if (error is not null)
        {
            return (SuspensionStatus.Failed, DisplayText.Sentence(CoreMessages.ReasonFailed, error.Message));
        }

        var after = ArchivingSettings.Of(readBack);
        var canBeSeen = after.Has(ArchivingSetting.StartDateForRetentionHold) && after.Has(ArchivingSetting.EndDateForRetentionHold);
        return (SuspensionStatus.Unverified, DisplayText.Sentence(canBeSeen ? CoreMessages.ReasonNotSeen : CoreMessages.ReasonNothingToSee, after.Only(plan.After.Known)));
    }
}
