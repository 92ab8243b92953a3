namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>What the index keeps of every item to notice an id that occurs twice: 16 bytes.</summary>
internal readonly struct IdentityEntry(ulong key, long reference)
{
    /// <summary>The digest of the mailbox and the item id.</summary>
    public readonly ulong Key = key;

    /// <summary>Where the source finds the item again.</summary>
    public readonly long Reference = reference;
}
