using System.Net.Http.Headers;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>An answer that is whole: its body came in as long as the server said it is.</summary>
internal sealed class GraphReply(GraphRequest request, int status, HttpResponseHeaders headers, PooledBody body) : IDisposable
{
    /// <summary>What was asked, of the mailbox that answered.</summary>
    public GraphRequest Request => request;

    public int Status => status;

    public HttpResponseHeaders Headers => headers;

    public ReadOnlySpan<byte> Body => body.Span;

    public bool IsSuccess => status is >= 200 and < 300;

    public bool IsRedirect => status is >= 300 and < 400;

    public void Dispose() => body.Dispose();
}
