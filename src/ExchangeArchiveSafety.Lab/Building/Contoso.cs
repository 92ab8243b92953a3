using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.Building;

/// <summary>The default tenant: a company in the middle of its migrations, where every situation exists once.</summary>
public static class Contoso
{
    private const long SmallQuota = 2 * LabMailbox.Gigabyte;

    public static LabTenant Create(ulong seed = 1)
    {
        var builder = new TenantBuilder(seed: seed)
            .Organization(organization => organization.InPlaceHolds.Add("mbx9696959ae2244d8c8aa1ce9be3f0ad1d:2"))
            .Tag("Contoso 1 year move to archive", "All", "MoveToArchive", 365)
            .Tag("DISABLED_Contoso 90 days move to archive", "All", "MoveToArchive", 90, enabled: false)
            .Tag("Project mail 6 months to archive", "Personal", "MoveToArchive", 180)
            .Tag("Sent Items 10 years", "SentItems", "DeleteAndAllowRecovery", 3650)
            .Policy("Contoso strict", "Contoso 1 year move to archive", "Recoverable Items 14 days move to archive", "Never Delete")
            .Policy("Contoso archiving off", "DISABLED_Contoso 90 days move to archive", "Recoverable Items 14 days move to archive")
            .Policy("Recoverable Items only", "Recoverable Items 14 days move to archive", "Sent Items 10 years")
            .Policy("Own choice", "Personal 1 year move to archive", "Personal 5 year move to archive", "Never Delete");
        AddSyncingMailboxes(builder);
        AddMailboxesWithoutEngine(builder);
        AddNearlyFullMailboxes(builder);
        AddMailboxesHeldOff(builder);
        AddOtherMigrations(builder);
        AddBatches(builder);
        return builder.Build();
    }

    private static void AddSyncingMailboxes(TenantBuilder builder) => builder
        .Mailbox("anna.berg")
        .Mailbox("ben.castro", mailbox => mailbox.RetentionPolicy = "Contoso strict")
        .Mailbox("clara.dietz")
        .Mailbox("status.none", mailbox => mailbox.WithArchiveStatusNone())
        .Mailbox("ghost.archive", mailbox => mailbox.WithGhostArchive())
        .Mailbox("litigation.hold", mailbox =>
        {
            mailbox.LitigationHoldEnabled = true;
            mailbox.LitigationHoldDate = builder.Tenant.Now.AddDays(-400);
            mailbox.LitigationHoldOwner = "legal@contoso.example";
            mailbox.InPlaceHolds.AddRange(["UniH0d2ae0ab-6f4c-4d2a-8a36-5d4f6cbf0e41", "mbxf11f6dc1a9f14d8cbb2fd5b2a7dc1b35:1"]);
        })
        .Mailbox("no.policy.default", mailbox =>
        {
            mailbox.RetentionPolicy = null;
            mailbox.ShouldUseDefaultRetentionPolicy = true;
        })
        .Mailbox("no.policy.unknown", mailbox => mailbox.RetentionPolicy = null)
        .Mailbox("two.batches")
        .Mailbox("stale.dates", mailbox =>
        {
            mailbox.StartDateForRetentionHold = builder.Tenant.Now.AddDays(-300);
            mailbox.EndDateForRetentionHold = builder.Tenant.Now.AddDays(-200);
        })
        .Mailbox("hostile.name", mailbox => mailbox.DisplayName = "=cmd|'/c calc'!A1 \"O'Hara\" $(Remove-Item x) `<b>&amp;</b> \u202Egnp.exe");

    private static void AddMailboxesWithoutEngine(TenantBuilder builder) => builder
        .Mailbox("no.archive", mailbox => mailbox.WithoutArchive())
        .Mailbox("disabled.tags", mailbox => mailbox.RetentionPolicy = "Contoso archiving off")
        .Mailbox("recoverable.only", mailbox => mailbox.RetentionPolicy = "Recoverable Items only")
        .Mailbox("personal.only", mailbox => mailbox.RetentionPolicy = "Own choice")
        .StampFolder("personal.only", "/Customers", "Personal 1 year move to archive")
        .Mailbox("opted.in", mailbox =>
        {
            mailbox.RetentionPolicy = "Recoverable Items only";
            mailbox.OptedInTags.Add("Project mail 6 months to archive");
        })
        .StampFolder("opted.in", "/Inbox/Projects", "Project mail 6 months to archive");

    private static void AddNearlyFullMailboxes(TenantBuilder builder)
    {
        AddSmall("auto.full", 97);
        AddSmall("auto.full.held", 97, mailbox => mailbox.RetentionHoldEnabled = true);
        AddSmall("auto.half", 60);
        AddSmall("auto.low", 10);
        AddSmall("auto.off", 97, mailbox => mailbox.AutoArchivingEnabled = false);

        void AddSmall(string alias, double percent, Action<LabMailbox>? set = null) => builder.Mailbox(alias, mailbox =>
        {
            mailbox.RetentionPolicy = "Recoverable Items only";
            mailbox.ProhibitSendReceiveQuota = SmallQuota;
            mailbox.ProhibitSendQuota = SmallQuota / 100 * 99;
            mailbox.IssueWarningQuota = SmallQuota / 100 * 90;
            mailbox.SourceContents = SourceContents.Filling(percent, SmallQuota);
            set?.Invoke(mailbox);
        });
    }

    private static void AddMailboxesHeldOff(TenantBuilder builder)
    {
        var now = builder.Tenant.Now;
        builder
            .Mailbox("hold.open", mailbox => mailbox.RetentionHoldEnabled = true)
            .Mailbox("hold.before", mailbox =>
            {
                // On since before the migration, for a reason of its own: it has to be on afterwards, with its dates.
                mailbox.RetentionHoldEnabled = true;
                mailbox.StartDateForRetentionHold = now.AddDays(-60);
                mailbox.EndDateForRetentionHold = now.AddDays(500);
                mailbox.AutoArchivingEnabled = false;
                mailbox.RetentionComment = "On leave until next summer";
            })
            .Mailbox("hold.ending", mailbox =>
            {
                mailbox.RetentionHoldEnabled = true;
                mailbox.EndDateForRetentionHold = now.AddDays(9);
            })
            .Mailbox("hold.expired", mailbox =>
            {
                mailbox.RetentionHoldEnabled = true;
                mailbox.StartDateForRetentionHold = now.AddDays(-90);
                mailbox.EndDateForRetentionHold = now.AddDays(-30);
            })
            .Mailbox("hold.ahead", mailbox =>
            {
                mailbox.RetentionHoldEnabled = true;
                mailbox.StartDateForRetentionHold = now.AddDays(12);
            })
            .Mailbox("elc.off", mailbox => mailbox.ElcProcessingDisabled = true)
            .Mailbox("elc.locked", mailbox =>
            {
                mailbox.ElcProcessingDisabled = true;
                mailbox.PreservationLocked = true;
            });
    }

    private static void AddOtherMigrations(TenantBuilder builder)
    {
        foreach (var alias in (string[])
            [
                "gmail.user", "queued.user", "waiting.user", "created.user", "stopped.user", "incremental.stopped", "failed.user", "corrupted.user", "stopped.batch",
                "completed.user", "moved.user", "cutover.user", "pst.import", "unknown.status", "batch.removed", "external.tool", "not.migrating",
            ])
        {
            builder.Mailbox(alias);
        }

        builder
            .Batch("Removed wave", "IMAP", "Completed", batch => batch.User("batch.removed"))
            .RemoveBatch("Removed wave")
            .SyncedFromOutside("external.tool")
            .Mailbox("shared.office", mailbox => mailbox.RecipientTypeDetails = "SharedMailbox")
            .Mailbox("public.folders", mailbox => mailbox.RecipientTypeDetails = "PublicFolderMailbox");
    }

    private static void AddBatches(TenantBuilder builder) => builder
        .Batch("IMAP wave 1", "IMAP", "Synced", batch => batch
            .Users(["anna.berg", "ben.castro", "status.none", "ghost.archive", "litigation.hold", "no.policy.default", "no.policy.unknown", "two.batches", "stale.dates"])
            .Users(["no.archive", "disabled.tags", "recoverable.only", "personal.only", "opted.in"])
            .User("shared.office")
            .Users(["auto.full", "auto.full.held", "auto.half", "auto.low", "auto.off"])
            .Users(["hold.open", "hold.before", "hold.ending", "hold.expired", "hold.ahead", "elc.off", "elc.locked"])
            .User("stopped.user", "Stopped")
            .User("incremental.stopped", "IncrementalStopped"))
        .Batch("IMAP wave 2", "IMAP", "Syncing", batch => batch
            .User("clara.dietz", "Syncing")
            .User("queued.user", "Queued")
            .User("failed.user", "Failed", user => user.ErrorSummary = "The credentials of the source account are not accepted.")
            .User("unknown.status", "Reconciling"))
        .Batch("Old wave", "IMAP", "Stopped", batch => batch.Users(["two.batches", "stopped.batch"]))
        .Batch("Wave \"3\" $(Get-Date) 'Süd'; <b>x</b>", "IMAP", "Synced", batch => batch.User("hostile.name"))
        .Batch("Google sales", "Gmail", "Synced", batch => batch.User("gmail.user"))
        .Batch("Next month", "IMAP", "Waiting", batch => batch.StartsIn(TimeSpan.FromDays(20)).User("waiting.user"))
        .Batch("Draft", "IMAP", "Created", batch => batch.User("created.user"))
        .Batch("Broken", "IMAP", "Corrupted", batch => batch.User("corrupted.user"))
        .Batch("Finished wave", "IMAP", "Completed", batch => batch.User("completed.user"))
        .Batch("Hybrid moves", "ExchangeRemoteMove", "Synced", batch => batch.CompletesIn(TimeSpan.FromDays(30)).User("moved.user"))
        .Batch("Cutover", "ExchangeOutlookAnywhere", "Synced", batch => batch.User("cutover.user"))
        .Batch("PST files", "PSTImport", "Syncing", batch => batch.User("pst.import"))
        .Batch("Public folders", "PublicFolder", "Synced", batch => batch.User("public.folders"));
}
