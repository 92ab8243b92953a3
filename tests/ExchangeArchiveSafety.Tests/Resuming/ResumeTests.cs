namespace ExchangeArchiveSafety.Tests.Resuming;

public class ResumeTests
{
    private static LabTenant Tenant(string type = "IMAP", string status = "Synced") => new TenantBuilder()
        .Mailbox("anna")
        .Mailbox("ben", mailbox => mailbox.RetentionHoldEnabled = true)
        .Mailbox("other")
        .Batch("Wave", type, status, batch => batch.Users(["anna", "ben"]))
        .Build();

    private static async Task<LabSession> Suspended()
    {
        var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy anna, ben -Force -JournalPath $Journal").Clean();
        session.Exchange.Calls.Clear();
        return session;
    }

    [Theory]
    [InlineData("Resume-ConflictingArchivePolicy anna, ben -JournalPath $Journal")]
    [InlineData("'anna', 'ben' | Resume-ConflictingArchivePolicy -JournalPath $Journal")]
    [InlineData("Test-ArchiveMigrationConflict anna, ben | Resume-ConflictingArchivePolicy -JournalPath $Journal")]
    [InlineData("Get-ArchivePolicySuspension -JournalPath $Journal | Resume-ConflictingArchivePolicy -JournalPath $Journal")]
    [InlineData("Get-MigrationUser | Resume-ConflictingArchivePolicy -JournalPath $Journal")]
    public async Task While_the_migration_still_runs_resuming_is_refused_for_each_mailbox(string script)
    {
        await using var session = await Suspended();

        var outcome = session.TryJournal(script);

        Assert.Null(outcome.Terminating);
        Assert.Equal(["anna: Refused", "ben: Refused"], outcome.Suspensions.Select(result => result.Alias + ": " + result.Status));
        Assert.Equal(["ResumeRefused", "ResumeRefused"], outcome.ErrorIds);
        Assert.All(outcome.Errors, error => Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task For_the_whole_journal_that_is_the_ordinary_state_and_no_error()
    {
        await using var session = await Suspended();

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        Assert.Equal(["anna: Refused", "ben: Refused"], outcome.Suspensions.Select(result => result.Alias + ": " + result.Status));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Theory]
    [InlineData("Resume-ConflictingArchivePolicy -JournalPath $Journal", 2)]
    [InlineData("Resume-ConflictingArchivePolicy anna -JournalPath $Journal", 1)]
    [InlineData("'anna@contoso.example' | Resume-ConflictingArchivePolicy -JournalPath $Journal", 1)]
    [InlineData("Get-Mailbox anna | Resume-ConflictingArchivePolicy -JournalPath $Journal", 1)]
    [InlineData("Get-ArchivePolicySuspension -JournalPath $Journal | Resume-ConflictingArchivePolicy -JournalPath $Journal", 2)]
    [InlineData("Get-ArchivePolicySuspension anna -JournalPath $Journal | Resume-ConflictingArchivePolicy -JournalPath $Journal", 1)]
    public async Task Once_the_batch_is_removed_resuming_is_allowed(string script, int resumed)
    {
        await using var session = await Suspended();
        Suspending.RoundTripTests.EndMigration(session);

        var outcome = session.TryJournal(script).Clean();

        Assert.Equal(Enumerable.Repeat("Resumed", resumed), outcome.Suspensions.Select(result => result.Status));
        Assert.False(session.Tenant.Mailbox("anna").RetentionHoldEnabled);
        Assert.True(session.Tenant.Mailbox("ben").RetentionHoldEnabled);
        Assert.Equal(2 - resumed, session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Output.Count);
    }

    [Fact]
    public async Task Once_the_batch_is_completed_resuming_is_allowed()
    {
        await using var session = await Suspended();
        session.Run("Complete-MigrationBatch Wave");
        session.Tenant.AdvanceDays(1);

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        Assert.All(outcome.Suspensions, result => Assert.Equal("Resumed", result.Status));
        Assert.Contains(outcome.Warnings, warning => warning.Contains("72 hours", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Stopped")]
    [InlineData("Failed")]
    [InlineData("Corrupted")]
    [InlineData("Removing")]
    [InlineData("CompletionFailed")]
    [InlineData("A status of next year")]
    public async Task A_migration_that_has_not_ended_for_sure_keeps_its_suspension(string status)
    {
        await using var session = await Suspended();
        session.Tenant.Batch("Wave").Status = status;
        foreach (var user in session.Tenant.Batch("Wave").Users)
        {
            user.Status = status;
        }

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy anna -JournalPath $Journal");

        _ = outcome.OneError("ResumeRefused", ErrorCategory.InvalidOperation);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Force_resumes_while_the_migration_runs()
    {
        await using var session = await Suspended();

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy anna -Force -JournalPath $Journal").Clean();

        Assert.Equal("Resumed", Assert.Single(outcome.Suspensions).Status);
        Assert.False(session.Tenant.Mailbox("anna").RetentionHoldEnabled);
        Assert.True(session.Tenant.Mailbox("anna").AutoArchivingEnabled);
    }

    [Theory]
    [InlineData("@() | Resume-ConflictingArchivePolicy -Force -JournalPath $Journal")]
    [InlineData("Get-ArchivePolicySuspension other -JournalPath $Journal | Resume-ConflictingArchivePolicy -Force -JournalPath $Journal")]
    public async Task An_empty_pipeline_resumes_nobody(string script)
    {
        await using var session = await Suspended();

        Assert.Empty(session.TryJournal(script).Clean().Output);
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(2, session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Output.Count);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("@()")]
    [InlineData("@($null)")]
    public async Task A_value_that_names_nobody_resumes_nobody_and_not_everybody(string value)
    {
        await using var session = await Suspended();

        foreach (var command in (string[])["Resume-ConflictingArchivePolicy -Force", "Get-ArchivePolicySuspension"])
        {
            var outcome = session.TryJournal($"{command} -Identity {value} -JournalPath $Journal");

            _ = outcome.OneError("MailboxIdentityEmpty", ErrorCategory.InvalidArgument);
            Assert.Empty(outcome.Output);
        }

        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task A_mailbox_that_was_never_suspended_is_skipped()
    {
        await using var session = await Suspended();

        var result = Assert.Single(session.TryJournal("Resume-ConflictingArchivePolicy other -Force -JournalPath $Journal").Clean().Suspensions);

        Assert.Equal("Skipped", result.Status);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Resuming_twice_finds_nothing_the_second_time()
    {
        await using var session = await Suspended();

        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
        session.Exchange.Calls.Clear();

        Assert.Empty(session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean().Output);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task A_mailbox_that_was_renamed_meanwhile_is_found_by_its_key()
    {
        await using var session = await Suspended();
        var anna = session.Tenant.Mailbox("anna");
        anna.Alias = anna.Name = "anna.new";
        anna.OtherAddresses.Add(anna.PrimarySmtpAddress);
        anna.PrimarySmtpAddress = anna.UserPrincipalName = "anna.new@contoso.example";
        Suspending.RoundTripTests.EndMigration(session);

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        Assert.All(outcome.Suspensions, result => Assert.Equal("Resumed", result.Status));
        Assert.False(anna.RetentionHoldEnabled);
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_found_and_is_not_proved_to_be_gone_is_reported_and_the_others_are_resumed()
    {
        await using var session = await Suspended();
        Suspending.RoundTripTests.EndMigration(session);
        session.Tenant.RemoveMailbox("anna", RemovedMailboxKind.Inactive);

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal");

        Assert.Equal(["anna: Failed", "ben: Resumed"], outcome.Suspensions.Select(result => result.Alias + ": " + result.Status));
        Assert.Equal("anna@contoso.example", outcome.OneError("MailboxNotFound", ErrorCategory.ObjectNotFound).TargetObject?.ToString());
        Assert.Single(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Output);
    }

    [Fact]
    public async Task What_is_suspended_is_shown_for_all_for_one_and_for_objects()
    {
        await using var session = await Suspended();

        Assert.Equal(["anna: Suspended", "ben: Suspended"], session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Suspensions.Select(one => one.Alias + ": " + one.Status));
        Assert.Equal("ben", Assert.Single(session.TryJournal("Get-ArchivePolicySuspension ben@contoso.example -JournalPath $Journal").Clean().Suspensions).Alias);
        Assert.Equal("anna", Assert.Single(session.TryJournal("Get-Mailbox anna | Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Suspensions).Alias);
        Assert.Empty(session.TryJournal("Get-ArchivePolicySuspension other -JournalPath $Journal").Clean().Output);
        Assert.Equal(["MailboxNotFound"], session.TryJournal("Get-ArchivePolicySuspension nobody@contoso.example -JournalPath $Journal").ErrorIds);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Without_a_session_the_journal_can_be_read_with_a_warning()
    {
        await using var session = await Suspended();
        using var offline = Engine.Start();

        var outcome = offline.Try("param($path) Get-ArchivePolicySuspension -JournalPath $path", session.Journal).Clean();

        Assert.Equal(["anna", "ben"], outcome.Suspensions.Select(one => one.Alias));
        Assert.Single(outcome.Warnings);
    }
}
