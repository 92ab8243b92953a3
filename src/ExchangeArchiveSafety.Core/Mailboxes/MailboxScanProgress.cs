namespace ExchangeArchiveSafety;

/// <summary>How far the reading of a mailbox is.</summary>
public sealed class MailboxScanProgress
{
    /// <summary>Items read.</summary>
    public long Items { get; init; }

    /// <summary>Items that the folders known so far hold.</summary>
    public long ItemsKnown { get; init; }

    /// <summary>Folders read whole.</summary>
    public int Folders { get; init; }

    /// <summary>Folders known so far.</summary>
    public int FoldersKnown { get; init; }
}
