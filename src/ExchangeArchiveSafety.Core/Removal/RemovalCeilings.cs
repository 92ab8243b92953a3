namespace ExchangeArchiveSafety;

/// <summary>How much may be removed from one mailbox at once. A plan above it is surprising, and refused as a whole.</summary>
public sealed class RemovalCeilings
{
    /// <summary>Copies a mailbox when nothing else is said.</summary>
    public const int DefaultMaximumCount = 1000;

    /// <summary>Percent of a mailbox's items when nothing else is said.</summary>
    public const double DefaultMaximumPercent = 20;

    /// <summary>The most copies.</summary>
    public int MaximumCount { get; init; } = DefaultMaximumCount;

    /// <summary>The most percent of all items of both locations.</summary>
    public double MaximumPercent { get; init; } = DefaultMaximumPercent;

    /// <summary>Why so many may not be removed; null when they may.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="count">How many copies.</param>
    /// <param name="totalItems">How many items the mailbox has.</param>
    internal string? Refusal(string mailbox, int count, long totalItems) =>
        count > MaximumCount ? DisplayText.Sentence(CoreMessages.AboveMaximumCount, mailbox, count, MaximumCount)
        : count > 0 && !(count * 100.0 <= MaximumPercent * totalItems) ? DisplayText.Sentence(CoreMessages.AboveMaximumPercent, mailbox, count, totalItems, Math.Round(Percent(count, totalItems), 1), MaximumPercent)
        : null;

    internal static double Percent(int count, long totalItems) => totalItems <= 0 ? (count > 0 ? 100 : 0) : count * 100.0 / totalItems;
}
