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
}
