using System.Net;
using System.Text;
using ExchangeArchiveSafety.Tests.Hosting;

namespace ExchangeArchiveSafety.Graph;

/// <summary>What a server answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="Location">Where a redirect leads.</param>
/// <param name="RetryAfter">The seconds that it wants to be left alone.</param>
internal sealed record OtherAnswer(int Status, string Body = "", string? Location = null, string? RetryAfter = null);

/// <summary>A server of the same routes with habits of its own, written for one test.</summary>
internal sealed class OtherServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<HttpListenerRequest, OtherAnswer> _answer;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Gives status and body.</param>
    public OtherServer(Func<HttpListenerRequest, (int Status, string Body)> answer)
        : this(request => answer(request) is var (status, body) ? new OtherAnswer(status, body) : throw new InvalidOperationException())
    {
    }

    /// <summary>Starts it.</summary>
    /// <param name="answer">Gives the whole answer.</param>
    public OtherServer(Func<HttpListenerRequest, OtherAnswer> answer)
    {
        _answer = answer;
        (_listener, Uri) = LoopbackListener.Start();
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

            OtherAnswer answer;
            try
            {
                answer = _answer(context.Request);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // A mistake of the test; otherwise the caller would wait for ever.
                answer = new(418, exception.ToString());
            }

            var body = Encoding.UTF8.GetBytes(answer.Body);
            context.Response.StatusCode = answer.Status;
            if ((answer.Location ?? Location) is { } location)
            {
                context.Response.RedirectLocation = location;
            }

            if (answer.RetryAfter is not null)
            {
                context.Response.Headers["Retry-After"] = answer.RetryAfter;
            }

            try
            {
                context.Response.ContentLength64 = body.Length;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The caller has gone; the next one may come.
            }
        }
    }
}
