namespace ExchangeArchiveSafety.Lab.Tests.Simulation;

public class AssistantTests
{
    [Fact]
    public void Comes_by_every_mailbox_within_seven_days_and_writes_down_what_it_did()
    {
        var tenant = new TenantBuilder().Migrating(30).Build();

        tenant.AdvanceDays(7);

        Assert.All(tenant.Mailboxes, mailbox =>
        {
            Assert.NotNull(mailbox.LastAssistantRun);
            Assert.InRange(mailbox.AssistantCycle.TotalDays, 1, 7);
        });
        Assert.Contains(tenant.Mailboxes, mailbox => mailbox.LastAssistantRun!.ArchivedFromRoot > 0);
    }

    [Fact]
    public void Archives_by_age_and_nothing_younger()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Completed", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(10);

        var run = tenant.Mailbox("anna").LastAssistantRun!.FinishedUtc;
        Assert.All(tenant.Mailbox("anna").Archive.Items, item => Assert.True(item.ReceivedUtc <= run.AddDays(-730)));
        Assert.All(tenant.Mailbox("anna").Primary.Items, item => Assert.True(item.ReceivedUtc > run.AddDays(-730)));
    }

    [Fact]
    public void Leaves_mailboxes_below_10_MB_alone_until_started_by_hand()
    {
        var tenant = new TenantBuilder()
            .Mailbox("tiny", mailbox => mailbox.SourceContents = new SourceContents(10, AverageSize: 100 * 1024))
            .Batch("wave", "IMAP", "Synced", batch => batch.User("tiny"))
            .Build();

        tenant.AdvanceDays(14);
        Assert.Null(tenant.Mailbox("tiny").LastAssistantRun);
        tenant.RunAssistant("tiny");
        Assert.NotEmpty(tenant.Mailbox("tiny").Archive.Items);
    }

    [Fact]
    public void Goes_on_with_Recoverable_Items_under_a_retention_hold_and_stops_when_ELC_is_off()
    {
        foreach (var elcOff in (bool[])[false, true])
        {
            var tenant = new TenantBuilder().Tag("Delete all after a month", "All", "DeleteAndAllowRecovery", 30).Policy("P", "Delete all after a month")
                .Mailbox("anna", mailbox => mailbox.RetentionPolicy = "P")
                .Batch("wave", "IMAP", "Completed", batch => batch.User("anna"))
                .Build();
            tenant.RunAssistant("anna");
            var deleted = Deleted(tenant);
            Assert.True(deleted > 0);

            tenant.Mailbox("anna").RetentionHoldEnabled = true;
            tenant.Mailbox("anna").ElcProcessingDisabled = elcOff;
            tenant.AdvanceDays(30);
            tenant.RunAssistant("anna");

            Assert.Equal(elcOff ? deleted : 0, Deleted(tenant));
        }

        static int Deleted(LabTenant tenant) => tenant.Mailbox("anna").Primary.Items.Count(item => item.Folder.IsRecoverableItems);
    }

    [Fact]
    public void Never_moves_what_is_larger_than_the_mailbox_may_receive()
    {
        var tenant = new TenantBuilder().Mailbox("anna", mailbox => mailbox.MaxReceiveSize = 1024).Batch("wave", "IMAP", "Synced", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(14);

        Assert.Empty(tenant.Mailbox("anna").Archive.Items);
    }
}
