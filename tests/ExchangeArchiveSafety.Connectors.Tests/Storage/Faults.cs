using System.Net;

namespace ExchangeArchiveSafety.Storage;

/// <summary>Stands between a journal and its service, counts what is asked, and lets what a test wants go wrong.</summary>
internal sealed class Faults : DelegatingHandler
{
    private readonly List<Func<HttpRequestMessage, Func<HttpResponseMessage>, HttpResponseMessage?>> _faults = [];

    public Faults()
        : base(new HttpClientHandler())
    {
    }

    public List<string> Asked { get; } = [];

    /// <summary>The service's clock, ahead of what it says.</summary>
    public TimeSpan ClockAhead { get; set; }

    public static bool IsAppend(HttpRequestMessage request) => request.RequestUri!.Query.Contains("comp=appendblock", StringComparison.Ordinal);

    /// <summary>Does something else with the next requests of a kind.</summary>
    public void Next(Func<HttpRequestMessage, bool> which, int times, Func<Func<HttpResponseMessage>, HttpResponseMessage> act) => _faults.Add((request, send) =>
        times > 0 && which(request) && times-- > 0 ? act(send) : null);

    /// <summary>The request arrives, its answer does not.</summary>
    public static HttpResponseMessage LoseAnswer(Func<HttpResponseMessage> send)
    {
        send().Dispose();
        throw new HttpRequestException("The connection was reset.");
    }

    /// <summary>The request does not arrive.</summary>
    public static HttpResponseMessage LoseRequest(Func<HttpResponseMessage> send) => throw new HttpRequestException("The connection was reset.");

    public static Func<Func<HttpResponseMessage>, HttpResponseMessage> Refuse(HttpStatusCode status, string code) => _ =>
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        answer.Headers.Add("x-ms-error-code", code);
        return answer;
    };

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(request.Method + (IsAppend(request) ? " append" : "") + " " + request.RequestUri!.Segments[^1]);
        }

        var fault = _faults.Select(one => one(request, () => base.Send(request, cancellationToken))).FirstOrDefault(answer => answer is not null);
        var answer = fault ?? base.Send(request, cancellationToken);
        if (answer.Headers.Date is { } date)
        {
            answer.Headers.Date = date + ClockAhead;
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await Task.Run(() => Send(request, cancellationToken), cancellationToken).ConfigureAwait(false);
}
