namespace ExchangeArchiveSafety.Guard;

/// <summary>What a pass did, could not do, and left for later.</summary>
/// <param name="utcNow">The time at the moment.</param>
/// <param name="changed">Takes every change as soon as it is made.</param>
internal sealed class GuardLog(Func<DateTime> utcNow, Action<GuardChange>? changed)
{
    public List<GuardChange> Changes { get; } = [];

    public List<GuardChange> Planned { get; } = [];

    public List<GuardFailure> Failures { get; } = [];

    public List<GuardWait> Waiting { get; } = [];

    /// <summary>The suspensions that were read back in force.</summary>
    public List<Guid> SuspendedNow { get; } = [];

    public void Fail(GuardFailure failure) => Failures.Add(failure);

    public void Fail(string identity, Guid exchangeGuid, ArchiveSafetyException exception) => Failures.Add(new(identity, exchangeGuid, exception.ErrorId, exception.Message));

    public void Wait(GuardWait wait) => Waiting.Add(wait);

    public void Take(GuardDecision decision)
    {
        Failures.AddRange(decision.Failures);
        Waiting.AddRange(decision.Waits);
    }

    public void Plan(GuardStep step, Mailbox mailbox, ArchiveMigrationConflict? verdict, SuspensionStatus status) => Planned.Add(new()
    {
        Identity = mailbox.Identity,
        ExchangeGuid = mailbox.ExchangeGuid,
        AtUtc = utcNow(),
        Action = step.Action,
        Method = step.Method,
        Status = status,
        State = verdict?.State,
        Reason = step.Why,
        Findings = verdict?.Findings ?? new ShownList<Finding>([]),
    });

    /// <summary>Takes what came of a step.</summary>
    public void Take(GuardStep step, ArchiveMigrationConflict? verdict, SuspensionOutcome outcome)
    {
        var result = outcome.Result;

        // Another pass does it, or has done it: it stands in its result.
        if (outcome.ErrorId == ErrorIds.MailboxBusy)
        {
            Waiting.Add(new(result.Identity, result.ExchangeGuid, null, result.Reason));
            return;
        }

        if (outcome.ErrorId == ErrorIds.SettingsDrifted)
        {
            Waiting.Add(new(result.Identity, result.ExchangeGuid, null, result.Reason));
        }
        else if (outcome.ErrorId is { } errorId)
        {
            Failures.Add(new(result.Identity, result.ExchangeGuid, errorId, result.Reason));
        }

        var isDone = outcome.ErrorId is null
            ? result.Status != SuspensionStatus.Skipped && (result.Status != SuspensionStatus.AlreadySuspended || step.Action == GuardAction.FinishSuspension)
            : result.Status == SuspensionStatus.PartlyResumed;
        if (!isDone)
        {
            return;
        }

        var change = new GuardChange
        {
            Identity = result.Identity,
            ExchangeGuid = result.ExchangeGuid,
            AtUtc = utcNow(),
            Action = step.Action,
            Method = step.Method,
            Status = result.Status,
            State = verdict?.State,
            Reason = step.Why + " " + result.Reason,
            Findings = verdict?.Findings ?? new ShownList<Finding>([]),
            Before = result.Before,
            After = result.After,
        };
        Changes.Add(change);
        try
        {
            changed?.Invoke(change);
        }
        catch (UnusableFileException exception)
        {
            // Who reads events is told by the exit code; mailboxes at risk do not wait for it.
            Fail(exception.Path, Guid.Empty, exception);
        }
    }
}
