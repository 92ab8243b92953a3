using System.Globalization;

namespace ExchangeArchiveSafety;

/// <summary>Items that are in memory already. A reference is the item's place in the list.</summary>
public sealed class MailItemList(IReadOnlyList<MailItem> items) : IMailItemSource
{
    private ItemIndex? _index;

    /// <inheritdoc/>
    public double FractionRead => _index is null ? 0 : 1;

    /// <inheritdoc/>
    public void ReadKeys(ItemIndex index, int threads, CancellationToken cancellation)
    {
        var collector = index.NewCollector();
        for (var place = 0; place < items.Count; place++)
        {
            cancellation.ThrowIfCancellationRequested();
            collector.Add(Fields(items[place]), place);
        }

        _index = index;
    }

    /// <inheritdoc/>
    public void Expect(IReadOnlyCollection<long> references, CancellationToken cancellation)
    {
        // Everything is at hand already.
    }

    /// <inheritdoc/>
    public IMailItemRows Load(long[] references, CancellationToken cancellation) =>
        new Rows(items, references, _index ?? throw new InvalidOperationException(nameof(ReadKeys)));

    /// <inheritdoc/>
    public string Describe(long reference) => "#" + reference.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void EnsureUnchanged()
    {
        // Items are immutable, and the list is the caller's own.
    }

    private static ItemFields Fields(MailItem item) => new()
    {
        Mailbox = Wtf8.Encode(item.Mailbox),
        ItemId = Wtf8.Encode(item.ItemId),
        InternetMessageId = Wtf8.Encode(item.InternetMessageId),
        Subject = Wtf8.Encode(item.Subject),
        Sender = Wtf8.Encode(item.Sender),
        ItemClass = Wtf8.Encode(item.ItemClass),
        SentUtc = item.SentUtc,
        ReceivedUtc = item.ReceivedUtc,
        Location = item.Location,
        Size = item.Size,
        FolderPath = Wtf8.Encode(item.FolderPath),
        WellKnownFolder = Wtf8.Encode(item.WellKnownFolder ?? ""),
        TellsWellKnownFolder = item.WellKnownFolder is not null,
        CreatedUtc = item.CreatedUtc,
        LastModifiedUtc = item.LastModifiedUtc,
        HasAttachments = item.HasAttachments,
        BodyDigest = Wtf8.Encode(item.BodyDigest),
        SearchKey = Wtf8.Encode(item.SearchKey),
    };

    private sealed class Rows(IReadOnlyList<MailItem> items, long[] references, ItemIndex index) : IMailItemRows
    {
        public void Read(int first, MailItem[] target, ulong[] keys)
        {
            var digests = index.NewKeys();
            for (var place = 0; place < target.Length; place++)
            {
                target[place] = items[(int)references[first + place]];
                keys[place] = digests.Match(Fields(target[place])) ?? 0;
            }
        }

        public IMailItemPairs Pairs() => new ItemPairs(items, references, index.NewKeys());

        public void Dispose()
        {
            // Holds nothing of its own.
        }
    }

    private sealed class ItemPairs(IReadOnlyList<MailItem> items, long[] references, ItemKeys digests) : IMailItemPairs, IMailItemKeep
    {
        public void Read(int place, ref ItemFields first, ref ItemFields second, out ulong firstKey, out ulong secondKey)
        {
            first = Fields(Item((int)references[place]));
            second = Fields(Item((int)references[place + 1]));
            (firstKey, secondKey) = (digests.Match(first) ?? 0, digests.Match(second) ?? 0);
        }

        public IMailItemKeep Keep(int place, out int number)
        {
            number = (int)references[place];
            return this;
        }

        public MailItem Item(int number) => items[number];

        public void Dispose()
        {
            // Holds nothing of its own.
        }
    }
}
