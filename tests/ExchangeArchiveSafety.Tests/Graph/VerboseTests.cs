using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>-Verbose tells the story of each cmdlet that uses Graph: which connection, what was asked and how long it took, what decided, what was written.</summary>
public sealed class VerboseTests
{
    private const string Anna = "anna@contoso.example";

    [Fact]
    public async Task Every_cmdlet_tells_its_story()
    {
        await using var session = await StartAsync();
        var (plan, inventory, quarantine) = (TestProcess.NewPath("plan.jsonl"), TestProcess.NewPath("inventory.csv"), TestProcess.NewPath("quarantine"));
        foreach (var (name, value) in new[] { ("Plan", plan), ("Inventory", inventory), ("Quarantine", quarantine) })
        {
            session.Engine.Runspace.SessionStateProxy.SetVariable(name, value);
        }

        session.Server.Graph.Faults.Add(GraphFaultKind.Unavailable503, GraphRoute.Items, times: 1);
        var found = Told(session, $"Find-ArchiveDuplicates {Anna} -GroupsPath $Plan -VerifyBody -Verbose");
        AssertTells(found, "Uses the Graph connection to " + session.Server.Address, session.Tenant.Organization.TenantId.ToString(), "AccessToken", "v1.0 for primary mailboxes, beta for archives");
        AssertTells(found, "to find the mailbox: GET /beta/users/" + Anna + "/settings/exchange: status 200", " ms.");
        AssertTells(found, "to read items: GET ", "status 503", "Asking again in");
        AssertTells(found, "Compared items: ", "Offered from evidence Strong up; stays by the rule ArchiveOldest.");
        AssertTells(found, Anna, "surplus copies: 3, set aside: 1.");
        AssertTells(found, Anna, "set aside 1 times: ", "subject");
        AssertTells(found, "Wrote the groups file '" + plan + "'", "surplus copies: 3.");

        var exported = Told(session, $"Export-ArchiveInventory {Anna} $Inventory -Verbose");
        AssertTells(exported, "Uses the Graph connection to ");
        AssertTells(exported, "Wrote the inventory '" + inventory + "'; mailboxes: 1, items: ");

        var searched = Told(session, "Find-ArchiveDuplicates -InventoryPath $Inventory -Verbose");
        AssertTells(searched, "Reads the inventory: ", "inventory.csv");

        var removed = Told(session, "Remove-ArchiveDuplicates -GroupsPath $Plan -QuarantinePath $Quarantine -JournalPath $Journal -MaximumPercent 100 -MigrationEnded -Confirm:$false -Verbose");
        AssertTells(removed, "Uses the Graph connection to ");
        AssertTells(removed, "Journal: " + session.Journal, "Quarantine: " + quarantine);
        AssertTells(removed, Anna, "copies to remove: 3");
        AssertTells(removed, Anna, "-MigrationEnded vouches");
        AssertTells(removed, "the ceilings are 1000 copies and 100 %.", "3 of ");
        AssertTells(removed, "to delete an item: DELETE ", "status 204");
        Assert.Equal(3, removed.Count(text => text.Contains(": Removed (None); saved copy: ", StringComparison.Ordinal)));

        var restored = Told(session, "Restore-ArchiveDuplicates -QuarantinePath $Quarantine -JournalPath $Journal -Confirm:$false -Verbose");
        AssertTells(restored, "Saved copies in " + quarantine, ": 3.");
        AssertTells(restored, "to import an item: POST 127.0.0.1: status ");
        Assert.Equal(3, restored.Count(text => text.Contains(": Restored (", StringComparison.Ordinal)));

        AssertTells(Told(session, "Disconnect-ArchiveSafetyGraph -Verbose"), "Ends the Graph connection to " + session.Server.Address);
    }

    [Fact]
    public async Task Without_verbose_nothing_of_it_is_shown_and_what_goes_wrong_is_still_seen_in_the_progress()
    {
        await using var session = await StartAsync();
        session.Server.Graph.Faults.Add(GraphFaultKind.Unavailable503, GraphRoute.Items, times: 1);
        var outcome = session.Try($"Find-ArchiveDuplicates {Anna} -Summary").Clean();

        Assert.Empty(outcome.Verbose);
        Assert.Contains(outcome.Progress, record => record.StatusDescription.Contains("status 503", StringComparison.Ordinal) && record.StatusDescription.Contains("giving up in", StringComparison.Ordinal));
        var waiting = outcome.Progress.First(record => record.StatusDescription.Contains("503", StringComparison.Ordinal)).ActivityId;
        Assert.Equal(ProgressRecordType.Completed, outcome.Progress.Last(record => record.ActivityId == waiting).RecordType);
    }

    private static IReadOnlyList<string> Told(LabSession session, string script)
    {
        var outcome = session.TryJournal(script).Clean();
        Assert.All(outcome.Verbose, text => Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal));
        return outcome.Verbose;
    }

    private static void AssertTells(IReadOnlyList<string> told, params string[] parts) =>
        Assert.True(told.Any(text => parts.All(part => text.Contains(part, StringComparison.Ordinal))), string.Join(" | ", parts) + " is not told by\n" + string.Join("\n", told));

    private static async Task<LabSession> StartAsync()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Build();
        for (var number = 0; number < 4; number++)
        {
            var kept = tenant.PutMessage("anna", "/Inbox", inArchive: true, createdUtc: tenant.Now.AddDays(-9));
            var copy = tenant.PutCopy("anna", kept, createdUtc: tenant.Now.AddDays(-5));
            if (number == 3)
            {
                _ = copy.Edit(mail => mail with { Subject = "Something else" });
            }
        }

        var session = await LabSession.StartAsync(tenant);
        session.ConnectGraph();
        return session;
    }
}
