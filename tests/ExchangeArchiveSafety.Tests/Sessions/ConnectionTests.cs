using System.Text.RegularExpressions;
using ExchangeArchiveSafety.Tests.Verdicts;

namespace ExchangeArchiveSafety.Tests.Sessions;

/// <summary>Which session's commands are called.</summary>
public partial class ConnectionTests
{
    [GeneratedRegex(@"\(?(?<!\w)-(\w+)")]
    private static partial Regex Recommended();

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict")]
    [InlineData("Test-ArchiveMigrationConflict anna")]
    [InlineData("'anna' | Test-ArchiveMigrationConflict -Quiet")]
    [InlineData("Suspend-ConflictingArchivePolicy anna")]
    [InlineData("Resume-ConflictingArchivePolicy")]
    [InlineData("Get-ArchivePolicySuspension")]
    [InlineData("Export-ArchiveSafetySnapshot eas-no-session.json")]
    public void Without_a_session_the_command_ends_and_says_how_to_connect(string script)
    {
        using var engine = Engine.Start();

        var outcome = engine.Try(script);

        var error = outcome.Ended("ExchangeSessionMissing", ErrorCategory.ConnectionError);
        Assert.Contains("Connect-ExchangeOnline", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Output);

        // What is recommended, the command has.
        var parameters = engine.Run($"(Get-Command {script.Split('|')[^1].Trim().Split(' ')[0]}).Parameters.Keys").Select(name => name.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(Recommended().Matches(error.ToString()).Select(match => match.Groups[1].Value), name => Assert.Contains(name, parameters));
    }

    [Theory]
    [InlineData("function global:Get-FailedMigrationUser { $global:Ran = $true; 'mine' }")]
    [InlineData("function global:Get-OldMailbox { param($Identity) $global:Ran = $true; 'mine' }")]
    [InlineData("function global:Get-AllMigrationBatch { $global:Ran = $true }")]
    public void A_function_of_somebody_else_that_sounds_alike_is_no_session_and_is_not_run(string function)
    {
        using var engine = Engine.Start();
        engine.Run(function);

        var outcome = engine.Try("Test-ArchiveMigrationConflict");

        _ = outcome.Ended("ExchangeSessionMissing", ErrorCategory.ConnectionError);
        Assert.False(LanguagePrimitives.IsTrue(engine.Run("$global:Ran").SingleOrDefault()));
    }

    [Fact]
    public async Task A_function_that_sounds_alike_does_not_stand_in_the_way_of_a_session_with_a_prefix()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build(), prefix: "Cloud");
        session.Run("function global:Get-FailedMigrationUser { 'mine' }");

        Assert.Equal("Conflicting", Assert.Single(session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts).State);
    }

    [Fact]
    public async Task The_whole_job_works_behind_a_prefix()
    {
        await using var session = await LabSession.StartAsync(prefix: "Cloud");
        var before = SettingsOf.Everybody(session.Tenant);

        Assert.Equal(ContosoStates.Lines(ContosoStates.NotSafe), ContosoStates.Lines(session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts));
        var suspended = session.TryJournal("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean().Suspensions;
        Assert.Contains(suspended, result => result.Status == "Suspended");
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();

        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task Of_two_tenants_that_are_both_connected_neither_is_read_or_set()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna").Batch("Wave", "IMAP", "Synced", batch => batch.User("anna")).Build());
        await using var other = await LabServer.StartAsync(new TenantBuilder(seed: 9, domain: "fabrikam.example").Mailbox("anna", mailbox => mailbox.WithoutArchive()).Build());
        session.Run("param($uri) Connect-LabExchange -Uri $uri -Prefix Other", other.Uri);

        var error = session.Try("Test-ArchiveMigrationConflict").Ended("ExchangeSessionAmbiguous", ErrorCategory.ConnectionError);
        _ = session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal").Ended("ExchangeSessionAmbiguous", ErrorCategory.ConnectionError);

        Assert.Contains("contoso", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("fabrikam", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(other.Exchange.Calls.All);
        Assert.Empty(session.Exchange.Calls.All);
    }

    [Fact]
    public async Task Several_sessions_with_prefixes_and_none_without_are_refused()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build(), prefix: "One");
        session.Connect("Two");

        foreach (var script in (string[])["Test-ArchiveMigrationConflict", "Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal", "Resume-ConflictingArchivePolicy -JournalPath $Journal", "Get-ArchivePolicySuspension"])
        {
            var error = session.TryJournal(script).Ended("ExchangeSessionAmbiguous", ErrorCategory.ConnectionError);
            Assert.Contains("One", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("Two", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(session.Exchange.Calls.All);
    }

    [Fact]
    public async Task Connecting_again_keeps_the_journal_of_the_tenant()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        var before = SettingsOf.Everybody(session.Tenant);
        var suspended = Assert.Single(session.Try("Suspend-ConflictingArchivePolicy user0001").Clean().Suspensions);

        // Without disconnecting: two connections to one tenant.
        session.Connect();
        var shown = Assert.Single(session.Try("Get-ArchivePolicySuspension").Clean().Suspensions);
        session.Run("Disconnect-LabExchange");
        session.Connect("Cloud");
        var resumed = Assert.Single(session.Try("Resume-ConflictingArchivePolicy -Force").Clean().Suspensions);

        Assert.Equal(("Suspended", suspended.JournalPath), (shown.Status, shown.JournalPath));
        Assert.Equal(("Resumed", suspended.JournalPath), (resumed.Status, resumed.JournalPath));
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task A_session_that_was_closed_is_no_session()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        session.Run("Disconnect-LabExchange");

        _ = session.Try("Test-ArchiveMigrationConflict").Ended("ExchangeSessionMissing", ErrorCategory.ConnectionError);
    }

    [Fact]
    public async Task A_tenant_that_does_not_answer_ends_the_command_with_what_it_said()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        session.Exchange.Faults.Add("Get-MigrationUser", FaultKind.TerminatingError);

        var error = session.Try("Test-ArchiveMigrationConflict").Ended("MigrationUnreadable", ErrorCategory.ReadError);

        Assert.Contains("The server is busy", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runspaces_side_by_side_know_nothing_of_each_other()
    {
        await using var one = await LabSession.StartAsync(new TenantBuilder(domain: "one.example").Mailbox("anna").Batch("Wave", "IMAP", "Synced", batch => batch.User("anna")).Build());
        await using var two = await LabSession.StartAsync(new TenantBuilder(domain: "two.example", seed: 5).Mailbox("anna", mailbox => mailbox.WithoutArchive()).Batch("Wave", "IMAP", "Synced", batch => batch.User("anna")).Build());

        var outcomes = await Task.WhenAll(
            Task.Run(() => one.Try("Test-ArchiveMigrationConflict anna -ExternallyMigrating anna; Suspend-ConflictingArchivePolicy anna")),
            Task.Run(() => two.Try("Test-ArchiveMigrationConflict anna; Suspend-ConflictingArchivePolicy anna")));

        Assert.Equal(["anna@one.example: Conflicting", "anna@one.example: Suspended"], outcomes[0].Clean().Output.Select(item => item.ToString()));
        Assert.Equal(["anna@two.example: Safe", "anna@two.example: Skipped"], outcomes[1].Clean().Output.Select(item => item.ToString()));
        Assert.Empty(two.Exchange.Calls.Writes);
    }
}
