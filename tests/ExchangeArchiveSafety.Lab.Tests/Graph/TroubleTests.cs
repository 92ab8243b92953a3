using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class TroubleTests
{
    [Fact]
    public async Task Refusals_come_with_what_was_asked_for()
    {
        await using var lab = await GraphLab.StartAsync();
        var faults = lab.Server.Graph.Faults;
        faults.Add(new GraphFault(GraphFaultKind.Throttled429) { Times = 1, RetryAfter = "7" });
        faults.Add(new GraphFault(GraphFaultKind.Unavailable503) { Times = 1, Skip = 1, RetryAfter = "+60" });
        faults.Add(GraphFaultKind.Timeout504, GraphRoute.Folders, times: 1, skip: 2);

        var first = await lab.Http.GetAsync(lab.Primary + "/folders");
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (first.StatusCode, first.Headers.RetryAfter!.Delta!.Value));
        var second = await lab.Http.GetAsync(lab.Primary + "/folders");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter!.Date);
        var third = await lab.Http.GetAsync(lab.Primary + "/folders");
        Assert.Equal(HttpStatusCode.GatewayTimeout, third.StatusCode);
        Assert.Null(third.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await lab.Http.GetAsync(lab.Primary + "/folders")).StatusCode);
    }

    [Theory]
    [InlineData(GraphFaultKind.AppliesThen504, true)]
    [InlineData(GraphFaultKind.AppliesThenDropped, true)]
    [InlineData(GraphFaultKind.Timeout504, false)]
    [InlineData(GraphFaultKind.Dropped, false)]
    public async Task A_delete_of_unknown_outcome_is_done_or_not(GraphFaultKind kind, bool done)
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        lab.Server.Graph.Faults.Add(kind, GraphRoute.DeleteItem, times: 1);

        var answer = await Record.ExceptionAsync(async () => (await lab.Http.DeleteAsync(GraphLab.Item(lab.Primary, item) + "?disposalType=softDelete")).EnsureSuccessStatusCode());
        Assert.IsType<HttpRequestException>(answer);
        Assert.Equal(done, item.Folder.IsRecoverableItems);
    }

    [Fact]
    public async Task Bodies_are_cut_in_every_way()
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.LargePair("anna", 40, folders: 1, surplus: 0));
        var path = GraphLab.Items(lab.Archive, lab.Anna.Archive.FindFolder("/Inbox")!);
        var faults = lab.Server.Graph.Faults;

        faults.Add(GraphFaultKind.CutBody, times: 1);
        await Assert.ThrowsAnyAsync<JsonException>(() => lab.GetAsync(path));
        faults.Add(GraphFaultKind.MalformedJson, times: 1);
        await Assert.ThrowsAnyAsync<JsonException>(() => lab.GetAsync(path));
        faults.Add(GraphFaultKind.CutConnection, times: 1);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => lab.GetAsync(path));
        faults.Add(GraphFaultKind.ShortPage, times: 1);
        var shorter = await lab.GetAsync(path);
        Assert.Equal(5, shorter.GetProperty("value").GetArrayLength());
        Assert.False(shorter.TryGetProperty("@odata.nextLink", out _));
    }

    [Fact]
    public async Task Chance_falls_the_same_way_every_time()
    {
        Assert.Equal(await Course(), await Course());

        static async Task<string> Course()
        {
            await using var lab = await GraphLab.StartAsync();
            lab.Server.Graph.Faults.Add(GraphFaultKind.Unavailable503, rate: 0.3);
            for (var i = 0; i < 60; i++)
            {
                await lab.Http.GetAsync(lab.Primary + "/folders");
            }

            var course = string.Concat(lab.Server.Graph.Calls.All.Select(call => call.Status == 503 ? 'x' : '.'));
            Assert.InRange(course.Count(sign => sign == 'x'), 8, 30);
            return course;
        }
    }

    [Fact]
    public async Task Items_change_and_vanish_at_the_read_that_was_named()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        var path = GraphLab.Item(lab.Primary, item);
        lab.Server.Graph.Faults.Add(GraphFaultKind.ItemChanges, GraphRoute.Item, times: 1, skip: 1);
        lab.Server.Graph.Faults.Add(GraphFaultKind.ItemVanishes, GraphRoute.Item, times: 1, skip: 2);

        var first = (await lab.GetAsync(path)).GetProperty("changeKey").GetString();
        Assert.NotEqual(first, (await lab.GetAsync(path)).GetProperty("changeKey").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await lab.Http.GetAsync(path)).StatusCode);
        Assert.Empty(lab.Server.Graph.Deletes);
    }

    [Fact]
    public async Task Exports_omit_and_spoil_silently()
    {
        await using var lab = await GraphLab.StartAsync();
        var ids = Enumerable.Range(0, 3).Select(_ => lab.Tenant.PutMessage("anna", "/Odd").ItemId).ToArray();
        lab.Server.Graph.Faults.Add(GraphFaultKind.ExportOmits, times: 1);

        Assert.Equal(2, (await lab.PostAsync(lab.Primary + "/exportItems", new { itemIds = ids })).GetProperty("value").GetArrayLength());
        Assert.Equal(3, (await lab.PostAsync(lab.Primary + "/exportItems", new { itemIds = ids })).GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task Spoilt_data_is_not_taken_back()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        lab.Server.Graph.Faults.Add(GraphFaultKind.ExportSpoils, times: 1);

        var data = (await lab.PostAsync(lab.Primary + "/exportItems", new { itemIds = new[] { item.ItemId } })).GetProperty("value")[0].GetProperty("data").GetString();
        var url = (await lab.PostAsync(lab.Primary + "/createImportSession", new { })).GetProperty("importUrl").GetString();
        using var anonymous = new HttpClient();
        var answer = await anonymous.PostAsJsonAsync(url, new { FolderId = item.Folder.Id, Mode = "create", Data = data }, JsonSerializerOptions.Default);
        Assert.Contains("ErrorCorruptData", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_end_after_so_many_requests()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Server.Graph.Faults.Add(GraphFaultKind.TokensExpire, times: 1, skip: 2);

        for (var i = 0; i < 5; i++)
        {
            await lab.Http.GetAsync(lab.Primary + "/folders");
        }

        Assert.Equal([200, 200, 401, 401, 401], lab.Server.Graph.Calls.All.Select(call => call.Status));
    }

    [Fact]
    public async Task A_redirect_can_lead_to_another_tenant()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Inbox", inArchive: true);
        item.Folder.AuxiliaryMailbox = Guid.NewGuid();
        item.Folder.RedirectMailbox = $"MBX:{Guid.NewGuid()}@{Guid.NewGuid()}";

        var there = (await lab.Http.GetAsync(GraphLab.Item(lab.Archive, item))).Headers.Location!;
        Assert.Contains(item.Folder.RedirectMailbox, there.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lab.Http.GetAsync(there)).StatusCode);
    }

    [Fact]
    public async Task Five_at_a_time_are_one_too_many_for_one_half()
    {
        await using var lab = await GraphLab.StartAsync();
        using var meeting = lab.MeetBeforeAnswering(9);

        var answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(i => lab.Http.GetAsync((i < 5 ? lab.Primary : lab.Archive) + "/folders")));
        var refused = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Contains("MailboxConcurrency limit", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(5, lab.Server.Graph.Calls.LargestInFlight(lab.Server.Graph.PrimaryIdOf(lab.Anna)));
        Assert.Equal(4, lab.Server.Graph.Calls.LargestInFlight(lab.Server.Graph.ArchiveIdOf(lab.Anna)));
    }

    [Fact]
    public async Task A_mailbox_can_run_out_of_requests()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Server.Graph.Options.MailboxRequests = 2;

        await lab.GetAsync(lab.Primary + "/folders");
        await lab.GetAsync(lab.Primary + "/folders");
        Assert.Equal((HttpStatusCode.TooManyRequests, "ApplicationThrottled"), await lab.RefusedAsync(HttpMethod.Get, lab.Primary + "/folders"));
    }

    [Theory]
    [InlineData("User.Read.All", "settings")]
    [InlineData("MailboxFolder.Read.All", "folders")]
    [InlineData("MailboxItem.Read.All", "items")]
    [InlineData("MailboxItem.ReadWrite.All", "delete")]
    [InlineData("MailboxItem.Export.All", "export")]
    [InlineData("MailboxItem.ImportExport.All", "import")]
    [InlineData("MailboxFolder.ReadWrite.All", "create folder")]
    [InlineData("Mail.ReadWrite", "create message")]
    [InlineData("Mail.ReadWrite", "permanent delete")]
    public async Task A_missing_permission_is_not_named(string permission, string route)
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        lab.Server.Graph.Permissions.Deny(permission);

        using var request = route switch
        {
            "settings" => new HttpRequestMessage(HttpMethod.Get, "/beta/users/anna@contoso.example/settings/exchange"),
            "folders" => new HttpRequestMessage(HttpMethod.Get, lab.Primary + "/folders"),
            "items" => new HttpRequestMessage(HttpMethod.Get, GraphLab.Items(lab.Primary, item.Folder)),
            "delete" => new HttpRequestMessage(HttpMethod.Delete, GraphLab.Item(lab.Primary, item) + "?disposalType=softDelete"),
            "create folder" => new HttpRequestMessage(HttpMethod.Post, lab.Primary + "/folders") { Content = JsonContent.Create(new { displayName = "New" }) },
            "create message" => new HttpRequestMessage(HttpMethod.Post, "/v1.0/users/anna@contoso.example/messages") { Content = JsonContent.Create(new { subject = "New" }) },
            "permanent delete" => new HttpRequestMessage(HttpMethod.Post, $"/v1.0/users/anna@contoso.example/messages/{item.MessageId}/permanentDelete"),
            "export" => new HttpRequestMessage(HttpMethod.Post, lab.Primary + "/exportItems") { Content = JsonContent.Create(new { itemIds = new[] { item.ItemId } }) },
            _ => new HttpRequestMessage(HttpMethod.Post, lab.Primary + "/createImportSession") { Content = JsonContent.Create(new { }) },
        };
        var answer = await lab.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("ErrorAccessDenied", text, StringComparison.Ordinal);
        Assert.DoesNotContain(permission, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(permission, RolesOf(lab.Server.Graph.Tokens.Issue()));
        lab.Server.Graph.Permissions.Clear();
        Assert.Equal("/Odd", item.Folder.Path);
        Assert.Contains(permission, RolesOf(lab.Server.Graph.Tokens.Issue()));

        static IEnumerable<string?> RolesOf(string token) =>
            JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement.GetProperty("roles").EnumerateArray().Select(role => role.GetString());
    }

    [Fact]
    public async Task Reading_a_message_needs_one_of_two_permissions()
    {
        await using var lab = await GraphLab.StartAsync();
        var path = $"/v1.0/users/anna@contoso.example/messages/{lab.Tenant.PutMessage("anna", "/Odd").MessageId}";

        lab.Server.Graph.Permissions.Deny("Mail.Read");
        await lab.GetAsync(path);
        lab.Server.Graph.Permissions.Deny("Mail.ReadWrite");
        Assert.Equal(HttpStatusCode.Forbidden, (await lab.RefusedAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task The_clock_of_the_service_can_be_wrong()
    {
        await using var lab = await GraphLab.StartAsync();
        lab.Server.Graph.Options.ClockSkew = TimeSpan.FromMinutes(-30);
        lab.Server.Graph.Faults.Add(new GraphFault(GraphFaultKind.Unavailable503) { Times = 1, RetryAfter = "+60" });

        var refused = await lab.Http.GetAsync(lab.Primary + "/folders");
        Assert.InRange(DateTimeOffset.UtcNow - refused.Headers.Date!.Value, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40));
        Assert.InRange(refused.Headers.RetryAfter!.Date!.Value - refused.Headers.Date.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(70));
        lab.Server.Graph.Options.ClockSkew = TimeSpan.Zero;
        Assert.InRange((await lab.Http.GetAsync(lab.Primary + "/folders")).Headers.Date!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(-10), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Something_can_happen_just_before_a_delete()
    {
        await using var lab = await GraphLab.StartAsync();
        var item = lab.Tenant.PutMessage("anna", "/Odd");
        var after = 0;
        using var before = lab.Server.Graph.Hooks.Before(GraphRoute.DeleteItem, _ => lab.Tenant.Move(item, "/Elsewhere"));
        using var then = lab.Server.Graph.Hooks.After(call => call.Method == "DELETE", call => after = call.Status);

        Assert.Equal(HttpStatusCode.NotFound, (await lab.Http.DeleteAsync(GraphLab.Item(lab.Primary, item) + "?disposalType=softDelete")).StatusCode);
        Assert.Equal("/Elsewhere", item.Folder.Path);
        Assert.Equal(404, after);
    }

    [Fact]
    public async Task Scripts_reach_the_same_controls()
    {
        await using var lab = await GraphLab.StartAsync();
        (await lab.Http.PostAsJsonAsync("/lab/graph/faults", new { kind = "Throttled429", route = "Folders", times = 1, retryAfter = "3" })).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.TooManyRequests, (await lab.Http.GetAsync(lab.Primary + "/folders")).StatusCode);
        Assert.Equal("Throttled429", (await lab.GetAsync("/lab/graph/faults"))[0].GetProperty("kind").GetString());
        Assert.Equal(429, (await lab.GetAsync("/lab/graph/calls"))[0].GetProperty("status").GetInt32());
        await lab.Http.DeleteAsync("/lab/graph/faults");
        await lab.Http.DeleteAsync("/lab/graph/calls");
        Assert.Empty(lab.Server.Graph.Faults.All);
        Assert.Equal(0, lab.Server.Graph.Calls.Count);
    }
}
