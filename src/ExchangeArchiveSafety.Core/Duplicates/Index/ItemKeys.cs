using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Computes the digests that sort items into buckets. One instance a thread: it remembers the mailboxes it saw.</summary>
public sealed class ItemKeys
{
    private const ulong OfMessageId = 1;
    private const ulong OfFields = 2;
    private const ulong OfItemId = 3;

    private readonly MailboxSpellings _spellings;
    private readonly ulong _seed;

    internal ItemKeys(MailboxTable mailboxes) => (_spellings, _seed) = (new(mailboxes), mailboxes.SecondSeed);

    [MethodImpl(Hot.Path)]
    internal MailboxSpelling Mailbox(ReadOnlySpan<byte> name) => _spellings.Get(name);

    [MethodImpl(Hot.Path)]
    internal ulong Identity(in MailboxSpelling mailbox, ReadOnlySpan<byte> itemId) => SipHash.Hash(mailbox.Seed, _seed ^ OfItemId, itemId);

    /// <summary>
    /// The digest of the bucket that holds all possible copies of the item: of its message id, or without one of the fields of
    /// weak evidence. Null when those are not all there either: such an item is never a copy of another.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public ulong? Match(in ItemFields item) => Match(Mailbox(item.Mailbox), item);

    /// <summary>The digests of two items at once, which mostly have the same message id and mailbox: then there is but one to compute.</summary>
    [MethodImpl(Hot.Path)]
    public (ulong? First, ulong? Second) Match(in ItemFields first, in ItemFields second)
    {
        var key = Match(first);
        var isSame = second.InternetMessageId.SequenceEqual(first.InternetMessageId) && second.Mailbox.SequenceEqual(first.Mailbox) && MessageId.Normalize(first.InternetMessageId).Length > 0;
        return (key, isSame ? key : Match(second));
    }

    [MethodImpl(Hot.Path)]
    internal ulong? Match(in MailboxSpelling mailbox, in ItemFields item)
    {
        var id = MessageId.Normalize(item.InternetMessageId);
        return id.Length > 0 ? SipHash.Hash(mailbox.Seed, _seed ^ OfMessageId, id) : WeakMatch(mailbox, item);
    }

    private ulong? WeakMatch(in MailboxSpelling mailbox, in ItemFields item)
    {
        var sent = WholeSecond.Of(item.SentUtc);
        var received = WholeSecond.Of(item.ReceivedUtc);
        var subject = SubjectText.Normalize(Wtf8.Decode(item.Subject));
        var sender = SenderAddress.Normalize(Wtf8.Decode(item.Sender));
        var itemClass = WhiteSpace.TrimAscii(Wtf8.Decode(item.ItemClass)).ToUpperInvariant();
        if (sent == WholeSecond.Missing || received == WholeSecond.Missing || subject.Length == 0 || sender.Length == 0 || itemClass.Length == 0)
        {
            return null;
        }

        var key = SipHash.Hash(mailbox.Seed, _seed ^ OfFields, Wtf8.Encode(subject));
        key = SipHash.Hash(key, (ulong)sent, Wtf8.Encode(sender));
        return SipHash.Hash(key, (ulong)received, Wtf8.Encode(itemClass));
    }
}
