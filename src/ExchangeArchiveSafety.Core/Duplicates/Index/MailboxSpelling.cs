namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// A mailbox under one spelling of its name, as one thread remembers it. What each row needs lies here, not one step further: where a thousand mailboxes
/// take turns row by row, each step is another wait for memory.
/// </summary>
internal sealed class MailboxSpelling(byte[] name, MailboxEntry mailbox)
{
    /// <summary>The name as it was read, as UTF-8.</summary>
    public byte[] Name { get; } = name;

    /// <inheritdoc cref="MailboxEntry.Number"/>
    public int Number { get; } = mailbox.Number;

    /// <inheritdoc cref="MailboxEntry.Seed"/>
    public ulong Seed { get; } = mailbox.Seed;

    /// <inheritdoc cref="MailboxEntry.OtherSeed"/>
    public ulong OtherSeed { get; } = mailbox.OtherSeed;
}
