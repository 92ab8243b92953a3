namespace ExchangeArchiveSafety.Tests.Guarding;

/// <summary>What passes and suspensions cost, call by call.</summary>
public class GuardCallTests
{
    private const string Protect = "Invoke-ArchiveSafetyGuard -Mode Protect -JournalPath $Journal";
    private static readonly string[] ForTenant = ["Get-AcceptedDomain", "Get-EXOMailbox", "Get-MigrationBatch", "Get-MigrationUser"];
    private static readonly string[] ForVerdicts = ["Get-OrganizationConfig", "Get-RetentionPolicy", "Get-RetentionPolicyTag"];

    private static LabTenant Tenant(int migrating, int healthy)
    {
        var builder = new TenantBuilder();
        for (var i = 0; i < healthy; i++)
        {
            builder.Mailbox($"healthy{i}");
        }

        return migrating > 0 ? builder.Migrating(migrating).Build() : builder.Build();
    }

    private static (string[] Tenant, Dictionary<string, int> Mailboxes) Calls(LabSession session)
    {
        var calls = session.Exchange.Calls.All.Where(call => call.Command != "Get-ConnectionInformation").ToList();
        session.Exchange.Calls.Clear();
        return ([.. calls.Where(call => call.Mailbox is null).Select(call => call.Command).Order(StringComparer.Ordinal)],
            calls.Where(call => call.Mailbox is not null).GroupBy(call => call.Command).ToDictionary(group => group.Key, group => group.Count()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task Where_nobody_migrates_two_calls_say_so(int healthy)
    {
        await using var session = await LabSession.StartAsync(Tenant(0, healthy));

        GuardOutcome.Of(session.TryJournal(Protect));

        var (tenant, mailboxes) = Calls(session);
        Assert.Equal(["Get-MigrationBatch", "Get-MigrationUser"], tenant);
        Assert.Empty(mailboxes);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 200)]
    [InlineData(50, 0)]
    public async Task A_pass_costs_a_constant_and_the_same_for_each_migrating_mailbox(int migrating, int healthy)
    {
        await using var session = await LabSession.StartAsync(Tenant(migrating, healthy));

        GuardOutcome.Of(session.TryJournal(Protect));

        // To judge: the settings, and for a conflict the counters of the assistant. To suspend: read, set, read.
        var (tenant, mailboxes) = Calls(session);
        Assert.Equal(ForTenant.Concat(ForVerdicts).Order(StringComparer.Ordinal), tenant);
        Assert.Equal(
            new Dictionary<string, int> { ["Get-Mailbox"] = 3 * migrating, ["Export-MailboxDiagnosticLogs"] = migrating, ["Set-Mailbox"] = migrating },
            mailboxes);

        session.Tenant.Advance(TimeSpan.FromHours(1));
        GuardOutcome.Of(session.TryJournal(Protect));
        var (quiet, suspended) = Calls(session);
        Assert.Subset(ForTenant.Concat(ForVerdicts).ToHashSet(), quiet.ToHashSet());
        Assert.All(suspended, command => Assert.Equal(("Get-Mailbox", migrating), (command.Key, command.Value)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    public async Task A_suspension_by_hand_takes_five_calls_and_no_more(int migrating)
    {
        await using var session = await LabSession.StartAsync(Tenant(migrating, 20));
        session.TryJournal("$global:Verdicts = Test-ArchiveMigrationConflict").Clean();
        session.Exchange.Calls.Clear();

        session.TryJournal("$Verdicts | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean();

        // Found, how full it is (for the warnings), read before the change, set, read back.
        var (tenant, mailboxes) = Calls(session);
        Assert.Equal(["Get-MigrationBatch", "Get-MigrationUser", "Get-OrganizationConfig"], tenant);
        Assert.Equal(new Dictionary<string, int> { ["Get-Mailbox"] = 3 * migrating, ["Get-MailboxStatistics"] = migrating, ["Set-Mailbox"] = migrating }, mailboxes);
    }

    [Fact]
    public async Task What_settles_is_listed_and_looked_at_once()
    {
        await using var session = await LabSession.StartAsync(Tenant(5, 0));
        GuardOutcome.Of(session.TryJournal(Protect));
        Suspending.RoundTripTests.EndMigration(session);

        Assert.Equal(5, GuardOutcome.Of(session.TryJournal(Protect)).Waiting.Count);

        var (tenant, mailboxes) = Calls(session);
        Assert.Equal(ForTenant, tenant);

        // No listing tells whether somebody switched auto-archiving on again.
        Assert.Equal(new Dictionary<string, int> { ["Get-Mailbox"] = 5 }, mailboxes);
    }
}
