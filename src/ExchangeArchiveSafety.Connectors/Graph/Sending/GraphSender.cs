using System.Collections.Concurrent;
using Microsoft.Kiota.Abstractions;

namespace ExchangeArchiveSafety;

/// <summary>
/// Sends requests through the SDK's adapter, and is the only place that repeats any. The token goes to the connection's own root and
/// nowhere else, whatever address a request ends up with.
/// </summary>
internal sealed class GraphSender(IRequestAdapter adapter, Uri root, TokenSource tokens, TimeSpan budget, GraphTime time, Func<double> random)
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(100);
    private const int MostRedirects = 3;

    // A server that took a token before may end several in a row, each under many requests; one that never took any will not begin to.
    private const int MostRenewals = 20;

    // The largest page is not documented: what is refused is asked for in smaller ones.
    private static readonly int[] SmallerPages = [100, 50, 10];

    private readonly ConcurrentDictionary<string, int> _largestPages = new(StringComparer.Ordinal);
    private readonly MailboxGates _gates = new(time);
    private readonly RetryDelay _delays = new(time, random);
    private volatile bool _hasBeenLetIn;

    /// <summary>The root of the API, scheme, server and port of which may see the token.</summary>
    public Uri Root => root;

    /// <summary>Asks for something that changes nothing, as often as it takes within the time budget.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="read">Makes the result of a successful answer; throws <see cref="BrokenAnswerException"/> for a broken one.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GraphException">The server refused, or did not answer properly within the budget.</exception>
    public async Task<T> ReadAsync<T>(GraphRequest request, Func<GraphReply, T> read, CancellationToken cancellation)
    {
        var spent = TimeSpan.Zero;
        var (redirects, renewals) = (0, 0);
        var isSmaller = false;
        if (PageOf(request) is { } page && _largestPages.TryGetValue(request.Root + request.Template, out var largest) && largest < page)
        {
            request = request.With(GraphRoutes.Top, largest);
        }

        for (var repetition = 1; ; repetition++)
        {
            int? status = null;
            TimeSpan? asked = null;
            string reason;
            var token = "";
            var started = time.UtcNow;
            try
            {
                using var reply = await SendAsync(request, spent, Begin, cancellation).ConfigureAwait(false);
                status = reply.Status;
                _hasBeenLetIn |= reply.IsSuccess;
                if (reply.IsSuccess && isSmaller && PageOf(request) is { } taken)
                {
                    _largestPages[request.Root + request.Template] = taken;
                }

                if (reply.IsSuccess || request.Answers.Contains(reply.Status))
                {
                    return read(reply);
                }

                if (reply.Status == 400 && PageOf(request) is { } refused && Array.Find(SmallerPages, size => size < refused) is > 0 and var smaller)
                {
                    (request, isSmaller) = (request.With(GraphRoutes.Top, smaller), true);
                    continue;
                }

                if (reply.Status == 401 && request.HasToken)
                {
                    if (renewals++ >= (_hasBeenLetIn ? MostRenewals : 1))
                    {
                        throw tokens.Expired();
                    }

                    await tokens.RejectAsync(token, cancellation).ConfigureAwait(false);
                    continue;
                }

                if (reply.IsRedirect && redirects++ < MostRedirects && MailboxRedirect.Target(reply, root) is { } mailbox)
                {
                    request = request.Of(mailbox);
                    continue;
                }

                if (reply.Status is not (408 or 429 or 500 or 502 or 503 or 504))
                {
                    throw GraphFailure.Of(reply);
                }

                reason = DisplayText.Sentence(GraphMessages.ReasonStatus, reply.Status, GraphFailure.Shown(GraphErrorBody.Code(reply.Body)));
                asked = _delays.Asked(reply.Headers);
            }
            catch (BrokenAnswerException broken)
            {
                reason = broken.Message;
            }
            catch (NoAnswerException noAnswer)
            {
                reason = noAnswer.Message;
            }

            spent += time.UtcNow - started;
            var delay = asked ?? _delays.BackOff(repetition);
            if (delay > budget - spent)
            {
                throw GraphFailure.OutOfTime(request, status, reason, spent, asked, budget);
            }

            await time.DelayAsync(delay, cancellation).ConfigureAwait(false);
            spent += delay;

            void Begin(TimeSpan waited, string taken)
            {
                (token, started) = (taken, time.UtcNow);
                spent += waited;
            }
        }
    }

    /// <summary>
    /// Asks once for something that changes the mailbox. It is asked again only when the server says that it did nothing: because of
    /// too many requests, or because it does not take the token.
    /// </summary>
    /// <param name="request">What to ask.</param>
    /// <param name="read">Makes the result of any other answer.</param>
    /// <param name="unknown">The result when there is no answer.</param>
    /// <param name="cancellation">Stops it. What is on its way then may have happened.</param>
    public async Task<T> ChangeAsync<T>(GraphRequest request, Func<GraphReply, T> read, T unknown, CancellationToken cancellation)
    {
        var spent = TimeSpan.Zero;
        var renewals = 0;
        for (var repetition = 1; ; repetition++)
        {
            TimeSpan? asked;
            var token = "";
            try
            {
                using var reply = await SendAsync(request, spent, Begin, cancellation).ConfigureAwait(false);
                if (reply.Status == 401 && request.HasToken)
                {
                    if (renewals++ >= (_hasBeenLetIn ? MostRenewals : 1))
                    {
                        throw tokens.Expired();
                    }

                    await tokens.RejectAsync(token, cancellation).ConfigureAwait(false);
                    continue;
                }

                if (reply.Status != 429)
                {
                    return read(reply);
                }

                asked = _delays.Asked(reply.Headers);
            }
            catch (NoAnswerException)
            {
                return unknown;
            }

            var delay = asked ?? _delays.BackOff(repetition);
            if (delay > budget - spent)
            {
                throw GraphFailure.OutOfTime(request, 429, "", spent, asked, budget);
            }

            await time.DelayAsync(delay, cancellation).ConfigureAwait(false);
            spent += delay;

            void Begin(TimeSpan waited, string taken)
            {
                token = taken;
                spent += waited;
            }
        }
    }

    // A page in the middle of a list has to be as large as those before it.
    private static int? PageOf(GraphRequest request) =>
        request.Link is null && !request.Query.ContainsKey(GraphRoutes.Skip) && request.Query.TryGetValue(GraphRoutes.Top, out var top) ? (int)top : null;

    /// <summary>Sends a request when its mailbox takes it.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="spent">How much of the budget is gone.</param>
    /// <param name="begins">Told just before it is sent: how long a pause of the mailbox was waited for, and the token that goes along.</param>
    /// <param name="cancellation">Stops it.</param>
    private async Task<GraphReply> SendAsync(GraphRequest request, TimeSpan spent, Action<TimeSpan, string> begins, CancellationToken cancellation)
    {
        using var place = await _gates.EnterAsync(request.MailboxId, budget - spent, cancellation).ConfigureAwait(false);
        if (place.Refused is { } left)
        {
            throw GraphFailure.OutOfTime(request, 429, "", spent + place.Waited, left, budget);
        }

        // Only now: a pause may last longer than a token does.
        var token = await tokens.GetAsync(cancellation).ConfigureAwait(false);
        begins(place.Waited, token);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(LongestRequest);
        try
        {
            var native = new NativeResponseHandler();
            var information = request.ToInformation();
            information.AddRequestOptions([new ResponseHandlerOption { ResponseHandler = native }]);
            if (request.HasToken && GraphAddress.IsSameServer(information.URI, root))
            {
                information.Headers.Add("Authorization", "Bearer " + token);
            }

            await adapter.SendNoContentAsync(information, cancellationToken: timeout.Token).ConfigureAwait(false);
            using var response = (HttpResponseMessage)native.Value!;
            if ((int)response.StatusCode is 429 or 503 && _delays.Asked(response.Headers) is { } asked)
            {
                _gates.Pause(request.MailboxId, asked);
            }

#if NET
            var stream = await response.Content.ReadAsStreamAsync(timeout.Token).ConfigureAwait(false);
#else
            var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            return new(request, (int)response.StatusCode, response.Headers, await PooledBody.ReadAsync(stream, timeout.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new NoAnswerException(GraphMessages.ReasonTimeout);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw new NoAnswerException(DisplayText.Sentence(GraphMessages.ReasonNetwork, (exception.InnerException ?? exception).GetType().Name));
        }
    }
}
