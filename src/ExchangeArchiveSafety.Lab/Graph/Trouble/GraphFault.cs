using System.Globalization;

namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

/// <summary>Something that goes wrong with a request.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record GraphFault(GraphFaultKind Kind)
{
    /// <summary>Only requests of this kind; null: all but the sign-in.</summary>
    public GraphRoute? Route { get; init; }

    /// <summary>Only requests for this mailbox id.</summary>
    public string? MailboxId { get; init; }

    /// <summary>Only requests for this folder.</summary>
    public string? FolderId { get; init; }

    /// <summary>Only requests for this item; for <see cref="GraphFaultKind.ItemChanges"/> and <see cref="GraphFaultKind.ItemVanishes"/> the item it happens to, whatever is asked for.</summary>
    public string? ItemId { get; init; }

    /// <summary>So many matching requests go well first.</summary>
    public int Skip { get; init; }

    /// <summary>Then so many go wrong.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>
    /// The share of them that goes wrong. Chance falls the same way every time: it goes by what is asked for and by how often it was asked
    /// for, not by what comes in between.
    /// </summary>
    public double Rate { get; init; } = 1;

    /// <summary>
    /// For <see cref="GraphFaultKind.ItemChanges"/> and <see cref="GraphFaultKind.ItemVanishes"/>: it happens to this share of all items, to
    /// each once, at its reading, its export or its deletion. 0: it happens by request.
    /// </summary>
    public double ShareOfItems { get; init; }

    /// <summary>Goes out as Retry-After: seconds as they are, <c>+2</c> as the HTTP date two seconds ahead; null: none is sent.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>For <see cref="GraphFaultKind.Latency"/>.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>As the header has it, now, by the clock of the service.</summary>
    internal string? RetryAfterHeader(TimeSpan clockSkew) =>
        RetryAfter is ['+', .. var seconds] && int.TryParse(seconds, CultureInfo.InvariantCulture, out var ahead)
            ? (DateTime.UtcNow + clockSkew).AddSeconds(ahead).ToString("R", CultureInfo.InvariantCulture)
            : RetryAfter;
}
