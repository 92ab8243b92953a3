using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Takes the items of the first reading from one thread and keeps 32 bytes of each.</summary>
public sealed class ItemKeyCollector
{
    private static readonly long UnixEpoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerSecond;

    private readonly ItemKeys _keys;
    private readonly HashSet<ulong>? _wanted;
    private long _items;

    internal ItemKeyCollector(MailboxTable mailboxes, Slabs slabs, HashSet<ulong>? wanted)
    {
        _wanted = wanted;
        _keys = new(mailboxes);
        Matches = new(slabs);
        Identities = new(slabs);
    }

    internal PartitionedList<MatchEntry> Matches { get; }

    /// <summary>The digest of mailbox and item id of every item, to notice an id that occurs twice.</summary>
    internal PartitionedList<ulong> Identities { get; }

    /// <summary>References of items that were wanted.</summary>
    internal List<long> Wanted { get; } = [];

    /// <summary>By the mailbox's number; none for those after the last that this thread has seen.</summary>
    internal MailboxCount[] Counts { get; private set; } = [];

    internal FolderFactCollector Folders { get; } = new();

    internal long Items => Volatile.Read(ref _items);

    /// <summary>Takes one item.</summary>
    /// <param name="item">The item's fields.</param>
    /// <param name="reference">Where the source finds the item again; any number that is unique in the source.</param>
    [MethodImpl(Hot.Path)]
    public void Add(in ItemFields item, long reference)
    {
        var mailbox = _keys.Mailbox(item.Mailbox);
        var identity = _keys.Identity(mailbox, WhiteSpace.TrimAscii(item.ItemId));
        Volatile.Write(ref _items, _items + 1);
        if (_wanted is not null)
        {
            if (_wanted.Contains(identity))
            {
                Wanted.Add(reference);
            }

            return;
        }

        Count(mailbox.Number, item);
        Folders.Add(mailbox.Number, item);
        Identities.Add(identity, identity);
        if (_keys.Match(mailbox, item) is { } match)
        {
            Matches.Add(match, new(match, reference, mailbox.Number, Order(item)));
        }
    }

    [MethodImpl(Hot.Path)]
    private static uint Order(in ItemFields item)
    {
        var sent = WholeSecond.Of(item.SentUtc);
        return sent != WholeSecond.Missing ? (uint)Math.Max(0, Math.Min(uint.MaxValue, sent - UnixEpoch)) : OrderOf(item.InternetMessageId);
    }

    /// <summary>
    /// Without a sent time any order will do that is the same in every search; but what shares its place in the order is held in memory
    /// together, so an inventory without any sent time must not put everything in one place.
    /// </summary>
    private static uint OrderOf(ReadOnlySpan<byte> messageId)
    {
        var order = 2166136261U;
        foreach (var value in MessageId.Normalize(messageId))
        {
            order = unchecked((order ^ value) * 16777619U);
        }

        return order;
    }

    [MethodImpl(Hot.Path)]
    private void Count(int mailbox, in ItemFields item)
    {
        if (Counts.Length <= mailbox)
        {
            var counts = Counts;
            Array.Resize(ref counts, (mailbox * 2) + 1);
            Counts = counts;
        }

        ref var count = ref Counts[mailbox];
        if (item.Location == MailItemLocation.Archive)
        {
            count.ArchiveItems++;
        }
        else
        {
            count.PrimaryItems++;
        }

        count.Bytes += item.Size ?? 0;
        count.HasSubjects |= !item.Subject.IsEmpty;
    }
}
