using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

/// <summary>A server that wants a pause wants it of the application and the mailbox, not of one request.</summary>
public class PauseTests
{
    private const int RequestsAtOnce = 4;

    [Theory]
    [InlineData(GraphFaultKind.Throttled429)]
    [InlineData(GraphFaultKind.Unavailable503)]
    public async Task A_pause_holds_for_every_request_to_the_mailbox_and_for_no_other_mailbox(GraphFaultKind kind)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 4000, folders: 8));
        var time = new WatchedTime();
        using var connection = await new GraphConnector(time, () => 0.5).ConnectAsync(tenant.Settings(pageSize: 50), CancellationToken.None);
        var anna = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        tenant.Graph.Faults.Add(new GraphFault(kind) { Route = GraphRoute.Items, MailboxId = anna.PrimaryMailboxId, Skip = 5, Times = 1, RetryAfter = "30" });

        // The archive goes on to its end.
        var pages = tenant.Anna.Archive.Folders.Where(folder => !folder.IsRecoverableItems).Sum(folder => Math.Max(1, (folder.Items.Count + 49) / 50));
        var archive = new Arrivals();
        using var hook = tenant.Graph.Hooks.After(call => call.Route == GraphRoute.Items && call.MailboxId == anna.ArchiveMailboxId, _ => archive.Add());
        var scan = connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None);
        await archive.ReachAsync(pages);

        // Who was refused waits, and so does whoever takes a place after that.
        await time.WaitsAsync(1 + RequestsAtOnce);
        var primary = tenant.Graph.Calls.All.Where(call => call.MailboxId == anna.PrimaryMailboxId).ToList();
        var refused = primary.FindIndex(call => call.Status is 429 or 503);

        // What was on its way or had begun before the refusal was read goes through, not the whole mailbox.
        Assert.InRange(primary.Count - refused - 1, 0, pages / 2);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, time.Rung);
        Assert.Equal(primary.Count, tenant.Graph.Calls.All.Count(call => call.MailboxId == anna.PrimaryMailboxId));

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty((await scan.WaitAsync(TimeSpan.FromMinutes(5))).Incomplete);
        Assert.Equal(tenant.Held(), GraphTenant.Listed(await scan));
        Assert.True(tenant.Graph.Calls.LargestInFlight(anna.PrimaryMailboxId) <= 4);
    }

    [Fact]
    public async Task Without_a_wish_of_the_server_the_others_go_on()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 8));
        var time = new WatchedTime();
        using var connection = await new GraphConnector(time, () => 0.5).ConnectAsync(tenant.Settings(pageSize: 50), CancellationToken.None);
        var anna = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Throttled429) { Route = GraphRoute.Items, MailboxId = anna.PrimaryMailboxId, Skip = 3, Times = 1 });

        var primary = new Arrivals();
        using var hook = tenant.Graph.Hooks.After(call => call.MailboxId == anna.PrimaryMailboxId, _ => primary.Add());
        var scan = connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None);
        await time.WaitsAsync(1);
        await primary.ReachAsync(15);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty((await scan.WaitAsync(TimeSpan.FromMinutes(5))).Incomplete);
    }

    [Fact]
    public async Task Nobody_asks_into_a_pause_that_is_longer_than_the_budget()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 100));
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Throttled429) { MailboxId = anna.PrimaryMailboxId, RetryAfter = "700" });
            tenant.Graph.Calls.Clear();
            for (var time = 0; time < 3; time++)
            {
                var error = await Assert.ThrowsAsync<GraphException>(() => connection.FoldersAsync(anna, MailItemLocation.Primary, CancellationToken.None));
                Assert.Equal(("GraphThrottled", 429), (error.ErrorId, error.StatusCode));
            }

            Assert.Empty(tenant.Time.Delays);
            Assert.Single(tenant.Graph.Calls.All);
            Assert.NotEmpty(await connection.FoldersAsync(anna, MailItemLocation.Archive, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Waiting_for_a_pause_can_be_stopped_and_costs_no_place()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var time = new WatchedTime();
        using var connection = await new GraphConnector(time, () => 0.5).ConnectAsync(tenant.Settings(), CancellationToken.None);
        var anna = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Throttled429) { MailboxId = anna.PrimaryMailboxId, RetryAfter = "30" });
        using (var stop = new CancellationTokenSource())
        {
            var waiting = Enumerable.Range(0, 10).Select(_ => connection.FoldersAsync(anna, MailItemLocation.Primary, stop.Token)).ToList();
            await time.WaitsAsync(1 + RequestsAtOnce);
            stop.Cancel();
            foreach (var one in waiting)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
            }
        }

        tenant.Graph.Faults.Clear();
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.NotEmpty(await connection.FoldersAsync(anna, MailItemLocation.Primary, CancellationToken.None));
    }
}
