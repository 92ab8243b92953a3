using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ExchangeArchiveSafety.Graph;

/// <summary>A server of the same routes with habits of its own, written for one test.</summary>
internal sealed class OtherServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerRequest, (int Status, string Body)> _answer;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Gives status and body.</param>
    public OtherServer(Func<HttpListenerRequest, (int Status, string Body)> answer)
    {
        _answer = answer;
        using (var socket = new TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            Uri = new($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Uri.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public static GraphMailbox Mailbox { get; } = new() { User = "anna@contoso.example", PrimaryMailboxId = "MBX:1@t" };

    public Uri Uri { get; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    public Task<IGraphConnection> ConnectAsync(FastTime? time = null, bool skipProbe = false, Action<GraphNotice>? told = null) => ConnectAsync(Uri, time, skipProbe, told);

    public static Task<IGraphConnection> ConnectAsync(Uri endpoint, FastTime? time = null, bool skipProbe = false, Action<GraphNotice>? told = null) =>
        new GraphConnector(time ?? new(), () => 0.5).ConnectAsync(
            new() { Authentication = GraphAuthentication.AccessToken, GraphEndpoint = endpoint, Secret = GraphTenant.Protect("token"), SkipProbe = skipProbe, Told = told }, CancellationToken.None);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var (status, text) = _answer(context.Request);
            var body = Encoding.UTF8.GetBytes(text);
            context.Response.StatusCode = status;
            if (Location is not null)
            {
                context.Response.RedirectLocation = Location;
            }

            context.Response.ContentLength64 = body.Length;
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }
}
