using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// The mailboxes that one thread has seen, found by the bytes of their names. Where the mailboxes of thousands take turns row by row, what is not found
/// here costs as much as all the rest of a row; so the table grows with them, and is small while they are few, as each row touches it.
/// </summary>
internal sealed class MailboxSpellings(MailboxTable mailboxes)
{
    private const int FirstBits = 8;
    private const int MostBits = 18;

    // A place is rarely taken where three of four are free.
    private const int FreeBits = 2;

    // Names that somebody chose so that they share a place push each other out rather than being looked for ever longer.
    private const int Steps = 8;

    private MailboxSpelling?[] _slots = new MailboxSpelling?[1 << FirstBits];
    private int _bits = FirstBits;
    private int _count;

    /// <summary>The mailbox of a name, as it was read.</summary>
    [MethodImpl(Hot.Path)]
    public MailboxSpelling Get(ReadOnlySpan<byte> name)
    {
        var (slots, first) = (_slots, TextSlot.Of(name, _bits));
        for (var step = 0; step < Steps && slots[(first + step) & (slots.Length - 1)] is { } known; step++)
        {
            if (name.SequenceEqual(known.Name))
            {
                return known;
            }
        }

        return Add(new(name.ToArray(), mailboxes.Find(name)));
    }

    private MailboxSpelling Add(MailboxSpelling spelling)
    {
        if (++_count > _slots.Length >> FreeBits && _bits < MostBits)
        {
            var slots = _slots;
            _slots = new MailboxSpelling?[1 << ++_bits];
            foreach (var known in slots)
            {
                if (known is not null)
                {
                    Put(known);
                }
            }
        }

        Put(spelling);
        return spelling;
    }

    private void Put(MailboxSpelling spelling)
    {
        var first = TextSlot.Of(spelling.Name, _bits);
        var step = 0;
        while (step < Steps && _slots[(first + step) & (_slots.Length - 1)] is not null)
        {
            step++;
        }

        _slots[(first + (step % Steps)) & (_slots.Length - 1)] = spelling;
    }
}
