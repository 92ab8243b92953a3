namespace ExchangeArchiveSafety.Tests.Suspending;

/// <summary>Suspending and resuming is the identity on settings.</summary>
public class RoundTripTests
{
    [Theory]
    [InlineData("RetentionHold", "")]
    [InlineData("RetentionHold", "-Until '2026-06-30T12:00:00Z'")]
    [InlineData("ElcProcessing", "")]
    public async Task Every_starting_setting_is_left_exactly_as_found(string method, string more)
    {
        await using var session = await LabSession.StartAsync(StartingSettings.Tenant());
        var before = SettingsOf.Everybody(session.Tenant);
        var names = string.Join(", ", StartingSettings.All.Keys.Select(alias => "'" + alias + "'"));

        var suspended = session.TryJournal($"Suspend-ConflictingArchivePolicy {names} -Method {method} {more} -Force -JournalPath $Journal").Clean().Suspensions;
        Assert.Equal(StartingSettings.All.Count, suspended.Count);
        Assert.All(suspended, result => Assert.Contains(result.Status, (string[])["Suspended", "AlreadySuspended"]));
        foreach (var mailbox in session.Tenant.Mailboxes)
        {
            Assert.True(method == "ElcProcessing" ? mailbox.ElcProcessingDisabled : mailbox.IsOnRetentionHoldAt(session.Tenant.Now) && !mailbox.AutoArchivingEnabled, mailbox.Alias);
        }

        session.Tenant.AdvanceDays(30);
        EndMigration(session);
        var resumed = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean().Suspensions;

        Assert.All(resumed, result => Assert.Equal("Resumed", result.Status));
        Assert.Equal(suspended.Count(result => result.Status == "Suspended"), resumed.Count);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
        Assert.Empty(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Output);
    }

    [Fact]
    public async Task Both_methods_on_one_mailbox_come_off_again()
    {
        await using var session = await LabSession.StartAsync(StartingSettings.Tenant());
        var before = SettingsOf.Everybody(session.Tenant);

        session.TryJournal("Suspend-ConflictingArchivePolicy plain, hold.both -JournalPath $Journal; Suspend-ConflictingArchivePolicy plain, hold.both -Method ElcProcessing -Force -JournalPath $Journal").Clean();
        Assert.True(session.Tenant.Mailbox("plain").ElcProcessingDisabled && session.Tenant.Mailbox("plain").RetentionHoldEnabled);
        EndMigration(session);
        var resumed = session.TryJournal("Resume-ConflictingArchivePolicy plain, hold.both -JournalPath $Journal").Clean().Suspensions;

        Assert.Equal(["Resumed", "Resumed", "Resumed", "Resumed"], resumed.Select(result => result.Status));
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task A_second_round_after_the_first_starts_from_what_is_found_then()
    {
        await using var session = await LabSession.StartAsync(StartingSettings.Tenant());

        session.TryJournal("Suspend-ConflictingArchivePolicy plain -JournalPath $Journal; Resume-ConflictingArchivePolicy plain -Force -JournalPath $Journal").Clean();
        session.Run("Set-Mailbox plain -RetentionHoldEnabled $true -EndDateForRetentionHold ([datetime]'2026-05-01T00:00:00Z')");
        var before = SettingsOf.Everybody(session.Tenant);
        session.TryJournal("Suspend-ConflictingArchivePolicy plain -JournalPath $Journal; Resume-ConflictingArchivePolicy plain -Force -JournalPath $Journal").Clean();

        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task Suspending_twice_keeps_the_first_settings_and_says_so()
    {
        await using var session = await LabSession.StartAsync(StartingSettings.Tenant());
        var before = SettingsOf.Everybody(session.Tenant);

        session.TryJournal("Suspend-ConflictingArchivePolicy plain, hold.both -JournalPath $Journal").Clean();
        session.Exchange.Calls.Clear();
        var again = session.TryJournal("Suspend-ConflictingArchivePolicy plain, hold.both -JournalPath $Journal").Clean().Suspensions;
        Assert.Equal(["AlreadySuspended", "AlreadySuspended"], again.Select(result => result.Status));
        Assert.Empty(session.Exchange.Calls.Writes);
        var piped = session.TryJournal("Test-ArchiveMigrationConflict plain, hold.both | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean().Suspensions;
        Assert.Equal(["AlreadySuspended", "AlreadySuspended"], piped.Select(result => result.Status));
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();

        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task A_longer_Until_moves_the_end_and_still_restores_the_first_settings()
    {
        await using var session = await LabSession.StartAsync(StartingSettings.Tenant());
        var before = SettingsOf.Everybody(session.Tenant);

        session.TryJournal("Suspend-ConflictingArchivePolicy hold.both -Until '2026-02-01T00:00:00Z' -JournalPath $Journal").Clean();
        session.TryJournal("Suspend-ConflictingArchivePolicy hold.both -Until '2026-03-01T00:00:00Z' -JournalPath $Journal").Clean();
        Assert.Equal(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), session.Tenant.Mailbox("hold.both").EndDateForRetentionHold);
        session.TryJournal("Resume-ConflictingArchivePolicy hold.both -Force -JournalPath $Journal").Clean();

        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData(DateShape.DateTimeUnspecified)]
    [InlineData(DateShape.DateTimeLocal)]
    [InlineData(DateShape.IsoText)]
    public async Task Dates_come_back_to_the_same_instant_in_whatever_shape_they_were_read(DateShape shape)
    {
        var tenant = StartingSettings.Tenant();
        tenant.Options.Shapes.Dates = shape;
        await using var session = await LabSession.StartAsync(tenant);
        var before = SettingsOf.Everybody(session.Tenant);

        var suspended = session.TryJournal("Suspend-ConflictingArchivePolicy hold.both, hold.expired, dates.stale -JournalPath $Journal").Clean().Suspensions;
        Assert.All(suspended, result => Assert.Equal("Suspended", result.Status));
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();

        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task Where_clearing_dates_needs_the_hold_it_works_as_well()
    {
        var tenant = StartingSettings.Tenant();
        tenant.Options.ClearingHoldDatesNeedsHold = true;
        await using var session = await LabSession.StartAsync(tenant);
        var before = SettingsOf.Everybody(session.Tenant);
        var names = string.Join(", ", StartingSettings.All.Keys.Select(alias => "'" + alias + "'"));

        session.TryJournal($"Suspend-ConflictingArchivePolicy {names} -Until '2026-06-30T12:00:00Z' -Force -JournalPath $Journal").Clean();
        var resumed = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean().Suspensions;

        Assert.All(resumed, result => Assert.Equal("Resumed", result.Status));
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task Only_the_mailbox_and_nothing_else_of_the_tenant_is_set()
    {
        await using var session = await LabSession.StartAsync(StartingSettings.Tenant());
        var before = SettingsOf.Everybody(session.Tenant);

        session.TryJournal("Suspend-ConflictingArchivePolicy plain -JournalPath $Journal").Clean();

        Assert.All(session.Exchange.Calls.Writes, call => Assert.Equal(("Set-Mailbox", session.Tenant.Mailbox("plain").ExchangeGuid.ToString()), (call.Command, call.Parameters["Identity"])));
        string[] allowed = ["Identity", "RetentionHoldEnabled", "StartDateForRetentionHold", "EndDateForRetentionHold", "AutoArchivingEnabled"];
        Assert.All(session.Exchange.Calls.Writes, call => Assert.Empty(call.Parameters.Keys.Except(allowed)));
        var changed = SettingsOf.Everybody(session.Tenant).Where(pair => before[pair.Key] != pair.Value).Select(pair => pair.Key);
        Assert.Equal(["plain/AutoArchivingEnabled", "plain/RetentionHoldEnabled"], changed);
    }

    internal static void EndMigration(LabSession session)
    {
        session.Run("Get-MigrationBatch | ForEach-Object { Remove-MigrationBatch -Identity $_.Identity -Confirm:$false }");
        session.Tenant.AdvanceDays(1);
        session.Exchange.Calls.Clear();
    }
}
