namespace ExchangeArchiveSafety.Tests.Leftover;

/// <summary>Mail does not go to the archive any more: who is held off although nothing needs it.</summary>
public class UnexplainedTests
{
    private const string Search = "Get-ArchivePolicySuspension -Unexplained -JournalPath $Journal";

    [Fact]
    public async Task It_names_who_is_held_off_without_a_migration_or_an_entry_of_ours_and_changes_nothing()
    {
        await using var session = await StartAsync();
        session.Exchange.Calls.Clear();

        var found = session.TryJournal(Search).Clean().Output;

        Assert.Equal(["auto", "elc", "hold", "moved", "started"], found.Select(Alias).Order());
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(["Get-Mailbox", "Get-MigrationBatch", "Get-MigrationUser", "Get-OrganizationConfig"], session.Exchange.Calls.All.Select(call => call.Command).Order());
    }

    [Fact]
    public async Task Its_line_ends_it_and_nothing_else()
    {
        await using var session = await StartAsync();

        foreach (var one in session.TryJournal(Search).Output)
        {
            Assert.Matches("^Set-Mailbox -Identity [0-9a-f-]{36}( -[A-Za-z]+ \\$(true|false))+$", one.Text("EndingCommand"));
            session.Run(one.Text("EndingCommand"));
        }

        Assert.Empty(session.TryJournal(Search).Clean().Output);
        Assert.True(session.Tenant.Mailbox("migrating").RetentionHoldEnabled);
        Assert.True(session.Tenant.Mailbox("ours").RetentionHoldEnabled);
        Assert.Equal("Suspended", Assert.Single(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Output).Text("Status"));
    }

    [Fact]
    public async Task Since_when_and_from_where_is_said_as_far_as_anything_tells()
    {
        await using var session = await StartAsync();

        var started = One(session, "started");
        Assert.Equal(LabTenant.DefaultStart.AddDays(-30), started.Value("SinceUtc"));
        Assert.Contains("start date", started.Text("Reason"), StringComparison.Ordinal);
        Assert.Equal(("RemoteMove", null), (One(session, "moved").Text("Origin"), One(session, "moved").Value("SinceUtc")));
        Assert.Equal("Unknown", One(session, "elc").Text("Origin"));
        Assert.Contains("imports of PST files", One(session, "hold").Text("Reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_that_has_ended_or_not_begun_holds_nothing()
    {
        await using var session = await StartAsync();

        Assert.Empty(session.TryJournal(Search + " -Identity ended, ahead").Output);
        Assert.Equal(["ahead", "ended"], session.TryJournal(Search + " -Identity ended, ahead -AsOf (Get-LabClock).AddDays(-20); " + Search + " -Identity ended, ahead -AsOf (Get-LabClock).AddDays(20)").Output.Select(Alias).Order());
    }

    [Fact]
    public async Task A_setting_that_is_not_returned_is_told_and_never_taken_for_a_hold_or_for_none()
    {
        await using var session = await StartAsync();
        session.Exchange.Permissions.Hide("Get-Mailbox", "ElcProcessingDisabled");

        var outcome = session.TryJournal(Search);

        Assert.DoesNotContain("elc", outcome.Output.Select(Alias));
        Assert.Contains(outcome.Warnings, warning => warning.Contains("ElcProcessingDisabled (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_mailboxes_or_without_a_session_it_ends_with_an_error()
    {
        await using var session = await StartAsync();
        session.Run("Disconnect-LabExchange");
        Assert.StartsWith("ExchangeSessionMissing", session.TryJournal(Search).Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);

        session.Connect();
        session.Exchange.Faults.Add("Get-Mailbox", FaultKind.Throttled);
        Assert.StartsWith("ExchangeCallFailed", session.TryJournal(Search).Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organization_that_archives_nothing_is_told()
    {
        await using var session = await StartAsync();
        session.Tenant.Organization.ElcProcessingDisabled = true;

        Assert.Contains(session.TryJournal(Search).Warnings, warning => warning.Contains("organization", StringComparison.Ordinal));
    }

    private static async Task<LabSession> StartAsync()
    {
        var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy ours -Force -JournalPath $Journal").Clean();
        return session;
    }

    private static PSObject One(LabSession session, string alias) => Assert.Single(session.TryJournal(Search + " -Identity " + alias).Output);

    private static string Alias(PSObject one) => one.Text("Identity").Split('@')[0];

    private static LabTenant Tenant() => new TenantBuilder()
        .Mailbox("fine")
        .Mailbox("hold", mailbox => mailbox.RetentionHoldEnabled = true)
        .Mailbox("moved", mailbox => mailbox.RetentionHoldEnabled = true)
        .Mailbox("elc", mailbox => mailbox.ElcProcessingDisabled = true)
        .Mailbox("auto", mailbox => mailbox.AutoArchivingEnabled = false)
        .Mailbox("ours")
        .Mailbox("migrating", mailbox => mailbox.RetentionHoldEnabled = true)
        .Mailbox("started", mailbox => Hold(mailbox, -30, null))
        .Mailbox("ended", mailbox => Hold(mailbox, -60, -10))
        .Mailbox("ahead", mailbox => Hold(mailbox, 10, null))
        .Batch("Wave", "IMAP", "Synced", batch => batch.User("migrating"))
        .Batch("Move", "ExchangeRemoteMove", "Completed", batch => batch.User("moved"))
        .Build();

    private static void Hold(Lab.Tenant.Mailboxes.LabMailbox mailbox, int from, int? to)
    {
        mailbox.RetentionHoldEnabled = true;
        mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(from);
        mailbox.EndDateForRetentionHold = to is { } days ? LabTenant.DefaultStart.AddDays(days) : null;
    }
}
