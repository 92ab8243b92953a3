using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>How many requests a removed copy costs, all told from the search to the proof that it is gone.</summary>
public class RequestTests
{
    private const int Copies = 240;

    [Theory]
    [InlineData(6, false, 4)]
    [InlineData(6, true, 5)]
    [InlineData(24, false, 4)]
    [InlineData(24, true, 5)]
    public async Task A_removed_copy_costs_few_requests(int folders, bool verifiesBodies, double most)
    {
        await using var tenant = await RemovalTenant.StartAsync(builder => builder.LargePair("anna", 5 * Copies, folders), isFilled: false);
        tenant.Graph.Clear();
        var groups = await tenant.FindAsync(verifiesBodies: verifiesBodies);
        Assert.Equal(Copies, groups.Sum(group => group.Surplus.Count));
        var removed = await tenant.RemoveAsync(groups);

        Assert.Equal(Copies, removed.Count(result => result.Status == RemovalStatus.Removed));
        Assert.Equal(Copies, tenant.Graph.Calls.Of(GraphRoute.DeleteItem).Count);
        var each = tenant.Graph.Calls.Count / (double)Copies;
        Assert.True(each <= most, each + ": " + string.Join(", ", tenant.Graph.Calls.All.GroupBy(call => call.Route).Select(route => route.Key + " " + route.Count())));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public async Task Several_mailboxes_are_cleaned_up_at_once_each_within_its_own_budget(int atOnce, bool isTogether)
    {
        string[] names = ["anna", "ben", "carl"];
        await using var tenant = await RemovalTenant.StartAsync(builder => _ = names.Aggregate(builder, (so, name) => so.LargePair(name, 400, folders: 3)), isFilled: false);
        var groups = new List<ArchiveDuplicateGroup>();
        foreach (var name in names)
        {
            groups.AddRange(await tenant.FindAsync(user: name + "@contoso.example"));
        }

        tenant.Graph.Clear();
        var removed = await tenant.RemoveAsync(groups, atOnce: atOnce);
        Assert.Equal(3 * 80, removed.Count(result => result.Status == RemovalStatus.Removed));
        Assert.All(names, name => Assert.All(tenant.Tenant.Truth(name), message => Assert.True(message.InPrimary + message.InArchive <= 1)));
        Assert.All(tenant.Graph.Calls.LargestInFlight().Values, largest => Assert.True(largest <= 4));
        var deletes = tenant.Graph.Deletes.Select(call => tenant.NameOf(call.MailboxId!)).ToList();
        Assert.Equal(isTogether, deletes.IndexOf(deletes[^1]) < deletes.FindLastIndex(name => name != deletes[^1]));
    }
}
