using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>What is true of a mailbox, as the tenant itself knows it.</summary>
internal static class Risk
{
    // Who reads the status of a batch has to believe it: unless a user is stopped, its mailbox is as active as the batch.
    private static readonly string[] RunningOrAhead = ["Starting", "Syncing", "Synced", "SyncedwithErrors", "Completing", "Stopping", "Created", "Waiting"];

    /// <summary>A sync runs that takes for missing what is in the archive.</summary>
    public static bool IsSyncing(LabTenant tenant, LabMailbox mailbox) =>
        tenant.FeedersOf(mailbox).Any(user => user.Mailbox == mailbox && user.Batch.CopiesWhatItDoesNotFind && user.Phase is SyncPhase.Initial or SyncPhase.Incremental);

    /// <summary>A migration that may be harmful runs, or will without anybody acting again, or shows as if it did.</summary>
    public static bool RunsOrWill(LabTenant tenant, LabMailbox mailbox) => tenant.FeedersOf(mailbox).Any(user =>
        user.Batch.MigrationType is not ("ExchangeRemoteMove" or "PublicFolder")
        && (user.Phase is SyncPhase.NotStarted or SyncPhase.Initial or SyncPhase.Incremental
            || (user.Status is not ("Stopped" or "IncrementalStopped") && RunningOrAhead.Contains(user.Batch.Status))));

    /// <summary>There is a migration that has not come to its end; somebody may start it again.</summary>
    public static bool IsMigrating(LabTenant tenant, LabMailbox mailbox) =>
        tenant.FeedersOf(mailbox).Any(user => user.Phase != SyncPhase.Ended || user.Batch.Status != "Completed");

    /// <summary>The same of a migration that may be harmful.</summary>
    public static bool MayCopyAgain(LabTenant tenant, LabMailbox mailbox) => tenant.FeedersOf(mailbox).Any(user =>
        user.Batch.MigrationType is not ("ExchangeRemoteMove" or "PublicFolder") && (user.Phase != SyncPhase.Ended || user.Batch.Status != "Completed"));

    /// <summary>Another batch has the name of its own, and a migration user tells no more than the name.</summary>
    public static bool HasNamesake(LabTenant tenant, LabMailbox mailbox) => tenant.FeedersOf(mailbox).Any(user =>
        tenant.Batches.Any(other => other != user.Batch && other.Name.Equals(user.Batch.Name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Something about it contradicts itself, or nobody knows what it does.</summary>
    public static bool IsHardToJudge(LabTenant tenant, LabMailbox mailbox) =>
        mailbox.PreservationLocked
        || (mailbox.RetentionPolicy is null && !mailbox.ShouldUseDefaultRetentionPolicy)
        || HasNamesake(tenant, mailbox)
        || tenant.FeedersOf(mailbox).Any(user => user.Batch.MigrationType is not ("IMAP" or "Gmail" or "ExchangeRemoteMove") || user.Status is "Removing" or "Corrupted");

    /// <summary>There is an archive, or what shows as one.</summary>
    public static bool HasArchive(LabMailbox mailbox) => mailbox.HasWorkingArchive || mailbox.ArchiveStatus == "Active";

    /// <summary>Something would archive if nobody held it off.</summary>
    public static bool IsArchived(LabTenant tenant, LabMailbox mailbox) =>
        (mailbox.RetentionPolicy is null && !mailbox.ShouldUseDefaultRetentionPolicy)
        || (tenant.PolicyOf(mailbox)?.TagLinks ?? []).Concat(mailbox.OptedInTags).Select(tenant.FindTag)
            .Any(tag => tag is { MovesToArchive: true, RetentionEnabled: true, AgeLimit: not null, Type: "All" or "Personal" })
        || IsFilling(tenant, mailbox);

    /// <summary>Auto-archiving acts, or will when some more mail has come.</summary>
    private static bool IsFilling(LabTenant tenant, LabMailbox mailbox) =>
        (tenant.Organization.AutoArchivingThresholdPercentage ?? 96) < 100 && mailbox.Primary.Bytes + mailbox.Primary.RecoverableBytes >= mailbox.ProhibitSendReceiveQuota / 2;
}
