namespace ExchangeArchiveSafety;

/// <summary>
/// One idempotent pass over a tenant, or a part of one: reads who migrates, judges, remembers, and in <see cref="GuardMode.Protect"/> suspends what is at risk and resumes
/// what has ended and settled. It ends between two mailboxes when its time is up, and may be killed anywhere: the next one finishes. Two of them at once are kept apart by
/// the journal.
/// </summary>
public sealed class GuardPass
{
    // To judge what is in danger takes two calls, to suspend it three; to bring something back takes one to look and three to four.
    private const int JudgementsAsLongAsASuspension = 2;
    private const int LooksAsLongAsAResumption = 4;

    // Two runners have two clocks, and who began first may be last to look at the journal. What is told within it, the memory takes in any order.
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromMinutes(5);

    private readonly IGuardTenant _tenant;
    private readonly IJournalStore _journal;
    private readonly GuardSettings _settings;
    private readonly Func<DateTime> _utcNow;
    private readonly Func<TimeSpan> _elapsed;
    private readonly CancellationToken _stop;
    private readonly SuspensionRun _run;
    private readonly MigrationMemory _memory = new();
    private readonly GuardLog _log;
    private int _judged;
    private int _atRisk;
    private int _left;
    private bool _isRefused;

    /// <summary>Prepares a pass.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="journal">Where it remembers and records; it has been made sure that it can be written.</param>
    /// <param name="settings">How it goes.</param>
    /// <param name="utcNow">The time at the moment in which something is decided or recorded, UTC.</param>
    /// <param name="elapsed">How long the pass has taken so far.</param>
    /// <param name="changed">Takes every change as soon as it is made.</param>
    /// <param name="stop">Stops it between two calls; what is under way is found out by the next pass.</param>
    public GuardPass(
        IGuardTenant tenant,
        IJournalStore journal,
        GuardSettings settings,
        Func<DateTime> utcNow,
        Func<TimeSpan> elapsed,
        Action<GuardChange>? changed = null,
        CancellationToken stop = default)
    {
        (_tenant, _journal, _settings, _utcNow, _elapsed, _stop) = (tenant, journal, settings, utcNow, elapsed, stop);
        _run = new(journal, tenant.Exchange, utcNow, tenant.Name, stop);
        _log = new(utcNow, changed);
    }

    private bool IsWriting => _settings.Mode == GuardMode.Protect && !_settings.PlanOnly;

    /// <summary>Makes sure that a pass does not lie before the last one of the journal, by more than clocks differ. Asks nobody but the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="asOfUtc">The time that the pass is about, UTC.</param>
    /// <exception cref="UnusableFileException"><c>AsOfBeforeLastPass</c>, or the journal cannot be read.</exception>
    public static void EnsureForward(IJournalStore journal, DateTime asOfUtc)
    {
        var memory = new MigrationMemory();
        memory.Refresh(journal);
        EnsureForward(memory, journal, asOfUtc);
    }

    /// <summary>Makes the pass.</summary>
    /// <exception cref="UnusableFileException"><c>AsOfBeforeLastPass</c>, or the journal cannot be read; nothing was asked or changed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ArchiveSafetyGuardPass Run()
    {
        _memory.Refresh(_journal);
        EnsureForward(_memory, _journal, _settings.AsOfUtc);
        var seen = new Observation { AtUtc = _settings.AsOfUtc, Tenant = _tenant.Name };
        try
        {
            if (Try("", Guid.Empty, _tenant.ReadMigrations) is { } migrations)
            {
                seen = Look(seen with { Migrations = migrations }, migrations);
            }
            else
            {
                _isRefused = true;
            }
        }
        catch (UnusableFileException exception)
        {
            // What was changed stands in the result; what the journal could not take is an error, and the next pass finds out.
            _log.Fail(exception.Path, Guid.Empty, exception);
        }

        Remember(seen with { HoldsInForce = [.. seen.HoldsInForce.Concat(_log.SuspendedNow)], Pass = News() });
        return new()
        {
            Mode = _settings.Mode,
            StartedAtUtc = _settings.AsOfUtc,
            EndedAtUtc = _utcNow(),
            Judged = _judged,
            AtRisk = _atRisk,
            Left = _left,
            Changes = _log.Changes,
            Planned = _log.Planned,
            Failures = _log.Failures,
            Waiting = _log.Waiting,
            IsRefused = _isRefused,
            Partition = _settings.Partition,
            PartitionCount = _settings.PartitionCount,
            JournalPath = _journal.Location,
        };
    }

    private static void EnsureForward(MigrationMemory memory, IJournalStore journal, DateTime asOfUtc)
    {
        if (memory.LastPassUtc is { } last && asOfUtc + ClocksMayDiffer < last)
        {
            throw new UnusableFileException(ErrorIds.AsOfBeforeLastPass, journal.Location, DisplayText.Sentence(CoreMessages.GuardAsOfTooEarly, asOfUtc, last));
        }
    }

    private Observation Look(Observation seen, TenantSnapshot migrations)
    {
        var analyzer = new ConflictAnalyzer(migrations, _settings.AsOfUtc);
        foreach (var failure in migrations.Failures)
        {
            _log.Fail(new(failure.Cmdlet, Guid.Empty, failure.MissingPermission ? ErrorIds.ExchangeParameterMissing : ErrorIds.ExchangeCallFailed, failure.Message));
        }

        foreach (var batch in analyzer.Migrations.ShortBatches)
        {
            // Whoever is missing may be at risk, and a pass that cannot say who it is is not well.
            var sentence = FindingKind.MigrationUserListShort.Found(batch.Identity, batch.TotalCount.IsKnown ? batch.TotalCount.Value : "?").ToString();
            _log.Fail(new("Get-MigrationUser", Guid.Empty, ErrorIds.MigrationUnreadable, sentence));
        }

        var open = _run.Open().ToLookup(one => one.ExchangeGuid);
        bool IsOver(MigrationUser user) => analyzer.Activity(user) == MigrationActivity.Ended;
        var isQuiet = open.Count == 0 && _settings.ExternallyMigrating.Count == 0 && migrations.MigrationUsers.All(IsOver);
        IReadOnlyList<Mailbox> listed = isQuiet ? [] : _tenant.ReadMailboxes();
        var mail = isQuiet ? [] : _tenant.ReadMail();
        var external = External(listed);
        _tenant.AddExternal(external.Select(mailbox => mailbox.ExchangeGuid));
        var judged = Judge(GuardTarget.All(analyzer.Migrations.Records, IsOver, listed, external, open, _settings), open, analyzer);

        seen = seen with
        {
            Mailboxes = [.. judged.Select(one => new JudgedReading(one.Mailbox, one.Verdict))],
            Domains = [.. mail.Where(domain => domain.Domain.Length > 0).Select(domain => new DomainNews(domain.Domain, domain.State))],
            HoldsInForce = [.. judged.SelectMany(one => one.Target.Open.Where(suspension => IsInForce(suspension, one.Mailbox))).Select(one => one.Id)],
        };
        Remember(seen);
        var steps = Decide(judged, mail, isEndCertain: migrations.MigrationBatches.IsKnown && analyzer.Migrations.ShortBatches.Count == 0);
        Act(steps);
        GiveUp(judged, steps);
        return seen;
    }

    // What somebody undid, and nothing calls for setting again, is written down: once it is set again the same way nobody could tell whose it is. That is a memory, so
    // Observe keeps it too. It takes what time is left, and comes to others first the next time.
    private void GiveUp(
        List<(GuardTarget Target, ArchiveMigrationConflict Verdict, Mailbox Mailbox)> judged, List<(GuardStep Step, GuardedMailbox Guarded)> steps)
    {
        var toBeChanged = new HashSet<Guid>(steps.Select(one => one.Guarded.Mailbox.ExchangeGuid));
        foreach (var (target, verdict, mailbox) in judged.Where(one => !_settings.PlanOnly && !toBeChanged.Contains(one.Mailbox.ExchangeGuid)))
        {
            foreach (var suspension in target.Open.Where(one => MayBeUndone(one, mailbox)).TakeWhile(_ => !IsTimeUp()))
            {
                if (Try(mailbox.Identity, mailbox.ExchangeGuid, () => _run.GiveUp(suspension.Id)) is { } outcome)
                {
                    _log.Take(new(GuardAction.GiveUp, suspension.Method, suspension, CoreMessages.GuardAtRest), verdict, outcome);
                }
            }
        }
    }

    // No listing tells all of it.
    private static bool MayBeUndone(JournaledSuspension suspension, Mailbox mailbox)
    {
        var current = ArchivingSettings.Of(mailbox);
        return ResumePlan.Undone(suspension, current).Count > 0
            || ((mailbox.Asked & MailboxQuestions.Settings) == 0 && !suspension.Before.Known.All(current.Has));
    }

    private List<Mailbox> External(IReadOnlyList<Mailbox> listed)
    {
        var external = new List<Mailbox>();
        var byName = (_settings.ExternallyMigrating.Count == 0 ? [] : listed)
            .SelectMany(mailbox => mailbox.Identities().Prepend(mailbox.ExchangeGuid.ToString()).Distinct(StringComparer.OrdinalIgnoreCase), (mailbox, name) => (name, mailbox))
            .ToLookup(one => one.name, one => one.mailbox, StringComparer.OrdinalIgnoreCase);
        foreach (var identity in _settings.ExternallyMigrating)
        {
            // A short name may be several mailboxes', and then Exchange says so.
            var named = byName[identity].Concat(Guid.TryParse(identity, out var key) ? byName[key.ToString()] : []).Distinct().Take(2).ToList();
            if (named.Count == 1)
            {
                external.Add(named[0]);
            }
            else if (Try(identity, Guid.Empty, () => _tenant.Resolve(identity)) is { } found)
            {
                external.Add(found);
            }
        }

        return external;
    }

    private List<(GuardTarget Target, ArchiveMigrationConflict Verdict, Mailbox Mailbox)> Judge(
        IReadOnlyList<GuardTarget> targets, ILookup<Guid, JournaledSuspension> open, ConflictAnalyzer analyzer)
    {
        var judged = new List<(GuardTarget Target, ArchiveMigrationConflict Verdict, Mailbox Mailbox)>();
        var done = new HashSet<Guid>();
        var (began, toDo) = (_elapsed(), 0);
        for (var i = 0; i < targets.Count; i++)
        {
            // What was found has to be acted on in this pass.
            var reserved = i == 0 ? 0 : (_elapsed() - began).Ticks / i * JudgementsAsLongAsASuspension * toDo;
            if (IsTimeUp(reserved))
            {
                _left += targets.Count - i;
                break;
            }

            var target = targets[i];
            try
            {
                var mailbox = target.Mailbox ?? _tenant.Resolve(target.Key);
                if (GuardPartition.Of(mailbox.ExchangeGuid, _settings.PartitionCount) != _settings.Partition || !done.Add(mailbox.ExchangeGuid))
                {
                    continue;
                }

                // Where no listing named it, a migration user may have told no more than an address of it.
                target = target with { Open = [.. open[mailbox.ExchangeGuid]] };
                (var verdict, mailbox) = _tenant.Judge(mailbox);
                Count(verdict);
                judged.Add((target, verdict, mailbox));
                toDo += IsUrgent(target, verdict, mailbox) ? 1 : 0;
            }
            catch (ExchangeCallException exception)
            {
                Miss(target, exception, analyzer);
            }
        }

        return judged;
    }

    // As far as it can be told before everything is judged.
    private bool IsUrgent(GuardTarget target, ArchiveMigrationConflict verdict, Mailbox mailbox) => verdict.MigrationActivity == MigrationActivity.Ended
        ? target.Open.Count > 0 && _settings.AsOfUtc - _memory.EndFirstSeenUtc(mailbox) >= _settings.SettleTime
        : GuardedMailbox.MayConflict(verdict);

    // A mailbox that migrates and cannot be read may be at risk; one that is suspended and not found may be gone.
    private void Miss(GuardTarget target, ExchangeCallException exception, ConflictAnalyzer analyzer)
    {
        if (target.ExchangeGuid == Guid.Empty && GuardPartition.Of(target.Identity, _settings.PartitionCount) != _settings.Partition)
        {
            return;
        }

        if (target.User is { } user)
        {
            Count(analyzer.Analyze(user, exception.Message));
        }

        var isMissing = exception.ErrorId is ErrorIds.MailboxNotFound or ErrorIds.ObjectNotFound;
        if (target.User is not null || !isMissing)
        {
            _log.Fail(target.Identity, target.ExchangeGuid, exception);
            return;
        }

        if (!_run.IsProvedGone(target.ExchangeGuid))
        {
            _log.Wait(new(target.Identity, target.ExchangeGuid, null, DisplayText.Sentence(CoreMessages.ReasonNotProvedGone, target.Identity, target.ExchangeGuid)));
            return;
        }

        foreach (var suspension in target.Open.Reverse())
        {
            var step = new GuardStep(GuardAction.Close, suspension.Method, suspension, CoreMessages.GuardGone);
            Do(step, new Mailbox { ExchangeGuid = target.ExchangeGuid, PrimarySmtpAddress = target.Identity }, null, () => _run.CloseGone(suspension.Id));
        }
    }

    private List<(GuardStep Step, GuardedMailbox Guarded)> Decide(
        List<(GuardTarget Target, ArchiveMigrationConflict Verdict, Mailbox Mailbox)> judged, IReadOnlyList<DomainMail> mail, bool isEndCertain)
    {
        // A domain that is not told of today, and that the journal remembers, counts all the same.
        var untold = _memory.Domains.Except(mail.Select(domain => domain.Domain), StringComparer.OrdinalIgnoreCase);
        var dated = mail
            .Concat(untold.Select(name => new DomainMail { Domain = name, Because = CoreMessages.MailNoDomain }))
            .Select(domain => domain with { MovedSinceUtc = _memory.MovedSinceUtc(domain.Domain) })
            .ToDictionary(domain => domain.Domain, StringComparer.OrdinalIgnoreCase);
        var names = dated.Keys.ToList();
        var steps = new List<(GuardStep Step, GuardedMailbox Guarded)>();
        var (began, read) = (_elapsed(), 0);
        foreach (var (target, verdict, mailbox) in judged)
        {
            var ending = target.Open.Count == 0 ? new() : MigrationEnding.Of(
                [.. mail.Where(domain => domain.Domain.Length == 0), .. DomainMail.Of(mailbox, names).Select(name => dated[name])], _memory.LastSyncUtc(mailbox), _memory.EndFirstSeenUtc(mailbox), _settings.SettleTime);
            var isSeenEnded = isEndCertain && _memory.EndFirstSeenUtc(mailbox) is not null;
            var guarded = new GuardedMailbox(mailbox, verdict, target.Open, isEndCertain && (isSeenEnded || _settings.PlanOnly), ending, _utcNow());
            if (guarded.NeedsSettings)
            {
                // Where thousands have ended at once, reading them all would leave no time to bring any back, pass after pass.
                if (IsTimeUp(read == 0 ? 0 : (_elapsed() - began).Ticks / read * LooksAsLongAsAResumption * steps.Count))
                {
                    _left++;
                    continue;
                }

                read++;
                if (Try(mailbox.Identity, mailbox.ExchangeGuid, () => _tenant.Exchange.ReadMailbox(mailbox.ExchangeGuid)) is not { } whole)
                {
                    continue;
                }

                guarded = guarded with { Mailbox = whole };
            }

            var decision = new GuardDecision(guarded, _tenant.Exchange.NotGranted);
            _log.Take(decision);
            steps.AddRange(decision.Steps.Select(step => (step, guarded)));
        }

        // The most dangerous first, and what only brings something back last.
        return [.. steps.OrderBy(one => one.Step.Action is GuardAction.Resume or GuardAction.Close).ThenByDescending(one => one.Guarded.Verdict.State)];
    }

    private void Act(List<(GuardStep Step, GuardedMailbox Guarded)> steps)
    {
        var isTooMany = Refuse([.. steps.Where(one => one.Step.Action == GuardAction.Suspend)]);
        var acted = steps.FindAll(one => !isTooMany || one.Step.Action != GuardAction.Suspend);
        var hasStillEnded = StillEnded();
        for (var i = 0; i < acted.Count; i++)
        {
            if (IsWriting && IsTimeUp())
            {
                _left += acted.Skip(i).Select(one => one.Guarded.Mailbox.ExchangeGuid).Distinct().Count();
                return;
            }

            var (step, guarded) = acted[i];
            var (mailbox, verdict) = (guarded.Mailbox, guarded.Verdict);
            var isEnd = step.Action is GuardAction.Resume or GuardAction.Close;
            try
            {
                if (isEnd && IsWriting && !hasStillEnded(mailbox))
                {
                    _log.Wait(new(mailbox.Identity, mailbox.ExchangeGuid, null, CoreMessages.GuardBeganAgain));
                    continue;
                }

                Do(step, mailbox, verdict, () => isEnd
                    ? _run.Resume(step.Suspension!.Id, forced: false)
                    : step is { Action: GuardAction.FinishSuspension, Suspension.Stage: SuspensionStage.Suspended } ? _run.NoteExternal(step.Suspension.Id)
                    : _run.SuspendBySetting(mailbox.ExchangeGuid, step.Method, null, null, verdict.ExternallyMigrating, agreed: Agrees, why: step.Why));

                // The mailbox may have been judged long ago.
                bool Agrees(Mailbox now) => guarded.IsToBeSuspended && (step.Suspension is null || GuardDecision.TheirHold(step.Suspension, now).Count == 0);
            }
            catch (UnusableFileException)
            {
                _left += acted.Skip(i + 1).Select(one => one.Guarded.Mailbox.ExchangeGuid).Distinct().Count();
                throw;
            }
        }
    }

    // Who migrates was read before everybody was judged and suspended, which may have taken hours. What cannot be read again has not surely ended.
    private Func<Mailbox, bool> StillEnded()
    {
        var again = new Lazy<ConflictAnalyzer?>(() =>
            Try("", Guid.Empty, _tenant.ReadMigrations) is { MigrationBatches.IsKnown: true } migrations ? new(migrations, _settings.AsOfUtc) : null);
        return mailbox => again.Value is { Migrations.ShortBatches.Count: 0 } now && now.Activity(mailbox) == MigrationActivity.Ended;
    }

    private bool Refuse(List<(GuardStep Step, GuardedMailbox Guarded)> added)
    {
        if (added.Count <= _settings.MaximumSuspensions)
        {
            return false;
        }

        _isRefused = true;
        var names = string.Join(", ", added.Select(one => one.Guarded.Mailbox.Identity));
        _log.Fail(new(_journal.Location, Guid.Empty, ErrorIds.SuspensionsAboveMaximum, DisplayText.Sentence(CoreMessages.GuardTooMany, added.Count, _settings.MaximumSuspensions, names)));
        foreach (var (step, guarded) in added)
        {
            _log.Plan(step, guarded.Mailbox, guarded.Verdict, SuspensionStatus.Refused);
        }

        return true;
    }

    private void Do(GuardStep step, Mailbox mailbox, ArchiveMigrationConflict? verdict, Func<SuspensionOutcome> change)
    {
        if (!IsWriting)
        {
            _log.Plan(step, mailbox, verdict, SuspensionStatus.WhatIf);
        }
        else if (Try(mailbox.Identity, mailbox.ExchangeGuid, change) is { } outcome)
        {
            _log.Take(step, verdict, outcome);
            if (outcome.Result.Status == SuspensionStatus.Suspended)
            {
                _log.SuspendedNow.AddRange(_run.Open(mailbox.ExchangeGuid).Where(one => one.Method == step.Method).Select(one => one.Id));
            }
        }
    }

    private T? Try<T>(string identity, Guid exchangeGuid, Func<T> call)
        where T : class
    {
        try
        {
            return call();
        }
        catch (ExchangeCallException exception)
        {
            _log.Fail(identity.Length > 0 ? identity : exception.Cmdlet, exchangeGuid, exception);
            return null;
        }
    }

    private void Count(ArchiveMigrationConflict verdict)
    {
        _judged++;
        _atRisk += GuardedMailbox.MayConflict(verdict) ? 1 : 0;
    }

    private bool IsTimeUp(long reservedTicks = 0) => _settings.TimeBudget is { } budget && _elapsed().Ticks + reservedTicks >= budget.Ticks;

    // No listing says whether auto-archiving is off, so what is seen of the rest counts.
    private static bool IsInForce(JournaledSuspension suspension, Mailbox mailbox) =>
        suspension.Stage == SuspensionStage.Suspended
        && (suspension.Method == SuspensionMethod.RetentionHold ? mailbox.RetentionHoldEnabled.Is(true)
            : suspension.Method == SuspensionMethod.ElcProcessing && mailbox.ElcProcessingDisabled.Is(true))
        && ResumePlan.Compare(suspension, mailbox).Count == 0;

    private void Remember(Observation seen)
    {
        if (_settings.PlanOnly)
        {
            return;
        }

        try
        {
            _ = _memory.Remember(_journal, seen, _stop);
        }
        catch (UnusableFileException exception) when (seen.Pass is not null)
        {
            _log.Fail(exception.Path, Guid.Empty, exception);
        }
    }

    private PassNews News() => new()
    {
        Mode = _settings.Mode,
        Seconds = (int)_elapsed().TotalSeconds,
        Partition = _settings.PartitionCount > 1 ? _settings.Partition : 0,
        PartitionCount = _settings.PartitionCount > 1 ? _settings.PartitionCount : 0,
        Judged = _judged,
        AtRisk = _atRisk,
        Suspended = _log.Changes.Count(change => change.Status == SuspensionStatus.Suspended),
        Resumed = _log.Changes.Count(change => change.Status is SuspensionStatus.Resumed or SuspensionStatus.PartlyResumed),
        Failed = _log.Failures.Count,
        Left = _left,
    };
}
