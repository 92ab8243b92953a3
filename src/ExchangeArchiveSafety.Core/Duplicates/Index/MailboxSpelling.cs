using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// A mailbox under one spelling of its name, as one thread remembers it. What each row needs lies here, not one step further: where a thousand mailboxes
/// take turns row by row, each step is another wait for memory.
/// </summary>
internal readonly struct MailboxSpelling(int number, ulong seed, int nameStart, int nameLength)
{
    /// <inheritdoc cref="MailboxEntry.Number"/>
    public readonly int Number = number;

    /// <inheritdoc cref="MailboxEntry.Seed"/>
    public readonly ulong Seed = seed;

    private readonly int _nameStart = nameStart;
    private readonly int _nameLength = nameLength;

    /// <summary>Whether there is one.</summary>
    public bool IsKnown
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _nameStart != 0;
    }

    /// <summary>The name as it was read, as UTF-8.</summary>
    /// <param name="names">The names of all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Name(byte[] names) => names.AsSpan(_nameStart, _nameLength);
}
