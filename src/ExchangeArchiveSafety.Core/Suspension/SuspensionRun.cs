namespace ExchangeArchiveSafety;

/// <summary>
/// Carries out suspensions and resumptions, one mailbox at a time: read, plan, journal the intent, call, read back, journal the outcome. The intent is recorded
/// only if nothing was recorded about the mailbox since it was read, and nobody starts while the intent of another run that is at work is open: so no run takes
/// for a previous value what another one has just set. A run that is killed anywhere is finished by running again.
/// </summary>
public sealed class SuspensionRun
{
    private readonly IJournalStore _journal;
    private readonly IMailboxPort _exchange;
    private readonly Func<DateTime> _utcNow;
    private readonly string? _tenant;
    private readonly CancellationToken _stop;
    private readonly SuspensionLedger _ledger = new();

    /// <summary>Prepares a run.</summary>
    /// <param name="journal">Where it is recorded.</param>
    /// <param name="exchange">Where it happens.</param>
    /// <param name="utcNow">Gives the time that decides and is recorded, at the moment in which it does, UTC.</param>
    /// <param name="tenant">The organization, where it is known.</param>
    /// <param name="stop">Stops waiting for the journal.</param>
    public SuspensionRun(IJournalStore journal, IMailboxPort exchange, Func<DateTime> utcNow, string? tenant, CancellationToken stop = default)
    {
        _journal = journal;
        _exchange = exchange;
        _utcNow = utcNow;
        _tenant = tenant;
        _stop = stop;
    }

    /// <summary>The open suspensions of a mailbox, or of all, as the journal knows them now.</summary>
    /// <param name="exchangeGuid">The mailbox; null for all.</param>
    public IReadOnlyList<JournaledSuspension> Open(Guid? exchangeGuid = null)
    {
        _ledger.Refresh(_journal);
        return exchangeGuid is { } mailbox ? _ledger.OpenOf(mailbox) : _ledger.Open;
    }

    /// <summary>Suspends archiving by setting the mailbox.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="organization">The organization, null where it was not read.</param>
    /// <param name="untilUtc">End of the hold, UTC; null for open.</param>
    /// <param name="external">Whether a tool that Exchange does not know feeds the mailbox.</param>
    /// <param name="agreed">Whether the caller agreed to a change; without, one that has become necessary meanwhile is not made.</param>
    public SuspensionOutcome SuspendBySetting(
        Guid exchangeGuid, SuspensionMethod method, Organization? organization, DateTime? untilUtc, bool external, bool agreed = true) =>
        Act(exchangeGuid, records =>
        {
            var open = OpenBy(exchangeGuid, method);
            var mailbox = Read(exchangeGuid);
            var plan = SuspensionPlan.Create(method, mailbox, organization, untilUtc, open);
            var found = ArchivingSettings.Of(mailbox);
            if (plan.Writes.Known.Count == 0)
            {
                return NothingSet(mailbox, method, plan, open, external, records);
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
                    return NothingSet(mailbox, method, plan, open, external, records);
                }
            }

            return Set(mailbox, method, plan, open, external, records);
        });

    private SuspensionOutcome? Set(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, JournaledSuspension? open, bool external, int records)
    {
        using var work = _journal.BeginWork();
        var intent = Intent(JournalOperation.Suspend, open?.Id ?? Guid.NewGuid(), mailbox, method, work.Run) with
        {
            ExternallyMigrating = external,
            Before = plan.Before,
            After = plan.After,
        };
        if (!Announce(intent, records))
        {
            return null;
        }

        var error = Try(() => _exchange.WriteMailbox(mailbox.ExchangeGuid, plan.Writes));
        var (readBack, readError) = ReadBack(mailbox.ExchangeGuid);
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
            Result(mailbox, method, status, ArchivingSettings.Of(mailbox), after, why, open, intent),
            stands ? null : status == SuspensionStatus.Failed ? ErrorIds.SuspensionFailed : ErrorIds.SuspensionUnverified,
            error ?? readError);
    }

    /// <summary>Suspends by stopping the migration.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="wholeBatch">Whether its batches are stopped rather than its users.</param>
    /// <param name="agreed">Whether the caller agreed to a stop; without, one that has become necessary meanwhile is not made.</param>
    public SuspensionOutcome SuspendByStopping(Mailbox mailbox, bool wholeBatch, bool agreed = true) => Act(mailbox.ExchangeGuid, records =>
    {
        var open = OpenBy(mailbox.ExchangeGuid, SuspensionMethod.StopMigration);
        ThrowIfStopping();
        var migration = _exchange.ReadMigration(mailbox.ExchangeGuid);
        var before = ArchivingSettings.OfMigration(MigrationStop.Show(migration));
        var running = MigrationStop.Running(migration);
        if (running.Count == 0)
        {
            var outcome = NothingToStop(mailbox, before, open);
            return open is null || open.Stage == SuspensionStage.Suspended || Confirm(mailbox, open, outcome.Result, external: false, records) ? outcome : null;
        }

        if (!agreed)
        {
            return ChangedMeanwhile(mailbox, SuspensionMethod.StopMigration, before, open);
        }

        if (_exchange.StopNotGranted(wholeBatch) is { } missing)
        {
            var reason = DisplayText.Sentence(FindingKind.PermissionMissing.Sentence, missing, RoleGroups.For(missing));
            return new(Result(mailbox, SuspensionMethod.StopMigration, SuspensionStatus.Refused, before, before, reason, open), ErrorIds.ExchangeParameterMissing);
        }

        using var work = _journal.BeginWork();
        var intent = Intent(JournalOperation.Suspend, open?.Id ?? Guid.NewGuid(), mailbox, SuspensionMethod.StopMigration, work.Run) with { Before = open?.Before ?? before };
        return Announce(intent, records) ? Stop(mailbox, running, wholeBatch, before, open, intent) : null;
    });

    private SuspensionOutcome Stop(Mailbox mailbox, IReadOnlyList<MigrationRecord> running, bool wholeBatch, ArchivingSettings before, JournaledSuspension? open, JournalRecord intent)
    {
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
            stands ? null : status == SuspensionStatus.Failed ? ErrorIds.SuspensionFailed : ErrorIds.SuspensionUnverified,
            error ?? readError);
    }

    /// <summary>Restores what one suspension changed. Only when the migration has ended or the caller insists.</summary>
    /// <param name="suspensionId">The suspension.</param>
    /// <param name="forced">Whether the caller insists.</param>
    public SuspensionOutcome Resume(Guid suspensionId, bool forced)
    {
        _ledger.Refresh(_journal);
        return Act(_ledger.Find(suspensionId)!.ExchangeGuid, records =>
        {
            var open = _ledger.Find(suspensionId)!;
            if (!open.IsOpen)
            {
                return ClosedMeanwhile(open);
            }

            var mailbox = Read(open.ExchangeGuid);
            if (open.Method == SuspensionMethod.StopMigration)
            {
                var closing = forced ? CoreMessages.ReasonMigrationForced : CoreMessages.ReasonMigrationStopped;
                return CloseRecord(open, mailbox.Identity, closing, records) ? new(Result(mailbox, open.Method, SuspensionStatus.Closed, open.Before, open.After, closing, open)) : null;
            }

            var plan = ResumePlan.Create(open, mailbox);
            var notGranted = plan.Steps.SelectMany(_exchange.NotGranted).Distinct().ToList();
            return notGranted.Count > 0
                ? NotGranted(mailbox, open.Method, ArchivingSettings.Of(mailbox), open, notGranted, plan.Drift)
                : Restore(open, plan, mailbox, records);
        });
    }

    /// <summary>Whether it is proved that no mailbox has this key any more.</summary>
    /// <param name="exchangeGuid">The key.</param>
    public bool IsProvedGone(Guid exchangeGuid) => _exchange.IsProvedGone(exchangeGuid);

    /// <summary>Closes a suspension whose mailbox is gone.</summary>
    /// <param name="suspensionId">The suspension.</param>
    /// <exception cref="ExchangeCallException"><c>MailboxNotFound</c>: that it is gone is not proved. Nothing was recorded.</exception>
    public SuspensionOutcome CloseGone(Guid suspensionId)
    {
        _ledger.Refresh(_journal);
        return Act(_ledger.Find(suspensionId)!.ExchangeGuid, records =>
        {
            var open = _ledger.Find(suspensionId)!;
            if (!open.IsOpen)
            {
                return ClosedMeanwhile(open);
            }

            ThrowIfStopping();
            if (!_exchange.IsProvedGone(open.ExchangeGuid))
            {
                throw new ExchangeCallException(ErrorIds.MailboxNotFound, "Get-Mailbox", DisplayText.Sentence(CoreMessages.ReasonNotProvedGone, open.Identity, open.ExchangeGuid));
            }

            var reason = DisplayText.Sentence(CoreMessages.ReasonGone, open.Identity, open.ExchangeGuid);
            return CloseRecord(open, open.Identity, reason, records) ? new(Result(open, SuspensionStatus.Closed, reason)) : null;
        });
    }

    private SuspensionOutcome? Restore(JournaledSuspension open, ResumePlan plan, Mailbox mailbox, int records)
    {
        // Where nothing is written there is no intent; what is recorded then concludes the one of a run that is dead, if there is one.
        using var work = plan.Steps.Count > 0 ? _journal.BeginWork() : null;
        var intent = Intent(JournalOperation.Resume, open.Id, mailbox, open.Method, work?.Run ?? open.Pending) with { After = plan.Restored };
        if (work is not null && !Announce(intent, records))
        {
            return null;
        }

        // Each step has to be seen before the next: the flags go last, and only when the dates are back, since without the hold no date can be set any more.
        Exception? error = null;
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

        var (outcome, record) = Judge(open, intent, plan, mailbox, readBack, error ?? readError);
        if (work is null)
        {
            return TryRecord(record, records) ? outcome : null;
        }

        Conclude(record);
        return outcome;
    }

    /// <summary>What came of a resumption, and the record that says so.</summary>
    private (SuspensionOutcome Outcome, JournalRecord Record) Judge(
        JournaledSuspension open, JournalRecord intent, ResumePlan plan, Mailbox mailbox, Mailbox? readBack, Exception? error)
    {
        var after = readBack is null ? null : ArchivingSettings.Of(readBack);
        var restored = after is null ? [.. plan.AlreadyBack.Where(setting => !plan.Steps.Any(step => step.Has(setting)))] : ResumePlan.Back(open, after);
        var left = open.Before.Known.Except(restored).ToList();
        var failed = left.Except(plan.LeftAlone).Except(plan.Unseen).ToList();
        var drifted = plan.Drift.Where(drift => !restored.Contains(drift.Setting)).ToList();
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

        reasons.AddRange(SettingDrift.Sentences(drifted, plan.LeftAlone));
        reasons.AddRange(plan.Unseen.Intersect(left).Select(setting => DisplayText.Sentence(CoreMessages.ReasonPropertyMissing, setting)));
        if (readBack is null || failed.Count > 0)
        {
            reasons.Add(readBack is null ? DisplayText.Sentence(CoreMessages.ReasonNotReadBack, error?.Message)
                : error is not null ? DisplayText.Sentence(CoreMessages.ReasonFailed, error.Message)
                : DisplayText.Sentence(CoreMessages.ReasonNotSeen, after!.Only(failed)));
        }

        var why = string.Join(" ", reasons);
        var errorId = status switch
        {
            SuspensionStatus.Resumed => null,
            SuspensionStatus.Drifted => ErrorIds.SettingsDrifted,
            SuspensionStatus.PartlyResumed when failed.Count == 0 => drifted.Count > 0 ? ErrorIds.SettingsDrifted : ErrorIds.ResumeUnverified,
            SuspensionStatus.Unverified => ErrorIds.ResumeUnverified,
            _ => ErrorIds.ResumeFailed,
        };
        return (
            new(Result(mailbox, open.Method, status, ArchivingSettings.Of(mailbox), after, why, open, drift: drifted), errorId, error),
            Outcome(intent, status, why) with { After = after, Restored = restored, Closed = left.Count == 0 });
    }

    /// <summary>What is said of a mailbox on which nothing is to be set: already suspended, or not to be done. Writes nothing.</summary>
    /// <param name="mailbox">The mailbox as it is.</param>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="plan">A plan that refuses, or writes nothing.</param>
    /// <param name="open">The open suspension by the same method; null where there is none.</param>
    public SuspensionOutcome NothingToSet(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, JournaledSuspension? open)
    {
        var found = ArchivingSettings.Of(mailbox);
        if (plan.Refusal is not null)
        {
            return new(Result(mailbox, method, SuspensionStatus.Refused, found, found, plan.Refusal, open), ErrorIds.SuspensionRefused);
        }

        if (SuspensionPlan.Stands(method, plan.After, mailbox, _utcNow()))
        {
            var reason = open is not null ? DisplayText.Sentence(CoreMessages.ReasonAlreadySuspended, open.SuspendedAtUtc)
                : string.Join(" ", [CoreMessages.ReasonNothingToChange, .. OtherMethods(mailbox.ExchangeGuid, method)]);
            return new(Result(mailbox, method, SuspensionStatus.AlreadySuspended, open?.Before ?? found, found, reason, open));
        }

        return open is null
            ? new(Result(mailbox, method, SuspensionStatus.Refused, found, found, DisplayText.Sentence(CoreMessages.ReasonNothingToSee, found), open), ErrorIds.SuspensionRefused)
            : new(Result(mailbox, method, SuspensionStatus.Unverified, open.Before, found, DisplayText.Sentence(CoreMessages.ReasonNotSeen, found), open), ErrorIds.SuspensionUnverified);
    }

    /// <summary>What is said of a mailbox none of whose migration users runs. Writes nothing.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="now">The statuses of its migration users.</param>
    /// <param name="open">The open suspension by stopping; null where there is none.</param>
    public SuspensionOutcome NothingToStop(Mailbox mailbox, ArchivingSettings now, JournaledSuspension? open) => open is null
        ? new(Result(mailbox, SuspensionMethod.StopMigration, SuspensionStatus.Skipped, now, now, CoreMessages.ReasonNothingToStop, open))
        : new(Result(
            mailbox,
            SuspensionMethod.StopMigration,
            SuspensionStatus.AlreadySuspended,
            open.Before,
            now,
            DisplayText.Sentence(CoreMessages.ReasonAlreadySuspended, open.SuspendedAtUtc),
            open));

    private SuspensionOutcome ChangedMeanwhile(Mailbox mailbox, SuspensionMethod method, ArchivingSettings now, JournaledSuspension? open) =>
        new(Result(mailbox, method, SuspensionStatus.Unverified, open?.Before ?? now, now, CoreMessages.ReasonChangedMeanwhile, open), ErrorIds.SuspensionUnverified);

    private SuspensionOutcome NotGranted(
        Mailbox mailbox,
        SuspensionMethod method,
        ArchivingSettings found,
        JournaledSuspension? open,
        IEnumerable<ArchivingSetting> settings,
        IReadOnlyList<SettingDrift>? drift = null)
    {
        var missing = string.Join(", ", settings.Select(setting => "Set-Mailbox -" + setting));
        var reason = DisplayText.Sentence(FindingKind.PermissionMissing.Sentence, missing, RoleGroups.For("Set-Mailbox"));
        return new(Result(mailbox, method, SuspensionStatus.Refused, found, found, reason, open, drift: drift), ErrorIds.ExchangeParameterMissing);
    }

    /// <summary>Says by which other methods the journal suspends a mailbox already.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="method">The method that was asked for.</param>
    public IReadOnlyList<string> OtherMethods(Guid exchangeGuid, SuspensionMethod method) => [.. Open(exchangeGuid)
        .Where(one => one.Method != method)
        .Select(one => DisplayText.Sentence(CoreMessages.ReasonOtherMethod, one.Method, one.SuspendedAtUtc, one.Id))];

    private SuspensionOutcome? NothingSet(Mailbox mailbox, SuspensionMethod method, SuspensionPlan plan, JournaledSuspension? open, bool external, int records)
    {
        var outcome = NothingToSet(mailbox, method, plan, open);

        // The run that announced it may have ended before it could say so, and only this one may know of the other tool.
        var isNews = open is not null && outcome.ErrorId is null && (open.Stage != SuspensionStage.Suspended || (external && !open.ExternallyMigrating));
        return !isNews || Confirm(mailbox, open!, outcome.Result, external, records) ? outcome : null;
    }

    private bool Confirm(Mailbox mailbox, JournaledSuspension open, ArchivePolicySuspension result, bool external, int records) => TryRecord(
        Outcome(Intent(JournalOperation.Suspend, open.Id, mailbox, open.Method, open.Pending), SuspensionStatus.Suspended, result.Reason) with
        {
            After = result.After,
            ExternallyMigrating = external,
        },
        records);

    /// <summary>Ends a record without restoring anything.</summary>
    private bool CloseRecord(JournaledSuspension open, string identity, string reason, int records) => TryRecord(
        new()
        {
            SuspensionId = open.Id,
            Run = open.Pending,
            Kind = JournalRecordKind.Outcome,
            Operation = JournalOperation.Resume,
            AtUtc = _utcNow(),
            Tenant = _tenant,
            ExchangeGuid = open.ExchangeGuid,
            Identity = identity,
            Method = open.Method,
            Status = SuspensionStatus.Closed,
            Reason = reason,
            Closed = true,
        },
        records);

    private JournaledSuspension? OpenBy(Guid exchangeGuid, SuspensionMethod method) => _ledger.OpenOf(exchangeGuid).LastOrDefault(one => one.Method == method);

    /// <summary>Looks and acts until nothing was recorded about the mailbox between the two, and nobody else is at work on it.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="attempt">Acts, given how many records about the mailbox there were; null where there are others now.</param>
    private SuspensionOutcome Act(Guid exchangeGuid, Func<int, SuspensionOutcome?> attempt)
    {
        for (var waits = 0; ;)
        {
            ThrowIfStopping();
            _ledger.Refresh(_journal);
            var records = _ledger.RecordsOf(exchangeGuid);
            var pending = _ledger.OpenOf(exchangeGuid).Where(one => one.Pending != Guid.Empty).ToList();
            if (pending.Find(one => _journal.IsAtWork(one.Pending)) is { } other)
            {
                if (!_exchange.WaitBeforeReadingAgain(waits++))
                {
                    ThrowIfStopping();
                    return new(Result(other, SuspensionStatus.Refused, DisplayText.Sentence(CoreMessages.ReasonAnotherRun, other.PendingSinceUtc)), ErrorIds.MailboxBusy);
                }
            }
            else if (pending.Count > 0 && HasNews(exchangeGuid, records))
            {
                // A run says what came of its work before it lets go: it was not dead, it had ended.
                continue;
            }
            else if (attempt(records) is { } outcome)
            {
                return outcome;
            }
        }
    }

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
            : throw new ExchangeCallException(ErrorIds.MailboxMismatch, "Get-Mailbox", DisplayText.Sentence(CoreMessages.ReasonOtherMailbox, exchangeGuid, mailbox.Identity));
    }

    private bool HasNews(Guid exchangeGuid, int records)
    {
        _ledger.Refresh(_journal);
        return _ledger.RecordsOf(exchangeGuid) != records;
    }

    /// <summary>Puts the intent on disk. A stop that arrives meanwhile keeps the call from being started; the next run finds the intent, and nothing changed.</summary>
    /// <returns>False where something was recorded about the mailbox since; then nothing was announced.</returns>
    private bool Announce(JournalRecord intent, int records)
    {
        ThrowIfStopping();
        var isAnnounced = TryRecord(intent, records);
        ThrowIfStopping();
        return isAnnounced;
    }

    private bool TryRecord(JournalRecord record, int records)
    {
        while (!_journal.TryAppend(record, _ledger.Position, _stop))
        {
            if (HasNews(record.ExchangeGuid, records))
            {
                return false;
            }

            record = record with { AtUtc = _utcNow() };
        }

        return true;
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

    private JournalRecord Intent(JournalOperation operation, Guid id, Mailbox mailbox, SuspensionMethod method, Guid run) => new()
    {
        Run = run,
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

    private SuspensionOutcome ClosedMeanwhile(JournaledSuspension suspension) => new(Result(suspension, SuspensionStatus.Skipped, CoreMessages.ReasonClosedMeanwhile));

    /// <summary>A result for a mailbox that was not read.</summary>
    private ArchivePolicySuspension Result(JournaledSuspension suspension, SuspensionStatus status, string reason) => new()
    {
        Identity = suspension.Identity,
        ExchangeGuid = suspension.ExchangeGuid,
        Method = suspension.Method,
        Status = status,
        Before = status == SuspensionStatus.Closed ? suspension.Before : null,
        Reason = reason,
        JournalPath = _journal.Location,
        SuspendedAtUtc = suspension.SuspendedAtUtc,
    };

    private ArchivePolicySuspension Result(
        Mailbox mailbox,
        SuspensionMethod method,
        SuspensionStatus status,
        ArchivingSettings? before,
        ArchivingSettings? after,
        string reason,
        JournaledSuspension? open,
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
