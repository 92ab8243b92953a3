namespace ExchangeArchiveSafety.Tests.Suspending;

public class MethodTests
{
    [Fact]
    public async Task ElcProcessing_sets_that_switch_and_no_other()
    {
        await using var session = await LabSession.StartAsync();

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg -Method ElcProcessing -JournalPath $Journal").Clean();

        Assert.Equal(("Suspended", "ElcProcessing"), (outcome.Suspensions[0].Status, outcome.Suspensions[0].Method));
        var call = Assert.Single(session.Exchange.Calls.Writes);
        Assert.Equal(["ElcProcessingDisabled", "Identity"], call.Parameters.Keys.Order());
        Assert.Contains(outcome.Warnings, warning => warning.Contains("Recoverable Items", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StopMigration_stops_the_user_of_that_mailbox_only_and_by_name()
    {
        await using var session = await LabSession.StartAsync(withHost: true);

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg -Method StopMigration -JournalPath $Journal").Clean();

        Assert.Equal("Suspended", outcome.Suspensions[0].Status);
        var call = Assert.Single(session.Exchange.Calls.Writes);
        Assert.Equal("Stop-MigrationUser", call.Command);
        Assert.NotEmpty(call.Parameters["Identity"]!.ToString()!);
        Assert.Empty(session.Host.Questions);
        Assert.Equal("Dormant", session.Try("Test-ArchiveMigrationConflict anna.berg").Verdicts[0].State);
        Assert.Equal("Conflicting", session.Try("Test-ArchiveMigrationConflict ben.castro").Verdicts[0].State);
        Assert.False(session.Tenant.Mailbox("anna.berg").RetentionHoldEnabled);
    }

    [Fact]
    public async Task StopBatch_stops_the_named_batch_without_asking_and_says_whom_else_it_stops()
    {
        await using var session = await LabSession.StartAsync(withHost: true);

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy gmail.user, anna.berg -Method StopMigration -StopBatch -JournalPath $Journal").Clean();

        Assert.All(outcome.Suspensions, result => Assert.Equal("Suspended", result.Status));
        Assert.Equal(((string[])["Google sales", "IMAP wave 1"]).Select(name => session.Tenant.Batch(name).BatchGuid.ToString()), session.Exchange.Calls.Of("Stop-MigrationBatch").Select(call => call.Parameters["Identity"]?.ToString()));
        Assert.Empty(session.Exchange.Calls.Of("Stop-MigrationUser"));
        Assert.Empty(session.Host.Questions);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("IMAP wave 1", StringComparison.Ordinal) && warning.Contains("other users", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_name_from_the_tenant_is_data_when_its_batch_is_stopped()
    {
        await using var session = await LabSession.StartAsync();

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy hostile.name -Method StopMigration -StopBatch -JournalPath $Journal").Clean();

        Assert.Equal("Suspended", outcome.Suspensions[0].Status);
        Assert.Equal(session.Tenant.Batch("Wave \"3\" $(Get-Date) 'Süd'; <b>x</b>").BatchGuid.ToString(), Assert.Single(session.Exchange.Calls.Writes).Parameters["Identity"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_batches_of_one_name_the_dangerous_one_is_judged_and_stopped_by_its_guid(bool turned)
    {
        var (imap, move) = (new Guid("00000000-0000-0000-0000-000000000060"), new Guid("00000000-0000-0000-0000-000000000061"));
        (imap, move) = turned ? (move, imap) : (imap, move);
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("anna")
            .Mailbox("ben")
            .Batch("Wave 1", "ExchangeRemoteMove", "Synced", batch => batch.User("ben").Batch.BatchGuid = move)
            .Batch("Wave 1", "IMAP", "Synced", batch => batch.User("anna").Batch.BatchGuid = imap)
            .Build());

        Assert.Equal("Conflicting", session.Try("Test-ArchiveMigrationConflict anna").Clean().Verdicts[0].State);
        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna -Method StopMigration -StopBatch -JournalPath $Journal").Clean();

        Assert.Equal("Suspended", outcome.Suspensions[0].Status);
        Assert.Equal(imap.ToString(), Assert.Single(session.Exchange.Calls.Writes).Parameters["Identity"]);
    }

    [Fact]
    public void A_batch_that_tells_no_guid_is_not_stopped_by_its_name()
    {
        using var engine = Sessions.MockTenant.Start();
        engine.Run("function global:Stop-MigrationBatch { param($Identity) Write-MockCall 'Stop-MigrationBatch' $PSBoundParameters }");

        var outcome = engine.Try("Suspend-ConflictingArchivePolicy ada@fabrikam.example -Method StopMigration -StopBatch");

        Assert.NotEqual("Suspended", outcome.Suspensions[0].Status);
        Assert.Contains("BatchGuid", outcome.Suspensions[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Sessions.MockTenant.Calls(engine), call => call.StartsWith("Stop-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mailbox_in_two_running_batches_is_stopped_in_both()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("anna")
            .Batch("One", "IMAP", "Synced", batch => batch.User("anna"))
            .Batch("Two", "IMAP", "Synced", batch => batch.User("anna"))
            .Build());

        var result = Assert.Single(session.TryJournal("Suspend-ConflictingArchivePolicy anna -Method StopMigration -JournalPath $Journal").Clean().Suspensions);

        Assert.Equal("Suspended", result.Status);
        Assert.All(session.Tenant.Batches.SelectMany(batch => batch.Users), user => Assert.Equal("IncrementalStopped", user.Status));
    }

    [Fact]
    public async Task Resuming_a_stopped_migration_restarts_nothing_and_closes_when_it_has_ended()
    {
        await using var session = await LabSession.StartAsync();
        session.TryJournal("Suspend-ConflictingArchivePolicy gmail.user -Method StopMigration -JournalPath $Journal").Clean();
        session.Exchange.Calls.Clear();

        var refused = session.TryJournal("Resume-ConflictingArchivePolicy gmail.user -JournalPath $Journal");
        Assert.Equal(["ResumeRefused"], refused.ErrorIds);
        Assert.Equal("Refused", Assert.Single(refused.Suspensions).Status);
        session.Run("Remove-MigrationBatch 'Google sales' -Confirm:$false");
        session.Tenant.AdvanceDays(1);
        session.Exchange.Calls.Clear();
        var closed = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        Assert.Equal("Closed", Assert.Single(closed.Suspensions).Status);
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Empty(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Output);
    }

    [Fact]
    public async Task Nothing_to_stop_is_skipped_with_its_reason()
    {
        await using var session = await LabSession.StartAsync();

        var result = Assert.Single(session.TryJournal("Suspend-ConflictingArchivePolicy stopped.user -Method StopMigration -JournalPath $Journal").Clean().Suspensions);

        Assert.Equal("Skipped", result.Status);
        Assert.NotEmpty(result.Reason);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Theory]
    [InlineData("-StopBatch", "ParameterConflict")]
    [InlineData("-StopBatch -Method ElcProcessing", "ParameterConflict")]
    [InlineData("-Until '2026-02-01T00:00:00Z' -Method ElcProcessing", "ParameterConflict")]
    [InlineData("-Until '2026-02-01T00:00:00Z' -Method StopMigration", "ParameterConflict")]
    [InlineData("-Until '2026-01-05T08:00:00Z'", "UntilNotAhead")]
    [InlineData("-Until '2026-01-05T13:30:00'", "UntilNotAhead")]
    [InlineData("-Until '2020-01-01'", "UntilNotAhead")]
    [InlineData("-Until '0001-01-01T00:00:00Z'", "UntilNotAhead")]
    public async Task Parameters_that_make_no_sense_end_the_command_before_anything_is_read(string parameters, string id)
    {
        await using var session = await LabSession.StartAsync();

        var outcome = session.TryJournal($"Suspend-ConflictingArchivePolicy anna.berg {parameters} -JournalPath $Journal");

        _ = outcome.Ended(id, ErrorCategory.InvalidArgument);
        Assert.Empty(outcome.Output);
        Assert.Empty(session.Exchange.Calls.All);
        Assert.False(File.Exists(session.Journal));
    }

    [Theory]
    [InlineData("2026-02-01T10:00:00Z", "2026-02-01T10:00:00Z")]
    [InlineData("2026-02-01T10:00:00+02:00", "2026-02-01T08:00:00Z")]
    [InlineData("2026-02-01T10:00:00", "2026-02-01T04:30:00Z")]
    [InlineData("2026-02-01", "2026-01-31T18:30:00Z")]
    [InlineData("2026-01-05T13:31:00", "2026-01-05T08:01:00Z")]
    [InlineData("2026-02-01T10:00:00.9876543Z", "2026-02-01T10:00:00Z")]
    public async Task Until_is_local_time_unless_it_carries_a_zone(string until, string expected)
    {
        await using var session = await LabSession.StartAsync();

        var outcome = session.Try("param($until, $journal) Suspend-ConflictingArchivePolicy anna.berg -Until $until -JournalPath $journal", until, session.Journal).Clean();

        Assert.Equal("Suspended", outcome.Suspensions[0].Status);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, session.Tenant.Mailbox("anna.berg").EndDateForRetentionHold);
        Assert.IsNotType<string>(Assert.Single(session.Exchange.Calls.Writes).Parameters["EndDateForRetentionHold"]);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("ends by itself", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public async Task A_written_day_is_that_day_in_every_calendar(string culture)
    {
        await using var session = await LabSession.StartAsync();

        _ = session.Try(
            "param($culture, $journal) $own = [cultureinfo]::CurrentCulture; [cultureinfo]::CurrentCulture = $culture; try { Suspend-ConflictingArchivePolicy anna.berg -Until 2026-02-01Z -JournalPath $journal } finally { [cultureinfo]::CurrentCulture = $own }",
            culture,
            session.Journal).Clean();

        Assert.Equal(new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), session.Tenant.Mailbox("anna.berg").EndDateForRetentionHold);
    }

    [Fact]
    public async Task A_hold_until_a_date_is_said_to_hold_no_longer_once_the_date_has_passed()
    {
        await using var session = await LabSession.StartAsync();
        var before = session.Settings("anna.berg");
        session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg -Until '2026-01-20T00:00:00Z' -JournalPath $Journal").Clean();
        Assert.Equal("Suspended", session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Suspensions[0].Status);

        session.Tenant.AdvanceDays(20);

        var shown = session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Suspensions[0];
        Assert.NotEqual("Suspended", shown.Status);
        Assert.Equal("Conflicting", session.Try("Test-ArchiveMigrationConflict anna.berg").Verdicts[0].State);
        session.TryJournal("Resume-ConflictingArchivePolicy anna.berg -Force -JournalPath $Journal").Clean();
        Assert.Equal(before, session.Settings("anna.berg"));
    }

    [Theory]
    [InlineData("auto.full", "", "full")]
    [InlineData("hold.ending", "", "already on")]
    [InlineData("litigation.hold", "-Method ElcProcessing", "Preservation Lock")]
    [InlineData("anna.berg", "-Method StopMigration", "start it again")]
    public async Task Traps_are_warned_of_before_anything_is_set(string alias, string parameters, string words)
    {
        await using var session = await LabSession.StartAsync();

        var outcome = session.TryJournal($"Suspend-ConflictingArchivePolicy {alias} {parameters} -JournalPath $Journal -WhatIf").Clean();

        Assert.Contains(outcome.Warnings, warning => warning.Contains(words, StringComparison.Ordinal) && warning.Contains(alias + "@", StringComparison.Ordinal));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Auto_archiving_that_cannot_be_switched_off_is_warned_of_and_the_hold_is_set_all_the_same()
    {
        await using var session = await LabSession.StartAsync();
        session.Exchange.Permissions.Hide("Get-Mailbox", "AutoArchivingEnabled");

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg -JournalPath $Journal").Clean();

        Assert.Equal("Suspended", outcome.Suspensions[0].Status);
        Assert.DoesNotContain("AutoArchivingEnabled", Assert.Single(session.Exchange.Calls.Writes).Parameters.Keys);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("AutoArchivingEnabled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mailbox_that_a_foreign_tool_feeds_resumes_only_by_force()
    {
        await using var session = await LabSession.StartAsync();
        var before = session.Settings("external.tool");

        var suspended = session.TryJournal("Test-ArchiveMigrationConflict external.tool -ExternallyMigrating external.tool | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean();
        Assert.Equal("Suspended", suspended.Suspensions[0].Status);
        var refused = session.TryJournal("Resume-ConflictingArchivePolicy external.tool -JournalPath $Journal");
        Assert.Equal(["ResumeRefused"], refused.ErrorIds);
        Assert.Equal("Refused", refused.Suspensions[0].Status);
        var forced = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();

        Assert.Equal("Resumed", forced.Suspensions[0].Status);
        Assert.Equal(before, session.Settings("external.tool"));
    }
}
