using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Tests.Guarding;

/// <summary>Passes of the guard over a lab tenant, in the order in which a migration lives.</summary>
public class GuardTests
{
    private const string Protect = "Invoke-ArchiveSafetyGuard -Mode Protect -JournalPath $Journal";

    private static LabTenant Tenant(int migrating = 2) => new TenantBuilder().Migrating(migrating).Build();

    private static GuardOutcome Pass(LabSession session, string script = Protect) => GuardOutcome.Of(session.TryJournal(script));

    [Fact]
    public async Task Observe_judges_and_remembers_and_writes_nothing_to_the_tenant()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);

        var pass = Pass(session, "Invoke-ArchiveSafetyGuard -JournalPath $Journal");

        Assert.Equal(("Observe", 2, 2, 0, 0), (pass.Mode, pass.Judged, pass.AtRisk, pass.Suspended, pass.ExitCode));
        Assert.Empty(pass.Changes);
        Assert.Equal(["user0001@contoso.example Suspend WhatIf", "user0002@contoso.example Suspend WhatIf"], pass.Planned.Order());
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
        Assert.Contains("Wave 1", File.ReadAllText(session.Journal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Protect_suspends_once_leaves_alone_and_brings_everything_back_when_the_end_has_settled()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);

        Assert.Equal(2, Pass(session).Suspended);
        session.Tenant.Advance(TimeSpan.FromHours(1));
        var quiet = Pass(session);
        Assert.Equal((0, 0, 0), (quiet.AtRisk, quiet.Changes.Count, quiet.ExitCode));

        session.Run("Remove-MigrationBatch 'IMAP wave 1' -Confirm:$false");
        session.Tenant.AdvanceDays(1);
        var waiting = Pass(session);
        Assert.Empty(waiting.Changes);
        Assert.Equal(2, waiting.Waiting.Count);
        Assert.All(waiting.Waiting, wait => Assert.Equal(session.Tenant.Now.AddHours(72), wait.Until!.Value, TimeSpan.FromMinutes(1)));
        session.Tenant.Advance(TimeSpan.FromHours(71));
        Assert.Empty(Pass(session).Changes);
        session.Tenant.Advance(TimeSpan.FromHours(1.1));
        var last = Pass(session);

        Assert.Equal(2, last.Resumed);
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
        Assert.Empty(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Output);
        Assert.Empty(Pass(session).Changes);
    }

    [Fact]
    public async Task What_a_person_undoes_is_suspended_again_and_said()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        Pass(session);
        session.Run("Set-Mailbox user0001 -RetentionHoldEnabled $false -AutoArchivingEnabled $true");

        var pass = Pass(session);

        Assert.Equal(["user0001@contoso.example SuspendAgain Suspended"], pass.Changes);
        Assert.Equal((1, 1, 0), (pass.AtRisk, pass.Suspended, pass.ExitCode));
        Assert.True(session.Tenant.Mailbox("user0001").IsOnRetentionHoldAt(session.Tenant.Now));
    }

    [Fact]
    public async Task What_a_person_undoes_while_nothing_calls_for_it_is_given_up_and_stays_theirs_however_it_is_set_later()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        Pass(session);
        session.Run("Stop-MigrationBatch 'IMAP wave 1' -Confirm:$false");
        session.Tenant.AdvanceDays(1);
        session.Run("Set-Mailbox user0001 -RetentionHoldEnabled $false -AutoArchivingEnabled $true");

        var pass = Pass(session);
        Assert.Equal(["user0001@contoso.example GiveUp Closed"], pass.Changes);
        Assert.Equal((0, 0), (pass.Resumed, pass.ExitCode));
        Assert.Empty(session.TryJournal("Get-ArchivePolicySuspension user0001 -JournalPath $Journal -WarningAction SilentlyContinue").Clean().Output);

        // Set as the guard had it, it looks like the guard's and is not.
        session.Run("Set-Mailbox user0001 -RetentionHoldEnabled $true -AutoArchivingEnabled $false");
        Assert.Empty(Pass(session).Changes);
        Suspending.RoundTripTests.EndMigration(session);
        Pass(session);
        session.Tenant.AdvanceDays(4);
        Assert.Equal(["user0002@contoso.example Resume Resumed"], Pass(session).Changes);
        Assert.True(session.Tenant.Mailbox("user0001").RetentionHoldEnabled);
        Assert.False(session.Tenant.Mailbox("user0001").AutoArchivingEnabled);
    }

    [Fact]
    public async Task A_licence_change_that_lets_auto_archiving_act_again_is_undone()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1, set: (mailbox, _) =>
        {
            mailbox.ProhibitSendReceiveQuota = 2 * LabMailbox.Gigabyte;
            mailbox.SourceContents = SourceContents.Filling(97, 2 * LabMailbox.Gigabyte);
        }).Build());
        Pass(session);
        session.Tenant.Mailbox("user0001").AutoArchivingEnabled = true;

        Assert.Equal(["user0001@contoso.example SuspendAgain Suspended"], Pass(session).Changes);
        Assert.False(session.Tenant.Mailbox("user0001").AutoArchivingEnabled);
    }

    [Fact]
    public async Task A_hold_that_a_person_changed_is_theirs_whether_the_mailbox_is_at_risk_or_not()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        Pass(session);
        session.Run("Set-Mailbox user0001 -EndDateForRetentionHold ([datetime]'2026-06-01T00:00:00Z')");
        session.Run("Set-Mailbox user0002 -StartDateForRetentionHold ([datetime]'2025-06-01T00:00:00Z')");
        session.Exchange.Calls.Clear();

        var pass = Pass(session);

        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(["user0001@contoso.example SettingsDrifted"], pass.Failures);
        Assert.Equal(1, pass.ExitCode);
        var (identity, until, reason) = Assert.Single(pass.Waiting);
        Assert.Equal(("user0002@contoso.example", null), (identity, until));
        Assert.Contains("StartDateForRetentionHold", reason, StringComparison.Ordinal);

        // And when all is over: what is not theirs comes back once, and what is theirs stays and is told without another line in the journal.
        Suspending.RoundTripTests.EndMigration(session);
        Pass(session);
        session.Tenant.AdvanceDays(4);
        Assert.Equal(["user0001@contoso.example Resume PartlyResumed", "user0002@contoso.example Resume PartlyResumed"], Pass(session).Changes.Order());
        session.Tenant.Advance(TimeSpan.FromHours(1));
        var after = Pass(session);
        Assert.Equal((0, 2, 0), (after.Changes.Count, after.Waiting.Count, after.ExitCode));
        Assert.True(session.Tenant.Mailbox("user0001").RetentionHoldEnabled);
        Assert.True(session.Tenant.Mailbox("user0001").AutoArchivingEnabled);
    }

    [Fact]
    public async Task Dormant_is_not_ended_however_long_it_lasts()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        Pass(session);
        session.Run("Stop-MigrationBatch 'IMAP wave 1' -Confirm:$false");
        session.Tenant.AdvanceDays(1);
        Pass(session);
        session.Tenant.AdvanceDays(20);

        var pass = Pass(session);

        Assert.Equal((0, 0), (pass.Changes.Count, pass.ExitCode));
        Assert.True(session.Tenant.Mailbox("user0001").RetentionHoldEnabled);
    }

    [Fact]
    public async Task An_end_that_was_none_is_forgotten()
    {
        var builder = new TenantBuilder().Migrating(1);
        await using var session = await LabSession.StartAsync(builder.Build());
        Pass(session);
        session.Run("Remove-MigrationBatch 'IMAP wave 1' -Confirm:$false");
        session.Tenant.AdvanceDays(1);
        Pass(session);
        builder.Batch("Again", "IMAP", "Synced", batch => batch.User("user0001"));
        session.Tenant.AdvanceDays(2);
        Pass(session);
        session.Run("Get-MigrationBatch | ForEach-Object { Remove-MigrationBatch -Identity $_.Identity -Confirm:$false }");
        session.Tenant.AdvanceDays(2);

        var pass = Pass(session);

        Assert.Empty(pass.Changes);
        Assert.Equal(session.Tenant.Now.AddHours(72), Assert.Single(pass.Waiting).Until!.Value, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_another_tool_feeds_is_suspended_and_waits_for_a_person()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("extern").SyncedFromOutside("extern").Build());

        Assert.Equal(["extern@contoso.example Suspend Suspended"], Pass(session, Protect + " -ExternallyMigrating extern").Changes);
        Pass(session);
        session.Tenant.AdvanceDays(30);
        var pass = Pass(session);

        Assert.Equal((0, null), (pass.Changes.Count, Assert.Single(pass.Waiting).Until));
        Assert.True(session.Tenant.Mailbox("extern").RetentionHoldEnabled);
        Assert.Equal(["nobody MailboxNotFound"], Pass(session, Protect + " -ExternallyMigrating nobody").Failures);
    }

    [Fact]
    public async Task A_suspension_of_a_person_is_resumed_too_but_not_before_its_own_end()
    {
        await using var session = await LabSession.StartAsync(Tenant(3));
        var until = session.Tenant.Now.AddDays(40);
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal; Suspend-ConflictingArchivePolicy user0003 -Method StopMigration -JournalPath $Journal").Clean();
        session.TryJournal("Suspend-ConflictingArchivePolicy user0002 -Until ([datetime]'" + until.ToString("O", System.Globalization.CultureInfo.InvariantCulture) + "') -JournalPath $Journal").Clean();
        Suspending.RoundTripTests.EndMigration(session);
        Pass(session, "Invoke-ArchiveSafetyGuard -JournalPath $Journal");
        session.Tenant.AdvanceDays(4);

        var pass = Pass(session);

        Assert.Equal(["user0001@contoso.example Resume Resumed", "user0003@contoso.example Close Closed"], pass.Changes.Order());
        Assert.Equal(("user0002@contoso.example", until), (pass.Waiting[0].Identity, pass.Waiting[0].Until!.Value));
        session.Tenant.AdvanceDays(40);
        Assert.Equal(["user0002@contoso.example Resume Resumed"], Pass(session).Changes);
    }

    [Fact]
    public async Task A_hold_that_ends_by_itself_while_the_migration_goes_on_is_made_open_ended()
    {
        await using var session = await LabSession.StartAsync(Tenant(1));
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -Until ([datetime]'2026-01-09T00:00:00Z') -JournalPath $Journal").Clean();

        Assert.Equal(["user0001@contoso.example SuspendAgain Suspended"], Pass(session).Changes);
        Assert.Null(session.Tenant.Mailbox("user0001").EndDateForRetentionHold);
    }

    [Fact]
    public async Task The_record_of_a_mailbox_that_is_gone_is_closed()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        Pass(session);
        session.Tenant.RemoveMailbox("user0001");
        Suspending.RoundTripTests.EndMigration(session);

        Assert.Equal(["user0001@contoso.example Close Closed"], Pass(session).Changes);
    }

    [Fact]
    public async Task More_new_suspensions_than_allowed_are_none_and_are_listed()
    {
        await using var session = await LabSession.StartAsync(Tenant(3));
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal").Clean();
        session.Run("Set-Mailbox user0001 -RetentionHoldEnabled $false");

        var pass = Pass(session, Protect + " -MaximumSuspensions 1");

        // What was suspended already is no new one.
        Assert.Equal(["user0001@contoso.example SuspendAgain Suspended"], pass.Changes);
        Assert.Equal(["user0002@contoso.example Suspend Refused", "user0003@contoso.example Suspend Refused"], pass.Planned.Order());
        Assert.Equal((2, session.Journal + " SuspensionsAboveMaximum"), (pass.ExitCode, Assert.Single(pass.Failures)));
        Assert.False(session.Tenant.Mailbox("user0002").RetentionHoldEnabled);
        Assert.Equal(2, Pass(session, Protect + " -MaximumSuspensions 2").Suspended);
    }

    [Fact]
    public async Task Parts_of_a_tenant_are_disjoint_and_together_all_of_it()
    {
        await using var session = await LabSession.StartAsync(Tenant(20));
        var changed = Enumerable.Range(1, 3).Select(part => Pass(session, $"{Protect} -Partition {part} -PartitionCount 3")).ToList();

        Assert.All(changed, pass => Assert.InRange(pass.Suspended, 1, 19));
        Assert.All(changed, pass => Assert.Equal(pass.Judged, pass.Suspended));
        Assert.Equal(20, changed.SelectMany(pass => pass.Changes).Distinct().Count());
        Assert.Equal(20, session.Exchange.Calls.Of("Set-Mailbox").Count);
    }

    [Fact]
    public async Task Two_passes_at_once_change_each_mailbox_once()
    {
        await using var session = await LabSession.StartAsync(Tenant(12));
        using var other = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        async Task<GuardOutcome[]> BothAsync() => await Task.WhenAll(
            new[] { session.Engine, other }.Select(engine => Task.Run(() => GuardOutcome.Of(engine.Try($"Invoke-ArchiveSafetyGuard -Mode Protect -JournalPath '{session.Journal}'")))));

        var passes = await BothAsync();

        Assert.Equal(12, passes.Sum(pass => pass.Suspended));
        Assert.Equal(12, session.Exchange.Calls.Of("Set-Mailbox").Count);
        Assert.All(passes, pass => Assert.Equal(0, pass.ExitCode));
        Suspending.RoundTripTests.EndMigration(session);
        await BothAsync();
        session.Tenant.AdvanceDays(4);
        Assert.Equal(12, (await BothAsync()).Sum(pass => pass.Resumed));
        Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pass_killed_at_any_call_is_finished_by_the_next(bool before)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using var next = session.Another();
        var settings = SettingsOf.Everybody(session.Tenant);
        var point = 0;
        for (var killed = true; killed; point++)
        {
            var journal = TestProcess.NewPath("journal.jsonl");
            var script = $"Invoke-ArchiveSafetyGuard -Mode Protect -JournalPath '{journal}'";

            killed = Interruption.InterruptionTests.Kill(session, script, point, before, journal);
            var pass = GuardOutcome.Of(next.Try(script));

            Assert.Equal(0, pass.ExitCode);
            Assert.All((string[])["user0001", "user0002"], alias => Assert.True(session.Tenant.Mailbox(alias).IsOnRetentionHoldAt(session.Tenant.Now)));
            Assert.Equal(0, GuardOutcome.Of(next.Try(script)).AtRisk);
            Assert.All(next.Try($"Resume-ConflictingArchivePolicy -Force -JournalPath '{journal}'").Clean().Suspensions, result => Assert.Equal("Resumed", result.Status));
            Assert.Equal(settings, SettingsOf.Everybody(session.Tenant));
        }

        Assert.InRange(point, 12, 40);
    }

    [Fact]
    public async Task Throttled_mailboxes_fail_one_by_one_and_are_suspended_by_the_next_pass()
    {
        await using var session = await LabSession.StartAsync(Tenant(3));
        session.Exchange.Faults.Add("Set-Mailbox", FaultKind.Throttled, mailbox: "user0002");

        var pass = Pass(session);

        Assert.Equal((2, 1), (pass.Suspended, pass.ExitCode));
        Assert.Equal(["user0002@contoso.example SuspensionFailed"], pass.Failures);
        session.Exchange.Faults.Clear();
        Assert.Equal(["user0002@contoso.example FinishSuspension Suspended"], Pass(session).Changes);
    }

    [Fact]
    public async Task Nobody_can_say_who_migrates_is_no_all_clear()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        Pass(session);
        session.Exchange.Faults.Add("Get-MigrationUser", FaultKind.Error);
        session.Tenant.AdvanceDays(1);

        var pass = Pass(session);

        Assert.Equal((2, 0, "Get-MigrationUser MigrationUnreadable"), (pass.ExitCode, pass.Judged, Assert.Single(pass.Failures)));
    }

    [Theory]
    [InlineData("Get-MigrationBatch", FaultKind.Error)]
    [InlineData("Get-MigrationUser", FaultKind.ReturnsNothing)]
    public async Task A_list_that_was_not_read_ends_no_migration(string command, FaultKind kind)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Mailbox("other").Batch("Other", "IMAP", "Synced", batch => batch.User("other")).Build());
        Pass(session);
        session.Run("Remove-MigrationBatch 'IMAP wave 1' -Confirm:$false");
        session.Tenant.AdvanceDays(1);
        session.Exchange.Faults.Add(command, kind);
        for (var day = 0; day < 6; day++)
        {
            session.Tenant.AdvanceDays(1);
            Assert.DoesNotContain(Pass(session).Changes, change => change.Contains("Resume", StringComparison.Ordinal));
        }

        Assert.True(session.Tenant.Mailbox("user0001").RetentionHoldEnabled);
    }

    [Fact]
    public async Task Without_one_permission_the_rest_is_judged()
    {
        await using var session = await LabSession.StartAsync(Tenant(), connect: false);
        session.Exchange.Permissions.Deny("Export-MailboxDiagnosticLogs");
        session.Exchange.Permissions.Deny("Get-MailboxStatistics");
        session.Connect();

        var pass = Pass(session);

        Assert.Equal((2, 0), (pass.Suspended, pass.ExitCode));
    }

    [Fact]
    public async Task A_company_in_the_middle_of_its_migrations_is_brought_out_of_danger_or_named()
    {
        await using var session = await LabSession.StartAsync();
        var before = session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts.ToDictionary(verdict => verdict.Identity, verdict => verdict.State);

        var pass = Pass(session);

        Assert.Equal(before.Values.Count(state => state is "Conflicting" or "Imminent" or "Indeterminate"), pass.AtRisk);
        var after = session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts;
        var failed = pass.Failures.Select(failure => failure.Split(' ')[0]).ToHashSet();

        // Of one nobody knows whether anything archives it; it is held off in either case.
        Assert.All(after.Where(verdict => verdict.State is not ("Dormant" or "Mitigated" or "Safe") && verdict.Alias != "no.policy.unknown"), verdict => Assert.Contains(verdict.Identity, failed));
        Assert.All(pass.Changes, change => Assert.Contains(before[change.Split(' ')[0]], (string[])["Conflicting", "Imminent", "Indeterminate"]));
        Assert.Empty(Pass(session).Changes);
    }
}
