namespace ExchangeArchiveSafety.Lab.Tests.Simulation;

public class LoopTests
{
    public static TheoryData<string> WhatStopsTheLoop => [.. Cures.Keys];

    public static TheoryData<string> WhatDoesNotStopIt => [.. Placebos.Keys];

    private static Dictionary<string, Action<TenantBuilder, LabMailbox>> Cures { get; } = new()
    {
        ["retention hold"] = (_, mailbox) => mailbox.RetentionHoldEnabled = true,
        ["retention hold with dates around now"] = (_, mailbox) =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-1);
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(100);
        },
        ["ELC processing off"] = (_, mailbox) => mailbox.ElcProcessingDisabled = true,
        ["ELC processing off for the organization"] = (builder, _) => builder.Organization(organization => organization.ElcProcessingDisabled = true),
        ["no archive"] = (_, mailbox) => mailbox.WithoutArchive(),
        ["no policy at all"] = (_, mailbox) => mailbox.RetentionPolicy = null,
        ["Recoverable Items tags only"] = (builder, mailbox) =>
        {
            builder.Policy("RI", "Recoverable Items 14 days move to archive");
            mailbox.RetentionPolicy = "RI";
        },
        ["personal tags only, nothing stamped"] = (builder, mailbox) =>
        {
            builder.Policy("Own", "Personal 1 year move to archive");
            mailbox.RetentionPolicy = "Own";
        },
        ["disabled tag"] = (builder, _) => builder.Tenant.Tag(DefaultRetention.ArchiveTagName).RetentionEnabled = false,
    };

    private static Dictionary<string, Action<LabMailbox>> Placebos { get; } = new()
    {
        ["hold whose end has passed"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(-1);
        },
        ["hold that has not begun"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(40);
        },
        ["dates without the flag"] = mailbox =>
        {
            mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-1);
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(90);
        },
        ["ELC processing off under Preservation Lock"] = mailbox =>
        {
            mailbox.ElcProcessingDisabled = true;
            mailbox.PreservationLocked = true;
        },
        ["archive whose status says None"] = mailbox => mailbox.WithArchiveStatusNone(),
        ["no policy shown, default applies"] = mailbox =>
        {
            mailbox.RetentionPolicy = null;
            mailbox.ShouldUseDefaultRetentionPolicy = true;
        },
        ["litigation hold"] = mailbox => mailbox.LitigationHoldEnabled = true,
        ["auto-archiving off"] = mailbox => mailbox.AutoArchivingEnabled = false,
    };

    [Theory]
    [InlineData("IMAP")]
    [InlineData("Gmail")]
    public void Left_alone_archived_items_come_back_and_are_doubled(string type)
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", type, "Synced", batch => batch.User("anna")).Build();
        var before = tenant.Count("anna");
        tenant.AdvanceDays(10);
        var after10 = tenant.Count("anna");
        tenant.AdvanceDays(20);
        var after30 = tenant.Count("anna");

        Assert.Equal((0, 0, 0), (before.ItemsInArchive, before.Reappeared, before.DuplicatedInArchive));
        Assert.True(after10.Reappeared + after10.DuplicatedInArchive > 0);
        Assert.True(after30.DuplicatedInArchive > after10.DuplicatedInArchive);
        Assert.Equal(0, after30.Missing);
        Assert.All(tenant.Truth("anna"), message => Assert.True(message.InPrimary <= 1));
        Assert.All(tenant.Truth("anna").Where(message => message.Delivered), message => Assert.True(message.InPrimary + message.InArchive > 0));
    }

    [Theory]
    [MemberData(nameof(WhatStopsTheLoop))]
    public void What_holds_archiving_off_stops_the_loop(string cure)
    {
        var builder = new TenantBuilder();
        var tenant = builder.Mailbox("anna", mailbox => Cures[cure](builder, mailbox)).Batch("wave", "IMAP", "Synced", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(30);

        var count = tenant.Count("anna");
        Assert.Equal((0, 0, 0), (count.ItemsInArchive, count.Reappeared, count.DuplicatedInArchive));
        Assert.All(tenant.Truth("anna"), message => Assert.True(message.InPrimary <= 1));
    }

    [Theory]
    [MemberData(nameof(WhatDoesNotStopIt))]
    public void What_only_looks_like_a_cure_does_not(string placebo)
    {
        var tenant = new TenantBuilder().Mailbox("anna", mailbox => Placebos[placebo](mailbox)).Batch("wave", "IMAP", "Synced", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(30);

        Assert.True(tenant.Count("anna").DuplicatedInArchive > 0);
    }

    [Theory]
    [InlineData("ExchangeOutlookAnywhere", "Synced", "Synced")]
    [InlineData("ExchangeRemoteMove", "Synced", "Synced")]
    [InlineData("IMAP", "Synced", "Stopped")]
    [InlineData("IMAP", "Synced", "IncrementalStopped")]
    [InlineData("IMAP", "Completed", "Completed")]
    [InlineData("IMAP", "Failed", "Failed")]
    [InlineData("IMAP", "Created", "Queued")]
    public void Migrations_that_do_not_look_again_archive_and_double_nothing(string type, string batchStatus, string userStatus)
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", type, batchStatus, batch => batch.User("anna", userStatus)).Build();

        tenant.AdvanceDays(30);

        var count = tenant.Count("anna");
        Assert.Equal((0, 0), (count.Reappeared, count.DuplicatedInArchive));
        Assert.Equal(userStatus != "Queued", count.ItemsInArchive > 0);
    }

    [Fact]
    public void A_status_that_nobody_knows_goes_on_syncing()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Reconciling", batch => batch.User("anna", "Reconciling")).Build();

        tenant.AdvanceDays(30);

        Assert.True(tenant.Count("anna").DuplicatedInArchive > 0);
    }

    [Fact]
    public void A_tool_from_outside_does_the_same_and_no_command_shows_it()
    {
        var tenant = new TenantBuilder().Mailbox("anna").SyncedFromOutside("anna").Build();

        tenant.AdvanceDays(30);

        Assert.True(tenant.Count("anna").DuplicatedInArchive > 0);
        Assert.Empty(tenant.Batches);
    }

    [Fact]
    public void A_hold_that_ends_lets_the_loop_begin()
    {
        var tenant = new TenantBuilder()
            .Mailbox("anna", mailbox =>
            {
                mailbox.RetentionHoldEnabled = true;
                mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(15);
            })
            .Batch("wave", "IMAP", "Synced", batch => batch.User("anna"))
            .Build();

        tenant.AdvanceDays(14);
        Assert.Equal(0, tenant.Count("anna").ItemsInArchive);
        tenant.AdvanceDays(20);
        Assert.True(tenant.Count("anna").DuplicatedInArchive > 0);
        Assert.True(tenant.Mailbox("anna").RetentionHoldEnabled);
    }

    [Fact]
    public void A_stamped_folder_is_archived_though_its_tag_is_in_no_policy()
    {
        var tenant = new TenantBuilder()
            .Policy("RI", "Recoverable Items 14 days move to archive")
            .Mailbox("anna", mailbox => mailbox.RetentionPolicy = "RI")
            .StampFolder("anna", "/Customers", "Personal 1 year move to archive")
            .Batch("wave", "IMAP", "Synced", batch => batch.User("anna"))
            .Build();

        tenant.AdvanceDays(30);

        Assert.NotEmpty(tenant.Mailbox("anna").Archive.Items);
        Assert.All(tenant.Mailbox("anna").Archive.Items, item => Assert.Equal("/Customers", item.Folder.Path));
    }

    [Fact]
    public void A_never_tag_on_a_folder_beats_the_default()
    {
        var tenant = new TenantBuilder().Mailbox("anna").StampFolder("anna", "/Inbox", "Personal never move to archive").Batch("wave", "IMAP", "Synced", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(30);

        Assert.NotEmpty(tenant.Mailbox("anna").Archive.Items);
        Assert.DoesNotContain(tenant.Mailbox("anna").Archive.Items, item => item.Folder.Path == "/Inbox");
    }

    [Fact]
    public void Only_the_target_that_the_source_feeds_gets_copies()
    {
        var tenant = Contoso.Create();
        tenant.AdvanceDays(35);

        Assert.True(tenant.Mailboxes.Count >= 25);
        Assert.Equal(0, tenant.Total().Missing);
        Assert.True(tenant.Count("anna.berg").DuplicatedInArchive > 0);
        Assert.All((string[])["hold.open", "elc.off", "no.archive", "disabled.tags", "auto.off", "not.migrating", "completed.user", "moved.user", "batch.removed"], alias =>
            Assert.Equal(0, tenant.Count(alias).DuplicatedInArchive + tenant.Count(alias).Reappeared));
    }

    [Fact]
    public void The_same_seed_gives_the_same_tenant()
    {
        var one = Contoso.Create();
        var two = Contoso.Create();
        one.AdvanceDays(20);
        for (var i = 0; i < 40; i++)
        {
            two.AdvanceDays(0.5);
        }

        Assert.Equal(one.CountAll(), two.CountAll());
        Assert.Equal(one.Mailboxes.Select(mailbox => mailbox.ExchangeGuid), two.Mailboxes.Select(mailbox => mailbox.ExchangeGuid));
    }
}
