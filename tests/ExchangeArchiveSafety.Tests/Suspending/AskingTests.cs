namespace ExchangeArchiveSafety.Tests.Suspending;

/// <summary>-WhatIf, -Confirm, and nobody there to ask.</summary>
public class AskingTests
{
    [Theory]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg, hold.ending -JournalPath $Journal -WhatIf", 2)]
    [InlineData("$global:WhatIfPreference = $true; Suspend-ConflictingArchivePolicy anna.berg, hold.ending -JournalPath $Journal", 2)]
    [InlineData("Test-ArchiveMigrationConflict anna.berg, hold.ending | Suspend-ConflictingArchivePolicy -Method ElcProcessing -JournalPath $Journal -WhatIf", 2)]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -Method StopMigration -JournalPath $Journal -WhatIf", 1)]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -Method StopMigration -StopBatch -JournalPath $Journal -WhatIf", 1)]
    public async Task WhatIf_says_what_would_be_done_and_does_nothing(string script, int results)
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        var before = SettingsOf.Everybody(session.Tenant);

        var outcome = session.TryJournal(script).Clean();

        Assert.Equal(Enumerable.Repeat("WhatIf", results), outcome.Suspensions.Select(result => result.Status));
        Assert.All(outcome.Suspensions, result => Assert.Contains(result.Identity, session.Host.Text, StringComparison.Ordinal));
        AssertUntouched(session, before);
    }

    [Theory]
    [InlineData("stopped.user", "-Method StopMigration", "Skipped")]
    [InlineData("recoverable.only", "", "Skipped")]
    [InlineData("elc.off", "-Method ElcProcessing -Force", "AlreadySuspended")]
    public async Task WhatIf_where_there_is_nothing_to_do_writes_nothing_either(string alias, string parameters, string status)
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        var before = SettingsOf.Everybody(session.Tenant);

        var outcome = session.Try(
            "param($journal) Suspend-ConflictingArchivePolicy " + alias + " " + parameters + " -JournalPath $journal -WhatIf",
            Path.Combine(Path.GetDirectoryName(session.Journal)!, "no such folder", "journal.jsonl")).Clean();

        Assert.Equal(status, Assert.Single(outcome.Suspensions).Status);
        AssertUntouched(session, before);
    }

    [Fact]
    public async Task WhatIf_shows_before_and_after_as_planned()
    {
        await using var session = await LabSession.StartAsync();

        var result = Assert.Single(session.TryJournal("Suspend-ConflictingArchivePolicy hold.ending -JournalPath $Journal -WhatIf").Clean().Suspensions);

        Assert.Equal(LabTenant.DefaultStart.AddDays(9), result.Before!.Value("EndDateForRetentionHold"));
        Assert.Null(result.After!.Value("EndDateForRetentionHold"));
    }

    [Fact]
    public async Task WhatIf_leaves_the_journal_of_an_unfinished_run_as_it_is()
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg -JournalPath $Journal").Clean();

        // As after a kill between the call and its outcome.
        var lines = File.ReadAllLines(session.Journal);
        File.WriteAllText(session.Journal, lines[0] + "\n");
        File.Delete(session.Journal + ".lock");
        var before = SettingsOf.Everybody(session.Tenant);
        session.Exchange.Calls.Clear();

        session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg -JournalPath $Journal -WhatIf");
        session.TryJournal("Test-ArchiveMigrationConflict anna.berg | Suspend-ConflictingArchivePolicy -JournalPath $Journal -WhatIf");

        Assert.Equal(lines[0] + "\n", File.ReadAllText(session.Journal));
        Assert.Equal([session.Journal], Directory.GetFiles(Path.GetDirectoryName(session.Journal)!));
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task WhatIf_resumes_nothing()
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg, hold.ending -JournalPath $Journal").Clean();
        var before = SettingsOf.Everybody(session.Tenant);
        var journal = File.ReadAllText(session.Journal);
        session.Exchange.Calls.Clear();

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal -WhatIf").Clean();

        Assert.Equal(["WhatIf", "WhatIf"], outcome.Suspensions.Select(result => result.Status));
        Assert.Equal(LabTenant.DefaultStart.AddDays(9), outcome.Suspensions[1].After!.Value("EndDateForRetentionHold"));
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
        Assert.Equal(journal, File.ReadAllText(session.Journal));
    }

    [Fact]
    public async Task Whoever_says_no_keeps_everything_as_it_is()
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.Host.Answer = 'N';
        var before = SettingsOf.Everybody(session.Tenant);

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg, hold.ending -JournalPath $Journal -Confirm").Clean();

        Assert.Equal(["Skipped", "Skipped"], outcome.Suspensions.Select(result => result.Status));
        Assert.Equal(2, session.Host.Questions.Count);
        Assert.Contains("anna.berg@contoso.example", session.Host.Questions[0], StringComparison.Ordinal);
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData('Y', 2)]
    [InlineData('A', 1)]
    public async Task Whoever_says_yes_is_asked_by_this_module_only(char answer, int questions)
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.Host.Answer = answer;

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg, gmail.user -Method StopMigration -StopBatch -JournalPath $Journal -Confirm").Clean();

        Assert.Equal(["Suspended", "Suspended"], outcome.Suspensions.Select(result => result.Status));
        Assert.Equal(questions, session.Host.Questions.Count);
    }

    [Fact]
    public async Task A_preference_for_confirming_asks_once_a_mailbox()
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.Host.Answer = 'Y';

        var outcome = session.TryJournal("$global:ConfirmPreference = 'Medium'; Suspend-ConflictingArchivePolicy anna.berg, hold.ending -JournalPath $Journal").Clean();

        Assert.Equal(["Suspended", "Suspended"], outcome.Suspensions.Select(result => result.Status));
        Assert.Equal(2, session.Host.Questions.Count);
    }

    [Theory]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -JournalPath $Journal")]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -Method StopMigration -StopBatch -JournalPath $Journal")]
    [InlineData("$global:ConfirmPreference = 'Low'; Suspend-ConflictingArchivePolicy anna.berg -Method StopMigration -StopBatch -JournalPath $Journal -Confirm:$false")]
    [InlineData("$global:ConfirmPreference = 'Low'; Test-ArchiveMigrationConflict anna.berg | Suspend-ConflictingArchivePolicy -JournalPath $Journal -Confirm:$false")]
    public async Task Nobody_there_is_nobody_asked(string script)
    {
        await using var session = await LabSession.StartAsync();

        Assert.Equal("Suspended", Assert.Single(session.TryJournal(script).Clean().Suspensions).Status);
    }

    [Fact]
    public async Task Resuming_asks_too_and_takes_no_for_an_answer()
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.TryJournal("Suspend-ConflictingArchivePolicy anna.berg -JournalPath $Journal").Clean();
        session.Exchange.Calls.Clear();
        session.Host.Answer = 'N';

        var outcome = session.TryJournal("Resume-ConflictingArchivePolicy anna.berg -Force -JournalPath $Journal -Confirm").Clean();

        Assert.Equal("Skipped", Assert.Single(outcome.Suspensions).Status);
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.True(session.Tenant.Mailbox("anna.berg").RetentionHoldEnabled);
    }

    private static void AssertUntouched(LabSession session, SortedDictionary<string, string> before)
    {
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(session.Journal)!));
    }
}
