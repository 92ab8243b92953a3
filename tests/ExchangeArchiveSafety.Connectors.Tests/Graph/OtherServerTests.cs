using System.Collections.Concurrent;
using System.Globalization;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

/// <summary>What the contract leaves open, done in another way than the lab does it.</summary>
public class OtherServerTests
{
    private static readonly GraphFolder Inbox = new() { Id = "F", Location = MailItemLocation.Primary, Path = "/Inbox" };

    [Fact]
    public async Task Small_pages_numbers_in_quotes_and_hidden_folders_that_only_beta_lists_are_no_hindrance()
    {
        using var server = new OtherServer(Answer);
        using var connection = await server.ConnectAsync();
        var folder = Directory.CreateTempSubdirectory("other").FullName;
        try
        {
            var scan = await connection.ScanAsync(OtherServer.Mailbox, folder, null, CancellationToken.None);
            Assert.Empty(scan.Incomplete);
            Assert.Equal(45, scan.Items);
            Assert.All(GraphTenant.Rows(scan), row => Assert.Equal(7, row.GetProperty("size").GetInt32()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static (int, string) Answer(System.Net.HttpListenerRequest request)
        {
            var path = Uri.UnescapeDataString(request.Url!.AbsolutePath);
            var top = int.Parse(request.QueryString["$top"] ?? "10", CultureInfo.InvariantCulture);
            if (top > 20)
            {
                return (400, "{\"error\":{\"code\":\"PageTooLarge\"}}");
            }

            if (path.EndsWith("/items", StringComparison.Ordinal))
            {
                var skip = int.Parse(request.QueryString["$skip"] ?? "0", CultureInfo.InvariantCulture);
                var count = path.Contains("/F/", StringComparison.Ordinal) ? 45 : 0;
                var items = string.Join(",", Enumerable.Range(skip, Math.Clamp(count - skip, 0, top)).Select(number => $$"""{"id":"I{{number}}","size":"7"}"""));
                var link = skip + top < count ? $",\"@odata.nextLink\":\"{request.Url.GetLeftPart(UriPartial.Path)}?%24top={top}&%24skip={skip + top}\"" : "";
                return (200, $$"""{"value":[{{items}}]{{link}}}""");
            }

            if (path.EndsWith("/folders", StringComparison.Ordinal))
            {
                const string Shown = """{"id":"F","displayName":"Inbox","parentFolderId":"R","childFolderCount":"0","totalItemCount":"45"}""";
                const string Hidden = """,{"id":"H","displayName":"Settings","parentFolderId":"R","childFolderCount":"0","totalItemCount":"0"}""";
                return (200, "{\"value\":[" + Shown + (path.StartsWith("/beta/", StringComparison.Ordinal) ? Hidden : "") + "]}");
            }

            return (200, """{"id":"R","displayName":"Top","childFolderCount":"2","totalItemCount":"0"}""");
        }
    }

    [Fact]
    public async Task Where_lists_take_no_filter_items_are_looked_for_in_the_whole_folder_and_not_one_by_one()
    {
        var asked = new ConcurrentQueue<string>();
        using var server = new OtherServer(request =>
        {
            asked.Enqueue(request.Url!.AbsolutePath);
            return request.QueryString["$filter"] is not null ? (400, "{\"error\":{\"code\":\"ErrorInvalidUrlQueryFilter\"}}")
                : (200, "{\"@odata.count\":10,\"value\":[" + string.Join(",", Enumerable.Range(0, 10).Select(number => $$"""{"id":"I{{number}}","size":7}""")) + "]}");
        });
        using var connection = await server.ConnectAsync(skipProbe: true);
        var items = Enumerable.Range(0, 12).Select(number => new MailItem { ItemId = "I" + number, CreatedUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }).ToList();
        var folder = new GraphFolder { Id = "F", Location = MailItemLocation.Primary, Path = "/Inbox", TotalItemCount = 12 };
        foreach (var requests in new[] { 2, 3 })
        {
            var seen = await connection.SeeAsync(OtherServer.Mailbox, folder, items, CancellationToken.None);
            Assert.Equal(["I10", "I11"], seen.Where(item => item is { Item: null, Error: null }).Select(item => item.ItemId));
            Assert.Equal(requests, asked.Count);
            Assert.All(asked, path => Assert.EndsWith("/items", path, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_folder_without_a_count_is_told_as_that_and_not_as_a_busy_mailbox()
    {
        using var server = new OtherServer(request => request.Url!.AbsolutePath switch
        {
            var path when path.EndsWith("/items", StringComparison.Ordinal) => (200, """{"value":[{"id":"A"},{"id":"B"}]}"""),
            var path when path.EndsWith("/folders", StringComparison.Ordinal) => (200, """{"value":[{"id":"F","displayName":"Inbox"}]}"""),
            _ => (200, """{"id":"F","displayName":"Inbox"}"""),
        });
        var scan = await ScanAsync(server);
        var sentence = Assert.Single(scan.Incomplete);
        Assert.Contains("/Inbox: the server gives no count of the items, so it cannot be proved that all were listed. Listed: 2.", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("less is going on", Assert.Single(scan.Remedies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_two_folders_list_beside_their_own_was_moved_meanwhile()
    {
        using var server = new OtherServer(request => request.Url!.AbsolutePath switch
        {
            var path when path.EndsWith("/F/items", StringComparison.Ordinal) => (200, """{"value":[{"id":"A"},{"id":"B"}]}"""),
            var path when path.EndsWith("/items", StringComparison.Ordinal) => (200, """{"value":[{"id":"B"},{"id":"C"}]}"""),
            _ => (200, """{"value":[{"id":"F","displayName":"Inbox","totalItemCount":2},{"id":"G","displayName":"Old","totalItemCount":2}]}"""),
        });
        var scan = await ScanAsync(server);
        Assert.Contains("/Inbox: an item of it was also listed in /Old", Assert.Single(scan.Incomplete), StringComparison.Ordinal);
        Assert.Contains("when less is going on", Assert.Single(scan.Remedies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_beta_does_not_take_the_question_for_the_ids_v1_is_asked()
    {
        using var server = new OtherServer(request => request.Url!.AbsolutePath.StartsWith("/beta/", StringComparison.Ordinal)
            ? (400, """{"error":{"code":"BadRequest"}}""")
            : (200, """{"primaryMailboxId":"MBX:1@t","inPlaceArchiveMailboxId":"MBX:2@t"}"""));
        using var connection = await server.ConnectAsync();
        var mailbox = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        Assert.Equal(("MBX:1@t", "MBX:2@t"), (mailbox.PrimaryMailboxId, mailbox.ArchiveMailboxId));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(410)]
    [InlineData(500)]
    public async Task Where_no_version_takes_it_the_error_says_what_to_do(int status)
    {
        using var server = new OtherServer(request => request.Url!.AbsolutePath.StartsWith("/beta/", StringComparison.Ordinal)
            ? (400, """{"error":{"code":"OddRoute"}}""")
            : (status, """{"error":{"code":"StillOdd"}}"""));
        using var connection = await server.ConnectAsync();
        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal(("GraphRequestFailed", status), (error.ErrorId, error.StatusCode));
        foreach (var part in new[] { "OddRoute", "StillOdd", "Give a user principal name", "users/{id}/settings/exchange" })
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(403, "GraphPermissionMissing")]
    [InlineData(404, "GraphMailboxNotFound")]
    public async Task What_v1_refuses_for_a_reason_keeps_its_reason(int status, string id)
    {
        using var server = new OtherServer(request => (request.Url!.AbsolutePath.StartsWith("/beta/", StringComparison.Ordinal) ? 400 : status, "{}"));
        using var connection = await server.ConnectAsync();
        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal(id, error.ErrorId);
    }

    [Fact]
    public void A_deletion_has_a_body_so_that_http_does_not_repeat_it_by_itself()
    {
        var request = new GraphRoutes("https://graph.example", "v1.0", "beta", 100).SoftDelete("MBX:1@t", MailItemLocation.Primary, "F", "I");
        Assert.Equal(0, request.ToInformation().Content.Length);
        Assert.True(request.ToInformation().Content.CanSeek);
    }

    [Fact]
    public async Task A_session_at_another_port_of_this_machine_is_taken_from_a_server_on_this_machine()
    {
        var authorization = new ConcurrentQueue<string?>();
        using var upload = new OtherServer(request =>
        {
            authorization.Enqueue(request.Headers["Authorization"]);
            return (201, """{"itemId":"N","changeKey":"c"}""");
        });
        using var server = new OtherServer(_ => (200, $$"""{"importUrl":"{{upload.Uri}}up?sig=s"}"""));
        using var connection = await server.ConnectAsync();
        Assert.Equal("N", (await connection.ImportAsync(OtherServer.Mailbox, Inbox, [1], CancellationToken.None)).ItemId);
        Assert.Null(Assert.Single(authorization));
    }

    private static async Task<MailboxScan> ScanAsync(OtherServer server)
    {
        using var connection = await server.ConnectAsync();
        var folder = Directory.CreateTempSubdirectory("other").FullName;
        try
        {
            return await connection.ScanAsync(OtherServer.Mailbox, folder, null, CancellationToken.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
