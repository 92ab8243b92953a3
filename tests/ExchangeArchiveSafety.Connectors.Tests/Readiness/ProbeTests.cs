using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;
using Xunit;

namespace ExchangeArchiveSafety.Probing;

/// <summary>The probe over real HTTP: it finds out what the tenant does, and leaves the mailbox as it was, wherever it is killed.</summary>
public class ProbeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("names")]
    [InlineData("lists")]
    public async Task It_passes_and_leaves_the_mailbox_as_it_was(string way)
    {
        // By itself the tenant shows an archive's deleted items only beside its top folder.
        await using var world = await ProbeTenant.StartAsync(options =>
            (options.ArchiveTakesWellKnownNames, options.ListsRecoverableItems, options.TellsOutermostFolder) = (way == "names", way == "lists", way.Length == 0));
        world.Tenant.SoftDelete(world.Tenant.PutMessage("anna", "/Inbox", inArchive: true));
        var before = world.Everything();

        var (_, checks) = await world.ProbeAsync();

        Assert.Equal(8, checks.Count);
        Assert.All(checks, check => Assert.True(check.Status == ReadinessStatus.Passed, check + ": " + check.Because));
        Assert.All(checks, check => Assert.NotNull(check.Duration));
        Assert.Equal(before, world.Everything());
        Assert.True(ArchiveProbe.HasPassed(world.Journal));
    }

    [Fact]
    public async Task Everything_that_it_deletes_is_of_its_own_making()
    {
        await using var world = await ProbeTenant.StartAsync();
        var others = world.Anna.Primary.Folders.Concat(world.Anna.Archive.Folders).SelectMany(folder => folder.Items).Select(item => item.ItemId).ToHashSet();

        _ = await world.ProbeAsync();

        Assert.NotEmpty(world.Graph.Deletes);
        Assert.DoesNotContain(world.Graph.Deletes, call => others.Contains(call.ItemId!));
        Assert.DoesNotContain(world.Graph.Calls.All, call => call.Route is GraphRoute.DeleteFolder or GraphRoute.CreateFolder or GraphRoute.PermanentDelete);
    }

    [Fact]
    public async Task Killed_at_any_point_the_next_run_removes_what_is_left()
    {
        await using var world = await ProbeTenant.StartAsync();
        var before = world.Everything();
        var killed = new List<string>();
        for (var at = 0; ; at++)
        {
            var points = new KillPoints(at);
            _ = await world.ProbeAsync(points);
            if (points.Killed is null)
            {
                break;
            }

            killed.Add(points.Killed);
            var (_, checks) = await world.ProbeAsync();
            Assert.True(before.SequenceEqual(world.Everything()), points.Killed + " at " + at);
            Assert.All(checks, check => Assert.True(check.Status == ReadinessStatus.Passed, points.Killed + " at " + at + ": " + check + ": " + check.Because));
        }

        Assert.Contains("after create", killed);
        Assert.Contains("after import", killed);
        Assert.Contains("after soft delete", killed);
        Assert.Contains("before erase", killed);
        Assert.Contains("after an intent", killed);
        Assert.Contains("before an outcome", killed);
    }

    [Fact]
    public async Task Killed_twice_on_the_way_the_third_run_removes_what_is_left()
    {
        await using var world = await ProbeTenant.StartAsync();
        var before = world.Everything();
        foreach (var at in new[] { 14, 9, 3, 1, 0 })
        {
            _ = await world.ProbeAsync(new(at));
        }

        var (_, checks) = await world.ProbeAsync();

        Assert.Equal(ReadinessStatus.Passed, checks[^1].Status);
        Assert.Equal(before, world.Everything());
    }

    [Fact]
    public async Task Where_no_answer_told_what_the_service_calls_its_message_it_is_found_by_its_subject()
    {
        await using var world = await ProbeTenant.StartAsync();
        var drafts = world.Anna.Primary.Folders.Single(folder => folder.Path == "/Drafts");
        var before = drafts.Items.Count;
        world.Graph.Faults.Add(new GraphFault(GraphFaultKind.AppliesThen504) { Route = GraphRoute.CreateMessage, Times = 1 });
        using (world.Graph.Hooks.After(call => call.Route == GraphRoute.CreateMessage, _ => drafts.Items[^1].Edit(content => content with { InternetMessageId = "<given@contoso.example>" })))
        {
            var (_, checks) = await world.ProbeAsync();
            Assert.All(checks, check => Assert.True(check.Status == ReadinessStatus.Passed, check + ": " + check.Because));
        }

        Assert.Equal(before, drafts.Items.Count);
    }

    [Fact]
    public async Task A_copy_that_somebody_made_of_its_item_is_not_touched()
    {
        await using var world = await ProbeTenant.StartAsync();
        Lab.Tenant.Mailboxes.MailItem? reply = null;
        using (world.Graph.Hooks.After(call => call.Route == GraphRoute.CreateMessage, _ =>
        {
            var made = world.Anna.Primary.Folders.Single(folder => folder.Path == "/Drafts").Items[^1];
            reply = world.Tenant.PutCopy("anna", made, folderPath: "/Drafts", edit: content => content with { Subject = "RE: " + content.Subject });
        }))
        {
            _ = await world.ProbeAsync();
        }

        Assert.Equal("/Drafts", reply!.Folder.Path);
        Assert.DoesNotContain(world.Graph.Deletes, call => call.ItemId == reply.ItemId);
    }

    [Fact]
    public async Task A_soft_deletion_that_goes_elsewhere_is_told_and_cleaned_up()
    {
        await using var world = await ProbeTenant.StartAsync();
        world.Graph.Options.SoftDeleteGoesToDeletedItems = true;
        _ = world.Tenant.PutMessage("anna", "/Deleted Items", inArchive: true);
        var before = world.Everything();

        var (_, checks) = await world.ProbeAsync();

        Assert.Equal(ReadinessStatus.Failed, checks.Single(check => check.Name.Contains("Recoverable Items", StringComparison.Ordinal)).Status);
        Assert.Equal(before, world.Everything());
        Assert.False(ArchiveProbe.HasPassed(world.Journal));
    }

    [Fact]
    public async Task Where_nobody_can_look_among_the_deleted_items_nothing_is_deleted_softly()
    {
        await using var world = await ProbeTenant.StartAsync(options => options.TellsOutermostFolder = false);
        var before = world.Everything();

        var (_, checks) = await world.ProbeAsync();

        Assert.Equal(ReadinessStatus.Skipped, checks[4].Status);
        Assert.Equal(ReadinessStatus.Passed, checks[^1].Status);
        Assert.Equal(before, world.Everything());
        Assert.False(ArchiveProbe.HasPassed(world.Journal));
    }

    [Theory]
    [InlineData("Mail.ReadWrite", 0, ReadinessStatus.Skipped)]
    [InlineData("MailboxItem.Export.All", 1, ReadinessStatus.Failed)]
    [InlineData("MailboxItem.ImportExport.All", 2, ReadinessStatus.Failed)]
    public async Task A_permission_that_is_missing_is_named_and_nothing_is_left(string permission, int step, ReadinessStatus status)
    {
        await using var world = await ProbeTenant.StartAsync();
        world.Graph.Permissions.Deny(permission);
        var before = world.Everything();

        var (_, checks) = await world.ProbeAsync();

        Assert.Equal(status, checks[step].Status);
        Assert.Contains(permission, checks[step].Because, StringComparison.Ordinal);
        Assert.All(checks.Skip(step + 1).SkipLast(1), check => Assert.Equal(ReadinessStatus.Skipped, check.Status));
        Assert.Equal(ReadinessStatus.Passed, checks[^1].Status);
        Assert.Equal(before, world.Everything());
    }

    [Theory]
    [InlineData(GraphFaultKind.Error500, null, int.MaxValue, ReadinessStatus.Failed, 0, 120)]
    [InlineData(GraphFaultKind.Unavailable503, "200", 2, ReadinessStatus.Passed, 400, 420)]
    public async Task An_import_session_that_only_fails_is_given_up_soon_and_one_that_the_server_asks_patience_for_is_not(
        GraphFaultKind kind, string? retryAfter, int times, ReadinessStatus status, int least, int most)
    {
        await using var world = await ProbeTenant.StartAsync();
        var before = world.Everything();
        world.Graph.Faults.Add(new GraphFault(kind) { Route = GraphRoute.CreateImportSession, RetryAfter = retryAfter, Times = times });

        var (_, checks) = await world.ProbeAsync();

        Assert.Equal((status, ReadinessStatus.Passed), (checks[2].Status, checks[^1].Status));
        Assert.InRange(world.Waited.TotalSeconds, least, most);
        Assert.Equal(before, world.Everything());
    }

    [Fact]
    public async Task What_was_deleted_where_nobody_can_look_is_told_and_removed_when_somebody_can()
    {
        await using var world = await ProbeTenant.StartAsync(options => options.TellsOutermostFolder = false);
        var before = world.Everything();

        var (_, checks) = await world.ProbeAsync(isForced: true);

        Assert.Equal(ReadinessStatus.Unknown, checks[^1].Status);
        Assert.Contains("ExchangeArchiveSafety probe ", checks[^1].Because, StringComparison.Ordinal);
        Assert.NotEmpty(checks[^1].Remedy);
        Assert.Single(world.Everything().Except(before));
        Assert.False(ArchiveProbe.HasPassed(world.Journal));

        // Which keeps nobody from probing again.
        (_, checks) = await world.ProbeAsync();
        Assert.Equal([ReadinessStatus.Unknown, ReadinessStatus.Passed], checks.Take(2).Select(check => check.Status));
        Assert.Single(world.Everything().Except(before));

        world.Graph.Options.TellsOutermostFolder = true;
        (_, checks) = await world.ProbeAsync();
        Assert.All(checks, check => Assert.Equal(ReadinessStatus.Passed, check.Status));
        Assert.Equal(9, checks.Count);
        Assert.Equal(before, world.Everything());
    }

    [Fact]
    public async Task Killed_before_anything_was_deleted_where_nobody_can_look_nothing_is_left_open()
    {
        await using var world = await ProbeTenant.StartAsync(options => options.TellsOutermostFolder = false);
        var before = world.Everything();
        List<ArchiveSafetyCheck> checks = [];
        for (var (at, killed) = (12, ""); killed != "before erase"; at++)
        {
            var points = new KillPoints(at);
            _ = await world.ProbeAsync(points);
            killed = Assert.IsType<string>(points.Killed);
            (_, checks) = await world.ProbeAsync();
        }

        Assert.Equal((9, ReadinessStatus.Passed, ReadinessStatus.Passed), (checks.Count, checks[0].Status, checks[^1].Status));
        Assert.Equal(before, world.Everything());
    }

    [Fact]
    public async Task What_the_service_put_into_another_folder_is_removed_there()
    {
        await using var world = await ProbeTenant.StartAsync();
        var before = world.Everything();
        using (world.Graph.Hooks.After(GraphRoute.Import, call =>
        {
            var made = world.Anna.Archive.Folders.SelectMany(folder => folder.Items).Single(item => item.Content.Subject!.StartsWith("ExchangeArchiveSafety probe", StringComparison.Ordinal));
            world.Tenant.PutCopy("anna", made, folderPath: made.Folder.Path == "/Inbox" ? "/Sent Items" : "/Inbox", inArchive: true);
            world.Tenant.SoftDelete(made);
        }))
        {
            var (_, checks) = await world.ProbeAsync();
            Assert.Equal((ReadinessStatus.Failed, ReadinessStatus.Passed), (checks[2].Status, checks[^1].Status));
        }

        Assert.Equal(before, world.Everything());
    }

    [Fact]
    public async Task What_a_hold_keeps_is_told_and_removed_when_the_hold_has_ended()
    {
        await using var world = await ProbeTenant.StartAsync();
        var before = world.Everything();
        world.Anna.LitigationHoldEnabled = true;

        var (_, held) = await world.ProbeAsync();

        Assert.Equal(ReadinessStatus.Failed, held[^1].Status);
        Assert.NotEqual(before, world.Everything());
        Assert.False(ArchiveProbe.HasPassed(world.Journal));
        world.Anna.LitigationHoldEnabled = false;
        var (_, checks) = await world.ProbeAsync();
        Assert.Equal(9, checks.Count);
        Assert.All(checks, check => Assert.Equal(ReadinessStatus.Passed, check.Status));
        Assert.Equal(before, world.Everything());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_mailbox_is_refused_unless_forced(bool isForced)
    {
        await using var world = await ProbeTenant.StartAsync();
        foreach (var _ in Enumerable.Range(0, ArchiveProbe.MostItems))
        {
            world.Tenant.PutMessage("anna", "/Inbox");
        }

        var (probe, checks) = await world.ProbeAsync(isForced: isForced);

        Assert.Equal(isForced, probe.Refusal is null);
        Assert.Equal(isForced ? 8 : 0, checks.Count);
        Assert.Equal(isForced, world.Graph.Calls.All.Any(call => call.Route == GraphRoute.CreateMessage));
    }

    [Fact]
    public async Task Two_probes_of_one_mailbox_do_not_meet()
    {
        await using var world = await ProbeTenant.StartAsync();
        ArchiveProbe? other = null;
        var begun = 0;
        using (world.Graph.Hooks.Before(call => call.Route == GraphRoute.CreateMessage && Interlocked.Exchange(ref begun, 1) == 0, _ => other = world.ProbeAsync().GetAwaiter().GetResult().Probe))
        {
            var (_, checks) = await world.ProbeAsync();
            Assert.Equal(ReadinessStatus.Passed, checks[^1].Status);
        }

        Assert.Contains("just now", other!.Refusal, StringComparison.Ordinal);
    }
}
