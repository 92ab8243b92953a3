namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>What the index keeps of an item that could have copies: 24 bytes.</summary>
internal readonly struct MatchEntry(ulong key, long reference, int mailbox, uint order)
{
    /// <summary>The digest of the mailbox and the message id, or of what stands in for one.</summary>
    public readonly ulong Key = key;

    /// <summary>Where the source finds the item again.</summary>
    public readonly long Reference = reference;

    /// <summary>The mailbox's number.</summary>
    public readonly int Mailbox = mailbox;

    /// <summary>The sent time in seconds since 1970, as far as it fits: groups come out oldest message first.</summary>
    public readonly uint Order = order;
}
