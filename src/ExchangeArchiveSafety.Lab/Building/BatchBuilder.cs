using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.Building;

/// <summary>Users and times of one batch.</summary>
public sealed class BatchBuilder(LabTenant tenant, LabBatch batch, ulong seed)
{
    public LabBatch Batch { get; } = batch;

    public BatchBuilder StartsIn(TimeSpan after)
    {
        Batch.StartAfterUtc = tenant.Now + after;
        return this;
    }

    public BatchBuilder CompletesIn(TimeSpan after)
    {
        Batch.CompleteAfterUtc = tenant.Now + after;
        return this;
    }

    public BatchBuilder Users(IEnumerable<string> mailboxes)
    {
        foreach (var mailbox in mailboxes)
        {
            User(mailbox);
        }

        return this;
    }

    /// <param name="mailbox">An identity of the mailbox.</param>
    /// <param name="status">What Exchange shows; by default what goes with the batch.</param>
    /// <param name="set">Anything else.</param>
    public BatchBuilder User(string mailbox, string? status = null, Action<LabMigrationUser>? set = null)
    {
        var target = tenant.Mailbox(mailbox);
        var user = new LabMigrationUser(Batch, target) { Status = status ?? UsualStatus(Batch.Status) };
        var (phase, share) = Meaning(user.Status);
        user.Phase = phase;
        if (target.Source is null)
        {
            target.Source = new SourceMailbox(target.PrimarySmtpAddress, seed);
            target.Source.Fill(target.SourceContents, tenant.Now);
        }

        if (phase == SyncPhase.Initial)
        {
            // Twelve days are behind it and about as many ahead.
            user.InitialSteps = 48;
            user.InitialStepsDone = 24;
        }

        if (share > 0)
        {
            Batch.StartedUtc ??= tenant.Now.AddDays(-3);
            tenant.Migration.BringOver(user, share);
            Batch.InitialSyncUtc ??= share >= 1 ? tenant.Now.AddDays(-1) : null;
            Batch.LastSyncedUtc = tenant.Now;
        }

        set?.Invoke(user);
        Batch.Users.Add(user);
        return this;
    }

    private static string UsualStatus(string batchStatus) => batchStatus switch
    {
        "Created" or "Waiting" => "Queued",
        "Starting" or "Syncing" => "Syncing",
        "Stopped" => "Stopped",
        "Stopping" => "Stopping",
        "Failed" => "Failed",
        "Completed" or "CompletedWithErrors" => "Completed",
        "Corrupted" => "Corrupted",
        "Removing" => "Removing",
        _ => "Synced",
    };

    /// <summary>What goes on behind a status, and how much of the source is already over. A status nobody knows hides a running sync.</summary>
    private static (SyncPhase Phase, double Share) Meaning(string status) => status switch
    {
        "Queued" or "Validating" or "Provisioning" or "ProvisionUpdating" => (SyncPhase.NotStarted, 0),
        "Starting" or "Syncing" => (SyncPhase.Initial, 0.5),
        "Stopped" or "Stopping" or "Failed" or "Corrupted" or "Removing" => (SyncPhase.Quiet, 0.5),
        "IncrementalStopped" or "IncrementalFailed" or "CompletionFailed" => (SyncPhase.Quiet, 1),
        "Completed" or "CompletedWithWarnings" => (SyncPhase.Ended, 1),
        _ => (SyncPhase.Incremental, 1),
    };
}
