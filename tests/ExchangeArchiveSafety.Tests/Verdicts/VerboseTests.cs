namespace ExchangeArchiveSafety.Tests.Verdicts;

/// <summary>What -Verbose tells: whose session, what was asked and how long it took, what decided, what was written and what it reads then.</summary>
public class VerboseTests
{
    private static LabTenant Tenant() => new TenantBuilder().Mailbox("anna").Mailbox("none", mailbox => mailbox.WithoutArchive()).Batch("Wave \u202E1", "IMAP", "Synced", batch => batch.Users(["anna", "none"])).Build();

    [Theory]
    [InlineData(null, "no prefix", "Get-Mailbox")]
    [InlineData("Cloud", "prefix Cloud", "Get-CloudMailbox")]
    public async Task Testing_tells_session_calls_and_what_decided(string? prefix, string shown, string command)
    {
        await using var session = await LabSession.StartAsync(Tenant(), prefix);

        var told = session.Try("Test-ArchiveMigrationConflict -IncludeSafe -Verbose").Clean().Verbose;

        var first = told.First(sentence => sentence.Contains("session of", StringComparison.Ordinal));
        Assert.Contains(shown, first, StringComparison.Ordinal);
        Assert.Contains("contoso", first, StringComparison.Ordinal);
        Assert.Contains("tmpEXO_", first, StringComparison.Ordinal);
        Assert.Contains(told, sentence => sentence.Contains(command.Replace("Mailbox", "MigrationUser", StringComparison.Ordinal), StringComparison.Ordinal) && sentence.Contains(" s, objects: 2", StringComparison.Ordinal));
        Assert.Contains(told, sentence => sentence.StartsWith(command + " -Identity ", StringComparison.Ordinal));
        Assert.Contains(told, sentence => sentence.Contains("anna@contoso.example is Conflicting", StringComparison.Ordinal) && sentence.Contains("EAS1", StringComparison.Ordinal));
        Assert.Contains(told, sentence => sentence.Contains("none@contoso.example is Safe", StringComparison.Ordinal));
        Assert.DoesNotContain(told, sentence => sentence.Any(character => char.IsControl(character) || character == '\u202E'));
    }

    [Fact]
    public async Task Every_call_is_told_and_no_other()
    {
        await using var session = await LabSession.StartAsync(Tenant());

        var told = session.Try("Test-ArchiveMigrationConflict -Verbose; Suspend-ConflictingArchivePolicy anna -Verbose; Get-ArchivePolicySuspension -Verbose; Resume-ConflictingArchivePolicy -Force -Verbose").Clean().Verbose;

        foreach (var calls in session.Exchange.Calls.All.GroupBy(call => call.Command))
        {
            Assert.Equal(calls.Count(), told.Count(sentence => sentence.StartsWith(calls.Key + ":", StringComparison.Ordinal) || sentence.StartsWith(calls.Key + " -", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Suspending_and_resuming_tell_what_is_written_and_what_it_reads_then()
    {
        await using var session = await LabSession.StartAsync(Tenant());

        var suspending = session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal -Verbose").Clean().Verbose;
        var shown = session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal -Verbose").Clean().Verbose;
        var resuming = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal -Verbose").Clean().Verbose;

        Assert.Contains(suspending, sentence => sentence.Contains(session.Journal, StringComparison.Ordinal));
        Assert.Contains(suspending, sentence => sentence.Contains("anna@contoso.example is Conflicting", StringComparison.Ordinal));
        var written = suspending.ToList().FindIndex(sentence => sentence.StartsWith("Set-Mailbox -Identity ", StringComparison.Ordinal) && sentence.Contains("-RetentionHoldEnabled True", StringComparison.Ordinal) && sentence.Contains("written in", StringComparison.Ordinal));
        Assert.True(written >= 0, string.Join("\n", suspending));
        Assert.Contains(suspending.Skip(written + 1), sentence => sentence.StartsWith("anna@contoso.example reads ", StringComparison.Ordinal) && sentence.Contains("RetentionHoldEnabled", StringComparison.Ordinal));
        Assert.Contains(suspending, sentence => sentence.StartsWith("anna@contoso.example: Suspended.", StringComparison.Ordinal));
        Assert.Contains(shown, sentence => sentence.StartsWith("anna@contoso.example: Suspended.", StringComparison.Ordinal));
        Assert.Contains(resuming, sentence => sentence.Contains("-RetentionHoldEnabled False", StringComparison.Ordinal));
        Assert.Contains(resuming, sentence => sentence.StartsWith("anna@contoso.example: Resumed.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_fails_is_told_with_what_was_said()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.Exchange.Faults.Add("Get-RetentionPolicy", FaultKind.Error);

        var told = session.Try("Test-ArchiveMigrationConflict -Verbose").Verbose;

        Assert.Contains(told, sentence => sentence.StartsWith("Get-RetentionPolicy: failed after ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_snapshot_tells_its_file_its_time_and_its_size()
    {
        await using var session = await LabSession.StartAsync(Tenant());

        var saved = session.TryJournal("Export-ArchiveSafetySnapshot ($Journal + '.json') -Verbose").Clean().Verbose;
        var judged = session.TryJournal("Test-ArchiveMigrationConflict -SnapshotPath ($Journal + '.json') -Verbose").Clean().Verbose;

        Assert.Contains(saved, sentence => sentence.Contains(session.Journal + ".json is written; mailboxes: 2, migration users: 2", StringComparison.Ordinal));
        Assert.Contains(judged, sentence => sentence.Contains("was captured at 20", StringComparison.Ordinal));
        Assert.Contains(judged, sentence => sentence.Contains("anna@contoso.example is Conflicting", StringComparison.Ordinal));
    }
}
