namespace ExchangeArchiveSafety;

/// <summary>What exporting one item gave.</summary>
public sealed class ExportedItem
{
    /// <summary>The item's id.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>The item's change key when it was exported; empty when the server does not give it.</summary>
    public string ChangeKey { get; init; } = "";

    /// <summary>The whole item, opaque; null when it could not be exported.</summary>
    public byte[]? Data { get; init; }

    /// <summary>Why it could not be exported, safe to show; empty when it was.</summary>
    public string Error { get; init; } = "";

    /// <summary>Whether the server sends to a place for it that is not believed.</summary>
    internal bool IsRedirected { get; init; }
}
