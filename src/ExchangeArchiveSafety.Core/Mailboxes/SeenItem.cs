namespace ExchangeArchiveSafety;

/// <summary>What looking for an item gave.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Item">The item without its body; null where it is not there, or could not be looked for.</param>
public sealed record SeenItem(string ItemId, GraphItem? Item)
{
    /// <summary>Why it could not be looked for; null when it was.</summary>
    public GraphException? Error { get; init; }
}
