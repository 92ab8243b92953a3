namespace ExchangeArchiveSafety;

/// <summary>A mailbox that is not searched because one item id occurs twice in it: one of the two items may be the other.</summary>
public sealed class RefusedMailbox
{
    /// <summary>The mailbox, safe to show.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>The id that occurs twice, safe to show.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>Where it stands first.</summary>
    public string First { get; init; } = "";

    /// <summary>Where it stands again.</summary>
    public string Second { get; init; } = "";

    /// <summary>How many more ids occur more than once in the mailbox.</summary>
    public int MoreItemIds { get; internal set; }
}
