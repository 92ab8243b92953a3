using ExchangeArchiveSafety.Lab.Graph;

namespace ExchangeArchiveSafety.Tests.Readiness;

/// <summary>Test-ArchiveSafetyReadiness -Probe in the real engine: who is probed, who is refused, and what is told of it.</summary>
public class ProbeTests
{
    private const string Probing = "Test-ArchiveSafetyReadiness anna@contoso.example -Probe -JournalPath $Journal -Confirm:$false";

    [Fact]
    public async Task It_passes_is_remembered_and_leaves_nothing()
    {
        await using var session = await StartAsync();
        var before = Held(session);
        Assert.Contains("-Probe", Check.All(session.TryJournal("Test-ArchiveSafetyReadiness -JournalPath $Journal").Clean())[^1].Because, StringComparison.Ordinal);

        var checks = Check.All(session.TryJournal(Probing).Clean()).Where(check => check.Category == "Probe").ToList();

        Assert.Equal(8, checks.Count);
        Assert.All(checks, check => Assert.True(check.Status == "Passed" && check.Duration is not null, check.ToString()));
        Assert.Equal(before, Held(session));
        Assert.Contains("passed", Check.All(session.TryJournal("Test-ArchiveSafetyReadiness -JournalPath $Journal").Clean())[^1].Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_writes_nothing_and_no_journal()
    {
        await using var session = await StartAsync();

        var probe = Assert.Single(Check.All(session.TryJournal(Probing.Replace("-Confirm:$false", "-WhatIf", StringComparison.Ordinal)).Clean()), check => check.Category == "Probe");

        Assert.Equal("Skipped", probe.Status);
        Assert.Empty(session.Server.Graph.Calls.Of(GraphRoute.CreateMessage));
        Assert.False(File.Exists(session.Journal));
    }

    [Theory]
    [InlineData("Synced", 1, "still syncs")]
    [InlineData("Stopped", 1, "stopped")]
    [InlineData("", 1001, "1000")]
    [InlineData("", 1, "")]
    public async Task A_mailbox_that_is_none_for_tests_is_refused_with_the_reason_unless_forced(string status, int items, string reason)
    {
        await using var session = await StartAsync(
            status.Length == 0 ? null : new TenantBuilder().Mailbox("anna").Batch("Wave", "IMAP", status, batch => batch.User("anna", status)).Build(), items);

        var outcome = session.TryJournal(Probing);

        if (reason.Length > 0)
        {
            var refusal = outcome.OneError("ProbeRefused", ErrorCategory.InvalidOperation).ToString();
            Assert.Contains(reason, refusal, StringComparison.Ordinal);
            Assert.DoesNotContain("-MigrationEnded", refusal, StringComparison.Ordinal);
            Assert.Equal("Skipped", Check.All(outcome)[^1].Status);
            Assert.Empty(session.Server.Graph.Calls.Of(GraphRoute.CreateMessage));
            Assert.False(File.Exists(session.Journal));
            outcome = session.TryJournal(Probing + " -Force");
        }

        Assert.All(Check.All(outcome.Clean()).Where(check => check.Category == "Probe"), check => Assert.Equal("Passed", check.Status));
    }

    [Fact]
    public async Task Without_an_exchange_session_nobody_knows_whether_it_migrates()
    {
        await using var session = await StartAsync(connect: false);

        Assert.Contains("ProbeRefused", session.TryJournal(Probing).ErrorIds);
        Assert.Empty(session.Server.Graph.Calls.Of(GraphRoute.CreateMessage));
    }

    [Fact]
    public async Task The_report_names_nobody()
    {
        await using var session = await StartAsync();
        session.Engine.Runspace.SessionStateProxy.SetVariable("Report", session.Journal + ".report.json");

        session.TryJournal(Probing + " -ReportPath $Report").Clean();

        var report = await File.ReadAllTextAsync(session.Journal + ".report.json");
        Assert.Contains("Find it in Recoverable Items of the archive", report, StringComparison.Ordinal);
        Assert.Contains("Milliseconds", report, StringComparison.OrdinalIgnoreCase);
        var anna = session.Tenant.Mailbox("anna");
        foreach (var name in new[] { "anna", "contoso", anna.ExchangeGuid.ToString(), anna.ArchiveGuid.ToString(), session.Tenant.Organization.TenantId.ToString(), session.Server.Uri.Authority, Path.GetDirectoryName(session.Journal)!, "11111111-2222" })
        {
            Assert.DoesNotContain(name, report, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removing_from_an_archive_says_in_its_question_that_nothing_was_probed(bool probesFirst)
    {
        await using var session = await StartAsync(withHost: true);
        var kept = session.Tenant.PutMessage("anna", "/Inbox", inArchive: true, createdUtc: session.Tenant.Now.AddDays(-9));
        _ = session.Tenant.PutCopy("anna", kept, inArchive: true, createdUtc: session.Tenant.Now.AddDays(-3));
        if (probesFirst)
        {
            session.TryJournal(Probing).Clean();
        }

        var before = session.Host.Text.Length;
        session.TryJournal("Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates -QuarantinePath ($Journal + '.quarantine') -JournalPath $Journal -MaximumPercent 100 -WhatIf").Clean();

        Assert.Equal(!probesFirst, session.Host.Text[before..].Contains("Test-ArchiveSafetyReadiness", StringComparison.Ordinal));
    }

    private static async Task<LabSession> StartAsync(LabTenant? tenant = null, int items = 1, bool connect = true, bool withHost = false)
    {
        tenant ??= new TenantBuilder().Mailbox("anna").Build();
        _ = tenant.PutMessage("anna", "/Inbox", inArchive: true);
        for (var number = 0; number < items; number++)
        {
            _ = tenant.PutMessage("anna", "/Drafts");
        }

        var session = await LabSession.StartAsync(tenant, connect: connect, withHost: withHost);
        session.ConnectGraph();
        return session;
    }

    private static List<string> Held(LabSession session) =>
        [.. new[] { session.Tenant.Mailbox("anna").Primary, session.Tenant.Mailbox("anna").Archive }.SelectMany(store => store.Folders).SelectMany(folder => folder.Items)
            .Select(item => $"{item.Folder.Path} {item.ItemId} {item.ChangeKey} {item.Size}").Order(StringComparer.Ordinal)];
}
