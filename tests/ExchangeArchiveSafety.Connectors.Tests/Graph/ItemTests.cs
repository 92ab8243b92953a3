using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class ItemTests
{
    [Fact]
    public async Task An_item_is_read_with_digests_of_its_body()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var one = tenant.Server.Tenant.PutMessage("anna", "/Odd");
            var two = tenant.Server.Tenant.PutCopy("anna", one, inArchive: true);
            var first = await connection.ReadAsync(anna, Folder(one), one.ItemId, withBody: true, CancellationToken.None);
            var second = await connection.ReadAsync(anna, Folder(two, MailItemLocation.Archive), two.ItemId, withBody: true, CancellationToken.None);

            Assert.Equal(64, first!.Body!.Text.Length);
            Assert.Equal(first.Body.Text, second!.Body!.Text);
            Assert.Equal(first.Item.InternetMessageId, second.Item.InternetMessageId);
            Assert.Equal(one.ItemId, first.Item.ItemId);
            Assert.NotEqual("", first.ChangeKey);
            Assert.Null((await connection.ReadAsync(anna, Folder(one), one.ItemId, withBody: false, CancellationToken.None))!.Body);
            tenant.Server.Tenant.SoftDelete(one);
            Assert.Null(await connection.ReadAsync(anna, Folder(one, "/Odd", tenant), one.ItemId, withBody: false, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Young_items_are_listed_by_their_creation()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var now = tenant.Server.Tenant.Now;
            var old = tenant.Server.Tenant.PutMessage("anna", "/Odd", createdUtc: now.AddDays(-2));
            var young = tenant.Server.Tenant.PutMessage("anna", "/Odd", createdUtc: now);

            Assert.Equal([young.ItemId], (await connection.ListAsync(anna, Folder(old), now, CancellationToken.None)).Select(item => item.Item.ItemId));
            Assert.Equal(2, (await connection.ListAsync(anna, Folder(old), now.AddDays(-3), CancellationToken.None)).Count);
        }
    }

    [Theory]
    [InlineData(GraphFaultKind.AppliesThen504, GraphDeletion.Unknown, true)]
    [InlineData(GraphFaultKind.AppliesThenDropped, GraphDeletion.Unknown, true)]
    [InlineData(GraphFaultKind.Timeout504, GraphDeletion.Unknown, false)]
    [InlineData(GraphFaultKind.Dropped, GraphDeletion.Unknown, false)]
    [InlineData(GraphFaultKind.Error500, GraphDeletion.Unknown, false)]
    [InlineData(GraphFaultKind.Unavailable503, GraphDeletion.Unknown, false)]
    public async Task A_deletion_of_unknown_outcome_is_asked_for_once(GraphFaultKind kind, GraphDeletion outcome, bool isGone)
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var item = tenant.Server.Tenant.PutMessage("anna", "/Odd");
            tenant.Graph.Faults.Add(kind, GraphRoute.DeleteItem);

            Assert.Equal(outcome, await connection.SoftDeleteAsync(anna, Folder(item), item.ItemId, CancellationToken.None));
            Assert.Single(tenant.Graph.Deletes);
            Assert.Equal(isGone, item.Folder.IsRecoverableItems);
        }
    }

    [Fact]
    public async Task A_deletion_that_was_not_done_is_asked_for_again()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var item = tenant.Server.Tenant.PutMessage("anna", "/Odd");
            var folder = Folder(item);
            tenant.Graph.Faults.Add(GraphFaultKind.Throttled429, GraphRoute.DeleteItem, times: 2);
            tenant.Graph.Tokens.ExpireAll();

            Assert.Equal(GraphDeletion.Done, await connection.SoftDeleteAsync(anna, folder, item.ItemId, CancellationToken.None));
            Assert.Equal(GraphDeletion.NotFound, await connection.SoftDeleteAsync(anna, folder, item.ItemId, CancellationToken.None));
            Assert.All(tenant.Graph.Deletes, call => Assert.Equal("?disposalType=softDelete", call.Query));
        }
    }

    [Theory]
    [InlineData("User.Read.All")]
    [InlineData("MailboxFolder.Read.All")]
    [InlineData("MailboxItem.Read.All")]
    [InlineData("MailboxItem.ReadWrite.All")]
    [InlineData("MailboxItem.Export.All")]
    [InlineData("MailboxItem.ImportExport.All")]
    public async Task A_missing_permission_is_named(string permission)
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var item = tenant.Server.Tenant.PutMessage("anna", "/Odd");
            tenant.Graph.Permissions.Deny(permission);

            var error = await Assert.ThrowsAsync<GraphException>(() => permission switch
            {
                "User.Read.All" => connection.ResolveAsync("anna@contoso.example", CancellationToken.None),
                "MailboxFolder.Read.All" => connection.FoldersAsync(anna, MailItemLocation.Primary, CancellationToken.None),
                "MailboxItem.Read.All" => connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None),
                "MailboxItem.ReadWrite.All" => connection.SoftDeleteAsync(anna, Folder(item), item.ItemId, CancellationToken.None),
                "MailboxItem.Export.All" => connection.ExportAsync(anna, [new(Folder(item), item.ItemId)], CancellationToken.None),
                _ => (Task)connection.ImportAsync(anna, Folder(item), [1], CancellationToken.None),
            });
            Assert.Equal(("GraphPermissionMissing", 403), (error.ErrorId, error.StatusCode));
            Assert.Contains(permission, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_an_export_leaves_out_is_asked_for_alone()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            List<GraphPlace> places = [.. Enumerable.Range(0, 3).Select(_ => tenant.Server.Tenant.PutMessage("anna", "/Odd")).Select(item => new GraphPlace(Folder(item), item.ItemId))];
            tenant.Graph.Faults.Add(GraphFaultKind.ExportOmits, times: 1);
            var items = await connection.ExportAsync(anna, places, CancellationToken.None);

            Assert.Equal(places.Select(place => place.ItemId), items.Select(item => item.ItemId));
            Assert.All(items, item => Assert.NotEmpty(item.Data!));
            Assert.Equal(2, tenant.Graph.Calls.Of(GraphRoute.ExportItems).Count);
            tenant.Graph.Faults.Add(GraphFaultKind.ExportOmits);
            Assert.Single(await connection.ExportAsync(anna, [places[0]], CancellationToken.None), item => item.Data is null && item.Error.Length > 0);
        }
    }

    [Fact]
    public async Task An_exported_item_comes_back_by_import()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var item = tenant.Server.Tenant.PutMessage("anna", "/Odd");
            var folder = Folder(item);
            var export = Assert.Single(await connection.ExportAsync(anna, [new(Folder(item), item.ItemId)], CancellationToken.None));
            tenant.Server.Tenant.Purge(item);
            var made = await connection.ImportAsync(anna, folder, export.Data!, CancellationToken.None);

            var read = await connection.ReadAsync(anna, folder, made.ItemId!, withBody: true, CancellationToken.None);
            Assert.Equal(item.Content.Subject, read!.Item.Subject);
            Assert.DoesNotContain(tenant.Graph.Calls.Of(GraphRoute.Import), call => call.HasAuthorization);
        }
    }

    [Fact]
    public async Task An_import_of_unknown_outcome_gives_no_id_and_is_not_repeated()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var item = tenant.Server.Tenant.PutMessage("anna", "/Odd");
            var export = Assert.Single(await connection.ExportAsync(anna, [new(Folder(item), item.ItemId)], CancellationToken.None));
            tenant.Graph.Faults.Add(GraphFaultKind.AppliesThenDropped, GraphRoute.Import);

            Assert.Null((await connection.ImportAsync(anna, Folder(item), export.Data!, CancellationToken.None)).ItemId);
            Assert.Single(tenant.Graph.Calls.Of(GraphRoute.Import));
        }
    }

    private static GraphFolder Folder(Lab.Tenant.Mailboxes.MailItem item, MailItemLocation location = MailItemLocation.Primary) =>
        new() { Id = item.Folder.Id, Location = location, Path = item.Folder.Path };

    private static GraphFolder Folder(Lab.Tenant.Mailboxes.MailItem item, string path, GraphTenant tenant) =>
        new() { Id = tenant.Anna.Primary.FindFolder(path)!.Id, Location = MailItemLocation.Primary, Path = item.Folder.Path };
}
