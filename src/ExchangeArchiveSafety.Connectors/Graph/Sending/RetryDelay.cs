using System.Net.Http.Headers;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>How long to wait before a request is repeated.</summary>
internal sealed class RetryDelay(TimeProvider time, Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>What the server asks for, in seconds or as a date; null when it asks for nothing that lies ahead.</summary>
    public TimeSpan? Asked(HttpResponseHeaders headers)
    {
        if (headers.RetryAfter is { } after)
        {
            // A date is meant by the server's clock, which the answer tells.
            var delay = after.Delta ?? (after.Date is { } date ? date - (headers.Date ?? time.GetUtcNow()) : TimeSpan.Zero);
            return delay > TimeSpan.Zero ? delay : null;
        }

        // More seconds than the library can hold are more than anybody waits.
        return headers.TryGetValues("Retry-After", out var values) && values.FirstOrDefault() is { Length: > 9 } text && text.All(char.IsDigit) ? TimeSpan.MaxValue : null;
    }

    /// <summary>The wait before what broke on its way is asked for again: the server was there, so almost none, and never the same for two callers.</summary>
    public TimeSpan Soon() => TimeSpan.FromTicks((long)(Jitter.Ticks * random()));

    /// <summary>The wait before a repetition for which the server names none: longer each time, and never the same for two callers.</summary>
    /// <param name="repetition">From 1.</param>
    public TimeSpan BackOff(int repetition)
    {
        var seconds = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(repetition - 1, 16)));
        return TimeSpan.FromSeconds(seconds * (0.5 + (random() / 2)));
    }
}
