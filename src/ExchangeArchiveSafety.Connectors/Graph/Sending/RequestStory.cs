using System.Globalization;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>Tells what becomes of one request, with all its repetitions.</summary>
internal sealed class RequestStory(GraphNotices notices)
{
    private readonly long _number = notices.NextRequest();

    /// <summary>An answer, or the end of trying.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="outcome">What came of it, in a few words.</param>
    /// <param name="took">How long that took.</param>
    /// <param name="next">A sentence on what follows; empty when nothing does.</param>
    public void Ended(GraphRequest request, string outcome, TimeSpan took, string next = "") =>
        notices.Tell(new() { Request = _number, Text = Text(request, outcome, took, next) });

    /// <summary>A failure after which the same is asked again.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="outcome">What came of it, in a few words.</param>
    /// <param name="took">How long that took.</param>
    /// <param name="delay">How long is waited.</param>
    /// <param name="left">How long is gone on trying.</param>
    public void Waits(GraphRequest request, string outcome, TimeSpan took, TimeSpan delay, TimeSpan left) =>
        notices.Tell(new()
        {
            Request = _number,
            Text = Text(request, outcome, took, Again(delay, left)),
            Problem = DisplayText.Sentence(ConnectorMessages.Problem, outcome, Again(delay, left)),
            Left = left,
        });

    private static string Again(TimeSpan delay, TimeSpan left) => DisplayText.Sentence(ConnectorMessages.NextAgain, Seconds(delay), Seconds(left));

    private static string Text(GraphRequest request, string outcome, TimeSpan took, string next)
    {
        var text = DisplayText.Sentence(ConnectorMessages.Asked, GraphFailure.Action(request.Operation), request.Method.ToString(), Place(request), outcome, Milliseconds(took));
        return next.Length == 0 ? text : text + " " + next;
    }

    // The address of an import is a key by itself.
    private static string Place(GraphRequest request) => request.HasToken ? GraphLink.Plain(request.Address) : request.Address.Host;

    private static string Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds).ToString("0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => Math.Max(1, Math.Round(time.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
}
