using Xunit;

namespace ExchangeArchiveSafety.Inventory;

public sealed class NdjsonReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_is_an_item()
    {
        var item = Assert.Single(Reading.Of(_folder.Write("i.ndjson", Line("1") + "\n")).Items);

        Assert.Equal("1", item.ItemId);
        Assert.Equal(MailItemLocation.Archive, item.Location);
        Assert.Equal(new DateTime(2024, 3, 5, 10, 20, 30, DateTimeKind.Utc), item.SentUtc);
        Assert.Equal(100, item.Size);
        Assert.True(item.HasAttachments);
        Assert.Null(item.CreatedUtc);
    }

    [Fact]
    public void Names_in_any_case_other_properties_and_blank_lines_are_fine()
    {
        var text = Line("1").Replace("\"itemId\"", "\"ItemID\"", StringComparison.Ordinal) + "\r\n\r\n" + Line("2").Replace("{", "{\"other\":{\"a\":[1,{}]},", StringComparison.Ordinal);
        Assert.Equal(["1", "2"], Reading.Of(_folder.Write("n.jsonl", text)).Items.Select(item => item.ItemId));
    }

    [Fact]
    public void A_file_that_begins_with_a_brace_is_ndjson_whatever_its_name() =>
        Assert.Single(Reading.Of(_folder.Write("n.txt.gz", "\n" + Line("1"))).Items);

    [Theory]
    [InlineData("\\u0041\\n\\t\\\"\\\\\\/", "A\n\t\"\\/")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("\\u202e\\u0000", "\u202E\0")]
    [InlineData("Zürich", "Zürich")]
    public void Escapes_are_read(string json, string expected) =>
        Assert.Equal(expected, Assert.Single(Reading.Of(_folder.Write("e.ndjson", Line("1", json))).Items).Subject);

    [Fact]
    public void Halves_of_pairs_survive()
    {
        Assert.Equal("a\uD83D", Assert.Single(Reading.Of(_folder.Write("h.ndjson", Line("1", "a\\ud83d"))).Items).Subject);
        Assert.Equal("\uDE00\uD83D😀", Assert.Single(Reading.Of(_folder.Write("h.ndjson", Line("1", "\\ude00\\ud83d\\ud83d\\ude00"))).Items).Subject);
    }

    [Fact]
    public void Times_as_windows_powershell_writes_them_are_read() =>
        Assert.Equal(new DateTime(2024, 3, 5, 10, 20, 30, DateTimeKind.Utc), Assert.Single(Reading.Of(_folder.Write("d.ndjson",
            Line("1").Replace("2024-03-05T10:20:30Z", "\\/Date(1709634030000)\\/", StringComparison.Ordinal))).Items).SentUtc);

    [Theory]
    [InlineData("{\"mailbox\":\"a", 2)]
    [InlineData("[]", 2)]
    [InlineData("7", 2)]
    [InlineData("{} {}", 2)]
    [InlineData("{\"mailbox\":\"a\",}", 2)]
    [InlineData("{\"mailbox\":'a'}", 2)]
    [InlineData("{\"mailbox\":[]}", 2)]
    [InlineData("{\"mailbox\":\"a\",\"Mailbox\":\"b\"}", 2)]
    [InlineData("{\"mailbox\":\"\\x\"}", 2)]
    [InlineData("not json", 2)]
    public void A_malformed_line_is_told(string line, int number)
    {
        var path = _folder.Write("b.ndjson", Line("1") + "\n" + line + "\n" + Line("3"));
        var error = Assert.Throws<InventoryException>(() => Reading.Of(path));

        Assert.Equal("BadRow", error.ErrorId);
        Assert.Equal(number, error.Row!.Line);
        Assert.Equal(["1", "3"], Reading.Of(BadRowAction.Skip, path).Items.Select(item => item.ItemId));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(64)]
    [InlineData(0, "{\"mailbox\":\"a@x\",\"size\":1")]
    [InlineData(0, "{\"mailbox\":tru")]
    [InlineData(0, "{\"mailbox\":\"a\\")]
    [InlineData(0, "{")]
    public void A_line_that_was_cut_off_is_told_to_end_too_early(int length, string? line = null)
    {
        line ??= Line("2")[..length];
        foreach (var end in new[] { "", "\n", "\r\n" })
        {
            var error = Assert.Throws<InventoryException>(() => Reading.Of(_folder.Write("t.ndjson", Line("1") + "\n" + line + end)));
            Assert.EndsWith($"t.ndjson, line 2, position {line.Length + 1}: the line ends here, before its JSON object does; the file may have been cut off.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_bad_value_is_told_with_its_column()
    {
        var error = Assert.Throws<InventoryException>(() => Reading.Of(_folder.Write("v.ndjson", Line("1").Replace("100", "1e2", StringComparison.Ordinal))));
        Assert.Equal(("Size", "1e2"), (error.Row!.Column, error.Row.Value));
    }

    [Fact]
    public void Columns_that_no_line_has_are_missing()
    {
        var text = Line("1").Replace("\"sender\"", "\"from\"", StringComparison.Ordinal).Replace("\"size\"", "\"bytes\"", StringComparison.Ordinal);
        var error = Assert.Throws<InventoryException>(() => Reading.Of(_folder.Write("m.ndjson", text + "\n" + text.Replace("\"1\"", "\"2\"", StringComparison.Ordinal))));

        Assert.Equal("MissingColumn", error.ErrorId);
        Assert.Contains("Sender, Size", error.Message, StringComparison.Ordinal);
    }

    private static string Line(string id, string subject = "Hi") =>
        $"{{\"mailbox\":\"a@x\",\"location\":\"archive\",\"folderPath\":\"Inbox\",\"itemId\":\"{id}\",\"itemClass\":\"IPM.Note\",\"internetMessageId\":\"<1@x>\",\"subject\":\"{subject}\",\"sender\":\"s@x\","
        + "\"sentUtc\":\"2024-03-05T10:20:30Z\",\"receivedUtc\":null,\"createdUtc\":null,\"lastModifiedUtc\":null,\"size\":100,\"hasAttachments\":true}";
}
