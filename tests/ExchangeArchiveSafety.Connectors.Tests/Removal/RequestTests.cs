using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>How many requests a removed copy costs, all told from the search to the proof that it is gone.</summary>
public class RequestTests
{
    private const int Copies = 240;
    private const double Most = 5;

    [Theory]
    [InlineData(6, false)]
    [InlineData(6, true)]
    [InlineData(24, false)]
    [InlineData(24, true)]
    public async Task A_removed_copy_costs_few_requests(int folders, bool verifiesBodies)
    {
        await using var tenant = await RemovalTenant.StartAsync(builder => builder.LargePair("anna", 5 * Copies, folders), isFilled: false);
        tenant.Graph.Clear();
        var groups = await tenant.FindAsync(verifiesBodies: verifiesBodies);
        Assert.Equal(Copies, groups.Sum(group => group.Surplus.Count));
        var removed = await tenant.RemoveAsync(groups);

        Assert.Equal(Copies, removed.Count(result => result.Status == RemovalStatus.Removed));
        Assert.Equal(Copies, tenant.Graph.Calls.Of(GraphRoute.DeleteItem).Count);
        var each = tenant.Graph.Calls.Count / (double)Copies;
        Assert.True(each <= Most, each + ": " + string.Join(", ", tenant.Graph.Calls.All.GroupBy(call => call.Route).Select(route => route.Key + " " + route.Count())));
    }
}
