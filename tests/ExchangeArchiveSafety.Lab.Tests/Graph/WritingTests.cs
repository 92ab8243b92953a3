using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class WritingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_soft_delete_lands_in_the_recoverable_items_of_its_half(bool inArchive)
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd", inArchive: inArchive);
        var (mailbox, store) = inArchive ? (lab.Archive, lab.Anna.Archive) : (lab.Primary, lab.Anna.Primary);
        var path = GraphLab.Item(mailbox, item);
        lab.Server.Graph.Options.ArchiveTakesWellKnownNames = inArchive;

        Assert.Equal(HttpStatusCode.BadRequest, (await lab.RefusedAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(path + "?disposalType=softDelete")).StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "ErrorItemNotFound"), await lab.RefusedAsync(HttpMethod.Delete, path + "?disposalType=softDelete"));
        Assert.Equal("/Deletions", Assert.Single(store.Items, other => other.Message == item.Message).Folder.Path);
        Assert.Equal(1, lab.Tenant.Truth("anna").Single(truth => truth.InternetMessageId == item.Message.InternetMessageId).InRecoverableItems);
        Assert.Equal(item.ItemId, Assert.Single(await lab.ListAsync($"{mailbox}/folders/recoverableitemsdeletions/items")).GetProperty("id").GetString());
        Assert.Equal(3, lab.Server.Graph.Deletes.Count);
    }

    [Fact]
    public async Task A_hard_delete_is_refused_under_a_hold()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        lab.Anna.RetentionHoldEnabled = true;
        var path = GraphLab.Item(lab.Primary, item) + "?disposalType=hardDelete";

        Assert.Equal(HttpStatusCode.Forbidden, (await lab.RefusedAsync(HttpMethod.Delete, path)).Status);
        lab.Anna.RetentionHoldEnabled = false;
        Assert.Equal(0, lab.Tenant.Count("anna").Missing);
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(path)).StatusCode);
        Assert.Null(item.Store);
        Assert.Equal(1, lab.Tenant.Count("anna").Missing);
    }

    [Fact]
    public async Task Ids_and_change_keys_change_with_every_move()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        var (id, key) = (item.ItemId, item.ChangeKey);

        item.Edit(content => content with { Subject = "Edited" });
        Assert.Equal(id, item.ItemId);
        Assert.NotEqual(key, item.ChangeKey);
        lab.Tenant.Move(item, "/Elsewhere");
        Assert.NotEqual(id, item.ItemId);
        Assert.Empty(lab.Anna.Primary.FindFolder("/Odd")!.Items);
        Assert.Equal(HttpStatusCode.OK, (await lab.Http.GetAsync(GraphLab.Item(lab.Primary, item))).StatusCode);
    }

    [Fact]
    public async Task What_was_exported_and_deleted_comes_back_as_a_copy_of_its_message()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.LargePair("anna", 20));
        var item = lab.Anna.Archive.Items[0].Edit(content => content with { Subject = "Edited" });
        var before = lab.Tenant.Truth("anna").Single(truth => truth.InternetMessageId == item.Message.InternetMessageId);
        var export = await lab.PostAsync(lab.Archive + "/exportItems", new { itemIds = new[] { item.ItemId, "AAMkWrong" } });
        Assert.Equal("ErrorItemNotFound", export.GetProperty("value")[1].GetProperty("error").GetProperty("code").GetString());
        var data = export.GetProperty("value")[0].GetProperty("data").GetString()!;
        lab.Tenant.Purge(item);

        var session = await lab.PostAsync(lab.Primary + "/createImportSession", new { });
        var url = session.GetProperty("importUrl").GetString()!;
        Assert.NotEqual(default, session.GetProperty("expirationDateTime").GetDateTime());
        var body = new { FolderId = lab.Anna.Primary.FindFolder("/Inbox")!.Id, Mode = "create", Data = data };
        Assert.Equal(HttpStatusCode.BadRequest, (await lab.RefusedAsync(HttpMethod.Post, url, body)).Status);

        using var anonymous = new HttpClient();
        Assert.Equal(HttpStatusCode.BadRequest, (await anonymous.PostAsJsonAsync(url, body with { Data = "QUJD" }, JsonSerializerOptions.Default)).StatusCode);
        var stored = await (await anonymous.PostAsJsonAsync(url, body, JsonSerializerOptions.Default)).Content.ReadFromJsonAsync<JsonElement>();
        var copy = lab.Anna.Primary.FindItem(stored.GetProperty("itemId").GetString()!)!;
        Assert.Equal((item.Message, item.SearchKey, "Edited"), (copy.Message, copy.SearchKey, copy.Content.Subject));
        Assert.InRange(copy.Size - item.Size, 1, 1000);
        var after = lab.Tenant.Truth("anna").Single(truth => truth.InternetMessageId == item.Message.InternetMessageId);
        Assert.Equal((before.InPrimary + 1, before.InArchive - 1), (after.InPrimary, after.InArchive));
        Assert.Equal([true, false, false], lab.Server.Graph.Calls.Of(GraphRoute.Import).Select(call => call.HasAuthorization));
    }

    [Fact]
    public async Task Twenty_items_at_once_and_no_more()
    {
        await using var lab = await GraphLab.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await lab.RefusedAsync(HttpMethod.Post, lab.Primary + "/exportItems", new { itemIds = Enumerable.Repeat("x", 21) })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await lab.RefusedAsync(HttpMethod.Post, "/beta/$batch", new { requests = Enumerable.Range(0, 21).Select(id => new { id = $"{id}", method = "GET", url = "/x" }) })).Status);
    }

    [Fact]
    public async Task The_parts_of_a_batch_have_their_own_fates()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd", inArchive: true);
        var path = GraphLab.Item(lab.Archive, item)["/beta".Length..];

        var answer = await lab.PostAsync("/beta/$batch", new
        {
            requests = new object[]
            {
                new { id = "1", method = "GET", url = path },
                new { id = "2", method = "DELETE", url = path + "?disposalType=softDelete", dependsOn = new[] { "1" } },
                new { id = "3", method = "GET", url = path, dependsOn = new[] { "2" } },
            },
        });
        var parts = answer.GetProperty("responses").EnumerateArray().ToDictionary(part => part.GetProperty("id").GetString()!);
        Assert.Equal([200, 204, 404], parts.OrderBy(part => part.Key).Select(part => part.Value.GetProperty("status").GetInt32()));
        Assert.Equal("IPM.Note", parts["1"].GetProperty("body").GetProperty("type").GetString()![..8]);
        Assert.Equal(3, lab.Server.Graph.Calls.All.Count(call => call.InBatch));
    }

    [Fact]
    public async Task A_whole_folder_can_be_deleted_and_it_shows()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd/Below");

        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync($"{lab.Primary}/folders/{lab.Anna.Primary.FindFolder("/Odd")!.Id}/$ref")).StatusCode);
        Assert.Null(item.Store);
        Assert.Null(lab.Anna.Primary.FindFolder("/Odd/Below"));
        Assert.Single(lab.Server.Graph.Calls.Of(GraphRoute.DeleteFolder));
    }

    [Fact]
    public async Task Folders_of_an_expanded_archive_lie_elsewhere()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Inbox", inArchive: true);
        var auxiliary = Guid.NewGuid();
        item.Folder.AuxiliaryMailbox = auxiliary;
        var there = lab.Archive.Replace(lab.Anna.ArchiveGuid.ToString(), auxiliary.ToString(), StringComparison.Ordinal);

        var folder = (await lab.ListAsync(lab.Archive + "/folders")).Single(one => one.GetProperty("id").GetString() == item.Folder.Id);
        Assert.Contains(auxiliary.ToString(), folder.GetProperty("parentMailboxUrl").GetString(), StringComparison.Ordinal);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, $"/folders/{item.Folder.Id}"),
            (HttpMethod.Get, $"/folders/{item.Folder.Id}/items?$top=5"),
            (HttpMethod.Get, $"/folders/{item.Folder.Id}/items/{item.ItemId}"),
            (HttpMethod.Delete, $"/folders/{item.Folder.Id}/items/{item.ItemId}?disposalType=softDelete"),
        })
        {
            using var request = new HttpRequestMessage(method, lab.Archive + path);
            var response = await lab.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
            Assert.Equal(Uri.UnescapeDataString(lab.Server.Address + there + path), Uri.UnescapeDataString(response.Headers.Location!.ToString()));
        }

        Assert.Single(await lab.ListAsync($"{there}/folders/{item.Folder.Id}/items"));
        var export = await lab.PostAsync(lab.Archive + "/exportItems", new { itemIds = new[] { item.ItemId } });
        Assert.Equal("ErrorArchiveFolderMovedPermanently", export.GetProperty("value")[0].GetProperty("error").GetProperty("code").GetString());
        var data = (await lab.PostAsync(there + "/exportItems", new { itemIds = new[] { item.ItemId } })).GetProperty("value")[0].GetProperty("data").GetString();

        using var anonymous = new HttpClient();
        var wrong = (await lab.PostAsync(lab.Archive + "/createImportSession", new { })).GetProperty("importUrl").GetString();
        Assert.Equal(HttpStatusCode.Conflict, (await anonymous.PostAsJsonAsync(wrong, new { FolderId = item.Folder.Id, Mode = "create", Data = data }, JsonSerializerOptions.Default)).StatusCode);
        var right = (await lab.PostAsync(there + "/createImportSession", new { })).GetProperty("importUrl").GetString();
        Assert.Equal(HttpStatusCode.Created, (await anonymous.PostAsJsonAsync(right, new { FolderId = item.Folder.Id, Mode = "create", Data = data }, JsonSerializerOptions.Default)).StatusCode);

        item.Folder.RedirectHost = "http://evil.example";
        Assert.Equal("evil.example", (await lab.Http.GetAsync(GraphLab.Items(lab.Archive, item.Folder))).Headers.Location!.Host);
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync($"{there}/folders/{item.Folder.Id}/items/{item.ItemId}?disposalType=softDelete")).StatusCode);
    }
}
