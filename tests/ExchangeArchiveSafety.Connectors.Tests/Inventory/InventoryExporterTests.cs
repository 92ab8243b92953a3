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
        var exporter = new InventoryExporter();
        exporter.Write([source], path, append: false, CancellationToken.None);
        exporter.Write([source], path, append: true, CancellationToken.None);

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
        Assert.ThrowsAny<IOException>(() => new InventoryExporter().Write([from], to, append: false, CancellationToken.None));
    }

    [Fact]
    public void Csv_has_every_field_in_quotes()
    {
        var source = Path.Combine(_folder, "source.ndjson");
        File.WriteAllText(source, Odd);
        var path = Path.Combine(_folder, "i.csv");
        new InventoryExporter().Write([source], path, append: false, CancellationToken.None);

        var text = Encoding.Latin1.GetString(Bytes(path));
        Assert.StartsWith("\"Mailbox\",\"Location\",\"FolderPath\",\"ItemId\",", text, StringComparison.Ordinal);
        Assert.Contains("\"a, \"\"b\"\"\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\"2021-09-15T12:16:38Z\",\"\",\"2021-09-15T12:16:38.5Z\",\"\",\"71133\",\"false\",\"AAAA\",\"inbox\"\r\n", text, StringComparison.Ordinal);
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
}
