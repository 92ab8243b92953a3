namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>One mailbox of an inventory.</summary>
internal sealed class MailboxEntry(int number, string name, ulong firstSeed, ulong secondSeed)
{
    /// <summary>Its number in the order of first sight: means nothing outside one run.</summary>
    public int Number { get; } = number;

    /// <summary>Its name, in the spelling that comes first by ordinal order.</summary>
    public string Name { get; set; } = name;

    /// <summary>What makes the hash of an item depend on its mailbox, and on what nobody knows.</summary>
    public ulong Seed { get; } = SipHash.Hash(firstSeed, secondSeed, Wtf8.Encode(name.ToUpperInvariant()));
}
