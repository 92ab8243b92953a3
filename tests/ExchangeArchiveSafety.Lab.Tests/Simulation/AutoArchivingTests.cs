namespace ExchangeArchiveSafety.Lab.Tests.Simulation;

public class AutoArchivingTests
{
    private const long Quota = 2 * LabMailbox.Gigabyte;

    [Fact]
    public void A_nearly_full_mailbox_loses_its_oldest_items_until_it_is_below()
    {
        var tenant = Tenant(97);
        var before = tenant.Mailbox("anna").Primary.Items.Select(item => item.ReceivedUtc).Order().ToList();

        tenant.RunAssistant("anna");

        var mailbox = tenant.Mailbox("anna");
        var moved = mailbox.Archive.Items.Count;
        Assert.True(moved > 0);
        Assert.True(mailbox.Primary.Bytes < Quota / 100 * 96);
        Assert.True(mailbox.Primary.Bytes + mailbox.Archive.Items.Max(item => item.Size) >= Quota / 100 * 96);
        Assert.Equal(before.Take(moved), mailbox.Archive.Items.Select(item => item.ReceivedUtc).Order());
        Assert.Equal(moved, mailbox.LastAssistantRun!.ArchivedFromRoot);
    }

    [Fact]
    public void And_the_sync_brings_them_back()
    {
        var tenant = Tenant(97);

        tenant.AdvanceDays(30);

        Assert.True(tenant.Count("anna").DuplicatedInArchive > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Under_a_retention_hold_it_is_a_question_of_the_tenant(bool ignoresHold)
    {
        var tenant = Tenant(97, mailbox => mailbox.RetentionHoldEnabled = true);
        tenant.Options.AutoArchivingIgnoresRetentionHold = ignoresHold;

        tenant.AdvanceDays(10);

        Assert.Equal(ignoresHold, tenant.Count("anna").ItemsInArchive > 0);
    }

    [Fact]
    public void Stops_when_switched_off_for_the_mailbox() => AssertNothingMoves(Tenant(97, mailbox => mailbox.AutoArchivingEnabled = false));

    [Fact]
    public void Stops_when_ELC_processing_is_off() => AssertNothingMoves(Tenant(97, mailbox => mailbox.ElcProcessingDisabled = true));

    [Fact]
    public void Stops_when_the_threshold_is_100()
    {
        var tenant = Tenant(97);
        tenant.Organization.AutoArchivingThresholdPercentage = 100;
        AssertNothingMoves(tenant);
    }

    [Fact]
    public void Leaves_a_half_full_mailbox_alone() => AssertNothingMoves(Tenant(60));

    [Fact]
    public void The_organization_may_give_a_filling_mailbox_an_archive()
    {
        var tenant = Tenant(92, mailbox => mailbox.WithoutArchive());
        tenant.Organization.AutoEnableArchiveMailbox = true;

        tenant.AdvanceDays(8);

        Assert.NotEqual(Guid.Empty, tenant.Mailbox("anna").ArchiveGuid);
    }

    private static void AssertNothingMoves(LabTenant tenant)
    {
        tenant.AdvanceDays(10);
        Assert.Equal(0, tenant.Count("anna").ItemsInArchive);
    }

    private static LabTenant Tenant(double percent, Action<LabMailbox>? set = null) => new TenantBuilder()
        .Mailbox("anna", mailbox =>
        {
            mailbox.RetentionPolicy = null;
            mailbox.ProhibitSendReceiveQuota = Quota;
            mailbox.SourceContents = SourceContents.Filling(percent, Quota);
            set?.Invoke(mailbox);
        })
        .Batch("wave", "IMAP", "Synced", batch => batch.User("anna"))
        .Build();
}
