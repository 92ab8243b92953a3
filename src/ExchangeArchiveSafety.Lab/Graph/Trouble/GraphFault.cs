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

    /// <summary>The share of them that goes wrong. Chance falls the same way every time.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Goes out as Retry-After in this form: seconds, an HTTP date, or null for none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>For <see cref="GraphFaultKind.Latency"/>.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Seconds as the header writes them.</summary>
    public static string InSeconds(int seconds) => seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same moment as an HTTP date.</summary>
    public static string AsDate(int seconds) => DateTime.UtcNow.AddSeconds(seconds).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
