namespace ExchangeArchiveSafety.Tests.Verdicts;

public class WholeTenantTests(SharedContoso contoso) : IClassFixture<SharedContoso>
{
    [Fact]
    public void Without_an_identity_every_migrating_mailbox_that_is_not_safe_is_given()
    {
        var session = contoso.Session;

        var outcome = session.Try("Test-ArchiveMigrationConflict").Clean();

        Assert.Equal(ContosoStates.Lines(ContosoStates.NotSafe), ContosoStates.Lines(outcome.Verdicts));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public void IncludeSafe_gives_the_safe_ones_too_and_still_nobody_who_is_not_migrating()
    {
        var session = contoso.Session;

        var outcome = session.Try("Test-ArchiveMigrationConflict -IncludeSafe");

        Assert.Equal(ContosoStates.Lines(ContosoStates.Migrating), ContosoStates.Lines(outcome.Verdicts));
        Assert.DoesNotContain(outcome.Verdicts, verdict => verdict.Alias is "not.migrating" or "external.tool" or "batch.removed");
    }

    [Fact]
    public async Task A_tenant_without_migrations_gives_nothing_and_no_error()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna").Build());

        Assert.Empty(session.Run("Test-ArchiveMigrationConflict"));
        Assert.Equal("False", Assert.Single(session.Run("Test-ArchiveMigrationConflict -Quiet")).ToString());
    }

    [Fact]
    public async Task Objects_come_one_at_a_time_before_the_next_mailbox_is_asked_about()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(5).Build());
        session.Engine.Runspace.SessionStateProxy.SetVariable("Calls", session.Exchange.Calls);

        var seen = session.Run("Test-ArchiveMigrationConflict | ForEach-Object { @($Calls.All | Where-Object Mailbox).Count }").Select(count => (int)count.BaseObject).ToList();

        Assert.Equal(5, seen.Count);
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public void Every_property_that_is_promised_is_there()
    {
        var session = contoso.Session;

        var verdict = Assert.Single(session.Run("Test-ArchiveMigrationConflict anna.berg"));

        string[] promised =
        [
            "Identity", "ExchangeGuid", "DisplayName", "State", "MigrationBatch", "MigrationType", "MigrationStatus", "RetentionPolicy", "ArchivingEngines", "HeldOffBy",
            "LoopObserved", "Findings", "Recommendation", "EvaluatedAtUtc",
        ];
        Assert.Empty(promised.Except(verdict.Properties.Select(property => property.Name)));
        Assert.Equal("anna.berg@contoso.example", verdict.Text("Identity"));
        Assert.Equal(session.Tenant.Mailbox("anna.berg").ExchangeGuid, verdict.Value("ExchangeGuid"));
        Assert.Equal("Anna Berg", verdict.Text("DisplayName"));
        Assert.Equal("IMAP wave 1", verdict.Text("MigrationBatch"));
        Assert.Equal("IMAP", verdict.Text("MigrationType"));
        Assert.Equal("Synced", verdict.Text("MigrationStatus"));
        Assert.Equal("Default MRM Policy", verdict.Text("RetentionPolicy"));
        Assert.Equal(["RetentionPolicyTag"], verdict.Items("ArchivingEngines").Select(engine => engine.ToString()));
        Assert.Empty(verdict.Items("HeldOffBy"));
        Assert.NotEmpty(verdict.Text("Recommendation"));
        Assert.Equal(LabTenant.DefaultStart, verdict.Value("EvaluatedAtUtc"));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)verdict.Value("EvaluatedAtUtc")!).Kind);
        Assert.All(verdict.Items("Findings"), finding => Assert.Matches("^EAS[0-9]{4}$", finding.Text("Id")));
    }

    [Fact]
    public void What_holds_archiving_off_is_said_by_name()
    {
        var session = contoso.Session;

        var byAlias = session.Try("Test-ArchiveMigrationConflict").Verdicts.ToDictionary(verdict => verdict.Alias);

        Assert.Contains("RetentionHold", string.Join(",", byAlias["hold.open"].Source.Items("HeldOffBy").Select(item => item.ToString())), StringComparison.Ordinal);
        Assert.Contains("ElcProcessing", string.Join(",", byAlias["elc.off"].Source.Items("HeldOffBy").Select(item => item.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_loop_is_seen_once_the_assistant_has_archived_what_the_batch_brought()
    {
        await using var session = await LabSession.StartAsync();
        Assert.NotEqual(true, session.Try("Test-ArchiveMigrationConflict anna.berg").Verdicts[0].LoopObserved);

        session.Tenant.AdvanceDays(30);
        var verdicts = session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts;

        var anna = verdicts.Single(verdict => verdict.Alias == "anna.berg");
        Assert.True(session.Tenant.Count("anna.berg").DuplicatedInArchive > 0);
        Assert.True(anna.LoopObserved);
        Assert.Contains("EAS1501", anna.FindingIds);
        Assert.Equal(LabTenant.DefaultStart.AddDays(30), anna.Source.Value("EvaluatedAtUtc"));
        Assert.All(verdicts.Where(verdict => verdict.State != "Conflicting"), verdict => Assert.Null(verdict.LoopObserved));
    }

    [Fact]
    public void The_counters_are_read_only_for_mailboxes_that_conflict_or_hang_on_a_switch_that_may_be_ignored()
    {
        var session = contoso.Session;

        var conflicting = session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Verdicts
            .Where(verdict => verdict.State == "Conflicting" || verdict.Alias is "elc.off" or "elc.locked").Select(verdict => verdict.Identity);

        Assert.Equal(conflicting.Order(), session.Exchange.Calls.Of("Export-MailboxDiagnosticLogs").Select(call => call.Mailbox!).Order());
    }

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict -Quiet", true)]
    [InlineData("Test-ArchiveMigrationConflict anna.berg -Quiet", true)]
    [InlineData("Test-ArchiveMigrationConflict auto.half -Quiet", true)]
    [InlineData("Test-ArchiveMigrationConflict cutover.user -Quiet", true)]
    [InlineData("Test-ArchiveMigrationConflict stopped.user -Quiet", false)]
    [InlineData("Test-ArchiveMigrationConflict hold.open -Quiet", false)]
    [InlineData("Test-ArchiveMigrationConflict auto.off -Quiet", false)]
    [InlineData("Test-ArchiveMigrationConflict elc.locked -Quiet", true)]
    [InlineData("Test-ArchiveMigrationConflict no.archive, hold.open, stopped.batch -Quiet", false)]
    [InlineData("Test-ArchiveMigrationConflict no.archive, anna.berg, no.archive -Quiet", true)]
    [InlineData("'no.archive', 'auto.half', 'no.archive' | Test-ArchiveMigrationConflict -Quiet", true)]
    [InlineData("Test-ArchiveMigrationConflict external.tool -Quiet", false)]
    [InlineData("Test-ArchiveMigrationConflict -ExternallyMigrating external.tool -MigrationBatch 'Finished wave' -Quiet", true)]
    [InlineData("Test-ArchiveMigrationConflict -MigrationBatch 'Finished wave' -Quiet -IncludeSafe", false)]
    public void Quiet_gives_one_bool_for_the_call(string script, bool expected)
    {
        var session = contoso.Session;

        Assert.Equal(expected, Assert.Single(session.Run(script)).BaseObject);
    }

    [Fact]
    public void AsOf_decides_and_nothing_else_does()
    {
        var session = contoso.Session;

        // The hold of hold.ending ends in nine days, that of hold.ahead begins in twelve; nothing about the tenant changes meanwhile.
        string StateAt(string alias, int day) =>
            session.Try("param($alias, $asOf) Test-ArchiveMigrationConflict $alias -AsOf $asOf", alias, LabTenant.DefaultStart.AddDays(day)).Clean().Verdicts[0].State;

        Assert.Equal("Imminent", StateAt("hold.ending", 8));
        Assert.Equal("Conflicting", StateAt("hold.ending", 10));
        Assert.Equal("Conflicting", StateAt("hold.ahead", 11));
        Assert.Equal("Mitigated", StateAt("hold.ahead", 13));
    }

    [Fact]
    public void AsOf_without_a_zone_is_local_time()
    {
        var session = contoso.Session;

        // Five and a half hours ahead of UTC here.
        var local = session.Try("Test-ArchiveMigrationConflict anna.berg -AsOf '2026-02-01T10:00:00'").Verdicts[0].Source.Value("EvaluatedAtUtc");
        var zoned = session.Try("Test-ArchiveMigrationConflict anna.berg -AsOf '2026-02-01T10:00:00-03:00'").Verdicts[0].Source.Value("EvaluatedAtUtc");

        Assert.Equal(new DateTime(2026, 2, 1, 10, 0, 0, DateTimeKind.Local).ToUniversalTime(), local);
        Assert.Equal(new DateTime(2026, 2, 1, 13, 0, 0, DateTimeKind.Utc), zoned);
    }

    [Fact]
    public async Task A_preference_for_WhatIf_changes_no_verdict_and_hides_no_evidence()
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.Tenant.AdvanceDays(19);
        var expected = session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts.Select(verdict => verdict.Everything).ToList();

        var outcome = session.Try("$global:WhatIfPreference = $true; Test-ArchiveMigrationConflict").Clean();

        Assert.All(outcome.Verdicts.Index(), pair => Assert.Equal(expected[pair.Index], pair.Item.Everything));
        Assert.Equal(expected.Count, outcome.Verdicts.Count);
    }

    [Fact]
    public async Task Reading_asks_nobody_even_where_everything_has_to_be_confirmed()
    {
        await using var session = await LabSession.StartAsync(withHost: true);
        session.Host.Answer = 'N';

        var outcome = session.Try("$global:ConfirmPreference = 'Low'; Test-ArchiveMigrationConflict").Clean();

        Assert.Empty(session.Host.Questions);
        Assert.Equal(ContosoStates.Lines(ContosoStates.NotSafe), ContosoStates.Lines(outcome.Verdicts));
    }
}
