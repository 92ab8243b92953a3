using System.Net;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class AuxiliaryArchiveTests
{
    [Fact]
    public void Originals_and_copies_lie_on_either_side()
    {
        var tenant = new TenantBuilder().ExpandedPair("anna", each: 2).Build();
        var (anna, count) = (tenant.Mailbox("anna"), tenant.Count("anna"));
        var pairs = anna.Archive.Items.Concat(anna.Primary.Items).GroupBy(item => item.Message).Where(copies => copies.Count() == 2)
            .CountBy(copies => string.Join(" > ", copies.OrderBy(item => item.CreatedUtc).Select(Place))).ToDictionary();

        Assert.Equal((4, 8, 0), (count.Reappeared, count.DuplicatedInArchive, count.Missing));
        Assert.Equal(["1 > 1", "1 > 2", "1 > main", "1 > primary", "2 > primary", "main > 1"], pairs.Keys.Order());
        Assert.All(pairs.Values, each => Assert.Equal(2, each));
        Assert.Contains(anna.Archive.Folders, folder => folder.Path == "/Inbox/Inbox_2025 (Created on Oct 7, 2025 8_00)");

        string Place(MailItem item) => item.Store == anna.Primary ? "primary" : item.Folder.AuxiliaryMailbox is { } auxiliary ? $"{anna.AuxiliaryArchives.Index().Single(one => one.Item == auxiliary).Index + 1}" : "main";
    }

    [Fact]
    public async Task The_main_archive_leads_to_the_auxiliary_one_and_there_everything_works()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.ExpandedPair("anna"));
        var listed = (await lab.ListAsync(lab.Archive + "/folders/delta")).ToDictionary(folder => folder.GetProperty("id").GetString()!);
        var elsewhere = lab.Anna.Archive.Folders.Where(folder => folder.AuxiliaryMailbox is not null).ToList();
        Assert.Equal(3, elsewhere.Count);

        foreach (var folder in elsewhere)
        {
            var there = folder.AuxiliaryMailbox == lab.Anna.AuxiliaryArchives[0] ? lab.Auxiliary(0) : lab.Auxiliary(1);
            Assert.Equal(Uri.UnescapeDataString(lab.Server.Address + there), listed[folder.Id].GetProperty("parentMailboxUrl").GetString());
            foreach (var path in new[] { "", "/items", $"/items/{folder.Items[0].ItemId}" })
            {
                var moved = await lab.Http.GetAsync($"{lab.Archive}/folders/{folder.Id}{path}");
                Assert.Equal((HttpStatusCode.PermanentRedirect, 0), (moved.StatusCode, (await moved.Content.ReadAsByteArrayAsync()).Length));
                Assert.Equal(Uri.UnescapeDataString($"{lab.Server.Address}{there}/folders/{folder.Id}{path}"), Uri.UnescapeDataString(moved.Headers.Location!.ToString()));
                await lab.GetAsync(moved.Headers.Location.ToString());
            }

            Assert.Equal(folder.Items.Select(item => item.ItemId), (await lab.ListAsync($"{there}/folders/{folder.Id}/items")).Select(item => item.GetProperty("id").GetString()));
        }
    }

    [Fact]
    public async Task What_is_deleted_there_lies_in_the_recoverable_items_there()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.ExpandedPair("anna"));
        lab.Server.Graph.Options.ArchiveTakesWellKnownNames = true;
        var item = lab.Anna.Archive.Items.First(one => one.Folder.AuxiliaryMailbox == lab.Anna.AuxiliaryArchives[1]);
        var path = GraphLab.Item(lab.Archive, item) + "?disposalType=softDelete";

        Assert.Equal(HttpStatusCode.PermanentRedirect, (await lab.Http.DeleteAsync(path)).StatusCode);
        Assert.False(item.Folder.IsRecoverableItems);
        lab.Server.Graph.Options.AuxiliaryRefusesDelete = true;
        Assert.Equal((HttpStatusCode.BadRequest, "ErrorInvalidOperation"), await lab.RefusedAsync(HttpMethod.Delete, path.Replace(lab.Archive, lab.Auxiliary(1), StringComparison.Ordinal)));
        lab.Server.Graph.Options.AuxiliaryRefusesDelete = false;
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(path.Replace(lab.Archive, lab.Auxiliary(1), StringComparison.Ordinal))).StatusCode);

        Assert.Equal(item.ItemId, Assert.Single(await lab.ListAsync(lab.Auxiliary(1) + "/folders/recoverableitemsdeletions/items")).GetProperty("id").GetString());
        Assert.Empty(await lab.ListAsync(lab.Auxiliary(0) + "/folders/recoverableitemsdeletions/items"));
        Assert.Empty(await lab.ListAsync(lab.Archive + "/folders/recoverableitemsdeletions/items"));
        Assert.Equal(1, lab.Tenant.Truth("anna").Sum(message => message.InRecoverableItems));
        Assert.DoesNotContain(await lab.ListAsync(lab.Auxiliary(1) + "/folders"), folder => folder.GetProperty("displayName").GetString() == "Deletions");
        lab.Server.Graph.Options.ListsRecoverableItems = true;
        Assert.Equal("recoverableitemsdeletions", Assert.Single(await lab.ListAsync(lab.Auxiliary(1) + "/folders"), folder => folder.GetProperty("displayName").GetString() == "Deletions").GetProperty("wellKnownName").GetString());
    }

    [Fact]
    public async Task Export_and_import_name_the_auxiliary_archive_in_their_own_ways()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.ExpandedPair("anna"));
        var item = lab.Anna.Archive.Items.First(one => one.Folder.AuxiliaryMailbox is not null);
        var id = lab.Server.Graph.AuxiliaryIdsOf(lab.Anna)[0];

        var error = (await lab.ExportAsync(lab.Archive, item)).GetProperty("error");
        Assert.Equal(("ErrorArchiveFolderMovedPermanently", $"{lab.Server.Address}/beta/admin/exchange/mailboxes/{id}/exportItems"), (error.GetProperty("code").GetString(), error.GetProperty("message").GetString()));
        lab.Server.Graph.Options.ExportErrorName = "Error";
        Assert.True((await lab.ExportAsync(lab.Archive, item)).TryGetProperty("Error", out _));
        var data = (await lab.ExportAsync(lab.Auxiliary(0), item)).GetProperty("data").GetString()!;

        var (status, answer) = await GraphLab.ImportAsync(await lab.ImportUrlAsync(lab.Archive), item.Folder, data);
        Assert.Equal((HttpStatusCode.Conflict, $$"""{"Message":"Invalid import session. The target session is expected in mailbox {{id}}."}"""), (status, answer.GetRawText()));
        var (created, stored) = await GraphLab.ImportAsync(await lab.ImportUrlAsync(lab.Auxiliary(0)), item.Folder, data);
        Assert.Equal(HttpStatusCode.Created, created);
        Assert.Contains(await lab.ListAsync(GraphLab.Items(lab.Auxiliary(0), item.Folder) + "?$top=100"), one => one.GetProperty("id").GetString() == stored.GetProperty("itemId").GetString());

        lab.Server.Graph.Options.AuxiliaryRefusesImport = true;
        Assert.Equal(HttpStatusCode.BadRequest, (await lab.RefusedAsync(HttpMethod.Post, lab.Auxiliary(0) + "/createImportSession", new { })).Status);
        await lab.ImportUrlAsync(lab.Archive);
    }

    [Fact]
    public async Task No_folder_is_made_there_and_none_of_the_archive_is_deleted()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.ExpandedPair("anna"));
        var folder = lab.Anna.Archive.FindFolder("/Customers")!;

        Assert.Equal((HttpStatusCode.BadRequest, "ErrorInvalidOperation"), await lab.RefusedAsync(HttpMethod.Post, lab.Auxiliary(0) + "/folders", new { displayName = "New" }));
        Assert.Equal((HttpStatusCode.BadRequest, "ErrorInvalidOperation"), await lab.RefusedAsync(HttpMethod.Delete, $"{lab.Archive}/folders/{folder.Id}/$ref"));
        await lab.PostAsync($"{lab.Archive}/folders/{folder.Id}/childFolders", new { displayName = "New" });
        Assert.Null(lab.Anna.Archive.FindFolder("/Customers/New")!.AuxiliaryMailbox);
    }

    [Fact]
    public async Task Each_auxiliary_archive_has_its_own_budget()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.ExpandedPair("anna"));
        using var meeting = lab.MeetBeforeAnswering(13);

        var answers = await Task.WhenAll(Enumerable.Range(0, 13).Select(i => lab.Http.GetAsync((i < 5 ? lab.Auxiliary(0) : i < 9 ? lab.Auxiliary(1) : lab.Archive) + "/folders")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal([5, 4], lab.Server.Graph.AuxiliaryIdsOf(lab.Anna).Select(lab.Server.Graph.Calls.LargestInFlight));
    }

    [Theory]
    [InlineData("another user")]
    [InlineData("another host")]
    [InlineData("another tenant")]
    public async Task What_leads_elsewhere_can_be_a_trap(string where)
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.ExpandedPair("anna").Mailbox("ben"));
        var item = lab.Anna.Archive.Items.First(one => one.Folder.AuxiliaryMailbox is not null);
        var data = (await lab.ExportAsync(lab.Auxiliary(0), item)).GetProperty("data").GetString()!;
        var host = where == "another host" ? "https://evil.example" : lab.Server.Address;
        var id = where == "another user" ? lab.Server.Graph.ArchiveIdOf(lab.Tenant.Mailbox("ben"))
            : where == "another tenant" ? $"MBX:{Guid.NewGuid()}@{Guid.NewGuid()}"
            : lab.Server.Graph.AuxiliaryIdsOf(lab.Anna)[0];
        (item.Folder.RedirectHost, item.Folder.RedirectMailbox) = (host, id);
        item.Folder.ParentMailboxUrl = $"{host}/beta/admin/exchange/mailboxes/{id}";

        Assert.StartsWith($"{host}/beta/admin/exchange/mailboxes/{id}/", (await lab.Http.GetAsync(GraphLab.Item(lab.Archive, item))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"{host}/beta/admin/exchange/mailboxes/{id}/", (await lab.ExportAsync(lab.Archive, item)).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(id, (await GraphLab.ImportAsync(await lab.ImportUrlAsync(lab.Archive), item.Folder, data)).Answer.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Contains(await lab.ListAsync(lab.Archive + "/folders/delta"), folder => folder.GetProperty("parentMailboxUrl").GetString() == item.Folder.ParentMailboxUrl);
        if (where != "another host")
        {
            // Who follows comes to no harm: nothing of this id lies there.
            Assert.Equal(HttpStatusCode.NotFound, (await lab.RefusedAsync(HttpMethod.Get, item.Folder.ParentMailboxUrl + $"/folders/{item.Folder.Id}/items/{item.ItemId}")).Status);
        }
    }
}
