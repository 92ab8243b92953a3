using ExchangeArchiveSafety.Graph;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Tenant;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>How full Recoverable Items are, and what a server says that has no more room there.</summary>
public class RecoverableItemsTests
{
    [Fact]
    public async Task Sizes_are_added_up_page_by_page_and_where_no_folder_answers_nothing_is_known()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var deleted = Enumerable.Range(1, 450).Select(number => tenant.Server.Tenant.PutMessage("anna", "/Inbox").Resize(number)).ToList();
        deleted.ForEach(item => tenant.Server.Tenant.SoftDelete(item));
        using var connection = await tenant.ConnectAsync();
        var mailbox = await connection.ResolveAsync("anna@contoso.example", default);

        Assert.Equal(450 * 451 / 2, await connection.SizeAsync(mailbox, Folder(MailItemLocation.Primary), default));
        Assert.Equal(3, tenant.Graph.Calls.Of(GraphRoute.Items).Count);
        Assert.Null(await connection.SizeAsync(mailbox, Folder(MailItemLocation.Archive), default));
    }

    [Fact]
    public async Task A_quota_that_is_reached_is_an_error_of_its_own_and_nothing_was_removed()
    {
        await using var tenant = await RemovalTenant.StartAsync();
        var anna = tenant.Tenant.Mailbox("anna");
        (anna.LitigationHoldEnabled, anna.RecoverableItemsQuota) = (true, 1);
        var results = await tenant.CleanUpAsync();
        Assert.Contains(results, result => result is { Status: RemovalStatus.Failed, ReasonId: RemovalReason.RecoverableItemsFull });
        Assert.DoesNotContain(results, result => result.Status is RemovalStatus.Removed or RemovalStatus.Unverified);
        Assert.InRange(tenant.Graph.Deletes.Count, 1, 20);
        tenant.CheckHarmless();
    }

    private static GraphFolder Folder(MailItemLocation location) => new() { Id = "recoverableitemsdeletions", Location = location };
}
