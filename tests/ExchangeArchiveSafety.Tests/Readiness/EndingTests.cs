namespace ExchangeArchiveSafety.Tests.Readiness;

/// <summary>The readiness check follows a migration to its end: on the lab's clock, with the lab's name server.</summary>
public class EndingTests
{
    private const string Remember = """
        $memory = [ExchangeArchiveSafety.MigrationMemory]::new()
        $seen = [ExchangeArchiveSafety.Observation]@{ AtUtc = Get-LabClock; Domains = [ExchangeArchiveSafety.DomainNews[]]@([ExchangeArchiveSafety.DomainNews]::new('contoso.example', 'Moved')) }
        $null = $memory.Remember([ExchangeArchiveSafety.JournalFile]::new($Journal), $seen, [Threading.CancellationToken]::None)
        """;

    [Fact]
    public async Task The_list_follows_a_migration_to_its_end()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal").Clean();
        Assert.Equal("MX records Skipped, Last sync Passed, Wait until Skipped, Remove the batch Skipped, Resume Skipped", Shown(session));

        session.Tenant.AdvanceDays(3);
        session.TryJournal(Remember).Clean();
        Assert.Equal("MX records Passed, Last sync Skipped, Wait until Skipped, Remove the batch Skipped, Resume Skipped", Shown(session));

        session.Tenant.AdvanceDays(3.5);
        var batch = Checks(session).Single(check => check.Name == "Remove the batch");
        Assert.Matches("^Remove-MigrationBatch -Identity [0-9a-f-]{36}$", batch.Remedy);
        session.Run(batch.Remedy + " -Confirm:$false");
        session.Tenant.AdvanceDays(1);

        // With the batch the tenant forgets when it last synced; the journal of a guard would know.
        Assert.Equal("MX records Passed, Last sync Skipped, Wait until Passed, Remove the batch Passed, Resume Skipped", Shown(session));

        session.TryJournal("Resume-ConflictingArchivePolicy -JournalPath $Journal").Clean();
        Assert.Equal("End of a migration Skipped", Shown(session));
    }

    [Fact]
    public async Task A_mailbox_is_asked_about_its_own_domains_only()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.Tenant.Domains.Add(new LabDomain("other.example") { Trouble = DnsTrouble.ServerFailure });

        Assert.Equal("Skipped", Mail(session, "anna").Status);
        Assert.Equal("Skipped", Mail(session, "ann*").Status);
        Assert.Equal("Unknown", Mail(session, "").Status);
    }

    [Theory]
    [InlineData(DnsTrouble.ServerFailure)]
    [InlineData(DnsTrouble.Garbage)]
    [InlineData(DnsTrouble.CutOffEverywhere)]
    public async Task A_name_server_in_trouble_is_never_a_move(DnsTrouble trouble)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.Tenant.AdvanceDays(9);
        session.Tenant.Domains.ForEach(domain => domain.Trouble = trouble);

        Assert.Equal("Unknown", Mail(session, "anna").Status);
    }

    [Fact]
    public async Task Without_permission_for_the_domains_it_says_so_and_counts_from_the_last_sync()
    {
        await using var session = await LabSession.StartAsync(Tenant(), connect: false);
        session.Exchange.Permissions.Deny("Get-AcceptedDomain");
        session.Connect();

        var mail = Mail(session, "anna");

        Assert.Equal("Unknown", mail.Status);
        Assert.Contains("Get-AcceptedDomain", mail.Because, StringComparison.Ordinal);
        Assert.Contains("last time at which a sync ran", Checks(session).Single(check => check.Name == "Wait until").Because, StringComparison.Ordinal);
        Assert.Equal(0, session.Server.NameServer.Asked);
    }

    [Fact]
    public async Task Where_nothing_migrates_nobody_is_asked()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna").Build());

        var check = Assert.Single(Checks(session));

        Assert.Equal("Skipped", check.Status);
        Assert.Equal((0, 0), (session.Server.NameServer.Asked, session.Exchange.Calls.Of("Get-AcceptedDomain").Count));
    }

    [Theory]
    [InlineData("dns.contoso.example")]
    [InlineData("10.0.0.53:99999")]
    [InlineData("")]
    public async Task A_name_server_that_is_no_address_is_refused_before_anything_is_asked(string server)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.Exchange.Calls.Clear();

        Assert.Contains("DnsServer", session.Try("param($server) Test-ArchiveSafetyReadiness -DnsServer $server", server).Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Exchange.Calls.All);
    }

    private static Check Mail(LabSession session, string identity) => Checks(session, identity).Single(check => check.Name == "MX records");

    private static string Shown(LabSession session) => string.Join(", ", Checks(session).Select(check => check.Name + " " + check.Status));

    private static List<Check> Checks(LabSession session, string identity = "") =>
        [.. Check.All(session.TryJournal($"Test-ArchiveSafetyReadiness {identity} -JournalPath $Journal").Clean()).Where(check => check.Category == "Ending")];

    private static LabTenant Tenant() => new TenantBuilder()
        .Mailbox("anna")
        .MailMoves(LabTenant.DefaultStart.AddDays(3))
        .Batch("Wave", "IMAP", "Synced", batch => batch.User("anna"))
        .Build();
}
