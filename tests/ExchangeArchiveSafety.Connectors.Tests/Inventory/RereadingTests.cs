using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Inventory;

/// <summary>How the rows of possible copies are read again, wherever they lie.</summary>
public class RereadingTests
{
    private const int Rows = 20_000;

    // A million rows take three portions, these two.
    private const long NoLeastPortion = 0;

    private static readonly string[] Neat = [.. Enumerable.Range(0, Rows).Select(Row)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_request_brings_many_rows_and_no_part_of_the_file_is_read_twice_for_a_portion(bool scattered)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("i.csv", Csv.File(scattered ? Shuffled(Neat) : Neat));
        var length = new FileInfo(path).Length;
        var (_, portions, requests, bytes) = Find(NoLeastPortion, path);

        // Two rows in five are possible copies; read one by one they would take 8,000 requests and 16 MB.
        Assert.InRange(portions, 2, 4);
        var passes = scattered ? portions : 1;
        Assert.InRange(requests, passes * length / 65_536, (passes * length / 50_000) + (portions * 4));
        Assert.InRange(bytes, passes * length / 2, (passes * length * 11 / 10) + (portions * 65_536));
    }

    [Fact]
    public void A_file_that_holds_few_possible_copies_is_not_read_through()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, Rows).Select(number => Csv.Row($"{number:D6}", messageId: $"<{number % (Rows - 2)}@x>"));
        var (groups, _, requests, bytes) = Find(NoLeastPortion, folder.Write("i.csv", Csv.File([.. rows])));

        Assert.Equal(2, groups.Count(line => line == '\n') + 1);
        Assert.InRange(requests, 2, 4);
        Assert.InRange(bytes, 1, 16 * 1024);
    }

    [Fact]
    public void What_is_found_depends_neither_on_the_order_of_rows_nor_on_the_files_nor_on_the_portions()
    {
        using var folder = new TemporaryFolder();
        var (expected, portions, _, _) = Find(long.MaxValue / 8, folder.Write("neat.csv", Csv.File(Neat)));
        Assert.Equal(1, portions);
        Assert.Equal(4_000, expected.Count(line => line == '\n') + 1);

        var scattered = Shuffled(Neat);
        var text = Csv.File(scattered);
        Assert.Equal(expected, Groups(folder.Write("scattered.csv", text)));
        Assert.Equal(expected, Groups(folder.Write("backward.csv", Csv.File([.. scattered.Reverse()]))));
        Assert.Equal(expected, Groups(folder.Write("scattered.csv.gz", Encoding.UTF8.GetBytes(text))));
        Assert.Equal(expected, Groups(folder.Write("utf16.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)])));
        Assert.Equal(expected, Groups(
            folder.Write("a.csv", Csv.File(scattered[..7_000])),
            folder.Write("b.csv.gz", Encoding.UTF8.GetBytes(Csv.File(scattered[7_000..12_000]))),
            folder.Write("c.csv", Csv.File(scattered[12_000..]))));
    }

    [Fact]
    public void Each_of_many_rows_is_found_again_also_those_longer_than_the_piece_they_are_copied_to()
    {
        const int Messages = 20_000;
        using var folder = new TemporaryFolder();
        static string Subject(int message) => (message % 5_000) switch { 0 => new string('x', 70_000), 1 => new string('y', 1_500_000), _ => $"no. {message}" };
        static string Copy(int number) => Csv.Row($"{number:D6}", number < Messages ? "Archive" : "Primary", subject: Subject(number % Messages), messageId: $"<{number % Messages}@x>");
        using var reader = InventoryReader.Open([folder.Write("i.csv", Csv.File(Shuffled([.. Enumerable.Range(0, 2 * Messages).Select(Copy)])))], BadRowAction.Stop, long.MaxValue / 8);
        var source = new CountedPortions(reader);

        var found = 0;
        foreach (var group in new DuplicateFinder(new() { Threads = 2 }).Scan(source, new(1, 2)).Groups())
        {
            MailItem[] items = [group.Kept.Item, group.Surplus.Single().Item];
            var message = int.Parse(items[0].ItemId, System.Globalization.CultureInfo.InvariantCulture) % Messages;
            Assert.Equal([$"{message:D6}", $"{message + Messages:D6}"], items.Select(item => item.ItemId).Order());
            Assert.All(items, item => Assert.Equal(Subject(message), item.Subject));
            found++;
        }

        Assert.Equal((Messages, 1), (found, source.Portions));
    }

    [Fact]
    public void Rows_of_many_files_share_what_they_are_copied_to_and_what_keeps_them()
    {
        const int Files = 40;
        using var folder = new TemporaryFolder();
        static string Item(int file, int row) => Csv.Row($"{file:D2}-{row:D2}", file % 2 == 0 ? "Archive" : "Primary", messageId: $"<{file / 2}.{row}@x>", subject: $"no. {row}");
        string[] paths = [.. Enumerable.Range(0, Files).Select(file => folder.Write($"{file}.csv", Csv.File([.. Enumerable.Range(0, 20).Select(row => Item(file, row))])))];
        using var reader = InventoryReader.Open(paths, BadRowAction.Stop);
        var (source, index) = (new CountedPortions(reader), new ItemIndex(1, 2));
        Assert.Equal(Files * 10, new DuplicateFinder(new() { Threads = 2 }).Scan(source, index).Groups().Count());

        // Those of the index, and one for each thread that copied rows.
        Assert.InRange(index.Slabs.Bytes, Slabs.Size, Files / 2 * Slabs.Size);

        using var rows = reader.Load([.. source.References], 1, default);
        using var again = rows.NewReader();
        var keeps = new HashSet<IMailItemKeep>();
        for (var place = 0; place < source.References.Length; place++)
        {
            var keep = again.Keep(place, out var number);
            Assert.Equal(again.Read(place, out _).ItemId, keep.Item(number).ItemId);
            keeps.Add(keep);
        }

        // The archive's item and its copy lie in two files, and so each row in another than the one before.
        Assert.Equal(Files * 20, source.References.Length);
        Assert.InRange(keeps.Count, 2, 10);
    }

    [Fact]
    public void What_a_search_took_is_free_when_it_ends_while_its_threads_and_groups_live_on()
    {
        const int Collections = 100;
        using var folder = new TemporaryFolder();
        var (groups, index, rows) = Forgotten(folder.Write("i.csv", Csv.File(Shuffled(Neat))));

        // One collection is enough as a rule; threads that are just coming back from the last batch need a few. What hangs on them is held through all of these.
        for (var collection = 0; (index.IsAlive || rows.IsAlive) && collection < Collections; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _ = Thread.Yield();
        }

        Assert.False(index.IsAlive, "The index is held, and the memory of rows.");
        Assert.False(rows.IsAlive, "What reads rows is held, and the room for sorting.");
        Assert.Equal(4_000, groups.Select(group => group.Kept.Subject).Count());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (List<ArchiveDuplicateGroup> Groups, WeakReference Index, WeakReference Rows) Forgotten(string path)
    {
        using var reader = InventoryReader.Open([path], BadRowAction.Stop, NoLeastPortion);
        var (source, index) = (new CountedPortions(reader), new ItemIndex(1, 2));
        List<ArchiveDuplicateGroup> groups = [.. new DuplicateFinder(new() { Threads = 2 }).Scan(source, index).Groups()];

        // One of those that the search used.
        using var portion = reader.Load(source.References, 1, default);
        using var rows = portion.NewReader();
        return (groups, new(index), new(rows));
    }

    private static string Groups(params string[] paths)
    {
        var (groups, portions, _, _) = Find(NoLeastPortion, paths);
        Assert.InRange(portions, 2, 4);
        return groups;
    }

    private static (string Groups, int Portions, long Requests, long Bytes) Find(long leastPortion, params string[] paths)
    {
        using var reader = InventoryReader.Open(paths, BadRowAction.Stop, leastPortion);
        var source = new CountedPortions(reader);
        var groups = new DuplicateFinder(new() { Threads = 2 }).Scan(source, new(1, 2)).Groups()
            .Select(group => $"{group.Evidence} {group.Kept} {group.Kept.Subject} < {string.Join(" ", group.Surplus.Select(copy => $"{copy} {copy.Subject} {copy.Size} {copy.Kind} {copy.Evidence}"))} | {group.SetAside}");
        return (string.Join("\n", groups), source.Portions, reader.RequestsForRows, reader.BytesForRows);
    }

    /// <summary>Of five messages, one has a copy in the primary mailbox. Four mailboxes, one after the other; some rows are long, some quoted.</summary>
    private static string Row(int number)
    {
        var (mailbox, place) = (number / 5_000, number % 5_000);
        var isCopy = place >= 4_000;
        var message = isCopy ? (place - 4_000) * 4 : place;
        var subject = (message % 97) switch { 0 => new string('x', 3_000), 1 => "\"two\nlines, \"\"quoted\"\"\"", _ => $"no. {message} " + new string('f', 50 + (message % 50)) };
        return Csv.Row($"{mailbox}-{number:D5}", isCopy ? "Primary" : "Archive", $"user{mailbox}@x", messageId: $"<{message}@{mailbox}>", subject: subject, size: isCopy ? "120" : "100");
    }

    private static string[] Shuffled(string[] rows)
    {
        var shuffled = (string[])rows.Clone();
        new Random(2783045).Shuffle(shuffled);
        return shuffled;
    }

    private sealed class CountedPortions(InventoryReader inner) : IMailItemSource
    {
        private int _portions;

        public int Portions => _portions;

        /// <summary>What was asked for last.</summary>
        public long[] References { get; private set; } = [];

        public double FractionRead => inner.FractionRead;

        public int ItemsAtOnce => inner.ItemsAtOnce;

        public bool LieTogether(long[] references) => inner.LieTogether(references);

        public void ReadKeys(ItemIndex index, int threads, CancellationToken cancellation) => inner.ReadKeys(index, threads, cancellation);

        public IMailItemRows Load(long[] references, int threads, CancellationToken cancellation)
        {
            _ = Interlocked.Increment(ref _portions);
            References = [.. references];
            return inner.Load(references, threads, cancellation);
        }

        public string Describe(long reference) => inner.Describe(reference);

        public void EnsureUnchanged() => inner.EnsureUnchanged();
    }
}
