using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>What is true of a mailbox, as the tenant itself knows it.</summary>
internal static class Risk
{
    /// <summary>A sync runs that takes for missing what is in the archive.</summary>
    public static bool IsSyncing(LabTenant tenant, LabMailbox mailbox) =>
        tenant.FeedersOf(mailbox).Any(user => user.Batch.CopiesWhatItDoesNotFind && user.Phase is SyncPhase.Initial or SyncPhase.Incremental);

    /// <summary>A migration that may be harmful runs, or will without anybody acting again.</summary>
    public static bool RunsOrWill(LabTenant tenant, LabMailbox mailbox) =>
        tenant.FeedersOf(mailbox).Any(user => user.Batch.MigrationType is not ("ExchangeRemoteMove" or "PublicFolder") && user.Phase is SyncPhase.NotStarted or SyncPhase.Initial or SyncPhase.Incremental);

    /// <summary>There is a migration that has not come to its end; somebody may start it again.</summary>
    public static bool IsMigrating(LabTenant tenant, LabMailbox mailbox) => tenant.FeedersOf(mailbox).Any(user => user.Phase != SyncPhase.Ended);

    /// <summary>There is an archive, or what shows as one.</summary>
    public static bool HasArchive(LabMailbox mailbox) => mailbox.HasWorkingArchive || mailbox.ArchiveStatus == "Active";

    /// <summary>Something would archive if nobody held it off.</summary>
    public static bool IsArchived(LabTenant tenant, LabMailbox mailbox) =>
        (mailbox.RetentionPolicy is null && !mailbox.ShouldUseDefaultRetentionPolicy)
        || (tenant.PolicyOf(mailbox)?.TagLinks ?? []).Concat(mailbox.OptedInTags).Select(tenant.FindTag)
            .Any(tag => tag is { MovesToArchive: true, RetentionEnabled: true, AgeLimit: not null, Type: "All" or "Personal" })
        || IsFilling(tenant, mailbox);

    /// <summary>Auto-archiving acts, or will when some more mail has come.</summary>
    public static bool IsFilling(LabTenant tenant, LabMailbox mailbox) =>
        (tenant.Organization.AutoArchivingThresholdPercentage ?? 96) < 100 && mailbox.Primary.Bytes + mailbox.Primary.RecoverableBytes >= mailbox.ProhibitSendReceiveQuota / 2;
}
