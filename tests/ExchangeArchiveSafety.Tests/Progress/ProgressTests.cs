namespace ExchangeArchiveSafety.Tests.Progress;

public class ProgressTests
{
    [Theory]
    [InlineData("Test-ArchiveMigrationConflict")]
    [InlineData("Export-ArchiveSafetySnapshot ($Journal + '.snapshot')")]
    [InlineData("Suspend-ConflictingArchivePolicy user0001, user0002, user0003, user0004 -JournalPath $Journal; $null = 1")]
    [InlineData("$names = Get-EXOMailbox | ForEach-Object PrimarySmtpAddress; Test-ArchiveMigrationConflict $names")]
    public async Task Long_work_shows_how_far_it_is_and_says_when_it_is_done(string script)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(4).Build());

        var progress = session.TryJournal(script).Clean().Progress;

        Assert.NotEmpty(progress);
        Assert.Contains(progress, record => record.RecordType == ProgressRecordType.Processing && record.StatusDescription.Contains("1 of 4", StringComparison.Ordinal));
        Assert.All(progress.Where(record => record.RecordType == ProgressRecordType.Processing), record => Assert.InRange(record.PercentComplete, 0, 100));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public async Task Resuming_everything_shows_it_too()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(4).Build());
        session.TryJournal("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        var progress = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean().Progress;
        var guarded = session.TryJournal("Invoke-ArchiveSafetyGuard -JournalPath $Journal | ForEach-Object { Test-ArchiveMigrationConflict }").Progress;

        // What shows how far the pass is has gone when its result is shown.
        Assert.Equal(2, guarded.Count(record => record.RecordType == ProgressRecordType.Completed));
        Assert.Equal(ProgressRecordType.Processing, guarded[^2].RecordType);

        Assert.Contains(progress, record => record.StatusDescription.Contains("of 4", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public async Task Names_of_the_tenant_stand_in_it_without_control_characters()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("evil", mailbox => mailbox.PrimarySmtpAddress = "evil\u001b[31m\nman@contoso.example")
            .Batch("Wave", "IMAP", "Synced", batch => batch.User("evil"))
            .Build());

        var progress = session.TryJournal("Test-ArchiveMigrationConflict").Clean().Progress;

        Assert.All(progress, record => Assert.DoesNotContain(record.StatusDescription, char.IsControl));
    }
}
