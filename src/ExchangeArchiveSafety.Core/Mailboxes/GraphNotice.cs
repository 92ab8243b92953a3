namespace ExchangeArchiveSafety;

/// <summary>What a Graph connection tells about one of its requests while it works.</summary>
public sealed class GraphNotice
{
    /// <summary>Which request; the first of a connection is 1. Repetitions of a request carry its number.</summary>
    public long Request { get; init; }

    /// <summary>What was asked, what became of it, how long that took, and why it is asked again where it is. Safe to show.</summary>
    public string Text { get; init; } = "";

    /// <summary>While the request waits to be asked again: what is wrong and when it goes on, in a few words. Safe to show.</summary>
    public string Problem { get; init; } = "";

    /// <summary>While the request waits to be asked again: how long it goes on trying. Null when it does not wait.</summary>
    public TimeSpan? Left { get; init; }
}
