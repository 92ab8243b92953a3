namespace ExchangeArchiveSafety.Tests.Suspending;

/// <summary>What goes wrong with one mailbox is reported for that mailbox, and the others are done.</summary>
public class TroubleTests
{
    private const string Three = "'anna', 'ben', 'carl'";

    private static LabTenant Tenant() => new TenantBuilder()
        .Mailbox("anna")
        .Mailbox("ben", mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(40);
        })
        .Mailbox("carl")
        .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "ben", "carl"]))
        .Build();

    [Theory]
    [InlineData(FaultKind.Throttled, "Failed", "SuspensionFailed")]
    [InlineData(FaultKind.Error, "Failed", "SuspensionFailed")]
    [InlineData(FaultKind.TerminatingError, "Failed", "SuspensionFailed")]
    [InlineData(FaultKind.DoesNothing, "Unverified", "SuspensionUnverified")]
    [InlineData(FaultKind.AppliesThenErrors, "Suspended", null)]
    [InlineData(FaultKind.ReturnsNothing, "Suspended", null)]
    public async Task Setting_one_mailbox_goes_wrong_and_the_others_are_done(FaultKind kind, string status, string? id)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);
        session.Exchange.Faults.Add("Set-Mailbox", kind, mailbox: "ben");

        var outcome = session.TryJournal($"Suspend-ConflictingArchivePolicy {Three} -JournalPath $Journal");

        Assert.Null(outcome.Terminating);
        Assert.Equal(["anna: Suspended", "ben: " + status, "carl: Suspended"], outcome.Suspensions.Select(result => result.Alias + ": " + result.Status));
        Assert.Equal(id is null ? [] : [id], outcome.ErrorIds);
        Assert.All(outcome.Errors, error => Assert.Equal("ben@contoso.example", error.TargetObject?.ToString()));

        // Whatever came of it, the next run finishes, and resuming leaves everything as it was.
        session.Exchange.Faults.Clear();
        var again = session.TryJournal($"Suspend-ConflictingArchivePolicy {Three} -JournalPath $Journal").Clean();
        Assert.All(again.Suspensions, result => Assert.Contains(result.Status, (string[])["Suspended", "AlreadySuspended"]));
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.TerminatingError)]
    [InlineData(FaultKind.ReturnsNothing)]
    [InlineData(FaultKind.DoesNothing)]
    [InlineData(FaultKind.ReturnsAnother)]
    [InlineData(FaultKind.ReturnsSeveral)]
    public async Task Reading_one_mailbox_goes_wrong_at_any_time_and_the_others_are_done(FaultKind kind)
    {
        for (var skip = 0; skip < 3; skip++)
        {
            await using var session = await LabSession.StartAsync(Tenant());
            var before = SettingsOf.Everybody(session.Tenant);
            session.Exchange.Faults.Add("Get-Mailbox", kind, mailbox: "ben", skip: skip);

            var outcome = session.TryJournal($"Suspend-ConflictingArchivePolicy {Three} -JournalPath $Journal");

            Assert.Null(outcome.Terminating);
            Assert.Equal(["anna: Suspended", "carl: Suspended"], outcome.Suspensions.Where(result => result.Alias != "ben").Select(result => result.Alias + ": " + result.Status));
            Assert.DoesNotContain(outcome.Suspensions, result => result.Alias == "ben" && result.Status is "Suspended" or "AlreadySuspended");
            Assert.Contains(outcome.Errors, error => error.TargetObject?.ToString() is "ben" or "ben@contoso.example");
            Assert.Equal(skip == 2 ? 1 : 0, session.Exchange.Calls.Writes.Count(call => call.Mailbox == "ben@contoso.example"));
            session.Exchange.Faults.Clear();
            session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
            Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
        }
    }

    [Theory]
    [InlineData(FaultKind.Throttled, "Failed", "ResumeFailed")]
    [InlineData(FaultKind.TerminatingError, "Failed", "ResumeFailed")]
    [InlineData(FaultKind.DoesNothing, "Unverified", "ResumeUnverified")]
    [InlineData(FaultKind.AppliesThenErrors, null, null)]
    public async Task Restoring_one_mailbox_goes_wrong_and_the_others_are_done(FaultKind kind, string? status, string? id)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);
        session.TryJournal($"Suspend-ConflictingArchivePolicy {Three} -JournalPath $Journal").Clean();
        session.Exchange.Faults.Add("Set-Mailbox", kind, mailbox: "ben");

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal");

        Assert.Null(outcome.Terminating);
        Assert.Equal(["Resumed", "Resumed"], outcome.Suspensions.Where(result => result.Alias != "ben").Select(result => result.Status));
        var ben = outcome.Suspensions.Single(result => result.Alias == "ben");
        if (status is not null)
        {
            Assert.Equal(status, ben.Status);
            Assert.Equal([id!], outcome.ErrorIds);
        }

        Assert.All(outcome.Errors, error => Assert.Equal("ben@contoso.example", error.TargetObject?.ToString()));
        session.Exchange.Faults.Clear();
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.ReturnsNothing)]
    [InlineData(FaultKind.ReturnsAnother)]
    [InlineData(FaultKind.ReturnsSeveral)]
    public async Task Reading_one_mailbox_goes_wrong_while_resuming_and_the_others_are_done(FaultKind kind)
    {
        for (var skip = 0; skip < 3; skip++)
        {
            await using var session = await LabSession.StartAsync(Tenant());
            var before = SettingsOf.Everybody(session.Tenant);
            session.TryJournal($"Suspend-ConflictingArchivePolicy {Three} -JournalPath $Journal").Clean();
            session.Exchange.Faults.Add("Get-Mailbox", kind, mailbox: "ben", skip: skip);

            var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal");

            Assert.Null(outcome.Terminating);
            Assert.Equal(["Resumed", "Resumed"], outcome.Suspensions.Where(result => result.Alias != "ben").Select(result => result.Status));
            Assert.DoesNotContain(outcome.Suspensions, result => result.Alias == "ben" && result.Status == "Resumed");
            Assert.Contains(outcome.Errors, error => error.TargetObject?.ToString() == "ben@contoso.example");
            session.Exchange.Faults.Clear();
            session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
            Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
        }
    }

    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.ReturnsNothing)]
    [InlineData(FaultKind.ReturnsAnother)]
    public async Task What_the_journal_says_of_a_mailbox_that_cannot_be_read_is_not_called_suspended(FaultKind kind)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.TryJournal($"Suspend-ConflictingArchivePolicy {Three} -JournalPath $Journal").Clean();
        session.Exchange.Faults.Add("Get-Mailbox", kind, mailbox: "ben");

        var outcome = session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal");

        Assert.Equal(["anna: Suspended", "ben: Unverified", "carl: Suspended"], outcome.Suspensions.Select(result => result.Alias + ": " + result.Status));
        Assert.Equal("ben@contoso.example", Assert.Single(outcome.Errors).TargetObject?.ToString());
    }

    [Theory]
    [InlineData(FaultKind.Throttled, "Failed")]
    [InlineData(FaultKind.AppliesThenErrors, "Suspended")]
    public async Task Stopping_one_migration_goes_wrong_and_the_others_are_stopped(FaultKind kind, string status)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.Exchange.Faults.Add("Stop-MigrationUser", kind, mailbox: "ben");

        var outcome = session.TryJournal($"Suspend-ConflictingArchivePolicy {Three} -Method StopMigration -JournalPath $Journal");

        Assert.Null(outcome.Terminating);
        Assert.Equal(["anna: Suspended", "ben: " + status, "carl: Suspended"], outcome.Suspensions.Select(result => result.Alias + ": " + result.Status));
    }

    [Theory]
    [InlineData("RetentionHoldEnabled")]
    [InlineData("StartDateForRetentionHold")]
    [InlineData("EndDateForRetentionHold")]
    public async Task A_parameter_that_is_not_granted_is_named_with_its_cmdlet_and_role_groups(string parameter)
    {
        await using var session = await LabSession.StartAsync(
            new TenantBuilder()
                .Mailbox("anna", mailbox =>
                {
                    mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-9);
                    mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(-2);
                })
                .Batch("Wave", "IMAP", "Synced", batch => batch.User("anna"))
                .Build(),
            connect: false);
        session.Exchange.Permissions.Deny("Set-Mailbox", parameter);
        session.Connect();

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal");

        var error = outcome.OneError("ExchangeParameterMissing", ErrorCategory.PermissionDenied);
        Assert.Contains("Set-Mailbox", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(parameter, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Organization Management", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Refused", Assert.Single(outcome.Suspensions).Status);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Without_the_permission_for_auto_archiving_the_hold_is_set_with_a_warning()
    {
        await using var session = await LabSession.StartAsync(Tenant(), connect: false);
        session.Exchange.Permissions.Deny("Set-Mailbox", "AutoArchivingEnabled");
        session.Connect();
        var before = SettingsOf.Everybody(session.Tenant);

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna, ben -JournalPath $Journal").Clean();

        Assert.Equal(["Suspended", "Suspended"], outcome.Suspensions.Select(result => result.Status));
        Assert.Contains(outcome.Warnings, warning => warning.Contains("AutoArchivingEnabled", StringComparison.Ordinal) && warning.Contains("Set-Mailbox", StringComparison.Ordinal));
        Assert.True(session.Tenant.Mailbox("anna").AutoArchivingEnabled);
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData("RetentionHoldEnabled")]
    [InlineData("AutoArchivingEnabled")]
    public async Task A_permission_that_is_gone_when_resuming_is_an_error_that_names_it_and_nothing_is_half_restored(string parameter)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal").Clean();
        session.Run("Disconnect-LabExchange");
        session.Exchange.Permissions.Deny("Set-Mailbox", parameter);
        session.Connect();
        session.Exchange.Calls.Clear();

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal");

        var error = outcome.OneError("ExchangeParameterMissing", ErrorCategory.PermissionDenied);
        Assert.Contains("Set-Mailbox", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(parameter, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Single(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Output);
    }

    [Theory]
    [InlineData("Set-Mailbox", "Suspend-ConflictingArchivePolicy anna -JournalPath $Journal")]
    [InlineData("Stop-MigrationUser", "Suspend-ConflictingArchivePolicy anna -Method StopMigration -JournalPath $Journal")]
    [InlineData("Stop-MigrationBatch", "Suspend-ConflictingArchivePolicy anna -Method StopMigration -StopBatch -JournalPath $Journal")]
    public async Task A_cmdlet_that_is_not_granted_is_named_with_its_role_groups_and_nothing_is_called_done(string cmdlet, string script)
    {
        await using var session = await LabSession.StartAsync(Tenant(), connect: false);
        session.Exchange.Permissions.Deny(cmdlet);
        session.Connect();

        var outcome = session.TryJournal(script);

        Assert.Null(outcome.Terminating);
        Assert.Contains(cmdlet, Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("Organization Management", outcome.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("ExchangeParameterMissing", outcome.ErrorIds[0]);
        Assert.DoesNotContain("Suspended", outcome.Suspensions.Select(result => result.Status));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Theory]
    [InlineData("Get-MailboxStatistics", "", "full.one")]
    [InlineData("Get-RetentionPolicyTag", "OptionalInMailbox", "full.one")]
    [InlineData("Export-MailboxDiagnosticLogs", "", "anna")]
    public async Task A_question_that_is_not_granted_is_a_finding_and_an_error_that_name_it_once(string cmdlet, string parameter, string alias)
    {
        await using var session = await LabSession.StartAsync(
            new TenantBuilder()
                .Policy("Nothing")
                .Mailbox("anna")
                .Mailbox("full.one", mailbox => mailbox.RetentionPolicy = "Nothing")
                .Mailbox("full.two", mailbox => mailbox.RetentionPolicy = "Nothing")
                .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "full.one", "full.two"]))
                .Build(),
            connect: false);
        if (parameter.Length > 0)
        {
            session.Exchange.Permissions.Deny(cmdlet, parameter);
        }
        else
        {
            session.Exchange.Permissions.Deny(cmdlet);
            session.Exchange.Permissions.Deny("Get-EXOMailboxStatistics");
        }

        session.Connect();
        if (cmdlet == "Get-MailboxStatistics")
        {
            // Get-EXO* cmdlets belong to the product's module and are there whatever a role grants.
            session.Exchange.Faults.Add("Get-EXOMailboxStatistics", FaultKind.TerminatingError);
        }

        var outcome = session.Try("Test-ArchiveMigrationConflict -IncludeSafe");

        Assert.NotEmpty(outcome.Errors);
        if (cmdlet != "Get-MailboxStatistics")
        {
            var error = outcome.OneError("ExchangeParameterMissing", ErrorCategory.PermissionDenied);
            Assert.Contains(cmdlet, error.ToString(), StringComparison.Ordinal);
            Assert.Contains(parameter, error.ToString(), StringComparison.Ordinal);
            Assert.Contains("Organization Management", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(outcome.Verdicts.Single(verdict => verdict.Alias == alias).Source.Items("Findings"), finding => finding.Text("Message").Contains(cmdlet, StringComparison.Ordinal));
        }

        Assert.Equal(alias == "anna" ? "Conflicting" : "Indeterminate", outcome.Verdicts.Single(verdict => verdict.Alias == alias).State);
    }

    [Fact]
    public async Task A_property_that_cannot_be_restored_is_not_set()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.Exchange.Permissions.Hide("Get-Mailbox", "RetentionHoldEnabled");

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal");

        Assert.Equal(["SuspensionRefused"], outcome.ErrorIds);
        Assert.Equal("Refused", Assert.Single(outcome.Suspensions).Status);
        Assert.Empty(session.Exchange.Calls.Writes);
    }
}
