using System.Collections.Concurrent;
using Microsoft.Kiota.Abstractions;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>
/// Sends requests through the SDK's adapter, and is the only place that repeats any. The token goes to the connection's own root and
/// nowhere else, whatever address a request ends up with.
/// </summary>
internal sealed class GraphSender(IRequestAdapter adapter, Uri root, TokenSource tokens, TimeSpan budget, TimeProvider time, Func<double> random, GraphNotices notices, MailboxHomes homes)
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(100);

    // An address that never worked is more likely wrong than busy; this holds for all requests together.
    private static readonly TimeSpan LongestUnproved = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestUnprovedWait = TimeSpan.FromSeconds(4);

    // A server that answers for so long that it failed does not do at all what a change has to begin with. One that is busy, or a network that is gone, may come back.
    private static readonly TimeSpan LongestUnhelped = TimeSpan.FromMinutes(2);

    // A server that took a token before may end several in a row, each under many requests; one that never took any will not begin to.
    private const int MostRenewals = 20;

    // The largest page is not documented: what is refused is asked for in smaller ones.
    private static readonly int[] SmallerPages = [100, 50, 10];

    private readonly ConcurrentDictionary<string, int> _largestPages = new(StringComparer.Ordinal);
    private readonly MailboxGates _gates = new(time);
    private readonly RetryDelay _delays = new(time, random);
    private long _unprovedUntil = long.MaxValue;
    private volatile bool _isProved;
    private long _clockAhead = long.MinValue;

    /// <summary>The root of the API, scheme, server and port of which may see the token.</summary>
    public Uri Root => root;

    /// <summary>How far the server's clock was ahead when it answered last; null where no answer told its time.</summary>
    public TimeSpan? ClockAhead => Interlocked.Read(ref _clockAhead) is var ticks && ticks != long.MinValue ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Has a Graph answer and take the token. Whatever it says beyond that is none of this question.</summary>
    /// <exception cref="GraphException">Nothing answers, what answers is no Graph, or it does not take the token.</exception>
    public Task<bool> ProveAsync(GraphRequest request, CancellationToken cancellation) => ReadAsync(request, _ => true, cancellation);

    /// <summary>Asks for something that changes nothing, as often as it takes within the time budget.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="read">Makes the result of a successful answer; throws <see cref="BrokenAnswerException"/> for a broken one.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GraphException">The server refused, or did not answer properly within the budget.</exception>
    public async Task<T> ReadAsync<T>(GraphRequest request, Func<GraphReply, T> read, CancellationToken cancellation)
    {
        var (spent, unhelped) = (TimeSpan.Zero, TimeSpan.Zero);
        var story = new RequestStory(notices);
        var renewals = 0;
        var (isSmaller, wasBroken) = (false, false);

        // Its own: another request that gives up begins the time anew for whoever comes later, not for one that already waits.
        var unprovedUntil = long.MaxValue;
        if (PageOf(request) is { } page && _largestPages.TryGetValue(request.Root + request.Template, out var largest) && largest < page)
        {
            request = request.With(GraphRoutes.Top, largest);
        }

        for (var repetition = 1; ; repetition++)
        {
            int? status = null;
            TimeSpan? asked = null;
            string reason;
            var isLasting = false;
            var token = "";
            var started = time.GetUtcNow();
            try
            {
                using var reply = await SendAsync(request, spent, Begin, cancellation).ConfigureAwait(false);
                status = reply.Status;
                if (!_isProved && reply.Status != 401 && request.HasToken)
                {
                    Judge(reply, story, time.GetUtcNow() - started);
                }

                if (reply.IsSuccess && isSmaller && PageOf(request) is { } taken)
                {
                    _largestPages[request.Root + request.Template] = taken;
                }

                if (reply.IsSuccess || request.Answers.Contains(reply.Status) || (_isProved && request.Operation == GraphOperation.Probe && reply.Status != 401))
                {
                    var result = read(reply);
                    story.Ended(request, Outcome(reply), time.GetUtcNow() - started);
                    return result;
                }

                if (reply.Status == 400 && PageOf(request) is { } refused && Array.Find(SmallerPages, size => size < refused) is > 0 and var smaller)
                {
                    story.Ended(request, Outcome(reply), time.GetUtcNow() - started, DisplayText.Sentence(ConnectorMessages.NextSmaller, smaller));
                    (request, isSmaller) = (request.With(GraphRoutes.Top, smaller), true);
                    continue;
                }

                if (reply.Status == 401 && request.HasToken)
                {
                    story.Ended(request, Outcome(reply), time.GetUtcNow() - started, ConnectorMessages.NextToken);
                    if (renewals++ >= (_isProved ? MostRenewals : 1))
                    {
                        throw tokens.Refused();
                    }

                    await tokens.RejectAsync(token, cancellation).ConfigureAwait(false);
                    continue;
                }

                if (request.MayFollow && MailboxRedirect.Target(reply, root) is { } named && homes.Learn(request.MailboxId, request.FolderId, named) is { } mailbox)
                {
                    story.Ended(request, Outcome(reply), time.GetUtcNow() - started, ConnectorMessages.NextMailbox);
                    request = request.Of(mailbox);
                    continue;
                }

                if (reply.Status is not (408 or 429 or 500 or 502 or 503 or 504))
                {
                    story.Ended(request, Outcome(reply), time.GetUtcNow() - started);
                    throw GraphFailure.Of(reply);
                }

                reason = Outcome(reply);
                asked = _delays.Asked(reply.Headers);
            }
            catch (BrokenAnswerException broken)
            {
                reason = broken.Message;
                Break();
            }
            catch (NoAnswerException noAnswer)
            {
                (reason, isLasting) = (noAnswer.Message, noAnswer.IsLasting);
                Break();
            }

            var took = time.GetUtcNow() - started;
            spent += took;
            var delay = asked ?? _delays.BackOff(repetition - (wasBroken ? 1 : 0));
            var (left, whole) = (Left(spent, unprovedUntil), budget);
            if (asked is null && status is >= 500 and not 503 && request.Operation is (GraphOperation.Export or GraphOperation.ImportSession))
            {
                unhelped += took;
                (left, whole) = LongestUnhelped - unhelped < left ? (LongestUnhelped - unhelped, LongestUnhelped) : (left, whole);
                unhelped += delay;
            }

            if (!_isProved)
            {
                delay = delay < LongestUnprovedWait ? delay : LongestUnprovedWait;
                if (isLasting || delay > left)
                {
                    // Whoever tries again later, perhaps on another network, has the whole time anew.
                    Volatile.Write(ref _unprovedUntil, long.MaxValue);
                    story.Ended(request, reason, took, ConnectorMessages.NextNone);
                    throw GraphFailure.Unreachable(root, status, reason);
                }
            }
            else if (delay > left)
            {
                story.Ended(request, reason, took, ConnectorMessages.NextNone);
                throw GraphFailure.OutOfTime(request, status, reason, spent, asked, whole);
            }

            story.Waits(request, reason, took, delay, left);
            await time.Delay(delay, cancellation).ConfigureAwait(false);
            spent += delay;

            // Once at once; a server that goes on breaking its answers is given time.
            void Break()
            {
                asked = wasBroken || !_isProved ? null : _delays.Soon();
                wasBroken = _isProved;
            }

            void Begin(TimeSpan waited, string taken, long until)
            {
                (token, started, unprovedUntil) = (taken, time.GetUtcNow(), Math.Min(unprovedUntil, until));
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
        var story = new RequestStory(notices);
        var renewals = 0;
        for (var repetition = 1; ; repetition++)
        {
            TimeSpan? asked;
            var token = "";
            var started = time.GetUtcNow();
            try
            {
                using var reply = await SendAsync(request, spent, Begin, cancellation).ConfigureAwait(false);
                if (reply.Status == 401 && request.HasToken)
                {
                    story.Ended(request, Outcome(reply), time.GetUtcNow() - started, ConnectorMessages.NextToken);
                    if (renewals++ >= (_isProved ? MostRenewals : 1))
                    {
                        throw tokens.Refused();
                    }

                    await tokens.RejectAsync(token, cancellation).ConfigureAwait(false);
                    continue;
                }

                if (reply.Status != 429)
                {
                    story.Ended(request, Outcome(reply), time.GetUtcNow() - started);
                    return read(reply);
                }

                asked = _delays.Asked(reply.Headers);
            }
            catch (NoAnswerException noAnswer)
            {
                story.Ended(request, noAnswer.Message, time.GetUtcNow() - started, ConnectorMessages.NextUnknown);
                return unknown;
            }

            var took = time.GetUtcNow() - started;
            var reason = DisplayText.Sentence(ConnectorMessages.ReasonStatus, 429, ConnectorMessages.NoCode);
            var delay = asked ?? _delays.BackOff(repetition);
            if (delay > budget - spent)
            {
                story.Ended(request, reason, took, ConnectorMessages.NextNone);
                throw GraphFailure.OutOfTime(request, 429, "", spent, asked, budget);
            }

            story.Waits(request, reason, took, delay, budget - spent);
            await time.Delay(delay, cancellation).ConfigureAwait(false);
            spent += delay;

            void Begin(TimeSpan waited, string taken, long until)
            {
                (token, started) = (taken, time.GetUtcNow());
                spent += waited;
            }
        }
    }

    private static string Outcome(GraphReply reply) => reply.IsSuccess
        ? DisplayText.Sentence(ConnectorMessages.ReasonSuccess, reply.Status)
        : DisplayText.Sentence(ConnectorMessages.ReasonStatus, reply.Status, GraphFailure.Shown(GraphErrorBody.Code(reply.Body)));

    /// <summary>How long a request may go on being repeated.</summary>
    /// <param name="spent">How much of the budget is gone.</param>
    /// <param name="until">When it is given up unless the connection is proved by then.</param>
    private TimeSpan Left(TimeSpan spent, long until)
    {
        var own = budget - spent;
        if (_isProved)
        {
            return own;
        }

        var together = until == long.MaxValue ? LongestUnproved : TimeSpan.FromTicks(until - time.GetUtcNow().Ticks);
        return together < own ? together : own;
    }

    /// <summary>Sees whether an answer proves the connection.</summary>
    /// <exception cref="GraphException">It comes from no Graph.</exception>
    private void Judge(GraphReply reply, RequestStory story, TimeSpan took)
    {
        switch (GraphProofs.Of(reply))
        {
            case GraphProof.Given:
                _isProved = true;
                tokens.Taken();
                break;
            case GraphProof.Foreign:
                story.Ended(reply.Request, Outcome(reply), took);
                throw GraphFailure.Foreign(reply, root);
        }
    }

    // A page in the middle of a list has to be as large as those before it.
    private static int? PageOf(GraphRequest request) =>
        request.Link is null && !request.Query.ContainsKey(GraphRoutes.Skip) && request.Query.TryGetValue(GraphRoutes.Top, out var top) ? (int)top : null;

    /// <summary>Sends a request when its mailbox takes it.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="spent">How much of the budget is gone.</param>
    /// <param name="begins">Told just before it is sent: how long a pause of the mailbox was waited for, the token that goes along, and when all
    /// requests together are given up unless the connection is proved by then.</param>
    /// <param name="cancellation">Stops it.</param>
    private async Task<GraphReply> SendAsync(GraphRequest request, TimeSpan spent, Action<TimeSpan, string, long> begins, CancellationToken cancellation)
    {
        using var place = await _gates.EnterAsync(request.MailboxId, budget - spent, cancellation).ConfigureAwait(false);
        if (place.Refused is { } left)
        {
            throw GraphFailure.OutOfTime(request, 429, "", spent + place.Waited, left, budget);
        }

        // Only now: a pause may last longer than a token does.
        var token = await tokens.GetAsync(cancellation).ConfigureAwait(false);
        var until = long.MaxValue;
        if (!_isProved)
        {
            var fresh = (time.GetUtcNow() + LongestUnproved).Ticks;
            var known = Interlocked.CompareExchange(ref _unprovedUntil, fresh, long.MaxValue);
            until = known == long.MaxValue ? fresh : known;
        }

        begins(place.Waited, token, until);
        var longest = Left(TimeSpan.Zero, until);
        using var limit = time.CreateCancellationTokenSource(longest > LongestRequest ? LongestRequest : longest > TimeSpan.Zero ? longest : TimeSpan.Zero);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
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
            if (response.Headers.Date is { } date)
            {
                _ = Interlocked.Exchange(ref _clockAhead, (date - time.GetUtcNow()).Ticks);
            }

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
            throw new NoAnswerException(ConnectorMessages.ReasonTimeout);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw NetworkFailure.Of(exception, request.Address);
        }
    }
}
