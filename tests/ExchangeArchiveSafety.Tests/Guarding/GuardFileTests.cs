using System.Text.Json;

namespace ExchangeArchiveSafety.Tests.Guarding;

/// <summary>What a pass is asked, and what it leaves beside the tenant: bad arguments, plans, events and the report.</summary>
public class GuardFileTests
{
    private const string Protect = "Invoke-ArchiveSafetyGuard -Mode Protect -JournalPath $Journal";

    private static LabTenant Tenant(int migrating = 2) => new TenantBuilder().Migrating(migrating).Build();

    [Theory]
    [InlineData("-Partition 2", "ParameterConflict")]
    [InlineData("-PartitionCount 2", "ParameterConflict")]
    [InlineData("-Partition 3 -PartitionCount 2", "InvalidArgument")]
    [InlineData("-TimeBudget 00:00:29", "InvalidArgument")]
    [InlineData("-SettleTime (-[timespan]'1:00')", "InvalidArgument")]
    [InlineData("-ExternallyMigrating ''", "MailboxIdentityEmpty")]
    [InlineData("-EventPath $Journal", "ParameterConflict")]
    [InlineData("-EventPath ($Journal + '/no/such/folder/events')", "EventsNotWritable")]
    [InlineData("-ReportPath ($Journal + '/no/such/folder/report')", "ReportNotWritable")]
    [InlineData("-AsOf ([datetime]'2020-01-01Z')", "AsOfBeforeLastPass")]
    [InlineData("-AsOf ([datetime]::MaxValue)", "ParameterArgumentValidationError")]
    public async Task Bad_input_is_refused_before_anything_is_asked(string parameters, string id)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        GuardOutcome.Of(session.TryJournal("Invoke-ArchiveSafetyGuard -JournalPath $Journal"));
        session.Exchange.Calls.Clear();
        var journal = File.ReadAllText(session.Journal);

        var outcome = session.TryJournal(Protect + " " + parameters);

        Assert.Equal(id, Outcome.Id(outcome.Terminating!));
        Assert.Empty(outcome.Output);
        Assert.DoesNotContain(session.Exchange.Calls.All, call => call.Command != "Get-ConnectionInformation");
        Assert.Equal(journal, File.ReadAllText(session.Journal));
    }

    /// <summary>What is written over a journal takes every previous value with it, and what is written into one makes it unreadable.</summary>
    [Fact]
    public async Task Nothing_else_is_written_over_or_into_a_journal()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        GuardOutcome.Of(session.TryJournal(Protect));
        session.ConnectGraph();
        var journal = File.ReadAllText(session.Journal);
        var other = "-JournalPath ($Journal + '.other') ";

        foreach (var (script, id) in new[]
        {
            ("Export-ArchiveSafetySnapshot $Journal", "SnapshotNotWritable"),
            ("Export-ArchiveInventory anna@contoso.example -Path $Journal", "InventoryNotWritable"),
            ("Test-ArchiveMigrationConflict | Export-ArchiveSafetyReport $Journal -Force", "ReportNotWritable"),
            ("Invoke-ArchiveSafetyGuard " + other + "-ReportPath $Journal", "ReportNotWritable"),
            ("Invoke-ArchiveSafetyGuard " + other + "-EventPath $Journal", "EventsNotWritable"),
            ("Test-ArchiveSafetyReadiness " + other + "-ReportPath $Journal", "ReportNotWritable"),
        })
        {
            var outcome = session.TryJournal(script);
            Assert.Equal(id, Outcome.Id(outcome.Terminating!));
            Assert.Contains("journal", outcome.Terminating!.Exception.Message, StringComparison.Ordinal);
            Assert.Equal(journal, File.ReadAllText(session.Journal));
        }

        // Whatever else lies there is replaced as ever.
        File.WriteAllText(session.Journal + ".json", "{\"format\":\"another\"}");
        Assert.Single(session.TryJournal("Export-ArchiveSafetySnapshot ($Journal + '.json')").Output);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-EventPath ($Journal + '.events') -ReportPath ($Journal + '.report') -WhatIf")]
    public async Task WhatIf_plans_and_leaves_nothing_behind(string parameters)
    {
        await using var session = await LabSession.StartAsync(Tenant(), withHost: true);

        var pass = GuardOutcome.Of(session.TryJournal(Protect + " " + parameters));

        Assert.Equal((0, 2), (pass.Changes.Count, pass.Planned.Count));
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(session.Journal)!));
    }

    [Fact]
    public async Task Nobody_is_asked_whatever_the_preference_is()
    {
        await using var session = await LabSession.StartAsync(Tenant(), withHost: true);

        Assert.Equal(2, GuardOutcome.Of(session.TryJournal("$global:ConfirmPreference = 'Low'; " + Protect)).Suspended);
        Assert.Empty(session.Host.Questions);
    }

    [Fact]
    public async Task Every_change_is_one_line_that_names_cannot_break_and_the_report_is_the_pass()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna\" '$(x)").Mailbox("ben\u202Egnp")
            .Batch("Wave \"3\"\n{}", "IMAP", "Synced", batch => batch.Users(["anna\" '$(x)", "ben\u202Egnp"])).Build());
        var (events, report) = (session.Journal + ".events", session.Journal + ".report");
        File.WriteAllText(events, "{\"torn");

        GuardOutcome.Of(session.TryJournal(Protect + " -EventPath ($Journal + '.events') -ReportPath ($Journal + '.report')"));
        GuardOutcome.Of(session.TryJournal(Protect + " -EventPath ($Journal + '.events') -ReportPath ($Journal + '.report')"));

        var lines = File.ReadAllLines(events);
        Assert.Equal(3, lines.Length);
        string[] fields = ["format", "atUtc", "tenant", "identity", "exchangeGuid", "action", "status", "method", "state", "reason", "before", "after", "journal"];
        foreach (var line in lines.Skip(1).Select(line => JsonDocument.Parse(line).RootElement))
        {
            Assert.Equal(fields, line.EnumerateObject().Select(field => field.Name));
            Assert.Equal(("ExchangeArchiveSafety.GuardEvent/1", "Suspend", "Suspended"), (line.GetProperty("format").GetString(), line.GetProperty("action").GetString(), line.GetProperty("status").GetString()));
            Assert.Contains(session.Tenant.Mailboxes, mailbox => mailbox.PrimarySmtpAddress == line.GetProperty("identity").GetString());
        }

        var pass = JsonDocument.Parse(File.ReadAllText(report)).RootElement;
        Assert.Equal("ExchangeArchiveSafety.GuardPass/1", pass.GetProperty("format").GetString());
        Assert.Equal(("Protect", 2, 0), (pass.GetProperty("pass").GetProperty("mode").GetString(), pass.GetProperty("pass").GetProperty("judged").GetInt32(), pass.GetProperty("pass").GetProperty("exitCode").GetInt32()));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_in_the_end_is_no_success()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        using (session.Exchange.Hooks.Before("Set-Mailbox", _ => Directory.CreateDirectory(session.Journal + ".report")))
        {
            var pass = GuardOutcome.Of(session.TryJournal(Protect + " -ReportPath ($Journal + '.report')"));

            Assert.Equal((2, 1), (pass.Suspended, pass.ExitCode));
            Assert.EndsWith(" ReportNotWritable", Assert.Single(pass.Failures), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Events_that_cannot_be_written_on_the_way_keep_nobody_from_being_suspended()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var events = session.Journal + ".events";
        using (session.Exchange.Hooks.Before("Set-Mailbox", _ =>
        {
            if (File.Exists(events))
            {
                File.Delete(events);
                Directory.CreateDirectory(events);
            }
        }))
        {
            var pass = GuardOutcome.Of(session.TryJournal(Protect + " -EventPath ($Journal + '.events')"));

            Assert.Equal((2, 1), (pass.Suspended, pass.ExitCode));
            Assert.All(pass.Failures, failure => Assert.EndsWith(" EventsNotWritable", failure, StringComparison.Ordinal));
        }
    }
}
