using System.Net;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class MessageTests
{
    private const string User = "/v1.0/users/anna@contoso.example";
    private const string Named = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Probe";

    [Fact]
    public async Task A_message_is_a_draft_with_all_that_was_written_into_it()
    {
        await using var lab = await GraphLab.StartAsync();

        var created = await lab.PostAsync(User + "/messages", new
        {
            subject = "Probe",
            isDraft = false,
            internetMessageId = "<probe@contoso.example>",
            body = new { contentType = "HTML", content = "<p>x</p>" },
            toRecipients = new[] { new { emailAddress = new { address = "ben@contoso.example" } } },
            internetMessageHeaders = new[] { new { name = "x-probe", value = "7" } },
            singleValueExtendedProperties = new[] { new { id = Named, value = "mine" } },
        });
        var id = created.GetProperty("id").GetString();
        var read = await lab.GetAsync($"{User}/messages/{id}?$select=subject,internetMessageHeaders&$expand=singleValueExtendedProperties($filter=id eq '{Named}')");

        Assert.True(created.GetProperty("isDraft").GetBoolean());
        Assert.False(created.TryGetProperty("internetMessageHeaders", out _));
        Assert.Equal(("Probe", false), (read.GetProperty("subject").GetString(), read.TryGetProperty("body", out _)));
        Assert.Equal(("x-probe", "7"), (read.GetProperty("internetMessageHeaders")[0].GetProperty("name").GetString(), read.GetProperty("internetMessageHeaders")[0].GetProperty("value").GetString()));
        Assert.Equal("mine", read.GetProperty("singleValueExtendedProperties")[0].GetProperty("value").GetString());
        var item = Assert.Single(lab.Anna.Primary.FindFolder("/Drafts")!.Items, one => one.Content.Subject == "Probe");
        Assert.Equal(("<probe@contoso.example>", "<p>x</p>", "ben@contoso.example", "anna@contoso.example"), (item.Content.InternetMessageId, item.Content.Html, item.Content.To, item.Content.Sender));
        Assert.Equal(0, lab.Tenant.Count("anna").Missing);
    }

    [Fact]
    public async Task Its_flags_and_times_are_set_by_properties()
    {
        await using var lab = await GraphLab.StartAsync();

        var created = await lab.PostAsync(User + "/mailFolders/inbox/messages", new
        {
            subject = "Probe",
            receivedDateTime = "1999-01-01T00:00:00Z",
            singleValueExtendedProperties = new[] { new { id = "Integer 0x0E07", value = "1" }, new { id = "SystemTime 0x0E06", value = "2020-02-03T04:05:06Z" } },
        });

        Assert.False(created.GetProperty("isDraft").GetBoolean());
        Assert.Equal("2020-02-03T04:05:06Z", created.GetProperty("receivedDateTime").GetString());
        Assert.Equal("/Inbox", Assert.Single(lab.Anna.Primary.Items, one => one.Content.Subject == "Probe").Folder.Path);
        Assert.Equal(lab.Anna.Primary.FindFolder("/Inbox")!.MailApiId, created.GetProperty("parentFolderId").GetString());
        await lab.PostAsync($"{User}/mailFolders/{created.GetProperty("parentFolderId").GetString()}/messages", new { subject = "Another" });
    }

    [Fact]
    public async Task The_other_api_knows_it_under_another_id()
    {
        await using var lab = await GraphLab.StartAsync();
        var id = (await lab.PostAsync(User + "/mailFolders/inbox/messages", new { subject = "Probe", internetMessageId = "<probe@contoso.example>" })).GetProperty("id").GetString();
        var items = await lab.ListAsync(lab.Primary + "/folders/inbox/items?$expand=singleValueExtendedProperties($filter=id eq 'String 0x1035')");
        var found = Assert.Single(items, item => item.GetProperty("singleValueExtendedProperties")[0].GetProperty("value").GetString() == "<probe@contoso.example>").GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.NotFound, (await lab.RefusedAsync(HttpMethod.Get, $"{lab.Primary}/folders/inbox/items/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lab.RefusedAsync(HttpMethod.Get, $"{User}/messages/{found}")).Status);
        lab.Server.Graph.Options.SharedIds = true;
        Assert.Equal(found, (await lab.GetAsync($"{User}/messages/{found}")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_Graph_refuses_is_refused()
    {
        await using var lab = await GraphLab.StartAsync();
        object Header(string name) => new { name, value = "x" };

        Assert.Equal((HttpStatusCode.BadRequest, "InvalidInternetMessageHeader"), await lab.RefusedAsync(HttpMethod.Post, User + "/messages", new { internetMessageHeaders = new[] { Header("In-Reply-To") } }));
        Assert.Equal("InvalidInternetMessageHeaderCollection", (await lab.RefusedAsync(HttpMethod.Post, User + "/messages", new { internetMessageHeaders = Enumerable.Range(0, 6).Select(i => Header("x-" + i)) })).Code);
        Assert.Equal("ErrorInvalidExtendedPropertyId", (await lab.RefusedAsync(HttpMethod.Post, User + "/messages", new { singleValueExtendedProperties = new[] { new { id = "Nothing 5", value = "x" } } })).Code);
        Assert.Equal((HttpStatusCode.NotFound, "ErrorFolderNotFound"), await lab.RefusedAsync(HttpMethod.Post, User + "/mailFolders/nowhere/messages", new { subject = "x" }));
        Assert.Equal((HttpStatusCode.NotFound, "ErrorInvalidUser"), await lab.RefusedAsync(HttpMethod.Post, $"/v1.0/users/{Uri.EscapeDataString(lab.Server.Graph.ArchiveIdOf(lab.Anna))}/messages", new { subject = "x" }));
        Assert.DoesNotContain(lab.Anna.Primary.Items, item => item.Message.InternetMessageId?.EndsWith("outlook.com>", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Deleting_and_deleting_for_good_go_to_different_places()
    {
        await using var lab = await GraphLab.StartAsync();
        async Task<string> NewAsync(string subject) => (await lab.PostAsync(User + "/mailFolders/inbox/messages", new { subject })).GetProperty("id").GetString()!;
        MailItem Item(string subject) => lab.Anna.Primary.Items.Single(item => item.Content.Subject == subject);

        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync($"{User}/messages/{await NewAsync("one")}")).StatusCode);
        Assert.Equal("/Deleted Items", Item("one").Folder.Path);
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.PostAsync($"{User}/mailFolders/inbox/messages/{await NewAsync("two")}/permanentDelete", null)).StatusCode);
        Assert.Equal(("/Purges", true), (Item("two").Folder.Path, Item("two").Folder.IsRecoverableItems));
        var purged = Assert.Single(await lab.ListAsync(lab.Primary + "/folders/recoverableitemspurges/items")).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync($"{lab.Primary}/folders/recoverableitemspurges/items/{purged}?disposalType=hardDelete")).StatusCode);
        Assert.DoesNotContain(lab.Anna.Primary.Items, item => item.Content.Subject == "two");
    }

    [Fact]
    public async Task It_can_be_exported_and_brought_into_the_archive()
    {
        await using var lab = await GraphLab.StartAsync();
        await lab.PostAsync(User + "/mailFolders/inbox/messages", new { subject = "Probe", singleValueExtendedProperties = new[] { new { id = Named, value = "mine" } } });
        var item = lab.Anna.Primary.Items.Single(one => one.Content.Subject == "Probe");
        var data = (await lab.ExportAsync(lab.Primary, item)).GetProperty("data").GetString()!;
        var folder = lab.Anna.Archive.FindFolder("/Deleted Items")!;

        var (status, stored) = await GraphLab.ImportAsync(await lab.ImportUrlAsync(lab.Archive), folder, data);
        Assert.Equal(HttpStatusCode.Created, status);
        var found = Assert.Single(await lab.ListAsync(GraphLab.Items(lab.Archive, folder) + $"?$expand=singleValueExtendedProperties($filter=id eq '{Named}' or id eq 'Binary 0x300B')"));
        Assert.Equal(stored.GetProperty("itemId").GetString(), found.GetProperty("id").GetString());
        Assert.Contains(found.GetProperty("singleValueExtendedProperties").EnumerateArray(), property => property.GetProperty("value").GetString() == "mine");
        Assert.Equal(item.SearchKey, folder.Items[0].SearchKey);

        lab.Server.Graph.Options.ImportMakesNewSearchKey = true;
        await GraphLab.ImportAsync(await lab.ImportUrlAsync(lab.Archive), folder, data);
        Assert.NotEqual(item.SearchKey, folder.Items[1].SearchKey);
        lab.Server.Graph.Options.MostExpandedProperties = 1;
        Assert.Equal(HttpStatusCode.BadRequest, (await lab.RefusedAsync(HttpMethod.Get, GraphLab.Items(lab.Archive, folder) + $"?$expand=singleValueExtendedProperties($filter=id eq '{Named}' or id eq 'Binary 0x300B')")).Status);
    }

    [Fact]
    public async Task Both_apis_share_the_budget_of_the_mailbox()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Server.Graph.Options.MailboxRequests = 2;

        await lab.PostAsync(User + "/messages", new { subject = "x" });
        await lab.GetAsync(lab.Primary + "/folders");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await lab.RefusedAsync(HttpMethod.Post, User + "/messages", new { subject = "x" })).Status);
    }
}
