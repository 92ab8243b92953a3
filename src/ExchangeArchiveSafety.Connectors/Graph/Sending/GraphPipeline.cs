using System.Net;
using Microsoft.Graph;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>
/// The HTTP client under the SDK. The SDK's own handlers for repeating and redirecting are left out: they repeat what must not be
/// repeated, give up where the server asks for patience, and follow a redirect of a deletion to another mailbox in silence.
/// </summary>
internal static class GraphPipeline
{
    // Many mailboxes may be read at once, each with its four requests.
    private const int Connections = 256;

    public static HttpClient Create()
    {
        var handlers = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not (RetryHandler or RedirectHandler)).ToList();
        var client = GraphClientFactory.Create(handlers, finalHandler: Wire());
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

#if NET
    /// <summary>What speaks HTTP.</summary>
    public static HttpMessageHandler Wire() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxConnectionsPerServer = Connections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        UseCookies = false,
    };
#else
    /// <summary>What speaks HTTP.</summary>
    public static HttpMessageHandler Wire() => new HttpClientHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxConnectionsPerServer = Connections,
        UseCookies = false,
    };
#endif
}
