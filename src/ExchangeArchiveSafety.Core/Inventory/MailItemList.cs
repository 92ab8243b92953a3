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
    public int ItemsAtOnce => int.MaxValue;

    /// <inheritdoc/>
    public bool LieTogether(long[] references) => false;

    /// <inheritdoc/>
    public IMailItemRows Load(long[] references, int threads, CancellationToken cancellation) =>
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
        public IMailItemReader NewReader() => new Reader(items, references, index.NewKeys());

        public void Dispose()
        {
            // Holds nothing of its own.
        }
    }

    private sealed class Reader(IReadOnlyList<MailItem> items, long[] references, ItemKeys digests) : IMailItemReader, IMailItemKeep
    {
        public MailItem Read(int place, out ulong key)
        {
            var item = items[(int)references[place]];
            key = digests.Match(Fields(item)) ?? 0;
            return item;
        }

        public void ReadPair(int place, ref ItemFields first, ref ItemFields second, out ulong firstKey, out ulong secondKey)
        {
            first = Fields(items[(int)references[place]]);
            second = Fields(items[(int)references[place + 1]]);
            var (one, other) = digests.Match(first, second);
            (firstKey, secondKey) = (one ?? 0, other ?? 0);
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
