using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Pins what a search costs, in quantities that are the same on every machine.</summary>
public class IndexCostTests
{
    private const int Count = 200_000;

    [Fact]
    public void An_item_costs_at_most_56_bytes()
    {
        var index = Filled();
        Assert.Equal(Count, index.Items);
        Assert.InRange(index.Bytes, 40L * Count, 56L * Count);
    }

    [Fact]
    public void What_the_index_took_is_lent_to_what_is_read_next()
    {
        var index = Filled();
        var bytes = index.Slabs.Bytes;
        Assert.InRange(bytes, index.Bytes, index.Bytes + (2 * Slabs.Size));

        _ = BucketFinder.RepeatedIdentities(index, 2, default);
        _ = BucketFinder.Matches(index, 2, default);
        for (var left = bytes; left > 0; left -= Slabs.Size)
        {
            _ = index.Slabs.Take(400);
        }

        Assert.Equal(bytes, index.Slabs.Bytes);
        _ = index.Slabs.Take(400);
        Assert.Equal(bytes + Slabs.Size, index.Slabs.Bytes);
    }

    [Fact]
    public void Each_mailbox_knows_its_folders_however_many_there_are_and_whatever_the_order_of_rows()
    {
        const int Folders = 150;
        var collector = new FolderFactCollector();
        var fields = default(ItemFields);
        fields.Location = MailItemLocation.Archive;
        for (var turn = 0; turn < 2; turn++)
        {
            for (var place = 0; place < Folders * 3; place++)
            {
                // The third mailbox has every other folder only.
                fields.FolderPath = System.Text.Encoding.UTF8.GetBytes($"Folder {place / 3}");
                if (place % 3 < 2 || place % 2 == 0)
                {
                    collector.Add(place % 3, fields);
                }
            }
        }

        Assert.Equal([Folders, Folders, Folders / 2], Enumerable.Range(0, 3).Select(mailbox => collector.Of(mailbox).Count()));
        Assert.Contains(collector.Of(2), fact => string.Equals(fact.Path, "/Folder 148", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(collector.Of(2), fact => string.Equals(fact.Path, "/Folder 149", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Only_possible_copies_are_read_again_and_each_once()
    {
        var items = Enumerable.Range(0, 10_000).Select(place => (Mail.Archived($"i{place}") with { InternetMessageId = $"<{place % 9_000}@x>" }).ToItem()).ToArray();
        var source = new CountingSource(new MailItemList(items));
        var groups = new DuplicateFinder(new()).Scan(source, new()).Groups().ToArray();

        Assert.Equal(1_000, groups.Length);
        Assert.Equal(2_000, source.ItemsReadAgain);
        Assert.Equal(1, source.FirstReadings);
    }

    [Fact]
    public void No_more_items_are_held_than_the_source_says_and_what_is_found_stays_the_same()
    {
        // Groups of two, three and four; every third message was sent at the same second as another one.
        var items = Enumerable.Range(0, 3_000).Select(place => (Mail.Archived($"i{place:D4}") with
        {
            InternetMessageId = $"<{place % 1_000 % 870}@x>",
            SentUtc = Mail.Sent.AddMinutes(place % 1_000 % 870 / 3),
        }).ToItem()).ToArray();
        var whole = new CountingSource(new MailItemList(items));
        var parts = new CountingSource(new MailItemList(items)) { ItemsAtOnce = 100 };
        var expected = new DuplicateFinder(new()).Scan(whole, new()).Groups().Tell();

        Assert.Equal(expected, new DuplicateFinder(new()).Scan(parts, new()).Groups().Tell());
        Assert.Equal(3_000, whole.MostItemsAtOnce);

        // What shares its place in the order is held together.
        Assert.InRange(parts.MostItemsAtOnce, 90, 112);
        Assert.Equal(whole.ItemsReadAgain, parts.ItemsReadAgain);

        // Where items lie together, portions are read ahead.
        var ahead = new CountingSource(new MailItemList(items)) { ItemsAtOnce = 100, Together = _ => true };
        Assert.Equal(expected, new DuplicateFinder(new() { Threads = 2 }).Scan(ahead, new()).Groups().Tell());
        Assert.Equal(whole.ItemsReadAgain, ahead.ItemsReadAgain);
    }

    [Fact]
    public void A_source_that_changed_is_refused()
    {
        var source = new CountingSource(new MailItemList([Mail.Archived("a").ToItem(), Mail.Migrated("p").ToItem()])) { Lies = true };
        var search = new DuplicateFinder(new()).Scan(source, new());

        Assert.Equal("InventoryChanged", Assert.Throws<InventoryException>(() => search.Groups().ToArray()).ErrorId);
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        using var stop = new CancellationTokenSource();
        var items = Enumerable.Range(0, 100).Select(place => (Mail.Archived($"i{place}") with { InternetMessageId = $"<{place / 2}@x>" }).ToItem()).ToArray();
        var search = new DuplicateFinder(new()).Scan(new MailItemList(items), new(), stop.Token);
        using var groups = search.Groups(stop.Token).GetEnumerator();

        Assert.True(groups.MoveNext());
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => groups.MoveNext());
        Assert.ThrowsAny<OperationCanceledException>(() => new DuplicateFinder(new()).Scan(new MailItemList(items), new(), stop.Token));
    }

    [Fact]
    public void A_digest_depends_on_the_seed_and_what_is_found_does_not()
    {
        var fields = default(ItemFields);
        fields.Mailbox = "a@x"u8;
        fields.InternetMessageId = "<1@x>"u8;
        Assert.NotEqual(new ItemIndex(1, 2).NewKeys().Match(fields), new ItemIndex(1, 3).NewKeys().Match(fields));
        Assert.NotEqual(new ItemIndex(1, 2).NewKeys().Match(fields), new ItemIndex(2, 2).NewKeys().Match(fields));

        // All sent at the same second, or at none: only digests and places in the list could tell them apart.
        var items = Enumerable.Range(0, 400).Select(place => (Mail.Archived($"i{place}") with { InternetMessageId = $"<{place / 2}@x>", SentUtc = place % 8 < 4 ? Mail.Sent : null }).ToItem()).ToArray();
        var expected = Found(items, 0);
        Assert.Equal(200, expected.Length);
        Assert.Equal(expected, Found(items, 1));
        Assert.Equal(expected, Found([.. items.Reverse()], 2));
    }

    private static ItemIndex Filled()
    {
        var index = new ItemIndex();
        var collector = index.NewCollector();
        var fields = default(ItemFields);
        fields.Mailbox = "a@x"u8;
        fields.SentUtc = Mail.Sent;
        for (var place = 0; place < Count; place++)
        {
            fields.ItemId = BitConverter.GetBytes(place);
            fields.InternetMessageId = BitConverter.GetBytes(place + Count);
            collector.Add(fields, place);
        }

        return index;
    }

    private static string[] Found(MailItem[] items, ulong seed) =>
        [.. new DuplicateFinder(new()).Scan(new MailItemList(items), new(seed, ~seed)).Groups().Select(group => $"{group.Kept} {group.Surplus} {group.SetAside}")];

    private sealed class CountingSource(MailItemList inner) : IMailItemSource
    {
        private int _itemsReadAgain;

        public int FirstReadings { get; private set; }

        public int ItemsReadAgain => _itemsReadAgain;

        public int MostItemsAtOnce { get; private set; }

        public bool Lies { get; init; }

        public double FractionRead => inner.FractionRead;

        public void ReadKeys(ItemIndex index, int threads, CancellationToken cancellation)
        {
            FirstReadings++;
            inner.ReadKeys(index, threads, cancellation);
        }

        public int ItemsAtOnce { get; init; } = int.MaxValue;

        public Func<long[], bool> Together { get; init; } = _ => false;

        public bool LieTogether(long[] references) => Together(references);

        public IMailItemRows Load(long[] references, int threads, CancellationToken cancellation)
        {
            Interlocked.Add(ref _itemsReadAgain, references.Length);
            MostItemsAtOnce = Math.Max(MostItemsAtOnce, references.Length);
            return new LyingRows(inner.Load(references, threads, cancellation), Lies);
        }

        public string Describe(long reference) => inner.Describe(reference);

        public void EnsureUnchanged() => inner.EnsureUnchanged();
    }

    private sealed class LyingRows(IMailItemRows inner, bool lies) : IMailItemRows
    {
        public IMailItemReader NewReader() => new LyingReader(inner.NewReader(), lies);

        public void Dispose() => inner.Dispose();
    }

    private sealed class LyingReader(IMailItemReader inner, bool lies) : IMailItemReader
    {
        public MailItem Read(int place, out ulong key)
        {
            var item = inner.Read(place, out key);
            key += lies ? 1UL : 0;
            return item;
        }

        public void ReadPair(int place, ref ItemFields first, ref ItemFields second, out ulong firstKey, out ulong secondKey)
        {
            inner.ReadPair(place, ref first, ref second, out firstKey, out secondKey);
            secondKey += lies ? 1UL : 0;
        }

        public IMailItemKeep Keep(int place, out int number) => inner.Keep(place, out number);

        public void Dispose() => inner.Dispose();
    }
}
