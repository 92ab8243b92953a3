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

    // Names that were pushed out stay among the others until there are too many.
    private const int MostBytes = 32 * 1024 * 1024;

    private MailboxSpelling[] _slots = new MailboxSpelling[1 << FirstBits];
    private int _bits = FirstBits;
    private int _count;

    // The first byte is nobody's, so that no name begins there.
    private byte[] _names = new byte[1 << FirstBits];
    private int _used = 1;

    private MailboxSpelling _last;

    /// <summary>The mailbox of a name, as it was read.</summary>
    [MethodImpl(Hot.Path)]
    public MailboxSpelling Get(ReadOnlySpan<byte> name)
    {
        if (_last.IsKnown && name.SequenceEqual(_last.Name(_names)))
        {
            return _last;
        }

        var (slots, first) = (_slots, TextSlot.Of(name, _bits));
        for (var step = 0; step < Steps; step++)
        {
            ref readonly var known = ref slots[(first + step) & (slots.Length - 1)];
            if (!known.IsKnown)
            {
                break;
            }

            if (name.SequenceEqual(known.Name(_names)))
            {
                return _last = known;
            }
        }

        return _last = Add(name);
    }

    private MailboxSpelling Add(ReadOnlySpan<byte> name)
    {
        if (_used > MostBytes)
        {
            Array.Clear(_slots, 0, _slots.Length);
            (_used, _count) = (1, 0);
        }

        if (_names.Length - _used < name.Length)
        {
            Array.Resize(ref _names, checked((_used + name.Length) * 2));
        }

        name.CopyTo(_names.AsSpan(_used));
        var mailbox = mailboxes.Find(name);
        var spelling = new MailboxSpelling(mailbox.Number, mailbox.Seed, _used, name.Length);
        _used += name.Length;
        if (++_count > _slots.Length >> FreeBits && _bits < MostBits)
        {
            Grow();
        }

        Put(spelling);
        return spelling;
    }

    private void Grow()
    {
        var slots = _slots;
        _slots = new MailboxSpelling[1 << ++_bits];
        foreach (var known in slots)
        {
            if (known.IsKnown)
            {
                Put(known);
            }
        }
    }

    private void Put(MailboxSpelling spelling)
    {
        var first = TextSlot.Of(spelling.Name(_names), _bits);
        var step = 0;
        while (step < Steps && _slots[(first + step) & (_slots.Length - 1)].IsKnown)
        {
            step++;
        }

        _slots[(first + (step % Steps)) & (_slots.Length - 1)] = spelling;
    }
}
