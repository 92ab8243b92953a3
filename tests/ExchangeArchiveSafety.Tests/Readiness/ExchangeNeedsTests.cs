namespace ExchangeArchiveSafety.Tests.Readiness;

/// <summary>What readiness says that each cmdlet needs of Exchange is what each cmdlet calls, and what it misses where one thing is taken away.</summary>
public class ExchangeNeedsTests
{
    // Passed with every call, whatever it is about.
    private static readonly string[] WithEveryCall = ["ErrorAction", "WarningAction", "Confirm", "WhatIf", "ResultSize"];

    // Belong to the module that connects: no role takes them away.
    private const string BuiltIn = "Get-EXO";

    private static readonly Dictionary<string, string[]> Scripts = new()
    {
        ["Test-ArchiveMigrationConflict"] = ["Test-ArchiveMigrationConflict -IncludeSafe", "Test-ArchiveMigrationConflict anna, ben, full, none"],
        ["Export-ArchiveSafetySnapshot"] = ["Export-ArchiveSafetySnapshot ($Journal + [guid]::NewGuid() + '.snapshot')"],
        ["Suspend-ConflictingArchivePolicy"] =
        [
            "Suspend-ConflictingArchivePolicy full, none -JournalPath $Journal",
            "Suspend-ConflictingArchivePolicy anna -JournalPath $Journal",
            "Suspend-ConflictingArchivePolicy dora -Method ElcProcessing -JournalPath $Journal",
            "Suspend-ConflictingArchivePolicy ben -Method StopMigration -JournalPath $Journal",
            "Suspend-ConflictingArchivePolicy cara -Method StopMigration -StopBatch -JournalPath $Journal",
        ],
        ["Get-ArchivePolicySuspension"] = ["Get-ArchivePolicySuspension -JournalPath $Journal", "Get-ArchivePolicySuspension -Unexplained -JournalPath $Journal"],
        ["Resume-ConflictingArchivePolicy"] = ["Resume-ConflictingArchivePolicy -Force -JournalPath $Journal"],
        ["Test-ArchiveSafetyReadiness"] = ["Test-ArchiveSafetyReadiness anna"],
    };

    [Fact]
    public async Task Every_cmdlet_calls_what_stands_in_the_list_and_nothing_else()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var needs = Needs(session);
        var called = new HashSet<(string Cmdlet, string Call)>();
        void Walk(IEnumerable<string> cmdlets)
        {
            foreach (var cmdlet in cmdlets)
            {
                foreach (var script in Scripts[cmdlet])
                {
                    session.Exchange.Calls.Clear();
                    _ = session.TryJournal(script);
                    called.UnionWith(session.Exchange.Calls.All.SelectMany(call => call.Parameters.Keys.Except(WithEveryCall, StringComparer.OrdinalIgnoreCase)
                        .Select(parameter => (cmdlet, call.Command + " -" + parameter))
                        .Prepend((cmdlet, call.Command))));
                }
            }
        }

        Walk(Scripts.Keys.Except(["Get-ArchivePolicySuspension", "Resume-ConflictingArchivePolicy"]));

        // What replaces a command that is not granted, and what proves that a mailbox is gone.
        session.Run("Disconnect-LabExchange");
        session.Exchange.Permissions.Deny("Get-MailboxStatistics");
        session.Connect();
        Walk(["Test-ArchiveMigrationConflict", "Export-ArchiveSafetySnapshot", "Suspend-ConflictingArchivePolicy"]);
        session.Tenant.RemoveMailbox("none");
        Walk(["Get-ArchivePolicySuspension", "Resume-ConflictingArchivePolicy"]);

        // Only where the connection does not say which tenant it is.
        var forName = new[] { ("Resume-ConflictingArchivePolicy", "Get-OrganizationConfig") };
        HashSet<(string, string)> Said(Func<(string Name, IReadOnlyList<string> Cmdlets, bool MayBeMissing), bool> which) =>
            [.. needs.Where(which).SelectMany(need => need.Cmdlets.Where(Scripts.ContainsKey).Select(cmdlet => (cmdlet, need.Name)))];
        var said = Said(need => !need.MayBeMissing);
        var differences = string.Join("\n", called.Except(Said(_ => true)).Select(one => "not said: " + one).Concat(said.Except(called).Except(forName).Select(one => "not called: " + one)).Order(StringComparer.Ordinal));
        Assert.True(differences.Length == 0, differences);
    }

    [Fact]
    public async Task With_one_thing_taken_away_readiness_names_it_and_who_fails_is_who_needs_it()
    {
        var seen = 0;
        foreach (var need in Needs(await LabSession.StartAsync(Tenant())).Where(need => !need.Name.StartsWith(BuiltIn, StringComparison.Ordinal)))
        {
            await using var session = await LabSession.StartAsync(Tenant(), connect: false);
            var parts = need.Name.Split(" -");
            if (parts.Length == 1)
            {
                session.Exchange.Permissions.Deny(parts[0]);
            }
            else
            {
                session.Exchange.Permissions.Deny(parts[0], parts[1]);
            }

            session.Connect();
            var missing = Assert.Single(Check.All(session.Try("Test-ArchiveSafetyReadiness").Clean()), check => check.Category == "Exchange" && check.Status != "Passed" && !check.Name.StartsWith("Value types", StringComparison.Ordinal));
            Assert.Equal(need.Name, missing.Name);
            Assert.Equal(need.MayBeMissing ? "Unknown" : parts is ["Get-MailboxStatistics"] ? "Skipped" : "Failed", missing.Status);
            if (missing.Status != "Failed")
            {
                continue;
            }

            Assert.Equal(need.Cmdlets, missing.NeededBy);
            Assert.Contains("role", missing.Remedy, StringComparison.Ordinal);
            foreach (var cmdlet in new[] { "Test-ArchiveMigrationConflict", "Suspend-ConflictingArchivePolicy", "Export-ArchiveSafetySnapshot" }.Except(need.Cmdlets))
            {
                Assert.All(Scripts[cmdlet], script => Assert.DoesNotContain(need.Name, Complaints(session.TryJournal(script)), StringComparison.Ordinal));
            }

            if (!need.Cmdlets.Any(Scripts.ContainsKey))
            {
                // Removing goes on without it, and its question says what is not known.
                continue;
            }

            var complaint = string.Join("\n", need.Cmdlets.Where(Scripts.ContainsKey).SelectMany(cmdlet => Scripts[cmdlet]).Select(script => Complaints(session.TryJournal(script))));
            Assert.All(need.Name is "Get-Mailbox -SoftDeletedMailbox" or "Get-Mailbox -InactiveMailboxOnly" ? [] : parts.Except(["Identity"]), part => Assert.Contains(part, complaint, StringComparison.Ordinal));
            seen++;
        }

        Assert.True(seen >= 20, $"{seen}");
    }

    /// <summary>A call that is not in the list ends with an exception, so every one in the source has to stand there.</summary>
    [Fact]
    public async Task Removing_calls_what_stands_in_the_list_too()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna").Build());
        var kept = session.Tenant.PutMessage("anna", "/Inbox", inArchive: true, createdUtc: session.Tenant.Now.AddDays(-9));
        _ = session.Tenant.PutCopy("anna", kept, createdUtc: session.Tenant.Now.AddDays(-3));
        session.ConnectGraph();
        session.Exchange.Calls.Clear();

        session.TryJournal("Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates -QuarantinePath ($Journal + '.quarantine') -JournalPath $Journal -MaximumPercent 100 -WhatIf").Clean();

        var called = session.Exchange.Calls.All.SelectMany(call => call.Parameters.Keys.Except(WithEveryCall, StringComparer.OrdinalIgnoreCase).Select(parameter => call.Command + " -" + parameter).Prepend(call.Command)).Distinct();
        Assert.Empty(called.Except(Needs(session).Where(need => need.Cmdlets.Contains("Remove-ArchiveDuplicates")).Select(need => need.Name)));
    }

    [Fact]
    public async Task Without_a_session_the_commands_are_skipped_and_say_why()
    {
        await using var session = await LabSession.StartAsync(connect: false);

        var checks = Check.All(session.Try("Test-ArchiveSafetyReadiness").Clean());

        Assert.Equal("Failed", checks.Single(check => check.Category == "Session").Status);
        var exchange = Assert.Single(checks, check => check.Category == "Exchange");
        Assert.Equal("Skipped", exchange.Status);
        Assert.NotEmpty(exchange.Because);
    }

    [Fact]
    public async Task A_property_that_is_not_returned_is_told_for_the_named_mailbox()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.Exchange.Permissions.Hide("Get-Mailbox", "AutoArchivingEnabled");

        var checks = Check.All(session.Try("Test-ArchiveSafetyReadiness anna").Clean());

        Assert.Equal("Failed", checks.Single(check => check.Name == "Get-Mailbox returns AutoArchivingEnabled").Status);
    }

    private static string Complaints(Outcome outcome) => string.Join("\n", outcome.Errors.Concat(outcome.Terminating is { } end ? [end] : []).Select(error => error.ToString()).Concat(outcome.Warnings));

    private static LabTenant Tenant() => new TenantBuilder()
        .Policy("Nothing")
        .Mailbox("anna", mailbox =>
        {
            // A hold that has ended: suspending clears its dates.
            mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-9);
            mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(-2);
        })
        .Mailbox("ben")
        .Mailbox("cara")
        .Mailbox("dora")
        .Mailbox("full", mailbox => mailbox.RetentionPolicy = "Nothing")
        .Mailbox("none", mailbox => mailbox.RetentionPolicy = null)
        .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "ben", "dora", "full", "none"]))
        .Batch("Other", "IMAP", "Synced", batch => batch.User("cara"))
        .Build();

    private static IReadOnlyList<(string Name, IReadOnlyList<string> Cmdlets, bool MayBeMissing)> Needs(LabSession session) =>
        [.. session.Run("[ExchangeArchiveSafety.ExchangeNeeds]::All").Select(need => (
            need.ToString(), (IReadOnlyList<string>)[.. ((System.Collections.IEnumerable)need.Value("Cmdlets")!).Cast<object>().Select(name => name.ToString()!)], (bool)need.Value("IsForLongLists")! || (bool)need.Value("IsForQuestion")!))];
}
