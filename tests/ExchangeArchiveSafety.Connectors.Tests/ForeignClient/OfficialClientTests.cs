using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ExchangeArchiveSafety.Graph;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Tenant;
using Microsoft.Graph;
using Microsoft.Graph.Admin.Exchange.Mailboxes.Item;
using Microsoft.Graph.Admin.Exchange.Mailboxes.Item.ExportItems;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Authentication;
using Xunit;

namespace ExchangeArchiveSafety.ForeignClient;

/// <summary>
/// The whole Microsoft.Graph SDK walks every route of the lab. Nobody here wrote that client: what it understands is what the lab may be trusted to speak,
/// and what the product is tested on.
/// </summary>
public class OfficialClientTests
{
    private const string Subject = "String 0x0037";

    [Theory]
    [InlineData("v1.0", false)]
    [InlineData("beta", false)]
    [InlineData("beta", true)]
    public async Task It_reads_every_folder_and_every_item(string version, bool archive)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 130, folders: 6));
        using var client = Client(tenant, version);
        var mailbox = client.Admin.Exchange.Mailboxes[await MailboxIdAsync(client, archive)];
        var store = archive ? tenant.Anna.Archive : tenant.Anna.Primary;

        var folders = await FoldersAsync(client, mailbox);
        var expected = store.Folders.Where(folder => folder is { IsRecoverableItems: false, IsHidden: false }).Select(folder => folder.Id);
        Assert.Equal(expected.Order(StringComparer.Ordinal), folders.Select(folder => folder.Id!).Distinct().Order(StringComparer.Ordinal));
        foreach (var folder in folders.DistinctBy(folder => folder.Id))
        {
            var again = await mailbox.Folders[folder.Id].GetAsync();
            var inLab = store.Folders.Single(one => one.Id == folder.Id);
            Assert.Equal((folder.DisplayName, folder.ParentFolderId, folder.WellKnownName), (again!.DisplayName, again.ParentFolderId, again.WellKnownName));
            Assert.Equal((inLab.Items.Count, inLab.FolderClass), (again.TotalItemCount, again.Type));

            var items = await ItemsAsync(client, mailbox, folder.Id!);
            Assert.Equal(inLab.Items.Select(item => item.ItemId).Order(StringComparer.Ordinal), items.Select(item => item.Id!).Order(StringComparer.Ordinal));
            Assert.All(items, item =>
            {
                var one = inLab.Items.Single(other => other.ItemId == item.Id);
                Assert.Equal((one.Size, one.Content.ItemClass, one.ChangeKey), (item.Size, item.Type, item.ChangeKey));
                Assert.Equal(one.Content.Subject, item.SingleValueExtendedProperties?.SingleOrDefault()?.Value);
                Assert.NotNull(item.CreatedDateTime);
                Assert.NotNull(item.LastModifiedDateTime);
            });
        }
    }

    [Theory]
    [InlineData("v1.0", false)]
    [InlineData("beta", false)]
    [InlineData("beta", true)]
    public async Task It_reads_exports_deletes_and_imports_an_item(string version, bool archive)
    {
        await using var tenant = await GraphTenant.StartAsync();
        var item = tenant.Server.Tenant.PutMessage("anna", "/Inbox", inArchive: archive);
        var (id, folderId, store) = (item.ItemId, item.Folder.Id, archive ? tenant.Anna.Archive : tenant.Anna.Primary);
        using var client = Client(tenant, version);
        var mailbox = client.Admin.Exchange.Mailboxes[await MailboxIdAsync(client, archive)];
        var route = mailbox.Folders[folderId].Items[id];

        var read = await route.GetAsync(request => request.QueryParameters.Expand = [$"singleValueExtendedProperties($filter=id eq '{Subject}')"]);
        Assert.Equal((id, item.Content.Subject), (read!.Id, read.SingleValueExtendedProperties!.Single().Value));

        var exported = await mailbox.ExportItems.PostAsExportItemsPostResponseAsync(new ExportItemsPostRequestBody { ItemIds = [id] });
        var export = Assert.Single(exported!.Value!);
        Assert.Equal((id, null), (export.ItemId, export.Error));

        // The SDK has no parameter for it, and sends a deletion without, which is refused.
        var refused = await Assert.ThrowsAsync<ODataError>(() => route.DeleteAsync());
        Assert.Equal(400, refused.ResponseStatusCode);
        var deletion = route.ToDeleteRequestInformation();
        deletion.UrlTemplate = deletion.UrlTemplate!.TrimEnd('}') + (deletion.UrlTemplate.Contains("{?", StringComparison.Ordinal) ? ",disposalType}" : "{?disposalType}");
        deletion.QueryParameters.Add("disposalType", "softDelete");
        await client.RequestAdapter.SendNoContentAsync(deletion, Errors());
        Assert.Equal("/Deletions", Assert.Single(store.Items, one => one.Message == item.Message).Folder.Path);
        Assert.Equal(404, (await Assert.ThrowsAsync<ODataError>(() => route.GetAsync())).ResponseStatusCode);

        var session = await mailbox.CreateImportSession.PostAsync();
        Assert.True(session!.ExpirationDateTime > DateTimeOffset.UnixEpoch);
        using var anonymous = new HttpClient();
        using var imported = await anonymous.PostAsJsonAsync(
            session.ImportUrl, new { FolderId = folderId, Mode = "create", Data = Convert.ToBase64String(export.Data!) }, JsonSerializerOptions.Default);
        var newId = (await imported.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("itemId").GetString();
        Assert.Equal(item.Content.Subject, store.FindItem(newId!)!.Content.Subject);
    }

    [Fact]
    public async Task It_is_told_that_an_archive_is_not_for_v1()
    {
        await using var tenant = await GraphTenant.StartAsync();
        using var beta = Client(tenant, "beta");
        using var client = Client(tenant, "v1.0");
        var archive = await MailboxIdAsync(beta, archive: true);

        var refused = await Assert.ThrowsAsync<ODataError>(() => client.Admin.Exchange.Mailboxes[archive].Folders.GetAsync());
        Assert.InRange(refused.ResponseStatusCode, 400, 499);
        Assert.False(string.IsNullOrEmpty(refused.Error?.Code));
        Assert.False(string.IsNullOrEmpty(refused.Error?.Message));
    }

    private static GraphServiceClient Client(GraphTenant tenant, string version)
    {
        var http = GraphClientFactory.Create();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Graph.Tokens.Issue());
        return new(http, new AnonymousAuthenticationProvider(), tenant.Server.Uri.ToString().TrimEnd('/') + "/" + version);
    }

    private static async Task<string> MailboxIdAsync(GraphServiceClient client, bool archive)
    {
        var settings = await client.Users["anna@contoso.example"].Settings.Exchange.GetAsync();
        return archive ? (string)settings!.AdditionalData["inPlaceArchiveMailboxId"] : settings!.PrimaryMailboxId!;
    }

    private static async Task<List<MailboxFolder>> FoldersAsync(GraphServiceClient client, MailboxItemRequestBuilder mailbox)
    {
        var found = new List<MailboxFolder>();
        var unread = new Queue<MailboxFolder>(await AllAsync<MailboxFolder, MailboxFolderCollectionResponse>(client, await mailbox.Folders.GetAsync()));
        while (unread.TryDequeue(out var folder))
        {
            if (found.Exists(other => other.Id == folder.Id))
            {
                continue;
            }

            found.Add(folder);
            if (folder.ChildFolderCount > 0)
            {
                var children = await AllAsync<MailboxFolder, MailboxFolderCollectionResponse>(client, await mailbox.Folders[folder.Id].ChildFolders.GetAsync());
                Assert.Equal(folder.ChildFolderCount, children.Count);
                children.ForEach(unread.Enqueue);
            }
        }

        return found;
    }

    private static async Task<List<MailboxItem>> ItemsAsync(GraphServiceClient client, MailboxItemRequestBuilder mailbox, string folderId) =>
        await AllAsync<MailboxItem, MailboxItemCollectionResponse>(
            client,
            await mailbox.Folders[folderId].Items.GetAsync(request =>
            {
                request.QueryParameters.Top = 7;
                request.QueryParameters.Expand = [$"singleValueExtendedProperties($filter=id eq '{Subject}')"];
            }));

    private static async Task<List<T>> AllAsync<T, TPage>(GraphServiceClient client, TPage? page)
        where TPage : Microsoft.Kiota.Abstractions.Serialization.IParsable, Microsoft.Kiota.Abstractions.Serialization.IAdditionalDataHolder, new()
    {
        var all = new List<T>();
        await PageIterator<T, TPage>.CreatePageIterator(client, page!, one =>
        {
            all.Add(one);
            return true;
        }).IterateAsync();
        return all;
    }

    private static Dictionary<string, Microsoft.Kiota.Abstractions.Serialization.ParsableFactory<Microsoft.Kiota.Abstractions.Serialization.IParsable>> Errors() =>
        new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue };
}
