using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

/// <summary>One mailbox in one batch.</summary>
public sealed class LabMigrationUser(LabBatch batch, LabMailbox mailbox)
{
    public LabBatch Batch { get; } = batch;

    public LabMailbox Mailbox { get; } = mailbox;

    public Guid Guid { get; set; } = new Chance(37, batch.Name + "|" + mailbox.PrimarySmtpAddress).Guid();

    public string Identity => Mailbox.PrimarySmtpAddress;

    /// <summary>What Exchange shows. What really happens follows from <see cref="Phase"/>.</summary>
    public string Status { get; set; } = "Queued";

    public SyncPhase Phase { get; set; } = SyncPhase.NotStarted;

    /// <summary>The initial sync brings the source over in this many steps, twelve hours apart.</summary>
    public int InitialSteps { get; set; } = 1;

    internal int InitialStepsDone { get; set; }

    public bool InitialSyncDone { get; internal set; }

    public DateTime? LastSuccessfulSyncUtc { get; set; }

    public int SyncedItems { get; set; }

    public int SkippedItems { get; set; }

    public string? ErrorSummary { get; set; }

    internal PassingState? Passing { get; set; }

    /// <summary>Counts up with every start and stop, so that what was planned before no longer happens.</summary>
    internal int Epoch { get; set; }

    public string StatusSummary => Phase switch
    {
        SyncPhase.NotStarted or SyncPhase.Initial => "Active",
        SyncPhase.Incremental => "Synced",
        SyncPhase.Ended => "Completed",
        _ => Status.Contains("Failed", StringComparison.Ordinal) || Status == "Corrupted" ? "Failed" : "Stopped",
    };
}
