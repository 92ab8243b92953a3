namespace ExchangeArchiveSafety.Tests.Suspending;

/// <summary>One journal, several methods.</summary>
public class OtherMethodTests
{
    private static Task<LabSession> SessionAsync() => LabSession.StartAsync(new TenantBuilder()
        .Mailbox("anna")
        .Batch("Wave", "IMAP", "Synced", batch => batch.User("anna"))
        .Build());

    [Theory]
    [InlineData("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal")]
    [InlineData("Test-ArchiveMigrationConflict anna | Suspend-ConflictingArchivePolicy -JournalPath $Journal")]
    public async Task A_mailbox_that_this_journal_suspends_by_another_method_is_known_as_such(string script)
    {
        await using var session = await SessionAsync();
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -Method ElcProcessing -JournalPath $Journal").Clean();
        session.Exchange.Calls.Clear();

        var result = Assert.Single(session.TryJournal(script).Clean().Suspensions);

        Assert.Equal("Skipped", result.Status);
        Assert.Contains("ElcProcessing", result.Reason, StringComparison.Ordinal);
        Assert.Contains("This journal already suspends the mailbox by ElcProcessing", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not by this journal", result.Reason, StringComparison.Ordinal);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task A_stopped_migration_that_has_not_ended_promises_no_restoring()
    {
        await using var session = await SessionAsync();
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -Method StopMigration -JournalPath $Journal").Clean();

        var result = Assert.Single(session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean().Suspensions);

        Assert.Equal("Refused", result.Status);
        Assert.Contains("nothing is restored or restarted", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Force")]
    [InlineData("")]
    public async Task A_stopped_migration_ends_as_closed_since_nothing_is_restored(string force)
    {
        await using var session = await SessionAsync();
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -Method StopMigration -JournalPath $Journal").Clean();
        if (force.Length == 0)
        {
            RoundTripTests.EndMigration(session);
        }

        var result = Assert.Single(session.TryJournal($"Resume-ConflictingArchivePolicy {force} -JournalPath $Journal").Clean().Suspensions);

        Assert.Equal("Closed", result.Status);
        Assert.NotEmpty(result.Reason);
        Assert.Empty(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Output);
    }
}
