using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Pins what a search costs, in quantities that are the same on every machine.</summary>
public class IndexCostTests
{
    private const int Count = 200_000;

    [Fact]
    public void An_item_costs_at_most_45_bytes()
    {
        var index = Filled();
        Assert.Equal(Count, index.Items);
        Assert.InRange(index.Bytes, 32L * Count, 45L * Count);
        Assert.Equal(32, System.Runtime.CompilerServices.Unsafe.SizeOf<Bucket>());
    }

    [Fact]
    public void What_the_index_took_is_lent_to_what_is_read_next()
    {
        var index = Filled();
        var bytes = index.Slabs.Bytes;
        Assert.InRange(bytes, index.Bytes, index.Bytes + (2 * Slabs.Size));

        _ = BucketFinder.RepeatedIdentities(index, 2, default);
        var buckets = BucketFinder.Matches(index, [0], 2, default);

        // That of the buckets is still lent.
        Assert.InRange(buckets.Count, 1, Slabs.Size / 32);
        for (var left = bytes - Slabs.Size; left > 0; left -= Slabs.Size)
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
        Assert.Equal(0, ahead.Held);
    }

    [Fact]
    public void What_many_threads_find_is_what_one_finds_and_in_the_same_order()
    {
        // So many buckets that each of some threads orders a part of them.
        var items = Enumerable.Range(0, 200_000).Select(place => (Mail.Archived($"i{place:D6}") with
        {
            Mailbox = $"m{place % 90_000 % 7}@x",
            InternetMessageId = $"<{place % 90_000}@x>",
            SentUtc = Mail.Sent.AddSeconds(place % 90_000 * 7919L % 60_000),
        }).ToItem()).ToArray();
        string[] Found(int threads, bool together) =>
            [.. new DuplicateFinder(new() { Threads = threads }).Scan(new CountingSource(new MailItemList(items)) { Together = _ => together }, new()).Groups().Select(group => $"{group.Kept} {group.Surplus} {group.SetAside}")];

        var expected = Found(1, together: false);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Found(3, together: false));
        Assert.Equal(expected, Found(3, together: true));
    }

    [Theory]
    [InlineData(1, 40_000)]
    [InlineData(3, 40_000)]
    [InlineData(3, 1)]
    public void Groups_come_by_mailbox_and_sent_time_however_unevenly_they_fall(int threads, int times)
    {
        // Half of all mail lies in one mailbox, and a third of it was sent in the same second; or all of it.
        const int Pairs = 40_000;
        var random = new Random(2783045);
        var pairs = Enumerable.Range(0, Pairs).Select(pair => (
            Mailbox: random.Next(2) == 0 ? "m" : $"m{random.Next(5_000)}",
            Sent: Mail.Sent.AddSeconds(random.Next(3) == 0 ? 0 : random.Next(times) - (times / 2)),
            Id: $"{pair:D6}")).ToArray();
        var items = pairs.SelectMany(pair => new[]
        {
            (Mail.Archived("a" + pair.Id) with { Mailbox = pair.Mailbox, InternetMessageId = $"<{pair.Id}@x>", SentUtc = pair.Sent }).ToItem(),
            (Mail.Migrated("b" + pair.Id) with { Mailbox = pair.Mailbox, InternetMessageId = $"<{pair.Id}@x>", SentUtc = pair.Sent }).ToItem(),
        }).ToArray();
        random.Shuffle(items);

        var groups = new DuplicateFinder(new() { Threads = threads }).Scan(new MailItemList(items), new()).Groups().Select(group => group.Kept.Item.ItemId);
        Assert.Equal(
            pairs.OrderBy(pair => pair.Mailbox, StringComparer.OrdinalIgnoreCase).ThenBy(pair => pair.Sent).ThenBy(pair => pair.Id, StringComparer.Ordinal).Select(pair => "a" + pair.Id),
            groups);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Keys_are_sorted_and_equal_ones_keep_their_order(int threads)
    {
        var random = new Random(2783045);
        var keys = Enumerable.Range(0, 150_000).Select(_ => ((long)random.Next(300) << 40) | (uint)random.Next(500)).ToArray();
        var expected = keys.Select((key, place) => (key, place)).OrderBy(one => one.key).ToArray();

        var sort = new KeySort();
        for (var use = 0; use < 2; use++)
        {
            keys.CopyTo(sort.Keys(keys.Length));
            var (ascending, places) = sort.Sort(keys.Length, threads);
            Assert.Equal(expected.Select(one => one.key), ascending.Take(keys.Length));
            Assert.Equal(expected.Select(one => one.place), places.Take(keys.Length));
        }
    }

    [Fact]
    public void Where_an_id_occurs_twice_the_source_is_read_once_more_and_only_then()
    {
        var items = Enumerable.Range(0, 1_000).Select(place => Mail.Archived($"i{place}").ToItem()).ToList();
        var source = new CountingSource(new MailItemList(items));
        Assert.Empty(new DuplicateFinder(new()).Scan(source, new()).Refused);
        Assert.Equal(1, source.FirstReadings);

        source = new(new MailItemList([.. items, items[17], items[400], items[17]]));
        var refused = Assert.Single(new DuplicateFinder(new()).Scan(source, new()).Refused);
        Assert.Equal(("i17", 1), (refused.ItemId, refused.MoreItemIds));
        Assert.Equal((2, 5), (source.FirstReadings, source.ItemsReadAgain));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_is_held_is_given_up_when_the_caller_ends_early(bool together)
    {
        var items = Enumerable.Range(0, 3_000).Select(place => (Mail.Archived($"i{place:D4}") with { InternetMessageId = $"<{place % 1_500}@x>", SentUtc = Mail.Sent.AddMinutes(place % 1_500) }).ToItem()).ToArray();
        var source = new CountingSource(new MailItemList(items)) { ItemsAtOnce = 100, Together = _ => together };
        Assert.NotNull(new DuplicateFinder(new() { Threads = 2 }).Scan(source, new()).Groups().First());
        Assert.NotEqual(0, source.ItemsReadAgain);
        Assert.Equal(0, source.Held);

        source = new(new MailItemList(items)) { ItemsAtOnce = 100, Together = _ => together, Lies = true };
        _ = Assert.Throws<InventoryException>(() => new DuplicateFinder(new() { Threads = 2 }).Scan(source, new()).Groups().Count());
        Assert.NotEqual(0, source.ItemsReadAgain);
        Assert.Equal(0, source.Held);
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
        private int _held;

        public int FirstReadings { get; private set; }

        public int ItemsReadAgain => _itemsReadAgain;

        public int MostItemsAtOnce { get; private set; }

        /// <summary>Portions that nobody has closed.</summary>
        public int Held => _held;

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
            _ = Interlocked.Increment(ref _held);
            return new LyingRows(inner.Load(references, threads, cancellation), Lies, () => Interlocked.Decrement(ref _held));
        }

        public string Describe(long reference) => inner.Describe(reference);

        public void EnsureUnchanged() => inner.EnsureUnchanged();
    }

    private sealed class LyingRows(IMailItemRows inner, bool lies, Action closed) : IMailItemRows
    {
        public IMailItemReader NewReader() => new LyingReader(inner.NewReader(), lies);

        public void Dispose()
        {
            inner.Dispose();
            closed();
        }
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
