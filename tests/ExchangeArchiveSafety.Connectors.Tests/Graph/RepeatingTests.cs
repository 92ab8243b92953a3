using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class RepeatingTests
{
    [Theory]
    [InlineData(GraphFaultKind.Throttled429, false)]
    [InlineData(GraphFaultKind.Throttled429, true)]
    [InlineData(GraphFaultKind.Unavailable503, false)]
    [InlineData(GraphFaultKind.Unavailable503, true)]
    public async Task The_server_is_waited_for_as_long_as_it_asks(GraphFaultKind kind, bool asDate)
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await tenant.ConnectAsync();
        tenant.Graph.Faults.Add(new GraphFault(kind) { Times = 1, RetryAfter = asDate ? "+90" : "90" });

        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        Assert.InRange(Assert.Single(tenant.Time.Delays), TimeSpan.FromSeconds(88), TimeSpan.FromSeconds(100));
    }

    [Theory]
    [InlineData("700")]
    [InlineData("99999999999999999999")]
    public async Task Nobody_waits_beyond_the_budget(string retryAfter)
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await tenant.ConnectAsync();
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Throttled429) { RetryAfter = retryAfter });

        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal(("GraphThrottled", 429), (error.ErrorId, error.StatusCode));
        Assert.Empty(tenant.Time.Delays);
        Assert.Single(tenant.Graph.Calls.Of(GraphRoute.Settings), call => call.ToString().Contains("anna", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_waits_together_stay_within_the_budget()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await tenant.ConnectAsync();
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Throttled429) { RetryAfter = "250" });

        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal("GraphThrottled", error.ErrorId);
        Assert.Equal(2, tenant.Time.Delays.Count);
        Assert.Contains("500 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_wish_of_the_server_the_waits_grow()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await tenant.ConnectAsync();
        tenant.Graph.Faults.Add(GraphFaultKind.Error500, times: 4);

        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        Assert.Equal([0.75, 1.5, 3, 6], tenant.Time.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task A_server_that_stays_broken_is_given_up()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await tenant.ConnectAsync(tenant.Settings(budgetSeconds: 30));
        tenant.Graph.Faults.Add(GraphFaultKind.CutBody);

        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal("GraphRequestFailed", error.ErrorId);
    }

    [Fact]
    public async Task A_wait_can_be_stopped()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await new GraphConnector().ConnectAsync(tenant.Settings(), CancellationToken.None);
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Throttled429) { RetryAfter = "300" });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.ResolveAsync("anna@contoso.example", stop.Token));
    }

    [Fact]
    public async Task An_unknown_user_is_no_mailbox()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var connection = await tenant.ConnectAsync();

        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("../nobody?x=/#", CancellationToken.None));
        Assert.Equal(("GraphMailboxNotFound", 404), (error.ErrorId, error.StatusCode));
    }
}
