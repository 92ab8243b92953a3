using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

public class RemovalOverHttpTests
{
    private static readonly GraphFaultKind[] Passing =
    [
        GraphFaultKind.Throttled429, GraphFaultKind.Error500, GraphFaultKind.Unavailable503, GraphFaultKind.Timeout504, GraphFaultKind.AppliesThen504,
        GraphFaultKind.Dropped, GraphFaultKind.AppliesThenDropped, GraphFaultKind.CutBody, GraphFaultKind.CutConnection, GraphFaultKind.MalformedJson,
        GraphFaultKind.ExportOmits,
    ];

    public static TheoryData<GraphFaultKind> EachPassing() => [.. Passing];

    [Fact]
    public async Task What_was_brought_back_is_seen_however_late_the_clock_of_the_server_is()
    {
        await using var tenant = await RemovalTenant.StartAsync();
        tenant.Graph.Options.ClockSkew = TimeSpan.FromMinutes(-20);
        await tenant.CleanUpAsync();
        tenant.Graph.Faults.Add(GraphFaultKind.AppliesThen504, GraphRoute.Import, times: 1);
        Assert.All(await tenant.RestoreAsync(), result => Assert.Equal(RestoreStatus.Restored, result.Status));
    }

    [Fact]
    public async Task A_session_for_importing_that_ends_too_soon_is_opened_anew()
    {
        await using var tenant = await RemovalTenant.StartAsync();
        var removed = (await tenant.CleanUpAsync()).Count(result => result.Status == RemovalStatus.Removed);
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Forbidden) { Route = GraphRoute.Import, Skip = 3, Times = 1 });
        var results = await tenant.RestoreAsync();
        Assert.All(results, result => Assert.Equal(RestoreStatus.Restored, result.Status));
        Assert.Equal(removed + 1, tenant.Graph.Calls.Of(GraphRoute.CreateImportSession).Count());
    }

    [Fact]
    public async Task What_the_loop_made_is_removed_and_a_second_search_finds_nothing()
    {
        await using var tenant = await RemovalTenant.StartAsync();
        var results = await tenant.CleanUpAsync();
        Assert.Equal(tenant.CopyIds, [.. results.Where(result => result.Status == RemovalStatus.Removed).Select(result => result.ItemId)]);

        // The edited copy was a candidate until its body was read.
        Assert.Equal(RemovalReason.BodiesDiffer, Assert.Single(results, result => result.Status != RemovalStatus.Removed).ReasonId);
        tenant.CheckClean();
        Assert.All(await tenant.CleanUpAsync(), result => Assert.Equal(RemovalReason.BodiesDiffer, result.ReasonId));
        tenant.CheckClean();
    }

    [Fact]
    public async Task A_removal_takes_no_more_requests_than_it_has_to()
    {
        await using var tenant = await RemovalTenant.StartAsync();
        var groups = await tenant.FindAsync();
        tenant.Graph.Clear();
        await tenant.RemoveAsync(groups);
        var calls = tenant.Graph.Calls;
        var removed = tenant.CopyIds.Count;

        // Each copy just before its deletion, and each original once for all its copies; everything else is seen in lists.
        Assert.True(calls.Of(GraphRoute.Item).Count <= 2 * (removed + 1));
        Assert.Equal(removed, calls.Deletes.Count);
        Assert.True(calls.Of(GraphRoute.ExportItems).Count <= 2);

        // And three for how full Recoverable Items are.
        Assert.True(calls.Count <= (4 * removed) + 2 + 10 + 3, calls.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(EachPassing))]
    public async Task A_fault_on_three_of_ten_requests_costs_nothing(GraphFaultKind kind)
    {
        await using var tenant = await RemovalTenant.StartAsync();
        tenant.Graph.Faults.Add(new GraphFault(kind) { Rate = 0.3 });
        await tenant.CleanUpAsync(runs: 4);
        tenant.CheckClean();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task All_faults_together_on_three_of_ten_requests_cost_nothing(ulong seed)
    {
        await using var tenant = await RemovalTenant.StartAsync();
        tenant.Graph.Faults.Seed(seed);
        foreach (var kind in Passing)
        {
            tenant.Graph.Faults.Add(new GraphFault(kind) { Rate = 0.3 / Passing.Length, RetryAfter = kind == GraphFaultKind.Throttled429 ? "+2" : null });
        }

        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.TokensExpire) { Rate = 0.02 });
        await tenant.CleanUpAsync(runs: 5);
        tenant.CheckClean();
    }

    [Theory]
    [InlineData(GraphFaultKind.ItemChanges)]
    [InlineData(GraphFaultKind.ItemVanishes)]
    [InlineData(GraphFaultKind.ExportSpoils)]
    public async Task What_changes_or_vanishes_meanwhile_costs_no_mail(GraphFaultKind kind)
    {
        await using var tenant = await RemovalTenant.StartAsync();
        var groups = await tenant.FindAsync();
        var copies = tenant.CopyIds.Order(StringComparer.Ordinal).Where((_, place) => place % 3 == 0).ToList();
        foreach (var id in copies)
        {
            tenant.Graph.Faults.Add(new GraphFault(kind) { ItemId = kind is GraphFaultKind.ItemChanges or GraphFaultKind.ItemVanishes ? id : null, Skip = copies.IndexOf(id), Times = 1 });
        }

        await tenant.RemoveAsync(groups);
        if (kind != GraphFaultKind.ItemVanishes)
        {
            tenant.CheckHarmless();
        }

        tenant.Graph.Faults.Clear();
        await tenant.CleanUpAsync(runs: 2);
        Assert.All(tenant.Tenant.Truth("anna"), message => Assert.True(message.InPrimary + message.InArchive >= 1));
    }

    [Fact]
    public async Task Stopped_at_every_request_and_run_again_it_ends_the_same()
    {
        for (var number = 1; ; number += 3)
        {
            await using var tenant = await RemovalTenant.StartAsync();
            var groups = await tenant.FindAsync();
            tenant.Graph.Clear();
            using var stop = new CancellationTokenSource();
            var stopAt = number;
            var seen = 0;
            var deletesAtStop = -1;
            using (tenant.Graph.Hooks.Before(
                _ => Interlocked.Increment(ref seen) == stopAt,
                _ =>
                {
                    stop.Cancel();
                    deletesAtStop = tenant.Graph.Deletes.Count;
                }))
            {
                try
                {
                    await tenant.RemoveAsync(groups, stop.Token);
                }
                catch (OperationCanceledException)
                {
                    // As after Ctrl+C.
                }
            }

            await tenant.Graph.QuietAsync();

            // What was on its way goes through, four requests to the mailbox and four to its archive; nothing else is begun.
            Assert.True(deletesAtStop < 0 || tenant.Graph.Deletes.Count <= deletesAtStop + 8, $"{tenant.Graph.Deletes.Count - deletesAtStop} deletions began after the stop at {number}");
            tenant.CheckHarmless();
            await tenant.RemoveAsync(groups);
            tenant.CheckClean();
            if (deletesAtStop < 0)
            {
                Assert.True(number > 50);
                return;
            }
        }
    }

    [Fact]
    public async Task Two_removals_at_once_delete_nothing_twice()
    {
        await using var tenant = await RemovalTenant.StartAsync();
        var groups = await tenant.FindAsync();
        Task<List<ArchiveDuplicateRemoval>>? other = null;
        var begun = 0;

        // The other one begins when the first is about to delete: what that one announced is in the journal, and what it does is in no outcome yet.
        using (tenant.Graph.Hooks.Before(GraphRoute.DeleteItem, _ =>
        {
            if (Interlocked.Exchange(ref begun, 1) == 0)
            {
                other = Task.Run(() => tenant.RemoveAsync(groups));
                other.Wait(TimeSpan.FromMinutes(5));
            }
        }))
        {
            await tenant.RemoveAsync(groups);
        }

        Assert.True(other!.IsCompletedSuccessfully);
        Assert.Contains(await other, result => result.ReasonId == RemovalReason.AnotherRunAtWork);
        tenant.CheckClean();
        Assert.Equal(tenant.CopyIds.Count, tenant.Graph.Deletes.Count);
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_pretended()
    {
        await using var tenant = await RemovalTenant.StartAsync();
        var groups = await tenant.FindAsync();
        tenant.Graph.Permissions.Deny("MailboxItem.ReadWrite.All");
        var results = await tenant.RemoveAsync(groups);
        Assert.DoesNotContain(results, result => result.Status == RemovalStatus.Removed);
        tenant.Graph.Permissions.Clear();
        await tenant.RemoveAsync(groups);
        tenant.CheckClean();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_comes_back_and_goes_again(bool archiveRefuses)
    {
        await using var tenant = await RemovalTenant.StartAsync();
        tenant.Graph.Options.ArchiveRefusesImport = archiveRefuses;
        await tenant.CleanUpAsync();
        tenant.CheckClean();
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Timeout504) { Rate = 0.2 });
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.AppliesThenDropped) { Rate = 0.2, Route = GraphRoute.Import });
        var results = new List<ArchiveDuplicateRestore>();
        for (var run = 0; run < 4; run++)
        {
            results.AddRange(await tenant.RestoreAsync());
        }

        tenant.Graph.Faults.Clear();
        Assert.All(await tenant.RestoreAsync(), result => Assert.Equal(RestoreStatus.AlreadyRestored, result.Status));
        var truth = tenant.Tenant.Truth("anna");
        Assert.Equal(tenant.CopyIds.Count, truth.Where(message => message.InRecoverableItems > 0).Sum(message => message.InPrimary + message.InArchive - 1));
        Assert.DoesNotContain(tenant.Graph.Calls.Of(GraphRoute.Import), call => call.HasAuthorization);
    }
}
