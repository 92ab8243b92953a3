using Xunit;

namespace ExchangeArchiveSafety.Inventory;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_missing_columns_are_named_before_any_work()
    {
        var good = _folder.Write("good.csv", Csv.File(Csv.Row("1")));
        var bad = _folder.Write("bad.csv", "Mailbox,Location,Subject\nx,y,z\n");
        var error = Assert.Throws<InventoryException>(() => InventoryReader.Open([good, bad], BadRowAction.Skip));

        Assert.Equal("MissingColumn", error.ErrorId);
        Assert.Contains("bad.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains("FolderPath, ItemId, ItemClass, InternetMessageId, Sender, SentUtc, ReceivedUtc, CreatedUtc, LastModifiedUtc, Size, HasAttachments", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Subject", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_there_twice_is_refused() =>
        Assert.Equal("RepeatedColumn", Refused(Csv.Header + ",subject\n" + Csv.Row("1") + ",x\n").ErrorId);

    [Fact]
    public void Lines_that_end_with_a_carriage_return_alone_are_not_taken_for_one_header() =>
        Assert.Equal("InventoryDamaged", Refused(Csv.File(Csv.Row("1")).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\n', '\r')).ErrorId);

    [Fact]
    public void One_id_with_and_without_blanks_is_one_id()
    {
        using var reader = InventoryReader.Open([_folder.Write("test.csv", Csv.File(Csv.Row("1"), Csv.Row("1 ", location: "Archive")))], BadRowAction.Stop);
        Assert.Single(new DuplicateFinder(new()).Scan(reader, new()).Refused);
    }

    [Theory]
    [InlineData("sent", "2024-13-05T00:00:00Z", "SentUtc")]
    [InlineData("sent", "yesterday", "SentUtc")]
    [InlineData("size", "-1", "Size")]
    [InlineData("size", "1.5", "Size")]
    [InlineData("size", "1,5", "")]
    [InlineData("size", "99999999999999999999", "Size")]
    [InlineData("size", "1000000000000", "Size")]
    [InlineData("size", "1 KB", "Size")]
    [InlineData("location", "Cloud", "Location")]
    [InlineData("location", "", "Location")]
    [InlineData("attachments", "maybe", "HasAttachments")]
    [InlineData("mailbox", " ", "Mailbox")]
    [InlineData("id", "", "ItemId")]
    public void A_bad_value_is_told_with_file_line_column_and_value(string field, string value, string column)
    {
        var row = field switch
        {
            "sent" => Csv.Row("2", sent: value),
            "size" => Csv.Row("2", size: value),
            "location" => Csv.Row("2", location: value),
            "attachments" => Csv.Row("2", attachments: value),
            "mailbox" => Csv.Row("2", mailbox: value),
            _ => Csv.Row(value),
        };
        var error = Refused(Csv.File(Csv.Row("1", subject: "\"two\nlines\""), row, Csv.Row("3", size: "later")));

        Assert.Equal("BadRow", error.ErrorId);
        Assert.Equal(4, error.Row!.Line);
        Assert.Equal(column, error.Row.Column);
        Assert.Contains("test.csv, line 4", error.Message, StringComparison.Ordinal);
        if (column.Length > 0 && column is not ("Mailbox" or "ItemId"))
        {
            Assert.Equal(value, error.Row.Value);
            Assert.Contains($"column {column}: '{value}'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_line_is_that_of_the_field()
    {
        var error = Refused(Csv.File(Csv.Row("1", subject: "\"two\nlines\"", size: "x")));
        Assert.Equal(3, error.Row!.Line);
        Assert.Equal("Size", error.Row.Column);
    }

    [Theory]
    [InlineData("a\"b", "a quote stands inside")]
    [InlineData("\"a\"b", "'b' follows a closing quote")]
    [InlineData("a,b", "the number of fields is 15 here and 14 in the header")]
    public void A_malformed_row_is_told(string subject, string what)
    {
        var error = Refused(Csv.File(Csv.Row("1"), Csv.Row("2", subject: subject)));
        Assert.Equal(3, error.Row!.Line);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_told()
    {
        byte[] bytes = [.. System.Text.Encoding.Latin1.GetBytes(Csv.File(Csv.Row("1", subject: "Réunion")))];
        var error = Assert.Throws<InventoryException>(() => Reading.Of(_folder.Write("test.csv", bytes)));
        Assert.Equal("Subject", error.Row!.Column);
        Assert.Contains("R\\xE9union", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Skipped_rows_are_counted_and_listed_and_the_rest_is_read()
    {
        var text = Csv.File(
            Csv.Row("1"), Csv.Row("2", size: "x"), Csv.Row("3", subject: "a\"b"), Csv.Row("4"), Csv.Row("5", subject: "\"a\"b"), Csv.Row("6") + ",more", "short", Csv.Row("7"), Csv.Row("8", subject: "\"never closed"));
        var reading = Reading.Of(BadRowAction.Skip, _folder.Write("test.csv", text));

        Assert.Equal(["1", "4", "7"], reading.Items.Select(item => item.ItemId));
        Assert.Equal([3, 4, 6, 7, 8, 10], reading.Skipped.Select(row => row.Line));
    }

    [Fact]
    public void The_first_bad_row_is_told_whichever_thread_finds_one_first()
    {
        var rows = Enumerable.Range(0, 40_000).Select(place => Csv.Row($"{place}", size: place >= 5_000 ? "x" : "1")).ToArray();
        Assert.Equal(5_002, Refused(Csv.File(rows)).Row!.Line);
    }

    [Fact]
    public void Values_are_shown_escaped_and_cut()
    {
        var error = Refused(Csv.File(Csv.Row("1", size: "\u202E\0" + new string('9', 5_000))));
        Assert.StartsWith("\\u{202E}\\u{0000}999", error.Row!.Value, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 100, 600);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData(Csv.Header)]
    [InlineData(Csv.Header + "\r\n\r\n")]
    public void An_empty_file_is_told(string text)
    {
        var reading = Reading.Of(_folder.Write("empty.csv", text));
        Assert.Empty(reading.Items);
        Assert.EndsWith("empty.csv", Assert.Single(reading.Empty), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_compressed_file_is_told() =>
        Assert.Single(Reading.Of(_folder.Write("empty.csv.gz", "")).Empty);

    [Fact]
    public void A_file_that_changes_between_the_readings_is_refused()
    {
        var path = _folder.Write("test.csv", Csv.File(Csv.Row("1"), Csv.Row("2", location: "Archive")));
        using var reader = InventoryReader.Open([path], BadRowAction.Stop);
        var search = new DuplicateFinder(new()).Scan(reader, new());
        File.AppendAllText(path, Csv.Row("3"));

        Assert.Equal("InventoryChanged", Assert.Throws<InventoryException>(() => search.Groups().ToArray()).ErrorId);
    }

    [Fact]
    public void A_change_that_keeps_length_and_time_is_noticed_where_it_matters()
    {
        var text = Csv.File(Csv.Row("1"), Csv.Row("2", location: "Archive"));
        var path = _folder.Write("test.csv", text);
        var written = File.GetLastWriteTimeUtc(path);
        using var reader = InventoryReader.Open([path], BadRowAction.Stop);
        var search = new DuplicateFinder(new()).Scan(reader, new());

        // Written in place: the reader holds the file open and refuses only other ways of opening it.
        File.Delete(path);
        _folder.Write("test.csv", text);
        File.SetLastWriteTimeUtc(path, written);
        Assert.Single(search.Groups());
    }

    [Fact]
    public void A_file_that_changed_before_it_was_read_is_refused()
    {
        var path = _folder.Write("test.csv", Csv.File(Csv.Row("1")));
        using var reader = InventoryReader.Open([path], BadRowAction.Stop);
        File.WriteAllText(path, Csv.File(Csv.Row("1"), Csv.Row("2")));

        Assert.Equal("InventoryChanged", Assert.Throws<InventoryException>(() => reader.ReadKeys(new(), 2, default)).ErrorId);
    }

    [Fact]
    public void A_compressed_file_that_is_cut_is_refused()
    {
        var path = _folder.Write("test.csv.gz", Csv.File([.. Enumerable.Range(0, 5_000).Select(place => Csv.Row($"{place}"))]));
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { bytes.Length - 1, bytes.Length - 8, bytes.Length - 9, bytes.Length / 2, 20 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Throws<InventoryException>(() => Reading.Of(path));
        }
    }

    [Fact]
    public void A_cut_file_is_refused_also_when_it_holds_what_looks_like_the_beginning_of_another()
    {
        var path = _folder.Write("test.csv.gz", Csv.File([.. Enumerable.Range(0, 5_000).Select(place => Csv.Row($"{place}"))]));
        var bytes = File.ReadAllBytes(path);

        // The name that a gzip file can carry: here the three bytes with which every such file begins.
        byte[] named = [.. bytes[..3], 8, .. bytes[4..10], 0x1F, 0x8B, 8, (byte)'.', (byte)'c', (byte)'s', (byte)'v', 0, .. bytes[10..]];
        File.WriteAllBytes(path, named);
        Assert.Equal(5_000, Reading.Of(path).Items.Count);
        File.WriteAllBytes(path, named[..^2_000]);
        Assert.Equal("InventoryDamaged", Assert.Throws<InventoryException>(() => Reading.Of(path)).ErrorId);
    }

    // .NET Framework reads the first of several compressed files only, so the build for it refuses them.
#if DESKTOP
    [Fact]
    public void Compressed_files_one_behind_the_other_are_refused_and_not_read_in_part()
    {
        byte[] both = [.. File.ReadAllBytes(_folder.Write("1.csv.gz", Csv.File(Csv.Row("1")))), .. File.ReadAllBytes(_folder.Write("2.csv.gz", Csv.Row("2") + "\n"))];
        var path = _folder.Write("both.csv", "") + ".gz";
        File.WriteAllBytes(path, both);
        Assert.Equal("InventoryDamaged", Assert.Throws<InventoryException>(() => Reading.Of(path)).ErrorId);
    }
#else
    [Fact]
    public void Of_many_compressed_files_one_behind_the_other_a_cut_one_is_noticed()
    {
        var path = _folder.Write("test.csv", "");
        var parts = Enumerable.Range(1, 300).Select(place => File.ReadAllBytes(_folder.Write("part.csv.gz", Csv.Row($"{place}") + "\n"))).Prepend(File.ReadAllBytes(_folder.Write("part.csv.gz", Csv.Header + "\n")));
        byte[] all = [.. parts.SelectMany(part => part)];
        File.WriteAllBytes(path + ".gz", all);
        Assert.Equal(300, Reading.Of(path + ".gz").Items.Count);
        File.WriteAllBytes(path + ".gz", all[..^9]);
        Assert.Equal("InventoryDamaged", Assert.Throws<InventoryException>(() => Reading.Of(path + ".gz")).ErrorId);
    }

    [Fact]
    public void Compressed_files_one_behind_the_other_are_read_whole()
    {
        var first = File.ReadAllBytes(_folder.Write("1.csv.gz", Csv.File(Csv.Row("1"))));
        var second = File.ReadAllBytes(_folder.Write("2.csv.gz", Csv.Row("2") + "\n"));
        var path = _folder.Write("both.csv", "");
        File.Move(path, path + ".gz");
        File.WriteAllBytes(path + ".gz", [.. first, .. second]);

        Assert.Equal(["1", "2"], Reading.Of(path + ".gz").Items.Select(item => item.ItemId));
    }
#endif

    [Theory]
    [InlineData("test.csv")]
    [InlineData("test.ndjson")]
    public void Compressed_data_under_another_name_is_told_before_any_work(string name)
    {
        var compressed = File.ReadAllBytes(_folder.Write("test.csv.gz", Csv.File(Csv.Row("1"))));
        var error = Assert.Throws<InventoryException>(() => InventoryReader.Open([_folder.Write(name, compressed)], BadRowAction.Skip));
        Assert.Equal("InventoryDamaged", error.ErrorId);
        Assert.Contains("gzip", error.Message, StringComparison.Ordinal);
        Assert.Contains(".gz", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test.csv", false)]
    [InlineData("test.csv", true)]
    [InlineData("test.ndjson", false)]
    [InlineData("test.csv.gz", false)]
    public void Utf16_without_a_byte_order_mark_is_told_before_any_work(string name, bool bigEndian)
    {
        var text = new System.Text.UnicodeEncoding(bigEndian, byteOrderMark: false).GetBytes(Csv.File(Csv.Row("1")));
        var error = Assert.Throws<InventoryException>(() => InventoryReader.Open([_folder.Write(name, text)], BadRowAction.Skip));
        Assert.Equal("InventoryDamaged", error.ErrorId);
        Assert.Contains("UTF-16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_told_to_be_one()
    {
        var folder = Path.GetDirectoryName(_folder.Write("test.csv", ""))!;
        var error = Assert.Throws<InventoryException>(() => InventoryReader.Open([folder], BadRowAction.Stop));
        Assert.Equal("NoFile", error.ErrorId);
        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_utf8_in_a_column_that_is_not_used_is_told_without_an_empty_value()
    {
        byte[] bytes = [.. System.Text.Encoding.Latin1.GetBytes(Csv.Header + ",Colour\n" + Csv.Row("1") + ",é\n")];
        var error = Assert.Throws<InventoryException>(() => Reading.Of(_folder.Write("test.csv", bytes)));
        Assert.Contains("not UTF-8", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("''", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    public void How_many_more_ids_occur_twice_is_counted(int repeated, int more)
    {
        var rows = Enumerable.Range(1, 5).Select(place => Csv.Row($"{place}")).ToArray();
        using var reader = InventoryReader.Open([_folder.Write("test.csv", Csv.File([.. rows, .. rows.Take(repeated), rows[0]]))], BadRowAction.Stop);
        Assert.Equal(more, Assert.Single(new DuplicateFinder(new()).Scan(reader, new()).Refused).MoreItemIds);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.Equal("InventoryUnreadable", Assert.Throws<InventoryException>(() => InventoryReader.Open(["/nowhere/at/all.csv"], BadRowAction.Stop)).ErrorId);

    private InventoryException Refused(string text) => Assert.Throws<InventoryException>(() => Reading.Of(_folder.Write("test.csv", text)));
}
