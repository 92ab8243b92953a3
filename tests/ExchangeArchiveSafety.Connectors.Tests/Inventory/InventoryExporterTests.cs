using System.IO.Compression;
using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Inventory;

public sealed class InventoryExporterTests : IDisposable
{
    private const string Odd = """
        {"mailbox":"anna@contoso.example","location":"Primary","folderPath":"/Sarrera-ontzia","wellKnownFolder":"inbox","itemId":"1","itemClass":"IPM.Note","internetMessageId":"<a@b>","subject":"a, \"b\"\r\n\ud800 é","sender":"x@y","sentUtc":"2021-09-15T12:16:38Z","receivedUtc":null,"createdUtc":"2021-09-15T12:16:38.5Z","lastModifiedUtc":null,"size":71133,"hasAttachments":false,"searchKey":"AAAA"}

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("export").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("i.csv")]
    [InlineData("i.csv.gz")]
    [InlineData("i.ndjson")]
    [InlineData("i.jsonl.gz")]
    public void What_is_exported_reads_the_same_again(string name)
    {
        var source = Path.Combine(_folder, "source.ndjson");
        File.WriteAllText(source, Odd.Replace("\r\n", "\n", StringComparison.Ordinal));
        var path = Path.Combine(_folder, name);
        using (var draft = new InventoryExporter().Begin(path))
        {
            draft.Add([source], CancellationToken.None);
            draft.Add([source], CancellationToken.None);
            Assert.False(File.Exists(path));
            draft.Finish();
        }

        var bytes = Bytes(path);
        Assert.Equal(2, Count(bytes, "2021-09-15T12:16:38.5Z"));
        Assert.Equal(name.Contains("csv", StringComparison.Ordinal) ? 1 : 0, Count(bytes, "\"HasAttachments\",\"SearchKey\",\"WellKnownFolder\""));
        var expected = Reading.Of(source).Items[0];
        Assert.Equal(2, Reading.Of(path).Items.Count);
        Assert.All(Reading.Of(path).Items, item => Assert.Equivalent(expected, item, strict: true));
        Assert.Equal("inbox", expected.WellKnownFolder);
        Assert.Equal("a, \"b\"\r\n\ud800 é", expected.Subject);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_cannot_be_read_or_written_is_told_as_such(bool reading)
    {
        var source = Path.Combine(_folder, "source.ndjson");
        File.WriteAllText(source, Odd);
        var (from, to) = reading ? (Path.Combine(_folder, "none.ndjson"), Path.Combine(_folder, "i.csv")) : (source, Path.Combine(_folder, "none", "i.csv"));
        Assert.ThrowsAny<IOException>(() => Write(from, to));
        Assert.False(File.Exists(to));
    }

    [Theory]
    [InlineData("i.csv.gz")]
    [InlineData("i.ndjson.gz")]
    public void A_compressed_inventory_that_is_cut_anywhere_is_never_read_as_whole(string name)
    {
        var source = Path.Combine(_folder, "source.ndjson");
        File.WriteAllText(source, Odd);
        var path = Path.Combine(_folder, name);
        long between;
        using (var draft = new InventoryExporter().Begin(path))
        {
            draft.Add([source], CancellationToken.None);
            between = Directory.GetFiles(_folder, ".partial-*").Sum(file => new FileInfo(file).Length);
            draft.Add([source], CancellationToken.None);
            draft.Finish();
        }

        var whole = File.ReadAllBytes(path);
        Assert.Equal(2, Reading.Of(path).Items.Count);
        foreach (var cut in Enumerable.Range(1, whole.Length - 1).Where(cut => cut % 7 == 0 || whole.Length - cut < 20 || cut == between))
        {
            File.WriteAllBytes(path, whole[..cut]);
            Assert.True(Record.Exception(() => Reading.Of(path)) is not null, "cut at " + cut + " of " + whole.Length);
        }
    }

    [Theory]
    [InlineData("write")]
    [InlineData("flush")]
    [InlineData("rename")]
    public void Where_a_step_fails_the_older_inventory_stays(string step)
    {
        var source = Path.Combine(_folder, "source.ndjson");
        File.WriteAllText(source, Odd);
        var path = Path.Combine(_folder, "out", "i.csv.gz");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Write(source, path);
        var before = File.ReadAllBytes(path);
        _ = Assert.ThrowsAny<IOException>(() =>
        {
            using var draft = new InventoryDraft(path, new FailingDisk(step));
            draft.Add([source, source], CancellationToken.None);
            draft.Finish();
        });
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Csv_has_every_field_in_quotes()
    {
        var source = Path.Combine(_folder, "source.ndjson");
        File.WriteAllText(source, Odd);
        var path = Path.Combine(_folder, "i.csv");
        Write(source, path);

        var text = Encoding.Latin1.GetString(Bytes(path));
        Assert.StartsWith("\"Mailbox\",\"Location\",\"FolderPath\",\"ItemId\",", text, StringComparison.Ordinal);
        Assert.Contains("\"a, \"\"b\"\"\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\"2021-09-15T12:16:38Z\",\"\",\"2021-09-15T12:16:38.5Z\",\"\",\"71133\",\"false\",\"AAAA\",\"inbox\"\r\n", text, StringComparison.Ordinal);
    }

    private static void Write(string source, string path)
    {
        using var draft = new InventoryExporter().Begin(path);
        draft.Add([source], CancellationToken.None);
        draft.Finish();
    }

    private static byte[] Bytes(string path)
    {
        using var file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static int Count(byte[] bytes, string text) => Encoding.Latin1.GetString(bytes).Split(text).Length - 1;

    private sealed class FailingDisk(string step) : DurableDisk
    {
        public override Stream Create(string path)
        {
            var file = base.Create(path);
            return step == "write" ? new FullDisk(file) : file;
        }

        public override void Flush(Stream file)
        {
            Fail("flush");
            base.Flush(file);
        }

        public override void Rename(string from, string to)
        {
            Fail("rename");
            base.Rename(from, to);
        }

        private void Fail(string what)
        {
            if (what == step)
            {
                throw new IOException("No space left on device");
            }
        }
    }

    private sealed class FullDisk(Stream file) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        protected override void Dispose(bool disposing) => file.Dispose();
    }
}
