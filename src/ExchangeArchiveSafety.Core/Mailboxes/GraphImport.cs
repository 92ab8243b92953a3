namespace ExchangeArchiveSafety;

/// <summary>What asking for an import gave.</summary>
public sealed class GraphImport
{
    /// <summary>The new item's id; null when nobody knows whether it was made.</summary>
    public string? ItemId { get; init; }
}
