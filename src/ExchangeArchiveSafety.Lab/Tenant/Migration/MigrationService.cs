namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

/// <summary>Starts, runs, stops, completes and removes batches and their users.</summary>
internal sealed class MigrationService(LabTenant tenant)
{
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromHours(24);
    private static readonly TimeSpan TimeInQueue = TimeSpan.FromDays(5);
    private static readonly TimeSpan BetweenInitialSteps = TimeSpan.FromHours(12);
    private readonly MailSync _sync = new(tenant);

    private DateTime Now => tenant.Now;

    /// <summary>Takes up a batch as the builder left it: what its states promise is going to happen.</summary>
    public void Adopt(LabBatch batch)
    {
        batch.LastTouchedUtc = Now;
        foreach (var user in batch.Users)
        {
            if (user.Phase is SyncPhase.Initial or SyncPhase.Incremental)
            {
                var sinceLast = TimeSpan.FromMinutes(new Chance(41, user.Guid.ToString()).Below(24 * 60));
                ScheduleStep(user, user.Phase == SyncPhase.Initial ? BetweenInitialSteps : BetweenPasses - sinceLast);
            }
        }

        if (batch.Status == "Syncing")
        {
            StartQueued(batch);
        }

        PlanStart(batch);
        PlanCompletion(batch);
        if (tenant.Options.BatchLifetimes)
        {
            WatchLifetime(batch);
        }
    }

    /// <summary>What the builder calls a finished first pass.</summary>
    public void BringOver(LabMigrationUser user, double share)
    {
        var all = user.Mailbox.Source?.Messages.Count ?? 0;
        var copied = _sync.CopyNew(user.Mailbox, (int)(all * share));
        user.SyncedItems += copied;
        user.LastSuccessfulSyncUtc = copied > 0 ? Now : null;
        user.InitialSyncDone = share >= 1;
    }

    public void Start(LabBatch batch)
    {
        Touch(batch);
        batch.StartedUtc ??= Now;
        batch.StartAfterUtc = null;
        PassThrough(batch, "Starting", () =>
        {
            foreach (var user in batch.Users.ToList())
            {
                if (user.Phase == SyncPhase.NotStarted || user.Status is "Stopping" or "Stopped" or "IncrementalStopped" or "Failed" or "IncrementalFailed")
                {
                    Resume(user);
                }
            }

            Summarize(batch);
        });
    }

    public void Stop(LabBatch batch)
    {
        Touch(batch);

        // Active mailboxes stop at once; migrated ones are left alone.
        foreach (var user in batch.Users)
        {
            if (user.Phase is SyncPhase.NotStarted or SyncPhase.Initial or SyncPhase.Incremental)
            {
                Stop(user);
            }
        }

        PassThrough(batch, "Stopping", () => batch.Status = "Stopped");
    }

    /// <summary>The source refuses; whoever has the credentials right starts it again.</summary>
    public static void Fail(LabBatch batch)
    {
        batch.Passing = null;
        batch.Status = "Failed";
        foreach (var user in batch.Users.Where(user => user.Phase is SyncPhase.NotStarted or SyncPhase.Initial or SyncPhase.Incremental))
        {
            Fail(user, "The source server does not answer.");
        }
    }

    public static void Fail(LabMigrationUser user, string error)
    {
        user.Epoch++;
        user.Passing = null;
        user.Phase = SyncPhase.Quiet;
        user.Status = "Failed";
        user.ErrorSummary = error;
    }

    public void Complete(LabBatch batch)
    {
        Touch(batch);
        batch.CompleteAfterUtc = Now;
        BeginCompletion(batch);
    }

    public void Remove(LabBatch batch)
    {
        Touch(batch);
        foreach (var user in batch.Users)
        {
            Quiet(user, "Removing", "Removing");
        }

        PassThrough(batch, "Removing", () => tenant.Forget(batch));
    }

    public void Start(LabMigrationUser user)
    {
        Touch(user.Batch);
        user.Epoch++;
        user.Phase = SyncPhase.Quiet;
        user.Status = "Starting";
        user.Passing = Moment(() =>
        {
            Resume(user);
            Summarize(user.Batch);
        });
    }

    public void Stop(LabMigrationUser user)
    {
        Touch(user.Batch);
        var stopped = user.InitialSyncDone ? "IncrementalStopped" : "Stopped";
        Quiet(user, "Stopping", stopped);
    }

    public void Reschedule(LabBatch batch)
    {
        Touch(batch);
        if (batch.StartAfterUtc is not null && batch.Status is "Created" or "Waiting")
        {
            batch.Status = "Waiting";
        }

        PlanStart(batch);
        PlanCompletion(batch);
    }

    /// <summary>An extra pass for the users whose first one is done.</summary>
    public void SyncNow(LabBatch batch)
    {
        Touch(batch);
        foreach (var user in batch.Users.Where(user => user.Phase == SyncPhase.Incremental).ToList())
        {
            user.Epoch++;
            ScheduleStep(user, tenant.Options.Moment);
        }
    }

    /// <summary>A queued user of a running batch has its turn sooner or later, and nobody is asked.</summary>
    private void StartQueued(LabBatch batch) => tenant.Timeline.At(Now + TimeInQueue, () =>
    {
        foreach (var user in batch.Users.Where(user => user.Phase == SyncPhase.NotStarted))
        {
            Resume(user);
        }
    });

    private void Touch(LabBatch batch) => batch.LastTouchedUtc = Now;

    private PassingState Moment(Action ends)
    {
        var state = new PassingState(ends);
        tenant.Timeline.At(Now + tenant.Options.Moment, state.End);
        return state;
    }

    private void PassThrough(LabBatch batch, string meanwhile, Action ends)
    {
        batch.Status = meanwhile;
        PassingState? mine = null;
        mine = Moment(() =>
        {
            // A later command has taken over.
            if (batch.Passing == mine)
            {
                batch.Passing = null;
                ends();
            }
        });
        batch.Passing = mine;
    }

    private void Quiet(LabMigrationUser user, string meanwhile, string then)
    {
        user.Epoch++;
        user.Phase = SyncPhase.Quiet;
        user.Status = meanwhile;
        var epoch = user.Epoch;
        user.Passing = Moment(() =>
        {
            if (user.Epoch == epoch)
            {
                user.Status = then;
            }
        });
    }

    private void Resume(LabMigrationUser user)
    {
        user.Passing = null;
        user.ErrorSummary = null;
        user.Epoch++;
        user.Phase = user.InitialSyncDone ? SyncPhase.Incremental : SyncPhase.Initial;
        user.Status = user.InitialSyncDone ? "Synced" : "Syncing";
        ScheduleStep(user, TimeSpan.FromHours(1));
    }

    private void ScheduleStep(LabMigrationUser user, TimeSpan after)
    {
        var epoch = user.Epoch;
        tenant.Timeline.At(Now + after, () =>
        {
            if (user.Epoch == epoch)
            {
                Step(user);
            }
        });
    }

    private void Step(LabMigrationUser user)
    {
        if (user.Phase == SyncPhase.Initial)
        {
            InitialStep(user);
        }
        else
        {
            Pass(user);
            ScheduleStep(user, BetweenPasses);
        }
    }

    private void InitialStep(LabMigrationUser user)
    {
        user.InitialStepsDone++;
        var last = user.InitialStepsDone >= user.InitialSteps;
        var share = (int)Math.Ceiling((user.Mailbox.Source?.Messages.Count ?? 0) / (double)user.InitialSteps);
        user.SyncedItems += _sync.CopyNew(user.Mailbox, last ? int.MaxValue : share);
        user.LastSuccessfulSyncUtc = Now;
        if (last)
        {
            user.InitialSyncDone = true;
            user.Phase = SyncPhase.Incremental;
            user.Status = "Synced";
            Summarize(user.Batch);
        }

        ScheduleStep(user, last ? BetweenPasses : BetweenInitialSteps);
    }

    private void Pass(LabMigrationUser user)
    {
        user.SyncedItems += user.Batch.CopiesWhatItDoesNotFind ? _sync.CopyWhatThePrimaryLacks(user.Mailbox) : _sync.CopyNew(user.Mailbox);
        user.LastSuccessfulSyncUtc = Now;
        user.Batch.LastSyncedUtc = Now;
    }

    /// <summary>The batch says what its users are up to.</summary>
    private void Summarize(LabBatch batch)
    {
        if (batch.Users.Exists(user => user.Phase is SyncPhase.NotStarted or SyncPhase.Initial))
        {
            batch.Status = "Syncing";
            return;
        }

        batch.Status = batch.Users.Exists(user => user.StatusSummary == "Failed") ? "SyncedwithErrors" : "Synced";
        batch.InitialSyncUtc ??= Now;
    }

    private void PlanStart(LabBatch batch)
    {
        if (batch.StartAfterUtc is not { } due || batch.Status is not ("Waiting" or "Created"))
        {
            return;
        }

        tenant.Timeline.At(due, () =>
        {
            if (batch.StartAfterUtc == due && batch.Status == "Waiting")
            {
                Start(batch);
            }
        });
    }

    private void PlanCompletion(LabBatch batch)
    {
        if (batch.CompleteAfterUtc is not { } due)
        {
            return;
        }

        tenant.Timeline.At(due, () =>
        {
            if (batch.CompleteAfterUtc == due && batch.Status is "Synced" or "SyncedwithErrors")
            {
                BeginCompletion(batch);
            }
        });
    }

    private void BeginCompletion(LabBatch batch)
    {
        var finishing = batch.Users.Where(user => user.Phase is SyncPhase.Incremental).ToList();
        foreach (var user in finishing)
        {
            // One last pass belongs to completing.
            Pass(user);
            user.Epoch++;
            user.Status = "Completing";
        }

        PassThrough(batch, "Completing", () =>
        {
            foreach (var user in finishing)
            {
                user.Phase = SyncPhase.Ended;
                user.Status = "Completed";
            }

            batch.Status = batch.Users.TrueForAll(user => user.Phase == SyncPhase.Ended) ? "Completed" : "CompletedWithErrors";
        });
    }

    private void WatchLifetime(LabBatch batch) => tenant.Timeline.At(Now + TimeSpan.FromDays(1), () =>
    {
        if (!tenant.Batches.Contains(batch))
        {
            return;
        }

        var untouched = Now - batch.LastTouchedUtc;
        if (untouched >= TimeSpan.FromDays(60) && batch.Status == "Synced")
        {
            Stop(batch);
        }
        else if ((untouched >= TimeSpan.FromDays(90) && batch.Status is "Stopped" or "Failed") || (untouched >= TimeSpan.FromDays(60) && batch.Status == "Completed"))
        {
            Remove(batch);
            return;
        }

        WatchLifetime(batch);
    });
}
