namespace ExchangeArchiveSafety;

/// <summary>What reading a mailbox and its archive gave.</summary>
public sealed class MailboxScan
{
    /// <summary>The mailbox.</summary>
    public GraphMailbox Mailbox { get; init; } = new();

    /// <summary>Inventory files that together hold every item; none for an empty mailbox.</summary>
    public IReadOnlyList<string> InventoryFiles { get; init; } = [];

    /// <summary>What could not be read whole, safe to show: a folder whose count did not fit what was listed, however often. Nothing may be removed then.</summary>
    public IReadOnlyList<string> Incomplete { get; init; } = [];

    /// <summary>Items read.</summary>
    public long Items { get; init; }

    /// <summary>Folders read.</summary>
    public int Folders { get; init; }
}
