namespace ExchangeArchiveSafety;

/// <summary>
/// Carries out suspensions and resumptions, one mailbox at a time, each inside one hold on the journal:
/// read, plan, journal the intent, call, read back, journal the outcome. A run that is killed anywhere is finished by running again.
/// </summary>
public sealed class SuspensionRun
{
    private readonly IJournalStore _journal;
    private readonly IMailboxPort _exchange;
    private readonly Func<DateTime> _utcNow;
    private readonly string? _tenant;

    /// <summary>Prepares a run.</summary>
    /// <param name="journal">Where it is recorded.</param>
    /// <param name="exchange">Where it happens.</param>
    /// <param name="utcNow">The time that decides and is recorded, UTC.</param>
    /// <param name="tenant">The organization, where it is known.</param>
    public SuspensionRun(IJournalStore journal, IMailboxPort exchange, Func<DateTime> utcNow, string? tenant)
    {
        _journal = journal;
        _exchange = exchange;
        _utcNow = utcNow;
        _tenant = tenant;
    }

    /// <summary>The open suspensions of a mailbox, or of all.</summary>
    /// <param name="exchangeGuid">The mailbox; null for all.</param>
    public IReadOnlyList<Suspension> Open(Guid? exchangeGuid = null) =>
        [.. SuspensionLedger.Fold(_journal.Read()).Where(one => one.IsOpen && (exchangeGuid is null || one.ExchangeGuid == exchangeGuid))];

    /// <summary>Suspends archiving by setting the mailbox. Call it only inside the journal's hold.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="organization">The organization, null where it was not read.</param>
    /// <param name="untilUtc">End of the hold, UTC; null for open.</param>
    /// <param name="external">Whether a tool that Exchange does not know feeds the mailbox.</param>
    /// <param name="agreed">Whether the caller agreed to a change; without, one that has become necessary meanwhile is not made.</param>
    public SuspensionOutcome SuspendBySetting(
        Guid exchangeGuid, SuspensionMethod method, Organization? organization, DateTime? untilUtc, bool external, bool agreed = true)
    {
        var open = OpenBy(exchangeGuid, method);
        var mailbox = Read(exchangeGuid);
        var plan = SuspensionPlan.Create(method, mailbox, organization, untilUtc, open);
        var found = ArchivingSettings.Of(mailbox);
        if (plan.Writes.Known.Count == 0)
        {
            return NothingSet(mailbox, method, plan, open, external);
        }

        if (!agreed)
        {
            return ChangedMeanwhile(mailbox, method, found, open);
        }

        var notGranted = _exchange.NotGranted(plan.Writes);
        if (notGranted.Any(setting => setting != ArchivingSetting.AutoArchivingEnabled))
        {
            return NotGranted(mailbox, method, found, open, notGranted);
        }

        if (notGranted.Count > 0)
        {
            // The hold can still be set; that auto-archiving stays on was said in the warnings.
            plan = plan.Without(ArchivingSetting.AutoArchivingEnabled);
            if (plan.Writes.Known.Count == 0)
            {
                return NothingSet(mailbox, method, plan, open, external);
            }
        }

        var intent = Intent(JournalOperation.Suspend, open?.Id ?? Guid.NewGuid(), mailbox, method) with
        {
            ExternallyMigrating = external,
            Before = plan.Before,
            After = plan.After,
        };
        Announce(intent);
        var error = Try(() => _exchange.WriteMailbox(exchangeGuid, plan.Writes));
        var (readBack, readError) = ReadBack(exchangeGuid);
        var stands = readBack is not null && SuspensionPlan.Stands(method, plan.After, readBack, _utcNow());
        var status = stands ? SuspensionStatus.Suspended
            : readBack is null || error is null ? SuspensionStatus.Unverified
            : SuspensionStatus.Failed;
        var said = readBack is null ? readError!.Message : error?.Message;
        var after = readBack is null ? null : ArchivingSettings.Of(readBack);
        var why = stands ? (error is null ? CoreMessages.ReasonSuspended : DisplayText.Sentence(CoreMessages.ReasonSuspendedDespite, error.Message))
            : status == SuspensionStatus.Failed ? DisplayText.Sentence(CoreMessages.ReasonFailed, said)
            : readBack is null ? DisplayText.Sentence(CoreMessages.ReasonNotReadBack, said)
            : !after!.Has(ArchivingSetting.StartDateForRetentionHold) || !after.Has(ArchivingSetting.EndDateForRetentionHold)
                ? DisplayText.Sentence(CoreMessages.ReasonNothingToSee, after.Only(plan.After.Known))
            : DisplayText.Sentence(CoreMessages.ReasonNotSeen, after.Only(plan.After.Known));
        Conclude(Outcome(intent, status, why) with { After = after });
        return new(
            Result(mailbox, method, status, found, after, why, open, intent),
            stands ? null : status == SuspensionStatus.Failed ? "SuspensionFailed" : "SuspensionUnverified",
            error ?? readError);
    }

    /// <summary>Suspends by stopping the migration. Call it only inside the journal's hold.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="wholeBatch">Whether its batches are stopped rather than its users.</param>
    /// <param name="agreed">Whether the caller agreed to a stop; without, one that has become necessary meanwhile is not made.</param>
    public SuspensionOutcome SuspendByStopping(Mailbox mailbox, bool wholeBatch, bool agreed = true)
    {
        var open = OpenBy(mailbox.ExchangeGuid, SuspensionMethod.StopMigration);
        ThrowIfStopping();
        var records = _exchange.ReadMigration(mailbox.ExchangeGuid);
        var before = ArchivingSettings.OfMigration(MigrationStop.Show(records));
        var running = MigrationStop.Running(records);
        if (running.Count == 0)
        {
            var outcome = NothingToStop(mailbox, before, open);
            if (open is not null && open.Stage != SuspensionStage.Suspended)
            {
                Confirm(mailbox, open, outcome.Result, external: false);
            }

            return outcome;
        }

        if (!agreed)
        {
            return ChangedMeanwhile(mailbox, SuspensionMethod.StopMigration, before, open);
        }

        if (_exchange.StopNotGranted(wholeBatch) is { } missing)
        {
            var reason = DisplayText.Sentence(FindingKind.PermissionMissing.Sentence, missing, RoleGroups.For(missing));
            return new(Result(mailbox, SuspensionMethod.StopMigration, SuspensionStatus.Refused, before, before, reason, open), "ExchangeParameterMissing");
        }

        var intent = Intent(JournalOperation.Suspend, open?.Id ?? Guid.NewGuid(), mailbox, SuspensionMethod.StopMigration) with { Before = open?.Before ?? before };
        Announce(intent);
        Exception? error = null;
        if (wholeBatch)
        {
            foreach (var batch in running.Select(record => record.Batch).OfType<MigrationBatch>().Distinct().Where(batch => !MigrationStop.IsUnderWay(batch.Status)))
            {
                error = Try(() => _exchange.StopMigrationBatch(batch)) ?? error;
                ThrowIfStopping();
            }
        }
        else
        {
            foreach (var record in running.Where(record => !MigrationStop.IsUnderWay(record.User.Status)))
            {
                error = Try(() => _exchange.StopMigrationUser(record.User)) ?? error;
                ThrowIfStopping();
            }
        }

        // Stopping is a state of its own: it takes a while until a user reads Stopped.
        IReadOnlyList<MigrationRecord>? seen = null;
        Exception? readError;
        var attempt = 0;
        do
        {
            IReadOnlyList<MigrationRecord>? read = null;
            readError = Try(() => read = _exchange.ReadMigration(mailbox.ExchangeGuid));
            seen = read ?? seen;
        }
        while ((seen is null || MigrationStop.Running(seen).Count > 0) && error is null && _exchange.WaitBeforeReadingAgain(attempt++));

        ThrowIfStopping();
        var stands = seen is not null && readError is null && MigrationStop.Running(seen).Count == 0;
        var after = seen is null ? null : ArchivingSettings.OfMigration(MigrationStop.Show(seen));
        var status = stands ? SuspensionStatus.Suspended : error is not null && seen is not null ? SuspensionStatus.Failed : SuspensionStatus.Unverified;
        var why = stands ? CoreMessages.ReasonStopped
            : status == SuspensionStatus.Failed ? DisplayText.Sentence(CoreMessages.ReasonFailed, error!.Message)
            : DisplayText.Sentence(CoreMessages.ReasonStillStopping, after?.MigrationStatus ?? readError?.Message);
        Conclude(Outcome(intent, status, why) with { After = after });
        return new(
            Result(mailbox, SuspensionMethod.StopMigration, status, before, after, why, open, intent),
            stands ? null : status == SuspensionStatus.Failed ? "SuspensionFailed" : "SuspensionUnverified",
            error ?? readError);
    }

    /// <summary>Restores what one suspension changed. Call it only inside the journal's hold, and only when the migration has ended or the caller insists.</summary>
    /// <param name="suspensionId">The suspension.</param>
    /// <param name="forced">Whether the caller insists.</param>
    public SuspensionOutcome Resume(Guid suspensionId, bool forced)
    {
        var open = SuspensionLedger.Fold(_journal.Read()).First(one => one.Id == suspensionId);
        if (!open.IsOpen)
        {
            return new(new()
            {
                Identity = open.Identity,
                ExchangeGuid = open.ExchangeGuid,
                Method = open.Method,
                Status = SuspensionStatus.Skipped,
                Reason = CoreMessages.ReasonClosedMeanwhile,
                JournalPath = _journal.Location,
                SuspendedAtUtc = open.SuspendedAtUtc,
            });
        }

        var mailbox = Read(open.ExchangeGuid);
        var found = ArchivingSettings.Of(mailbox);
        if (open.Method == SuspensionMethod.StopMigration)
        {
            var closing = forced ? CoreMessages.ReasonMigrationForced : CoreMessages.ReasonMigrationStopped;
            Conclude(Outcome(Intent(JournalOperation.Resume, open.Id, mailbox, open.Method), SuspensionStatus.Resumed, closing) with { Closed = true });
            return new(Result(mailbox, open.Method, SuspensionStatus.Resumed, open.Before, open.After, closing, open));
        }

        var plan = ResumePlan.Create(open, mailbox);
        var notGranted = plan.Steps.SelectMany(_exchange.NotGranted).Distinct().ToList();
        if (notGranted.Count > 0)
        {
            return NotGranted(mailbox, open.Method, found, open, notGranted, plan.Drift);
        }

        var intent = Intent(JournalOperation.Resume, open.Id, mailbox, open.Method) with { After = plan.Restored };
        Exception? error = null;
        if (plan.Steps.Count > 0)
        {
            Announce(intent);
        }

        // Each step has to be seen before the next: the flags go last, and only when the dates are back, since without the hold no date can be set any more.
        var (readBack, readError) = ((Mailbox?)mailbox, (Exception?)null);
        foreach (var step in plan.Steps)
        {
            error = Try(() => _exchange.WriteMailbox(open.ExchangeGuid, step));
            (readBack, readError) = ReadBack(open.ExchangeGuid);
            if (readBack is null || !step.Known.All(setting => ArchivingSettings.Of(readBack).Has(setting, step[setting])))
            {
                break;
            }

            error = null;
        }

        return Close(open, intent, plan, mailbox, found, readBack, error ?? readError);
    }

    private SuspensionOutcome Close(
        Suspension open, JournalRecord intent, ResumePlan plan, Mailbox mailbox, ArchivingSettings found, Mailbox? readBack, Exception? error)
    {
        var after = readBack is null ? null : ArchivingSettings.Of(readBack);
        var restored = open.Before.Known.Where(setting => after?.Has(setting, open.Before[setting]) ?? (plan.AlreadyBack.Contains(setting) && !plan.Steps.Any(step => step.Has(setting)))).ToList();
        var left = open.Before.Known.Except(restored).ToList();
        var drifted = plan.Drift.Where(drift => left.Contains(drift.Setting)).ToList();
        var failed = left.Except(drifted.Select(drift => drift.Setting)).Except(plan.Unseen).ToList();
        var status = left.Count == 0 ? SuspensionStatus.Resumed
            : readBack is null ? SuspensionStatus.Unverified
            : restored.Count > 0 ? SuspensionStatus.PartlyResumed
            : drifted.Count > 0 && failed.Count == 0 ? SuspensionStatus.Drifted
            : error is null ? SuspensionStatus.Unverified
            : SuspensionStatus.Failed;
        var reasons = new List<string>();
        if (status == SuspensionStatus.Resumed)
        {
            reasons.Add(plan.Steps.Count == 0 ? CoreMessages.ReasonAlreadyBack : CoreMessages.ReasonRestored);
        }
        else if (restored.Count > 0)
        {
            reasons.Add(DisplayText.Sentence(CoreMessages.ReasonPartly, open.Before.Only(restored)));
        }

        reasons.AddRange(drifted.Select(drift => drift.ToString()));
        reasons.AddRange(plan.Unseen.Intersect(left).Select(setting => DisplayText.Sentence(CoreMessages.ReasonPropertyMissing, setting)));
        if (readBack is null || failed.Count > 0)
        {
            reasons.Add(readBack is null ? DisplayText.Sentence(CoreMessages.ReasonNotReadBack, error?.Message)
                : error is not null ? DisplayText.Sentence(CoreMessages.ReasonFailed, error.Message)
                : DisplayText.Sentence(CoreMessages.ReasonNotSeen, after!.Only(failed)));
        }

        var why = string.Join(" ", reasons);

        // Dates that failed can only be set while the hold is on, so the flag stays with them: the next run has to know that it is ours.
        var settled = failed.Any(setting => setting is ArchivingSetting.StartDateForRetentionHold or ArchivingSetting.EndDateForRetentionHold)
            ? restored.Where(setting => setting != ArchivingSetting.RetentionHoldEnabled).ToList()
            : restored;
        Conclude(Outcome(intent, status, why) with { After = after, Restored = settled, Closed = left.Count == 0 });
        var errorId = status switch
        {
            SuspensionStatus.Resumed => null,
            SuspensionStatus.Drifted => "SettingsDrifted",
            SuspensionStatus.PartlyResumed when failed.Count == 0 && drifted.Count > 0 => "SettingsDrifted",
            SuspensionStatus.Unverified => "ResumeUnverified",
            _ => "ResumeFailed",
        };
        return new(Result(mailbox, open.Method, status, found, after, why, open, drift: drifted), errorId, error);
    }

    /// <summary>What is said of a mailbox on which nothing is to be set: already suspended, or not to be done. Writes nothing.</summary>
    /// <param name="mailbox">The mailbox as it is.</param>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="plan">A plan that refuses, or writes nothing.</param>
    /// <param name="open">The open suspension by the same method; null where there is none.</param>
    public SuspensionOutcome NothingToSet(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, Suspension? open)
    {
        var found = ArchivingSettings.Of(mailbox);
        if (plan.Refusal is not null)
        {
            return new(Result(mailbox, method, SuspensionStatus.Refused, found, found, plan.Refusal, open), "SuspensionRefused");
        }

        if (SuspensionPlan.Stands(method, plan.After, mailbox, _utcNow()))
        {
            var reason = open is null ? CoreMessages.ReasonNothingToChange : DisplayText.Sentence(CoreMessages.ReasonAlreadySuspended, open.SuspendedAtUtc);
            return new(Result(mailbox, method, SuspensionStatus.AlreadySuspended, open?.Before ?? found, found, reason, open));
        }

        return open is null
            ? new(Result(mailbox, method, SuspensionStatus.Refused, found, found, DisplayText.Sentence(CoreMessages.ReasonNothingToSee, found), open), "SuspensionRefused")
            : new(Result(mailbox, method, SuspensionStatus.Unverified, open.Before, found, DisplayText.Sentence(CoreMessages.ReasonNotSeen, found), open), "SuspensionUnverified");
    }

    /// <summary>What is said of a mailbox none of whose migration users runs. Writes nothing.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="now">The statuses of its migration users.</param>
    /// <param name="open">The open suspension by stopping; null where there is none.</param>
    public SuspensionOutcome NothingToStop(Mailbox mailbox, ArchivingSettings now, Suspension? open) => open is null
        ? new(Result(mailbox, SuspensionMethod.StopMigration, SuspensionStatus.Skipped, now, now, CoreMessages.ReasonNothingToStop, open))
        : new(Result(
            mailbox,
            SuspensionMethod.StopMigration,
            SuspensionStatus.AlreadySuspended,
            open.Before,
            now,
            DisplayText.Sentence(CoreMessages.ReasonAlreadySuspended, open.SuspendedAtUtc),
            open));

    private SuspensionOutcome ChangedMeanwhile(Mailbox mailbox, SuspensionMethod method, ArchivingSettings now, Suspension? open) =>
        new(Result(mailbox, method, SuspensionStatus.Unverified, open?.Before ?? now, now, CoreMessages.ReasonChangedMeanwhile, open), "SuspensionUnverified");

    private SuspensionOutcome NotGranted(
        Mailbox mailbox,
        SuspensionMethod method,
        ArchivingSettings found,
        Suspension? open,
        IEnumerable<ArchivingSetting> settings,
        IReadOnlyList<SettingDrift>? drift = null)
    {
        var missing = string.Join(", ", settings.Select(setting => "Set-Mailbox -" + setting));
        var reason = DisplayText.Sentence(FindingKind.PermissionMissing.Sentence, missing, RoleGroups.For("Set-Mailbox"));
        return new(Result(mailbox, method, SuspensionStatus.Refused, found, found, reason, open, drift: drift), "ExchangeParameterMissing");
    }

    private SuspensionOutcome NothingSet(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, Suspension? open, bool external)
    {
        var outcome = NothingToSet(mailbox, method, plan, open);

        // The run that announced it may have ended before it could say so, and only this one may know of the other tool.
        if (open is not null && outcome.ErrorId is null && (open.Stage != SuspensionStage.Suspended || (external && !open.ExternallyMigrating)))
        {
            Confirm(mailbox, open, outcome.Result, external);
        }

        return outcome;
    }

    private void Confirm(Mailbox mailbox, Suspension open, ArchivePolicySuspension result, bool external) =>
        Conclude(Outcome(Intent(JournalOperation.Suspend, open.Id, mailbox, open.Method), SuspensionStatus.Suspended, result.Reason) with
        {
            After = result.After,
            ExternallyMigrating = external,
        });

    private Suspension? OpenBy(Guid exchangeGuid, SuspensionMethod method) => Open(exchangeGuid).LastOrDefault(one => one.Method == method);

    private (Mailbox? Mailbox, Exception? Error) ReadBack(Guid exchangeGuid)
    {
        // After Ctrl+C the call in flight may have come back empty-handed; the intent stays open and the next run finds out.
        ThrowIfStopping();
        Mailbox? mailbox = null;
        var error = Try(() => mailbox = Read(exchangeGuid));
        ThrowIfStopping();
        return (mailbox, error);
    }

    /// <summary>Reads a mailbox, and makes sure that it is the one.</summary>
    private Mailbox Read(Guid exchangeGuid)
    {
        ThrowIfStopping();
        var mailbox = _exchange.ReadMailbox(exchangeGuid);
        return mailbox.ExchangeGuid == exchangeGuid
            ? mailbox
            : throw new ExchangeCallException("MailboxMismatch", "Get-Mailbox", DisplayText.Sentence(CoreMessages.ReasonOtherMailbox, exchangeGuid, mailbox.Identity));
    }

    /// <summary>Puts the intent on disk. A stop that arrives meanwhile keeps the call from being started; the next run finds the intent, and nothing changed.</summary>
    private void Announce(JournalRecord intent)
    {
        ThrowIfStopping();
        _journal.Append(intent);
        ThrowIfStopping();
    }

    /// <summary>Records what came of a change. If that fails, the change has been made all the same, and the intent lets the next run find out.</summary>
    private void Conclude(JournalRecord outcome)
    {
        try
        {
            _journal.Append(outcome);
        }
        catch (UnusableFileException exception)
        {
            throw new UnusableFileException(
                exception.ErrorId, exception.Path, DisplayText.Sentence(CoreMessages.JournalOutcomeLost, outcome.Identity, exception.Path, outcome.Status, exception.InnerException?.Message), exception);
        }
    }

    private static Exception? Try(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (ExchangeCallException exception)
        {
            return exception;
        }
    }

    private void ThrowIfStopping()
    {
        if (_exchange.IsStopping)
        {
            throw new OperationCanceledException();
        }
    }

    private JournalRecord Intent(JournalOperation operation, Guid id, Mailbox mailbox, SuspensionMethod method) => new()
    {
        SuspensionId = id,
        Kind = JournalRecordKind.Intent,
        Operation = operation,
        AtUtc = _utcNow(),
        Tenant = _tenant,
        ExchangeGuid = mailbox.ExchangeGuid,
        Identity = mailbox.Identity,
        Method = method,
    };

    private JournalRecord Outcome(JournalRecord intent, SuspensionStatus status, string reason) => intent with
    {
        Kind = JournalRecordKind.Outcome,
        AtUtc = _utcNow(),
        Before = null,
        After = null,
        Status = status,
        Reason = reason,
    };

    private ArchivePolicySuspension Result(
        Mailbox mailbox,
        SuspensionMethod method,
        SuspensionStatus status,
        ArchivingSettings? before,
        ArchivingSettings? after,
        string reason,
        Suspension? open,
        JournalRecord? intent = null,
        IReadOnlyList<SettingDrift>? drift = null) => new()
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            Method = method,
            Status = status,
            Before = before,
            After = after,
            Reason = reason,
            JournalPath = _journal.Location,
            SuspendedAtUtc = open?.SuspendedAtUtc ?? intent?.AtUtc,
            Drift = drift,
        };
}
