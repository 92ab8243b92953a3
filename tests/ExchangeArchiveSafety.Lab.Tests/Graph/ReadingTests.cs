using System.Net;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class ReadingTests
{
    [Fact]
    public async Task Settings_give_the_archive_on_beta_only()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.Mailbox("ben", mailbox => mailbox.WithoutArchive()).Mailbox("old", mailbox => mailbox.ReachedByGraph = false));

        var beta = await lab.GetAsync("/beta/users/anna@contoso.example/settings/exchange");
        Assert.Equal($"MBX:{lab.Anna.ExchangeGuid}@{lab.Tenant.Organization.TenantId}", beta.GetProperty("primaryMailboxId").GetString());
        Assert.Equal($"MBX:{lab.Anna.ArchiveGuid}@{lab.Tenant.Organization.TenantId}", beta.GetProperty("inPlaceArchiveMailboxId").GetString());
        Assert.False((await lab.GetAsync($"/v1.0/users/{lab.Anna.ExternalDirectoryObjectId}/settings/exchange")).TryGetProperty("inPlaceArchiveMailboxId", out _));
        Assert.False((await lab.GetAsync("/beta/users/ben@contoso.example/settings/exchange")).TryGetProperty("inPlaceArchiveMailboxId", out _));

        lab.Server.Graph.Options.ArchiveIdInV1 = true;
        Assert.True((await lab.GetAsync("/v1.0/users/anna@contoso.example/settings/exchange")).TryGetProperty("inPlaceArchiveMailboxId", out _));
        Assert.Equal((HttpStatusCode.NotFound, "ErrorInvalidUser"), await lab.RefusedAsync(HttpMethod.Get, "/beta/users/nobody@contoso.example/settings/exchange"));
        Assert.Equal((HttpStatusCode.NotFound, "MailboxNotEnabledForRESTAPI"), await lab.RefusedAsync(HttpMethod.Get, "/beta/users/old@contoso.example/settings/exchange"));
    }

    [Fact]
    public async Task Folders_form_a_tree_with_constant_ids()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Tenant.PutMessage("anna", "/Inbox/Projects/2019");
        var projects = lab.Anna.Primary.FindFolder("/Inbox/Projects")!;

        var top = await lab.ListAsync(lab.Primary + "/folders?$top=100");
        var inbox = top.Single(folder => folder.GetProperty("displayName").GetString() == "Inbox");
        Assert.Equal("inbox", inbox.GetProperty("wellKnownName").GetString());
        Assert.Equal(1, inbox.GetProperty("childFolderCount").GetInt32());
        Assert.Equal(2, inbox.GetProperty("totalItemCount").GetInt32());
        Assert.DoesNotContain(top, folder => folder.GetProperty("displayName").GetString() is "Projects" or "Deletions" or "Conversation Action Settings");
        Assert.Equal(top.Count, (await lab.ListAsync(lab.Primary + "/folders")).Count);

        var child = Assert.Single(await lab.ListAsync($"{lab.Primary}/folders/{inbox.GetProperty("id").GetString()}/childFolders"));
        Assert.Equal(projects.Id, child.GetProperty("id").GetString());
        Assert.Equal(inbox.GetProperty("id").GetString(), child.GetProperty("parentFolderId").GetString());
        Assert.Equal(0, child.GetProperty("totalItemCount").GetInt32());
        Assert.Contains(await lab.ListAsync(lab.Primary + "/folders?includeHiddenFolders=true"), folder => folder.GetProperty("type").GetString() == "IPF.Configuration");

        var flat = await lab.ListAsync(lab.Primary + "/folders/delta");
        Assert.Contains(flat, folder => folder.GetProperty("displayName").GetString() == "2019");
        lab.Server.Graph.Options.TopListHoldsDescendants = true;
        Assert.Contains(await lab.ListAsync(lab.Primary + "/folders"), folder => folder.GetProperty("id").GetString() == projects.Id);
    }

    [Fact]
    public async Task Archives_are_for_beta_and_have_no_well_known_names()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Tenant.PutMessage("anna", "/Inbox", inArchive: true);

        Assert.Equal((HttpStatusCode.BadRequest, "ErrorInvalidOperation"), await lab.RefusedAsync(HttpMethod.Get, lab.Archive.Replace("/beta", "/v1.0", StringComparison.Ordinal) + "/folders"));
        var folders = await lab.ListAsync(lab.Archive + "/folders");
        Assert.Null(folders.Single(folder => folder.GetProperty("displayName").GetString() == "Inbox").GetProperty("wellKnownName").GetString());
        Assert.Equal("archivedeleteditems", folders.Single(folder => folder.GetProperty("displayName").GetString() == "Deleted Items").GetProperty("wellKnownName").GetString());
        Assert.All(folders, folder => Assert.EndsWith(lab.Server.Graph.ArchiveIdOf(lab.Anna), folder.GetProperty("parentMailboxUrl").GetString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await lab.RefusedAsync(HttpMethod.Get, lab.Archive.Replace(lab.Anna.ArchiveGuid.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal) + "/folders")).Status);
    }

    [Fact]
    public async Task Items_come_in_pages_of_ten_unless_asked()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.LargePair("anna", 60, folders: 1, surplus: 0));
        var folder = lab.Anna.Archive.FindFolder("/Inbox")!;
        var first = await lab.GetAsync(GraphLab.Items(lab.Archive, folder) + "?$count=true&$select=id,size");

        Assert.Equal(10, first.GetProperty("value").GetArrayLength());
        Assert.Equal(folder.Items.Count, first.GetProperty("@odata.count").GetInt32());
        Assert.Contains("%24skip=10", first.GetProperty("@odata.nextLink").GetString(), StringComparison.Ordinal);
        Assert.Equal(["@odata.etag", "id", "size"], first.GetProperty("value")[0].EnumerateObject().Select(property => property.Name));

        lab.Server.Graph.Options.MaximumPageSize = 7;
        lab.Server.Graph.Clear();
        var all = await lab.ListAsync(GraphLab.Items(lab.Archive, folder) + "?$top=100&$orderby=createdDateTime%20desc");
        Assert.Equal(folder.Items.Count, all.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal((folder.Items.Count + 6) / 7, lab.Server.Graph.Calls.Count);
        Assert.Equal(all.OrderByDescending(item => item.GetProperty("createdDateTime").GetDateTime()).Select(item => item.GetProperty("id").GetString()), all.Select(item => item.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Extended_properties_come_back_in_lower_case_and_only_where_there_are_any()
    {
        await using var lab = await GraphLab.StartAsync();
        var odd = lab.Tenant.PutMessage("anna", "/Odd", content => content with { InternetMessageId = null, Subject = "RE: <a> \"ü\"", Body = null, Html = "<p>x</p>" });
        var copy = lab.Tenant.PutCopy("anna", odd, inArchive: true, edit: content => content with { Subject = "Other" });
        string[] ids = ["String 0x1035", "Binary 0x300B", "SystemTime 0x0039", "SystemTime 0x0E06", "String 0x0037", "String 0x0E1D", "String 0x003D", "Boolean 0x0E1B", "Integer 0x0E08", "Binary 0x1013", "String 0x1000"];
        var expand = "?$expand=" + Uri.EscapeDataString($"singleValueExtendedProperties($filter={string.Join(" or ", ids.Select(id => $"id eq '{id}'"))})");

        var values = await Properties(GraphLab.Item(lab.Primary, odd) + expand);
        Assert.Equal(["binary 0x1013", "binary 0x300b", "boolean 0x0e1b", "integer 0x0e08", "string 0x0037", "string 0x003d", "string 0x0e1d", "systemtime 0x0039", "systemtime 0x0e06"], values.Keys.Select(key => key.ToLowerInvariant()).Order());
        Assert.Contains("Binary 0x300b", values.Keys);
        Assert.Equal("RE: <a> \"ü\"", values["String 0x0037"]);
        Assert.Equal("<a> \"ü\"", values["String 0x0e1d"]);
        Assert.Equal(16, Convert.FromBase64String(values["Binary 0x300b"]).Length);
        Assert.Equal("Other", (await Properties(GraphLab.Item(lab.Archive, copy) + expand))["String 0x0037"]);
        Assert.Equal((HttpStatusCode.BadRequest, "ErrorInvalidExtendedPropertyId"), await lab.RefusedAsync(HttpMethod.Get, GraphLab.Item(lab.Primary, odd) + "?$expand=singleValueExtendedProperties($filter=id eq 'Nothing 5')"));

        async Task<Dictionary<string, string>> Properties(string path) =>
            (await lab.GetAsync(path)).GetProperty("singleValueExtendedProperties").EnumerateArray().ToDictionary(property => property.GetProperty("id").GetString()!, property => property.GetProperty("value").GetString()!);
    }

    [Fact]
    public async Task Items_can_be_filtered_by_their_times()
    {
        await using var lab = await GraphLab.StartAsync();
        var old = lab.Tenant.PutMessage("anna", "/Odd", createdUtc: LabTenant.DefaultStart.AddDays(-10));
        lab.Tenant.PutMessage("anna", "/Odd");

        var found = await lab.ListAsync(GraphLab.Items(lab.Primary, old.Folder) + "?$filter=createdDateTime lt 2026-01-01T00:00:00Z and createdDateTime ge 2025-12-01T00:00:00Z");
        Assert.Equal(old.ItemId, Assert.Single(found).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await lab.RefusedAsync(HttpMethod.Get, GraphLab.Items(lab.Primary, old.Folder) + "?$filter=size gt 5")).Status);
    }

    [Fact]
    public async Task Search_folders_show_items_of_others_under_the_same_ids()
    {
        await using var lab = await GraphLab.StartAsync();
        var search = lab.Anna.Primary.AddSearchFolder("Unread Mail", "/Inbox");

        Assert.Contains(await lab.ListAsync(lab.Primary + "/folders"), folder => folder.GetProperty("@odata.type").GetString() == "#microsoft.graph.mailSearchFolder");
        Assert.Equal(
            (await lab.ListAsync(GraphLab.Items(lab.Primary, lab.Anna.Primary.FindFolder("/Inbox")!))).Select(item => item.GetProperty("id").GetString()),
            (await lab.ListAsync(GraphLab.Items(lab.Primary, search))).Select(item => item.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Search_folders_can_look_like_any_other_and_show_a_part()
    {
        await using var lab = await GraphLab.StartAsync();
        var shown = lab.Tenant.PutMessage("anna", "/Odd");
        var other = lab.Tenant.PutMessage("anna", "/Odd");
        var search = lab.Anna.Primary.AddSearchFolder("One of them", "/Odd", item => item.ItemId == shown.ItemId);
        lab.Server.Graph.Options.SearchFoldersLookOrdinary = true;

        var listed = Assert.Single(await lab.ListAsync(lab.Primary + "/folders?$top=100"), folder => folder.GetProperty("id").GetString() == search.Id);
        Assert.Equal(("#microsoft.graph.mailboxFolder", 1), (listed.GetProperty("@odata.type").GetString(), listed.GetProperty("totalItemCount").GetInt32()));
        Assert.Equal(shown.ItemId, Assert.Single(await lab.ListAsync(GraphLab.Items(lab.Primary, search))).GetProperty("id").GetString());
        Assert.NotNull(lab.Anna.Primary.FindItem(search, shown.ItemId));
        Assert.Null(lab.Anna.Primary.FindItem(search, other.ItemId));
    }

    [Fact]
    public async Task Recoverable_items_are_listed_only_where_a_switch_says_so()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        lab.Tenant.SoftDelete(item);

        Assert.DoesNotContain(await lab.ListAsync(lab.Primary + "/folders"), folder => folder.GetProperty("id").GetString() == item.Folder.Id);
        lab.Server.Graph.Options.ListsRecoverableItems = true;
        Assert.Contains(await lab.ListAsync(lab.Primary + "/folders"), folder => folder.GetProperty("wellKnownName").GetString() == "recoverableitemsdeletions");
    }

    [Fact]
    public async Task A_new_folder_can_have_any_name()
    {
        await using var lab = await GraphLab.StartAsync();
        var made = await lab.PostAsync(lab.Primary + "/folders/inbox/childFolders", new { displayName = "2019/2020" });

        Assert.Equal("2019/2020", Assert.Single(await lab.ListAsync(lab.Primary + "/folders/inbox/childFolders")).GetProperty("displayName").GetString());
        Assert.Equal(lab.Anna.Primary.FindFolder("/Inbox")!.Id, made.GetProperty("parentFolderId").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "ErrorFolderExists"), await lab.RefusedAsync(HttpMethod.Post, lab.Primary + "/folders/inbox/childFolders", new { displayName = "2019/2020" }));
    }

    [Fact]
    public async Task Property_ids_may_lose_their_zeros()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Server.Graph.Options.ShortPropertyIds = true;
        var item = lab.Tenant.PutMessage("anna", "/Odd", content => content with { Properties = new Dictionary<string, string> { ["String 0x007D"] = "Received: x" } });

        var shown = await lab.GetAsync(GraphLab.Item(lab.Primary, item) + "?$expand=singleValueExtendedProperties($filter=id eq 'String 0x0037' or id eq 'String 0x007D')");
        Assert.Equal(["String 0x37", "String 0x7d"], shown.GetProperty("singleValueExtendedProperties").EnumerateArray().Select(property => property.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task An_items_delta_breaks_off_on_an_archive_only()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd", inArchive: true);
        var other = lab.Tenant.PutMessage("anna", "/Odd");

        Assert.Single(await lab.ListAsync(GraphLab.Items(lab.Primary, other.Folder) + "/delta"));
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => lab.GetAsync(GraphLab.Items(lab.Archive, item.Folder) + "/delta"));
    }
}
