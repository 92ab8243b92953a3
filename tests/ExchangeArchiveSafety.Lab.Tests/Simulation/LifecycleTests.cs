namespace ExchangeArchiveSafety.Lab.Tests.Simulation;

public class LifecycleTests
{
    [Fact]
    public void A_waiting_batch_starts_when_its_time_comes_and_becomes_synced()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Waiting", batch => batch.StartsIn(TimeSpan.FromDays(5)).User("anna")).Build();

        tenant.AdvanceDays(4.9);
        Assert.Equal(("Waiting", 6), (tenant.Batch("wave").Status, tenant.Count("anna").ItemsInPrimary));
        tenant.AdvanceDays(1);
        Assert.Equal("Synced", tenant.Batch("wave").Status);
        Assert.Equal("Synced", tenant.Batch("wave").Users[0].Status);
        Assert.Equal(0, tenant.Count("anna").AwaitingSync);
    }

    [Fact]
    public void A_created_batch_waits_for_somebody()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Created", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(40);

        Assert.Equal("Created", tenant.Batch("wave").Status);
    }

    [Fact]
    public void A_long_first_pass_is_syncing_until_it_is_through()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Syncing", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(6);
        Assert.Equal("Syncing", tenant.Batch("wave").Users[0].Status);
        tenant.AdvanceDays(8);
        Assert.Equal("Synced", tenant.Batch("wave").Users[0].Status);
        Assert.Equal("Synced", tenant.Batch("wave").Status);
    }

    [Fact]
    public void A_queued_user_of_a_running_batch_has_its_turn()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Mailbox("ben").Batch("wave", "IMAP", "Syncing", batch => batch.User("anna").User("ben", "Queued")).Build();

        tenant.AdvanceDays(7);

        Assert.Equal("Synced", tenant.Batch("wave").Users[1].Status);
    }

    [Fact]
    public void A_batch_completes_at_its_hour_with_one_last_pass()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Synced", batch => batch.CompletesIn(TimeSpan.FromDays(3)).User("anna")).Build();

        tenant.AdvanceDays(4);

        Assert.Equal("Completed", tenant.Batch("wave").Status);
        Assert.Equal("Completed", tenant.Batch("wave").Users[0].Status);
        Assert.Equal(LabTenant.DefaultStart.AddDays(3), tenant.Batch("wave").Users[0].LastSuccessfulSyncUtc);
    }

    [Fact]
    public void A_synced_batch_nobody_touches_stops_after_60_days_and_goes_after_90_more()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Synced", batch => batch.User("anna")).Build();

        tenant.AdvanceDays(59);
        Assert.Equal("Synced", tenant.Batch("wave").Status);
        tenant.AdvanceDays(3);
        Assert.Equal("Stopped", tenant.Batch("wave").Status);
        tenant.AdvanceDays(91);
        Assert.Empty(tenant.Batches);
    }

    [Fact]
    public void Sync_passes_come_every_24_hours()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Batch("wave", "IMAP", "Synced", batch => batch.User("anna")).Build();
        tenant.AdvanceDays(1);
        var first = tenant.Batch("wave").Users[0].LastSuccessfulSyncUtc;
        tenant.AdvanceDays(5);

        Assert.Equal(first!.Value.AddDays(5), tenant.Batch("wave").Users[0].LastSuccessfulSyncUtc);
    }

    [Fact]
    public void Things_due_at_the_same_time_happen_in_their_order_and_the_clock_never_goes_back()
    {
        var timeline = new Timeline(LabTenant.DefaultStart);
        var seen = new List<string>();
        timeline.At(timeline.Now.AddHours(2), () => seen.Add($"second {timeline.Now:HH}"));
        timeline.At(timeline.Now.AddHours(1), () =>
        {
            seen.Add($"first {timeline.Now:HH}");
            timeline.At(timeline.Now.AddHours(1), () => seen.Add($"third {timeline.Now:HH}"));
        });

        timeline.Advance(TimeSpan.FromHours(5));

        Assert.Equal(["first 09", "second 10", "third 10"], seen);
        Assert.Equal(LabTenant.DefaultStart.AddHours(5), timeline.Now);
        Assert.Throws<ArgumentOutOfRangeException>(() => timeline.Advance(TimeSpan.FromSeconds(-1)));
    }
}
