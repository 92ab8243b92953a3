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

    /// <summary>What to do about it: a sentence for each kind of what <see cref="Incomplete"/> says.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>What was left out though it was listed, and why nothing is lost with it; safe to show.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Items read.</summary>
    public long Items { get; init; }

    /// <summary>Folders read.</summary>
    public int Folders { get; init; }
}
