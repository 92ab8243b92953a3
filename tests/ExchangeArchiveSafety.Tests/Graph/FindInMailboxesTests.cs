using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>Find-ArchiveDuplicates and Export-ArchiveInventory through Graph; the lab, which made the copies, is the judge.</summary>
public sealed class FindInMailboxesTests
{
    private const string Anna = "anna.berg@contoso.example";

    [Fact]
    public async Task What_the_loop_made_is_found_in_every_mailbox_and_nothing_else()
    {
        await using var session = await LabSession.StartAsync(Presets.Create("neglected"));
        session.ConnectGraph();
        var found = session.Run("Get-Mailbox -ResultSize Unlimited | Find-ArchiveDuplicates -Summary -ErrorAction SilentlyContinue");
        var truth = session.Tenant.CountAll().ToDictionary(count => count.Mailbox, StringComparer.OrdinalIgnoreCase);
        Assert.True(found.Count > 40, found.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var summary in found)
        {
            var count = truth[(string)summary.Properties["Mailbox"].Value];
            Assert.Equal((count.Reappeared, count.DuplicatedInArchive), (Number(summary, "Reappeared"), Number(summary, "DuplicatedInArchive")));
            Assert.Equal((count.ItemsInPrimary, count.ItemsInArchive), (Number(summary, "PrimaryItems"), Number(summary, "ArchiveItems")));
        }

        Assert.Equal(session.Tenant.Total().Reappeared + session.Tenant.Total().DuplicatedInArchive, found.Sum(summary => Number(summary, "Surplus")));
        Assert.DoesNotContain(session.Server.Graph.Calls.All, call => call.Method != "GET");
    }

    [Fact]
    public async Task The_inventory_file_gives_the_same_groups_as_the_mailbox()
    {
        await using var session = await LabSession.StartAsync(Presets.Create("neglected"));
        session.ConnectGraph();
        var live = Groups(session.Run($"Find-ArchiveDuplicates {Anna}"));
        Assert.NotEmpty(live);
        foreach (var name in new[] { "i.csv", "i.ndjson", "i.csv.gz", "i.jsonl.gz" })
        {
            var path = TestProcess.NewPath(name);
            Assert.Equal(path, session.Run($"param($path) (Export-ArchiveInventory {Anna} $path).FullName", path).Single().ToString());
            Assert.Equal(live, Groups(session.Run("param($path) Find-ArchiveDuplicates -InventoryPath $path", path)));
        }
    }

    [Fact]
    public async Task Faults_on_every_third_request_change_nothing()
    {
        await using var session = await LabSession.StartAsync(Presets.Create("neglected"));
        session.ConnectGraph();
        var calm = Groups(session.Run($"Find-ArchiveDuplicates {Anna} -VerifyBody"));
        foreach (var kind in new[] { GraphFaultKind.Throttled429, GraphFaultKind.Unavailable503, GraphFaultKind.CutBody, GraphFaultKind.ShortPage })
        {
            session.Server.Graph.Faults.Add(new GraphFault(kind) { Rate = 0.1, RetryAfter = kind == GraphFaultKind.Throttled429 ? "0" : null });
        }

        Assert.Equal(calm, Groups(session.Run($"Find-ArchiveDuplicates {Anna} -VerifyBody")));
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_read_whole_gives_an_error_and_no_groups_and_the_others_go_on()
    {
        await using var session = await LabSession.StartAsync(Presets.Create("neglected"));
        session.ConnectGraph();
        session.Server.Graph.Faults.Add(new GraphFault(GraphFaultKind.ShortPage)
        {
            Route = GraphRoute.Items,
            MailboxId = session.Server.Graph.ArchiveIdOf(session.Tenant.Mailbox(Anna)),
        });
        var outcome = session.Try($"'{Anna}', 'nobody@contoso.example', 'batch.all@contoso.example', 'ben.ode@contoso.example' | Find-ArchiveDuplicates");
        Assert.Contains(outcome.Errors, error => error.FullyQualifiedErrorId.StartsWith("MailboxReadIncomplete,", StringComparison.Ordinal) && (string)error.TargetObject == Anna);
        Assert.Contains(outcome.Errors, error => error.FullyQualifiedErrorId.StartsWith("GraphMailboxNotFound,", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Output, group => (string)group.Properties["Mailbox"].Value == Anna);
        Assert.Null(outcome.Terminating);
    }

    [Fact]
    public async Task Bodies_make_copies_identical_and_set_edited_ones_aside()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Build();
        var kept = tenant.PutMessage("anna", "/Inbox", inArchive: true);
        _ = tenant.PutCopy("anna", kept);
        var other = tenant.PutMessage("anna", "/Inbox", inArchive: true);
        _ = tenant.PutCopy("anna", other, edit: content => content with { Body = content.Body + "An added line.\r\n" });
        await using var session = await LabSession.StartAsync(tenant);
        session.ConnectGraph();
        var name = tenant.Mailbox("anna").PrimarySmtpAddress;

        Assert.Equal(["Strong", "Strong"], session.Run($"Find-ArchiveDuplicates {name} | ForEach-Object {{ $_.Evidence.ToString() }}").Select(text => text.ToString()));
        var verified = session.Run($"Find-ArchiveDuplicates {name} -VerifyBody");
        var identical = Assert.Single(verified, group => group.Properties["Evidence"].Value.ToString() == "Identical");
        Assert.Single((System.Collections.IEnumerable)identical.Properties["Surplus"].Value);
        var edited = Assert.Single(verified, group => group.Properties["Evidence"].Value.ToString() == "Conflicting");
        Assert.Empty((System.Collections.IEnumerable)edited.Properties["Surplus"].Value);
        Assert.Equal("BodyDiffers", session.Run($"(Find-ArchiveDuplicates {name} -VerifyBody | Where-Object Evidence -EQ 'Conflicting').SetAside[0].SetAside.ToString()").Single().ToString());
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        await using var session = await LabSession.StartAsync();
        session.ConnectGraph();
        session.Server.Graph.Permissions.Deny("MailboxItem.Read.All");
        var error = session.Try($"Find-ArchiveDuplicates {Anna}").Errors.Single();
        Assert.StartsWith("GraphPermissionMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("MailboxItem.Read", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
    }

    [Fact]
    public async Task A_checkpoint_is_gone_on_from_and_gone_when_all_was_given_out()
    {
        await using var session = await LabSession.StartAsync(Presets.Create("neglected"));
        session.ConnectGraph();
        var expected = Groups(session.Run($"Find-ArchiveDuplicates {Anna}"));
        var folder = TestProcess.NewPath("checkpoint");
        var fault = new GraphFault(GraphFaultKind.Forbidden) { Route = GraphRoute.Items, Skip = 6 };
        session.Server.Graph.Faults.Add(fault);
        Assert.NotEmpty(session.Try($"param($path) Find-ArchiveDuplicates {Anna} -CheckpointPath $path", folder).Errors);
        session.Server.Graph.Faults.Clear();
        session.Server.Graph.Clear();
        Assert.Equal(expected, Groups(session.Run($"param($path) Find-ArchiveDuplicates {Anna} -CheckpointPath $path", folder)));
        var again = session.Server.Graph.Calls.Of(GraphRoute.Items).Count;
        session.Server.Graph.Clear();
        Assert.Equal(expected, Groups(session.Run($"param($path) Find-ArchiveDuplicates {Anna} -CheckpointPath $path", folder)));
        Assert.True(again < session.Server.Graph.Calls.Of(GraphRoute.Items).Count, "what was read before was read again");
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Nothing_is_exported_over_a_file_that_is_to_stay()
    {
        await using var session = await LabSession.StartAsync();
        session.ConnectGraph();
        var path = TestProcess.NewPath("i.csv");
        await File.WriteAllTextAsync(path, "mine");
        Assert.StartsWith("InventoryNotWritable,", session.Try($"param($path) Export-ArchiveInventory {Anna} $path -NoClobber", path).Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
        _ = session.Run($"param($path) Export-ArchiveInventory {Anna} $path -WhatIf", path);
        Assert.NotEmpty(session.Try("param($path) Export-ArchiveInventory nobody@contoso.example $path", path).Errors);
        Assert.Equal("mine", await File.ReadAllTextAsync(path));
        Assert.StartsWith("InventoryNotWritable,", session.Try($"Export-ArchiveInventory {Anna} /no/such/folder/i.csv").Terminating!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static int Number(PSObject item, string property) => Convert.ToInt32(item.Properties[property].Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The groups as text that two runs can be compared by.</summary>
    private static List<string> Groups(IEnumerable<PSObject> groups) =>
        [.. groups.Select(group => $"{group.Properties["InternetMessageId"].Value} {group.Properties["Evidence"].Value} {group.Properties["Kept"].Value} | {group.Properties["Surplus"].Value} | {group.Properties["SetAside"].Value}")];
}
