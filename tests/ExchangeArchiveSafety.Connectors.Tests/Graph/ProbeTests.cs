using System.Net;
using System.Net.Sockets;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

/// <summary>Connecting proves the connection, whatever server answers; and one that never worked is soon given up.</summary>
public class ProbeTests
{
    private const string Error = """{"error":{"code":"SomeCode","message":"Some text."}}""";

    [Theory]
    [InlineData(200, """{"primaryMailboxId":"MBX:1@t"}""")]
    [InlineData(200, " \r\n{}")]
    [InlineData(400, Error)]
    [InlineData(403, Error)]
    [InlineData(404, Error)]
    [InlineData(404, "")]
    [InlineData(405, Error)]
    [InlineData(429, Error)]
    public async Task Whatever_a_graph_says_once_it_has_taken_the_token_proves_it(int status, string body)
    {
        var asked = new List<string>();
        using var server = new OtherServer(request =>
        {
            asked.Add(request.HttpMethod + " " + request.RawUrl + " " + request.Headers["Authorization"]);
            return (status, body);
        });

        using var connection = await server.ConnectAsync();

        Assert.Equal(["GET /beta/users/00000000-0000-0000-0000-000000000000/settings/exchange Bearer token"], asked);
    }

    [Theory]
    [InlineData(200, "<!DOCTYPE html><html><body>Welcome</body></html>")]
    [InlineData(200, "It works!")]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(404, "\uFEFF<html>nothing here</html>")]
    [InlineData(404, "404 page not found")]
    [InlineData(407, Error)]
    [InlineData(302, "")]
    [InlineData(308, Error)]
    public async Task What_is_no_graph_ends_the_connecting_at_once(int status, string body)
    {
        using var server = new OtherServer(_ => (status, body)) { Location = status is 302 or 308 ? "https://login.example/common?code=secret" : null };
        var time = new FastTime();

        var error = await Assert.ThrowsAsync<GraphException>(() => server.ConnectAsync(time));

        Assert.Equal("GraphEndpointForeign", error.ErrorId);
        Assert.Equal(status, error.StatusCode);
        Assert.Contains("-GraphEndpoint", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Equal(status is 302 or 308, error.Message.Contains("login.example", StringComparison.Ordinal));
        Assert.Empty(time.Delays);
    }

    [Fact]
    public async Task A_token_that_was_never_taken_is_refused_by_name()
    {
        await using var tenant = await GraphTenant.StartAsync();
        var error = await Assert.ThrowsAsync<GraphException>(() => tenant.ConnectAsync(tenant.Settings(GraphAuthentication.AccessToken, "garbage")));

        Assert.Equal(("GraphTokenRefused", 401), (error.ErrorId, error.StatusCode));
        Assert.Contains("https://graph.microsoft.com/.default", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("garbage", error.Message, StringComparison.Ordinal);
        Assert.Empty(tenant.Time.Delays);
    }

    [Fact]
    public async Task A_token_that_an_application_gets_and_graph_never_takes_is_renewed_once()
    {
        await using var tenant = await GraphTenant.StartAsync();
        tenant.Graph.Faults.Add(GraphFaultKind.TokensExpire);

        var error = await Assert.ThrowsAsync<GraphException>(() => tenant.ConnectAsync());

        Assert.Equal("GraphTokenRefused", error.ErrorId);
        Assert.Equal(2, tenant.Graph.Calls.Of(GraphRoute.Token).Count);
    }

    [Fact]
    public async Task No_permission_is_needed_to_connect()
    {
        await using var tenant = await GraphTenant.StartAsync();
        tenant.Graph.Permissions.Deny("User.Read.All");

        using var connection = await tenant.ConnectAsync();

        Assert.Equal(403, Assert.Single(tenant.Graph.Calls.Of(GraphRoute.Settings)).Status);
    }

    [Fact]
    public async Task A_dead_port_is_tried_for_half_a_minute_and_each_time_is_told()
    {
        using var port = new DeadPort();
        var endpoint = port.Uri;
        var time = new FastTime();
        var told = new List<GraphNotice>();

        var error = await Assert.ThrowsAsync<GraphException>(() => OtherServer.ConnectAsync(endpoint, time, told: told.Add));

        Assert.Equal("GraphUnreachable", error.ErrorId);
        Assert.Contains("nothing listens at " + endpoint.Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains("-GraphEndpoint", error.Message, StringComparison.Ordinal);
        AssertHalfAMinute(time);
        Assert.Equal(time.Delays.Count + 1, told.Count);
        Assert.All(told, notice => Assert.Contains("nothing listens at", notice.Text, StringComparison.Ordinal));
        Assert.All(told.SkipLast(1), notice => Assert.Contains("giving up in", notice.Problem, StringComparison.Ordinal));
        Assert.Equal(told.SkipLast(1).Select(notice => notice.Left).OrderDescending(), told.SkipLast(1).Select(notice => notice.Left));
        Assert.Null(told[^1].Left);
        Assert.Single(told.Select(notice => notice.Request).Distinct());
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_said_to_be_one()
    {
        var time = new FastTime();
        var error = await Assert.ThrowsAsync<GraphException>(() => OtherServer.ConnectAsync(new("https://graph.invalid"), time));

        Assert.Equal("GraphUnreachable", error.ErrorId);
        Assert.Contains("graph.invalid", error.Message, StringComparison.Ordinal);
        AssertHalfAMinute(time);
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing_is_given_up_with_the_others()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var time = new FastTime { IsUpAtOnce = true };

        var error = await Assert.ThrowsAsync<GraphException>(() => OtherServer.ConnectAsync(new($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"), time));

        Assert.Equal("GraphUnreachable", error.ErrorId);
        Assert.Equal([TimeSpan.FromSeconds(30)], time.Limits);
        Assert.Empty(time.Delays);
    }

    [Fact]
    public async Task Without_a_protected_connection_nothing_is_tried_again()
    {
        using var plain = new OtherServer(_ => (200, "{}"));
        var time = new FastTime();
        var error = await Assert.ThrowsAsync<GraphException>(() => OtherServer.ConnectAsync(new($"https://127.0.0.1:{plain.Uri.Port}"), time));

        Assert.Equal("GraphUnreachable", error.ErrorId);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Empty(time.Delays);
    }

    [Theory]
    [InlineData(500, Error)]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, "")]
    [InlineData(429, "<html>slow down</html>")]
    public async Task Trouble_that_passes_does_not_end_the_connecting_and_trouble_that_stays_does(int status, string body)
    {
        var answers = 0;
        using (var server = new OtherServer(_ => ++answers < 3 ? (status, body) : (404, Error)))
        using (await server.ConnectAsync())
        {
            Assert.Equal(3, answers);
        }

        using var down = new OtherServer(_ => (status, body));
        var time = new FastTime();
        var error = await Assert.ThrowsAsync<GraphException>(() => down.ConnectAsync(time));
        Assert.Equal(("GraphUnreachable", (int?)status), (error.ErrorId, error.StatusCode));
        AssertHalfAMinute(time);
    }

    [Fact]
    public async Task Without_the_probe_nothing_is_sent_and_the_first_use_is_given_up_as_soon()
    {
        var time = new FastTime();
        using var port = new DeadPort();
        using var connection = await OtherServer.ConnectAsync(port.Uri, time, skipProbe: true);
        Assert.Empty(time.Limits);

        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        Assert.Equal("GraphUnreachable", error.ErrorId);
        AssertHalfAMinute(time);

        time.Delays.Clear();
        await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
        AssertHalfAMinute(time);
    }

    [Fact]
    public async Task Several_requests_that_no_graph_ever_answers_are_given_up_together()
    {
        var time = new FastTime();
        var told = new System.Collections.Concurrent.ConcurrentQueue<GraphNotice>();
        using var port = new DeadPort();
        using var connection = await OtherServer.ConnectAsync(port.Uri, time, skipProbe: true);
        using var _ = connection.Notices.Listen(told.Enqueue);
        var began = time.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async number =>
            Assert.Equal("GraphUnreachable", (await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync($"user{number}@contoso.example", CancellationToken.None))).ErrorId)));

        // Whatever the others waited for goes on the one clock: on a busy machine all five may begin one more wait before any of them has counted.
        // One after the other they would have taken five half minutes.
        Assert.InRange((time.GetUtcNow() - began).TotalSeconds, 20, 30 + (4 * 15));
        Assert.All(told.Where(notice => notice.Left is not null), notice => Assert.InRange(notice.Left!.Value.TotalSeconds, 0, 30));
    }

    [Fact]
    public async Task Without_the_probe_the_first_use_says_what_is_no_graph_and_what_is_no_token()
    {
        using (var other = new OtherServer(_ => (200, "<html></html>")))
        using (var connection = await other.ConnectAsync(skipProbe: true))
        {
            var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));
            Assert.Equal("GraphEndpointForeign", error.ErrorId);
        }

        using var strict = new OtherServer(_ => (401, Error));
        using var refused = await strict.ConnectAsync(skipProbe: true);
        Assert.Equal("GraphTokenRefused", (await Assert.ThrowsAsync<GraphException>(() => refused.ResolveAsync("anna@contoso.example", CancellationToken.None))).ErrorId);
    }

    [Fact]
    public async Task Readiness_does_not_pass_a_connection_whose_token_has_ended_meanwhile()
    {
        var isOver = false;
        using var server = new OtherServer(_ => isOver ? (401, Error) : (404, Error));
        using var connection = await server.ConnectAsync();
        isOver = true;

        var checks = await new GraphReadiness(connection, (IGraphProbe)connection).RunAsync(null, CancellationToken.None);

        Assert.Equal([("Connection", ReadinessStatus.Failed), ("Permissions", ReadinessStatus.Skipped)], checks.Select(check => (check.Name, check.Status)));
        Assert.All(checks, check => Assert.Contains("token", check.Because, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(GraphRoute.Folders, "Archive")]
    [InlineData(GraphRoute.Items, "Archive items with properties")]
    public async Task Readiness_does_not_miss_a_permission_that_the_primary_was_read_with(GraphRoute route, string name)
    {
        await using var tenant = await GraphTenant.StartAsync();
        _ = tenant.Server.Tenant.PutCopy("anna", tenant.Server.Tenant.PutMessage("anna", "/Inbox", inArchive: true));
        using var connection = await tenant.ConnectAsync();
        var anna = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.Forbidden) { Route = route, MailboxId = anna.ArchiveMailboxId });

        var checks = await new GraphReadiness(connection, (IGraphProbe)connection).RunAsync("anna@contoso.example", CancellationToken.None);

        var wrong = Assert.Single(checks, check => check.Status is not (ReadinessStatus.Passed or ReadinessStatus.Unknown));
        Assert.Equal((name, ReadinessStatus.Failed), (wrong.Name, wrong.Status));
        Assert.Contains("403", wrong.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_it_worked_a_connection_has_all_the_patience_it_was_given()
    {
        var isDown = false;
        using var server = new OtherServer(_ => isDown ? (503, Error) : (404, Error));
        var time = new FastTime();
        using var connection = await server.ConnectAsync(time);
        isDown = true;

        var error = await Assert.ThrowsAsync<GraphException>(() => connection.ResolveAsync("anna@contoso.example", CancellationToken.None));

        Assert.Equal("GraphRequestFailed", error.ErrorId);
        Assert.InRange(time.Delays.Sum(delay => delay.TotalSeconds), 500, 600);
    }

    [Fact]
    public async Task Every_request_is_told_with_its_answer_and_without_what_nobody_may_see()
    {
        await using var tenant = await GraphTenant.StartAsync();
        tenant.Server.Tenant.PutMessage("anna", "/Inbox", mail => mail);
        var token = tenant.Graph.Tokens.Issue();
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(GraphAuthentication.AccessToken, token));
        using var _ = connection;
        var told = new System.Collections.Concurrent.ConcurrentQueue<GraphNotice>();
        using (connection.Notices.Listen(told.Enqueue))
        {
            tenant.Graph.Faults.Add(GraphFaultKind.Throttled429, GraphRoute.Folders, times: 1);
            await tenant.ScanWholeAsync(connection, anna);
            var folder = (await connection.FoldersAsync(anna, MailItemLocation.Primary, CancellationToken.None)).First(one => one.Path == "/Inbox");
            var item = tenant.Anna.Primary.FindFolder("/Inbox")!.Items[0].ItemId;
            var exported = await connection.ExportAsync(anna, [new(folder, item)], CancellationToken.None);
            await connection.ImportAsync(anna, folder, exported[0].Data!, CancellationToken.None);
        }

        Assert.Contains(told, notice => notice.Text.Contains("429", StringComparison.Ordinal) && notice.Left > TimeSpan.Zero);
        Assert.Contains(told, notice => notice.Text.Contains("read folders: GET /", StringComparison.Ordinal) && notice.Text.Contains("status 200", StringComparison.Ordinal));
        var import = Assert.Single(told, notice => notice.Text.Contains("import an item: POST 127.0.0.1:", StringComparison.Ordinal));
        Assert.DoesNotContain("session", import.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(told, notice => notice.Text.Contains(token, StringComparison.Ordinal));

        var before = told.Count;
        await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        Assert.Equal(before, told.Count);
    }

    private static void AssertHalfAMinute(FastTime time)
    {
        Assert.InRange(time.Delays.Sum(delay => delay.TotalSeconds), 24, 30);
        Assert.True(time.Delays.Count > 5, "given up after " + time.Delays.Count);
    }

    /// <summary>A port where nobody listens, and nobody else can as long as it is held.</summary>
    private sealed class DeadPort : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public DeadPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}");

        public void Dispose() => _socket.Dispose();
    }
}
