namespace ExchangeArchiveSafety.Tests.RemoteCalls;

/// <summary>What a verdict may cost: a fixed number of calls for the tenant, and at most one each of four named ones for a mailbox whose verdict hangs on them.</summary>
public class CallBudgetTests
{
    private const int Constant = 8;
    private static readonly string[] Named = ["Get-Mailbox", "Get-RetentionPolicyTag", "Get-MailboxStatistics", "Export-MailboxDiagnosticLogs"];

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task A_tenant_costs_a_constant_and_at_most_one_call_of_each_kind_for_each_candidate(int migrating)
    {
        // Every other one has no archive: decided by the bulk calls. Every fourth has nothing that archives but what its user may have opted into.
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Policy("Deletes only", "1 Year Delete")
            .Migrating(migrating, set: (mailbox, index) =>
            {
                if (index % 2 == 1)
                {
                    mailbox.WithoutArchive();
                }
                else if (index % 4 == 2)
                {
                    mailbox.RetentionPolicy = "Deletes only";
                }
            })
            .Build());

        var outcome = session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean();

        Assert.Equal(migrating, outcome.Output.Count);
        var calls = session.Exchange.Calls.All;
        var forTenant = calls.Where(call => call.Mailbox is null).ToList();
        Assert.True(forTenant.Count <= Constant, string.Join("\n", forTenant));
        Assert.All(forTenant.GroupBy(call => call.Command), group => Assert.Single(group));
        var forMailboxes = calls.Where(call => call.Mailbox is not null).ToList();
        Assert.All(forMailboxes.Select(call => call.Command).Distinct(), command => Assert.Contains(command, Named));
        Assert.All(forMailboxes.GroupBy(call => (call.Mailbox, call.Command)), group => Assert.Single(group));
        var decided = outcome.Verdicts.Where(verdict => verdict.FindingIds.Contains("EAS1102")).Select(verdict => verdict.Identity).ToHashSet();
        Assert.Equal(migrating / 2, decided.Count);
        Assert.DoesNotContain(forMailboxes, call => decided.Contains(call.Mailbox!));
        AssertUnlimited(calls);
    }

    [Fact]
    public async Task A_mailbox_is_asked_only_what_its_verdict_hangs_on()
    {
        await using var session = await LabSession.StartAsync();

        session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean();

        string[] Asked(string alias) => [.. session.Exchange.Calls.All.Where(call => call.Mailbox == alias + "@contoso.example").Select(call => call.Command).Order(StringComparer.Ordinal)];

        // Its policy archives whatever its user opted into and however full it is; only the switch can still save it.
        Assert.Equal(["Export-MailboxDiagnosticLogs", "Get-Mailbox"], Asked("anna.berg"));
        Assert.Empty(Asked("no.archive"));
        Assert.Empty(Asked("completed.user"));
        Assert.Empty(Asked("moved.user"));
        Assert.Empty(Asked("not.migrating"));
        Assert.DoesNotContain("Export-MailboxDiagnosticLogs", Asked("auto.half"));
        Assert.Contains("Get-RetentionPolicyTag", Asked("opted.in"));
        AssertUnlimited(session.Exchange.Calls.All);
    }

    [Fact]
    public async Task A_named_mailbox_is_read_once()
    {
        await using var session = await LabSession.StartAsync();

        session.Try("Test-ArchiveMigrationConflict anna.berg").Clean();

        Assert.Single(session.Exchange.Calls.Of("Get-Mailbox"));
        Assert.Empty(session.Exchange.Calls.Of("Get-EXOMailbox"));
        Assert.True(session.Exchange.Calls.All.Count <= Constant + Named.Length);
        AssertUnlimited(session.Exchange.Calls.All);
    }

    [Fact]
    public async Task A_forecast_costs_three_calls_more_for_each_mailbox_at_risk_and_what_is_not_granted_is_no_error()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(3, set: (mailbox, index) => _ = index == 2 ? mailbox.WithoutArchive() : mailbox).Build());

        var foreseen = session.Try("Test-ArchiveMigrationConflict -IncludeSafe -Forecast").Clean();

        Assert.Equal([true, true, false], foreseen.Output.Select(verdict => verdict.Properties["Forecast"].Value is not null));
        string[] asked = [.. session.Exchange.Calls.All.Where(call => call.Mailbox == "user0001@contoso.example").Select(call => call.Command).Order(StringComparer.Ordinal)];
        Assert.Equal(["Export-MailboxDiagnosticLogs", "Get-Mailbox", "Get-MailboxFolderStatistics", "Get-MailboxStatistics", "Get-MailboxStatistics"], asked);
        Assert.DoesNotContain(session.Exchange.Calls.All, call => call.Mailbox == "user0003@contoso.example");
        AssertUnlimited(session.Exchange.Calls.All);

        // -WhatIf with -Verbose tells it, and without -Verbose nobody is asked.
        session.Exchange.Calls.Clear();
        Assert.DoesNotContain("If nothing is done", string.Concat(session.Try("Suspend-ConflictingArchivePolicy user0001 -WhatIf").Clean().Verbose), StringComparison.Ordinal);
        Assert.Empty(session.Exchange.Calls.Of("Get-MailboxFolderStatistics"));
        Assert.Contains(session.Try("Suspend-ConflictingArchivePolicy user0001 -WhatIf -Verbose").Clean().Verbose, told => told.StartsWith("user0001@contoso.example: If nothing is done, ", StringComparison.Ordinal));

        session.Exchange.Faults.Add("Get-MailboxFolderStatistics", FaultKind.Error);
        var wide = session.Try("(Test-ArchiveMigrationConflict user0001 -Forecast).Forecast.MissingFacts").Clean();
        Assert.Contains(wide.Output, fact => fact.ToString().StartsWith("The folders of the mailbox were not read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Suspending_and_resuming_ask_for_everything_too()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(3).Build());

        session.TryJournal("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -JournalPath $Journal; Get-ArchivePolicySuspension -JournalPath $Journal; "
            + "Resume-ConflictingArchivePolicy -Force -JournalPath $Journal; Export-ArchiveSafetySnapshot ($Journal + '.snapshot')").Clean();

        Assert.Equal(3 * 2, session.Exchange.Calls.Of("Set-Mailbox").Count);
        AssertUnlimited(session.Exchange.Calls.All);
    }

    [Fact]
    public async Task Resuming_asks_about_a_mailbox_only_after_its_migration_has_ended()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(4).Mailbox("over").Mailbox("extern")
            .Batch("Over soon", "IMAP", "Synced", batch => batch.User("over")).Build());
        session.TryJournal("Test-ArchiveMigrationConflict -ExternallyMigrating extern | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean();
        foreach (var script in (string[])["", "'user0001@contoso.example'", "(Get-ArchivePolicySuspension -JournalPath $Journal | ForEach-Object ExchangeGuid)"])
        {
            var identities = session.TryJournal($"$global:Who = {(script.Length == 0 ? "$null" : script)}").Clean();
            session.Exchange.Calls.Clear();

            var outcome = session.TryJournal(script.Length == 0 ? "Resume-ConflictingArchivePolicy -JournalPath $Journal" : "Resume-ConflictingArchivePolicy $Who -JournalPath $Journal");

            Assert.Empty(identities.Output);
            Assert.NotEmpty(outcome.Suspensions);
            Assert.All(outcome.Suspensions, result => Assert.Equal("Refused", result.Status));
            Assert.DoesNotContain(session.Exchange.Calls.All, call => call.Mailbox is not null);
        }

        session.Run("Remove-MigrationBatch 'Over soon' -Confirm:$false");
        session.Tenant.AdvanceDays(1);
        session.Exchange.Calls.Clear();
        session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal");

        Assert.Equal(["over@contoso.example"], session.Exchange.Calls.Of("Get-Mailbox").Select(call => call.Mailbox).Distinct());
    }

    [Fact]
    public async Task More_than_a_thousand_migration_users_are_all_judged()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1003, set: (mailbox, _) => mailbox.WithoutArchive()).Build());

        Assert.Equal(1003, session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Output.Count);
    }

    private static void AssertUnlimited(IEnumerable<CallRecord> calls) =>
        Assert.All(
            calls.Where(call => CommandCatalog.Parameters(call.Command).ContainsKey("ResultSize")),
            call => Assert.Equal("Unlimited", call.Parameters.GetValueOrDefault("ResultSize")?.ToString()));
}
