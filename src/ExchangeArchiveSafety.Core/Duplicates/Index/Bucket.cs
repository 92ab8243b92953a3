namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>Items of one mailbox that share a digest: possible copies of one message, to be read again and compared.</summary>
internal readonly struct Bucket(int mailbox, uint order, ulong key, int start, int count)
{
    /// <summary>The mailbox's number.</summary>
    public readonly int Mailbox = mailbox;

    /// <summary>The earliest sent time among them.</summary>
    public readonly uint Order = order;

    /// <summary>The digest they share.</summary>
    public readonly ulong Key = key;

    /// <summary>Where their references begin among those of their partition.</summary>
    public readonly int Start = start;

    /// <summary>How many they are.</summary>
    public readonly int Count = count;
}
