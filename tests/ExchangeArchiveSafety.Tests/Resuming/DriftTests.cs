namespace ExchangeArchiveSafety.Tests.Resuming;

/// <summary>What somebody else changed meanwhile is left alone and said, setting by setting.</summary>
public class DriftTests
{
    private static LabTenant Tenant() => new TenantBuilder()
        .Mailbox("anna", mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-60);
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(60);
        })
        .Mailbox("ben")
        .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "ben"]))
        .Build();

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public async Task A_hold_of_which_one_date_has_a_third_value_is_left_alone_and_auto_archiving_is_restored(string force)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal").Clean();
        var third = LabTenant.DefaultStart.AddDays(7);
        session.Run("param($end) Set-Mailbox anna -EndDateForRetentionHold $end", third);
        Suspending.RoundTripTests.EndMigration(session);

        var shown = session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Suspensions[0];
        Assert.Equal("Drifted", shown.Status);
        Assert.Contains("EndDateForRetentionHold", shown.Reason, StringComparison.Ordinal);
        var outcome = session.TryJournal($"Resume-ConflictingArchivePolicy {force} -JournalPath $Journal");

        _ = outcome.OneError("SettingsDrifted", ErrorCategory.ResourceExists);
        var result = Assert.Single(outcome.Suspensions);
        Assert.Equal("PartlyResumed", result.Status);
        Assert.Contains("EndDateForRetentionHold", result.Reason, StringComparison.Ordinal);
        var anna = session.Tenant.Mailbox("anna");
        Assert.Contains("one setting in three properties", result.Reason, StringComparison.Ordinal);
        Assert.Equal((third, null, true, true), (anna.EndDateForRetentionHold, anna.StartDateForRetentionHold, anna.RetentionHoldEnabled, anna.AutoArchivingEnabled));
    }

    [Theory]
    [InlineData("-EndDateForRetentionHold ([datetime]'2027-01-01T00:00:00Z')", "EndDateForRetentionHold")]
    [InlineData("-StartDateForRetentionHold ([datetime]'2020-01-01T00:00:00Z')", "StartDateForRetentionHold")]
    public async Task A_date_that_was_never_ours_is_drift_of_the_hold_also_where_the_suspension_wrote_only_the_flag(string change, string property)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy ben -JournalPath $Journal").Clean();
        session.Run("Set-Mailbox ben " + change);
        Suspending.RoundTripTests.EndMigration(session);

        var shown = Assert.Single(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Suspensions);
        Assert.Equal("Drifted", shown.Status);
        Assert.Contains(property, shown.Reason, StringComparison.Ordinal);
        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal");

        _ = outcome.OneError("SettingsDrifted", ErrorCategory.ResourceExists);
        Assert.Equal("PartlyResumed", Assert.Single(outcome.Suspensions).Status);
        var ben = session.Tenant.Mailbox("ben");
        Assert.True(ben.RetentionHoldEnabled);
        Assert.True(ben.AutoArchivingEnabled);
        Assert.True((ben.EndDateForRetentionHold ?? ben.StartDateForRetentionHold) is not null);
    }

    [Fact]
    public async Task Settings_that_are_all_back_already_count_as_restored()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);
        session.TryJournal("Suspend-ConflictingArchivePolicy ben -JournalPath $Journal").Clean();
        session.Run("Set-Mailbox ben -RetentionHoldEnabled $false -AutoArchivingEnabled $true");
        Suspending.RoundTripTests.EndMigration(session);

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        Assert.Equal("Resumed", Assert.Single(outcome.Suspensions).Status);
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task One_setting_that_is_back_already_and_one_that_is_not_end_as_found()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);
        session.TryJournal("Suspend-ConflictingArchivePolicy anna, ben -JournalPath $Journal").Clean();
        session.Run("Set-Mailbox ben -RetentionHoldEnabled $false; Set-Mailbox anna -AutoArchivingEnabled $true");
        Suspending.RoundTripTests.EndMigration(session);

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        Assert.All(outcome.Suspensions, result => Assert.Equal("Resumed", result.Status));
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task Where_every_setting_has_a_third_value_nothing_is_written()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("anna", mailbox =>
            {
                mailbox.RetentionHoldEnabled = true;
                mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(60);
                mailbox.AutoArchivingEnabled = false;
            })
            .Batch("Wave", "IMAP", "Synced", batch => batch.User("anna"))
            .Build());
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal").Clean();
        session.Run("Set-Mailbox anna -EndDateForRetentionHold ([datetime]'2027-01-01T00:00:00Z')");
        Suspending.RoundTripTests.EndMigration(session);

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal");

        _ = outcome.OneError("SettingsDrifted", ErrorCategory.ResourceExists);
        Assert.Equal("Drifted", Assert.Single(outcome.Suspensions).Status);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Somebody_who_undoes_the_hold_in_mid_migration_is_shown_as_drift()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy ben -JournalPath $Journal").Clean();
        session.Run("Set-Mailbox ben -RetentionHoldEnabled $false");

        var shown = session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Suspensions[0];

        Assert.Equal("Drifted", shown.Status);
        Assert.Contains("RetentionHoldEnabled", shown.Reason, StringComparison.Ordinal);
        Assert.Equal("Suspended", session.TryJournal("Suspend-ConflictingArchivePolicy ben -JournalPath $Journal").Clean().Suspensions[0].Status);
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
        Assert.False(session.Tenant.Mailbox("ben").RetentionHoldEnabled);
        Assert.True(session.Tenant.Mailbox("ben").AutoArchivingEnabled);
    }
}
