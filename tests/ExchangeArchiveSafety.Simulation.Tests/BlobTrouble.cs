using System.Globalization;
using System.Net;
using ExchangeArchiveSafety.Lab.Blobs;

namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>The lab's storage account without a network between it and its client, and what networks and services do to requests: those that the client repeats.</summary>
internal sealed class BlobTrouble(GuardedWorld world) : HttpMessageHandler
{
    private const int OneIn = 60;
    private readonly Random _chance = new((int)world.Seed);

    public BlobStore Store { get; } = new(() => world.Tenant.Now);

    /// <summary>How often each thing happened, and which answers were given.</summary>
    public Dictionary<string, int> Happened { get; } = [];

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (_chance.Next(OneIn * 3))
        {
            case 0:
                Count("request lost");
                throw new HttpRequestException("The connection was reset.");
            case 1:
                Count(Call(request).IsAppend ? "answer to an append lost" : "answer lost");
                _ = Store.Handle(Call(request));
                throw new HttpRequestException("The connection was reset.");
            case 2:
                Count("503");
                return Answer(request, BlobReply.Of(503, "ServerBusy"));
            default:
                var reply = Store.Handle(Call(request));
                Count(reply.Status.ToString(CultureInfo.InvariantCulture) + " " + reply.Code);
                return Answer(request, reply);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));

    private static BlobCall Call(HttpRequestMessage request)
    {
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, null, CancellationToken.None);
        return new BlobCall(
            request.Method.Method,
            request.RequestUri!.AbsolutePath,
            request.RequestUri.Query,
            name => request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null,
            body.ToArray());
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, BlobReply reply)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)reply.Status) { RequestMessage = request, Content = new ByteArrayContent(reply.Body) };
        answer.Headers.Date = world.Tenant.Now;
        if (reply.Code is not null)
        {
            answer.Headers.Add("x-ms-error-code", reply.Code);
        }

        foreach (var (name, value) in reply.Headers)
        {
            _ = answer.Headers.TryAddWithoutValidation(name, value) || answer.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Method == HttpMethod.Head && reply.Headers.TryGetValue("x-ms-blob-content-length", out var length))
        {
            answer.Content.Headers.ContentLength = long.Parse(length, CultureInfo.InvariantCulture);
        }

        return answer;
    }

    private void Count(string what) => Happened[what] = Happened.GetValueOrDefault(what) + 1;
}
