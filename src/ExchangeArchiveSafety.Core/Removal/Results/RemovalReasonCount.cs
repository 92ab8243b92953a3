namespace ExchangeArchiveSafety;

/// <summary>How many copies stayed or failed for one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many.</param>
public sealed record RemovalReasonCount(RemovalReason Reason, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Reason}: {Count}";
}
