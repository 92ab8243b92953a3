namespace ExchangeArchiveSafety.Tests.Readiness;

/// <summary>With one Graph permission missing readiness names exactly that one, and who fails without it is who needs it.</summary>
public class GraphPermissionTests
{
    private const string Anna = "anna@contoso.example";

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["Find-ArchiveDuplicates"] = $"Find-ArchiveDuplicates {Anna}",
        ["Export-ArchiveInventory"] = $"Export-ArchiveInventory {Anna} -Path ($Journal + '.inventory.csv')",
        ["Remove-ArchiveDuplicates"] = "Remove-ArchiveDuplicates -GroupsPath $Groups @Careful -MaximumPercent 100",
        ["Restore-ArchiveDuplicates"] = "Restore-ArchiveDuplicates @Careful",
    };

    public static TheoryData<string> Permissions =>
        ["User.Read.All", "MailboxFolder.Read.All", "MailboxItem.Read.All", "MailboxItem.ReadWrite.All", "MailboxItem.Export.All", "MailboxItem.ImportExport.All", "Mail.ReadWrite"];

    [Theory]
    [MemberData(nameof(Permissions))]
    public async Task The_one_that_is_missing_is_named_and_who_fails_is_who_needs_it(string permission)
    {
        await using var session = await StartAsync();
        session.Server.Graph.Permissions.Deny(permission);
        session.ConnectGraph();

        var checks = Check.All(session.Try("Test-ArchiveSafetyReadiness " + Anna).Clean()).Where(check => check.Category == "Graph").ToList();

        var missing = Assert.Single(checks, check => check.Status != "Passed");
        Assert.Equal(permission, missing.Name);
        Assert.Equal(permission == "Mail.ReadWrite" ? "Skipped" : "Failed", missing.Status);
        Assert.Contains(permission, missing.Remedy, StringComparison.Ordinal);
        var failed = Scripts.Where(script => session.Try(script.Value) is var outcome
            && outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>().Select(error => error.ToString()).Concat(outcome.Output.Where(item => item.Properties["Reason"] is not null).Select(item => item.Text("Reason")))
                .Any(text => text.Contains(permission, StringComparison.Ordinal))).Select(script => script.Key);
        Assert.Equal(Scripts.Keys.Where(missing.NeededBy.Contains).Order(), failed.Order());
    }

    [Theory]
    [InlineData("MailboxItem.Read.All")]
    [InlineData("MailboxFolder.Read.All")]
    public async Task Without_a_mailbox_a_wider_one_that_the_token_carries_is_not_called_enough(string permission)
    {
        await using var session = await StartAsync();
        session.Server.Graph.Permissions.Deny(permission);
        session.ConnectGraph();

        var missing = Assert.Single(Check.All(session.Try("Test-ArchiveSafetyReadiness").Clean()), check => check.Category == "Graph" && check.Status != "Passed");

        Assert.Equal((permission, "Unknown"), (missing.Name, missing.Status));
    }

    [Fact]
    public async Task Without_a_connection_permissions_are_skipped()
    {
        await using var session = await LabSession.StartAsync();

        var checks = Check.All(session.Try("Test-ArchiveSafetyReadiness").Clean()).Where(check => check.Category == "Graph");

        Assert.Equal(["Failed", "Skipped"], checks.Select(check => check.Status));
    }

    [Theory]
    [InlineData(-7, "Failed")]
    [InlineData(7, "Failed")]
    [InlineData(1, "Passed")]
    public async Task A_clock_that_is_wrong_is_told(int minutes, string status)
    {
        await using var session = await StartAsync();
        session.Server.Graph.Options.ClockSkew = TimeSpan.FromMinutes(minutes);
        session.ConnectGraph();

        Assert.Equal(status, Check.All(session.Try("Test-ArchiveSafetyReadiness").Clean()).Single(check => check.Name == "Clock").Status);
    }

    [Fact]
    public async Task Everything_that_reading_can_answer_is_answered_for_the_named_mailbox_and_nothing_is_written()
    {
        await using var session = await StartAsync();
        session.ConnectGraph();
        session.Server.Graph.Clear();

        var checks = Check.All(session.Try("Test-ArchiveSafetyReadiness " + Anna).Clean()).Where(check => check.Category == "Mailbox").ToDictionary(check => check.Name);

        Assert.Equal("Passed", checks["Archive id"].Status);
        Assert.Equal("Passed", checks["Archive items with properties"].Status);
        Assert.StartsWith("No", checks["Archive id by v1.0"].Because, StringComparison.Ordinal);
        Assert.StartsWith("No", checks["Archive by v1.0"].Because, StringComparison.Ordinal);
        session.Server.Graph.Options.ArchiveIdInV1 = true;
        session.Server.Graph.Options.V1TakesArchives = true;
        checks = Check.All(session.Try("Test-ArchiveSafetyReadiness " + Anna).Clean()).Where(check => check.Category == "Mailbox").ToDictionary(check => check.Name);
        Assert.StartsWith("Yes", checks["Archive id by v1.0"].Because, StringComparison.Ordinal);
        Assert.StartsWith("Yes", checks["Archive by v1.0"].Because, StringComparison.Ordinal);
        Assert.All(session.Server.Graph.Calls.All, call => Assert.Equal("GET", call.Method));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task A_mailbox_that_is_not_there_is_told_and_the_rest_goes_on()
    {
        await using var session = await StartAsync();

        var checks = Check.All(session.Try("Test-ArchiveSafetyReadiness nobody@contoso.example").Clean());

        Assert.Equal("Failed", checks.Single(check => check is { Category: "Mailbox", Name: "Mailbox" }).Status);
        Assert.Equal("Unknown", checks.Single(check => check is { Category: "Exchange", Name: "Mailbox" }).Status);
        Assert.Equal("Probe", checks[^1].Category);
    }

    private static async Task<LabSession> StartAsync()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Build();
        for (var number = 0; number < 3; number++)
        {
            _ = tenant.PutCopy("anna", tenant.PutMessage("anna", "/Inbox", inArchive: true, createdUtc: tenant.Now.AddDays(-9)), createdUtc: tenant.Now.AddDays(-5));
        }

        // Something to remove, and something to bring back.
        var session = await LabSession.StartAsync(tenant);
        session.ConnectGraph();
        var variables = session.Engine.Runspace.SessionStateProxy;
        variables.SetVariable("Careful", new System.Collections.Hashtable { ["QuarantinePath"] = TestProcess.NewPath("quarantine"), ["JournalPath"] = session.Journal, ["Confirm"] = false });
        variables.SetVariable("Groups", TestProcess.NewPath("groups.jsonl"));
        variables.SetVariable("Journal", session.Journal);
        _ = session.Run($"Find-ArchiveDuplicates {Anna} -GroupsPath $Groups");
        var removed = session.Try("Remove-ArchiveDuplicates -GroupsPath $Groups @Careful -MaximumPercent 100").Clean();
        Assert.Equal(3, removed.Output.Count);
        _ = tenant.PutCopy("anna", tenant.PutMessage("anna", "/Inbox", inArchive: true, createdUtc: tenant.Now.AddDays(-9)), createdUtc: tenant.Now.AddDays(-5));
        _ = session.Run($"Find-ArchiveDuplicates {Anna} -GroupsPath $Groups");
        return session;
    }
}
