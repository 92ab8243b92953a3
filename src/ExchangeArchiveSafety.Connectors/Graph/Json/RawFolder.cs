namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>A folder as an answer has it.</summary>
internal sealed class RawFolder
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string ParentId { get; set; } = "";

    public string WellKnownName { get; set; } = "";

    /// <summary>Where the folder really lies, when an auto-expanding archive keeps it elsewhere; empty when the answer does not tell.</summary>
    public string MailboxUrl { get; set; } = "";

    public bool IsSearch { get; set; }

    public int Children { get; set; }

    /// <summary>Items in it; null when the answer does not tell.</summary>
    public int? Items { get; set; }
}
