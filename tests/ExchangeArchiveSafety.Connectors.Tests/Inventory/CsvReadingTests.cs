using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Inventory;

public sealed class CsvReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_row_is_an_item()
    {
        var header = Csv.Header + ",BodyDigest,SearchKey,Unknown";
        var item = Assert.Single(Reading.Of(_folder.Write("i.csv", header + "\r\n"
            + "a@x,Archive,Inbox/A,AAM=,IPM.Note,<1@x>,\"Hi, \"\"you\"\"\",s@x,2024-03-05T10:20:30Z,2024-03-05T10:20:31Z,2024-03-05T10:20:32Z,2024-03-05T10:20:33Z,71133,True,MQ==,a2V5,whatever\r\n")).Items);

        Assert.Equal("a@x", item.Mailbox);
        Assert.Equal(MailItemLocation.Archive, item.Location);
        Assert.Equal("Inbox/A", item.FolderPath);
        Assert.Equal("AAM=", item.ItemId);
        Assert.Equal("IPM.Note", item.ItemClass);
        Assert.Equal("<1@x>", item.InternetMessageId);
        Assert.Equal("Hi, \"you\"", item.Subject);
        Assert.Equal("s@x", item.Sender);
        Assert.Equal(new DateTime(2024, 3, 5, 10, 20, 30, DateTimeKind.Utc), item.SentUtc);
        Assert.Equal(new DateTime(2024, 3, 5, 10, 20, 31, DateTimeKind.Utc), item.ReceivedUtc);
        Assert.Equal(new DateTime(2024, 3, 5, 10, 20, 32, DateTimeKind.Utc), item.CreatedUtc);
        Assert.Equal(new DateTime(2024, 3, 5, 10, 20, 33, DateTimeKind.Utc), item.LastModifiedUtc);
        Assert.Equal(71133, item.Size);
        Assert.True(item.HasAttachments);
        Assert.Equal("MQ==", item.BodyDigest);
        Assert.Equal("a2V5", item.SearchKey);
    }

    [Theory]
    [InlineData("sep=;", ";")]
    [InlineData("SEP=;", ";")]
    [InlineData("\"sep=;\"", ";")]
    [InlineData("sep=\";\"", ";")]
    [InlineData("sep=;;;;;;;;;;;;;;", ";")]
    [InlineData("sep=,", ",")]
    [InlineData("sep=\t", "\t")]
    [InlineData("sep=\\t", "\t")]
    [InlineData("sep=|", "|")]
    [InlineData("sep=^", "^")]
    [InlineData("#TYPE System.Object\r\nsep=|", "|")]
    [InlineData("sep=|\r\n#TYPE System.Object", "|")]
    [InlineData("", ",")]
    [InlineData("\r\n\r\nsep=;", ";")]
    [InlineData("sep=;\r\n", ";")]
    public void Lines_above_the_header_are_blank_or_tell_the_delimiter(string line, string delimiter)
    {
        var rows = string.Join("\r\n", Csv.File(Csv.Row("A1", location: "Archive"), Csv.Row("P1", subject: "Quarterly figures")).TrimEnd().Split("\r\n").Select(row => string.Join(delimiter, row.Split(',').Select(field => $"\"{field}\"")))) + "\r\n";
        foreach (var text in new[] { line + "\r\n" + rows, (line + "\r\n" + rows).Replace("\r\n", "\n", StringComparison.Ordinal) })
        {
            Assert.Equal(["A1", "P1"], Ids(text));
            foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
            {
                var path = _folder.Write("sep.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
                Assert.Equal(["A1", "P1"], Reading.Of(path).Items.Select(item => item.ItemId));
                Assert.Equal("Quarterly figures", Reading.Of(path).Items[1].Subject);
            }
        }
    }

    [Theory]
    [InlineData("sep=")]
    [InlineData("sep=ab")]
    [InlineData("separator")]
    public void What_is_no_such_line_is_no_header_either(string line) =>
        Assert.Equal("MissingColumn", Assert.Throws<InventoryException>(() => Ids(line + "\r\n" + Csv.File(Csv.Row("1")))).ErrorId);

    [Fact]
    public void A_line_below_that_for_the_delimiter_is_counted_as_it_is_shown()
    {
        var path = _folder.Write("sep.csv", "sep=,\r\n" + Csv.File(Csv.Row("1"), Csv.Row("2", size: "x")));
        Assert.Equal(4, Assert.Throws<InventoryException>(() => Reading.Of(path)).Row!.Line);
    }

    [Fact]
    public void A_row_tells_what_its_folder_is_where_the_file_has_the_column()
    {
        var path = _folder.Write("w.csv", Csv.Header + ",wellknownfolder\r\n" + Csv.Row("1", folder: "/Sarrera-ontzia") + ",inbox\r\n" + Csv.Row("2") + ",\r\n");
        Assert.Equal(["inbox", ""], Reading.Of(path).Items.Select(item => item.WellKnownFolder));
        Assert.Null(Assert.Single(Reading.Of(_folder.Write("w2.csv", Csv.File(Csv.Row("1")))).Items).WellKnownFolder);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void The_last_line_may_end_or_not(string end)
    {
        var text = Csv.Header + end + Csv.Row("1") + end + Csv.Row("2");
        Assert.Equal(["1", "2"], Ids(text));
        Assert.Equal(["1", "2"], Ids(text + end));
        Assert.Equal(["1", "2"], Ids(text + end + end + end));
        Assert.All(Reading.Of(_folder.Write("e.csv", text)).Items, item => Assert.False(item.HasAttachments));
    }

    [Fact]
    public void Quoted_fields_hold_line_breaks_delimiters_and_quotes()
    {
        var item = Assert.Single(Reading.Of(_folder.Write("q.csv", Csv.File(Csv.Row("1", subject: "\"a\r\nb\nc,\"\"d\"\"\"")))).Items);
        Assert.Equal("a\r\nb\nc,\"d\"", item.Subject);
    }

    [Fact]
    public void Everything_may_be_quoted_as_export_csv_does()
    {
        var quoted = string.Join("\r\n", Csv.File(Csv.Row("1"), Csv.Row("2", subject: "")).TrimEnd().Split("\r\n").Select(line => string.Join(",", line.Split(',').Select(field => $"\"{field}\""))));
        Assert.Equal(["1", "2"], Ids("#TYPE System.Management.Automation.PSCustomObject\r\n" + quoted + "\r\n"));
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public void Other_delimiters_are_known_by_the_header(string delimiter) =>
        Assert.Equal(["1"], Ids(Csv.File(Csv.Row("1")).Replace(",", delimiter, StringComparison.Ordinal)));

    [Fact]
    public void Columns_may_stand_in_any_order_and_case()
    {
        var columns = Csv.Header.Split(',');
        var fields = Csv.Row("1", location: "archive").Split(',');
        Array.Reverse(columns);
        Array.Reverse(fields);
        var item = Assert.Single(Reading.Of(_folder.Write("o.csv", string.Join(",", columns).ToUpperInvariant() + "\n" + string.Join(",", fields))).Items);

        Assert.Equal("1", item.ItemId);
        Assert.Equal(MailItemLocation.Archive, item.Location);
        Assert.Equal("Hi", item.Subject);
    }

    [Fact]
    public void Byte_order_marks_are_no_text()
    {
        var text = Csv.File(Csv.Row("1", subject: "Zürich 😀"), Csv.Row("2"));
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            foreach (var name in new[] { "b.csv", "b.csv.gz" })
            {
                var items = Reading.Of(_folder.Write(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)])).Items;
                Assert.Equal(["1", "2"], items.Select(item => item.ItemId));
                Assert.Equal("Zürich 😀", items[0].Subject);
            }
        }
    }

    [Fact]
    public void Compressed_files_are_read_like_others()
    {
        var rows = Enumerable.Range(0, 20_000).Select(place => Csv.Row($"{place:D6}", subject: $"\"line {place}\nand more\"")).ToArray();
        var plain = Reading.Of(_folder.Write("c.csv", Csv.File(rows))).Items;
        var compressed = Reading.Of(_folder.Write("c.csv.gz", Csv.File(rows))).Items;

        Assert.Equal(rows.Length, plain.Count);
        Assert.Equal(plain.Select(Tell), compressed.Select(Tell));
    }

    [Fact]
    public void Several_files_are_one_inventory()
    {
        var primary = _folder.Write("p.csv", Csv.File(Csv.Row("1")));
        var archive = _folder.Write("a.csv.gz", Csv.File(Csv.Row("2", location: "Archive")));
        using var reader = InventoryReader.Open([primary, archive], BadRowAction.Stop);
        var group = Assert.Single(new DuplicateFinder(new()).Scan(reader, new()).Groups());

        Assert.Equal("2", group.Kept.ItemId);
        Assert.Equal("1", Assert.Single(group.Surplus).ItemId);
    }

    [Fact]
    public void Fields_of_megabytes_are_read()
    {
        var subject = string.Concat(Enumerable.Repeat("Budget, \"\"plan\"\"\n", 200_000));
        var items = Reading.Of(_folder.Write("m.csv", Csv.File(Csv.Row("1"), Csv.Row("2", subject: $"\"{subject}\""), Csv.Row("3", folder: new string('x', 3_000_000)), Csv.Row("4")))).Items;

        Assert.Equal(["1", "2", "3", "4"], items.Select(item => item.ItemId));
        Assert.Equal(subject.Replace("\"\"", "\"", StringComparison.Ordinal), items[1].Subject);
        Assert.Equal(3_000_000, items[2].FolderPath.Length);
    }

    [Fact]
    public void Hostile_text_is_data()
    {
        var subject = "=cmd|' /C calc'!A0 \0 \u202E gpj.exe \u0007";
        var item = Assert.Single(Reading.Of(_folder.Write("h.csv", Csv.File(Csv.Row("1", subject: subject)))).Items);
        Assert.Equal(subject, item.Subject);
    }

    [Fact]
    public void Halves_of_pairs_survive()
    {
        var text = Csv.File(Csv.Row("1", subject: "a\uD83D"));
        Assert.Equal("a\uD83D", Assert.Single(Reading.Of(_folder.Write("s.csv", Wtf8.Encode(text))).Items).Subject);

        // UnicodeEncoding would replace the half.
        byte[] utf16 = [0xFF, 0xFE, .. text.SelectMany(unit => new[] { (byte)unit, (byte)(unit >> 8) })];
        Assert.Equal("a\uD83D", Assert.Single(Reading.Of(_folder.Write("s16.csv", utf16)).Items).Subject);
    }

    [Fact]
    public void Rows_are_found_again_wherever_chunks_end()
    {
        var random = new Random(2783045);
        var rows = Enumerable.Range(0, 12_000).Select(place => Csv.Row($"{place:D5}", subject: random.Next(3) switch
        {
            0 => "\"" + new string('\n', random.Next(40)) + "\"\"x, " + place + "\"",
            1 => new string('y', random.Next(400)),
            _ => "\"\"",
        })).ToArray();
        var items = Reading.Of(_folder.Write("w.csv", Csv.File(rows))).Items;

        Assert.Equal(Enumerable.Range(0, 12_000).Select(place => $"{place:D5}"), items.Select(item => item.ItemId));
        Assert.Equal(rows.Select(SubjectOf), items.Select(item => item.Subject));
    }

    private static string SubjectOf(string row)
    {
        var subject = row[(row.IndexOf("<1@x>,", StringComparison.Ordinal) + 6)..row.IndexOf(",s@x,", StringComparison.Ordinal)];
        return subject.StartsWith('"') ? subject[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : subject;
    }

    private static string Tell(MailItem item) => $"{item.ItemId} {item.Subject} {item.SentUtc:O} {item.Size}";

    private IEnumerable<string> Ids(string text) => Reading.Of(_folder.Write("ids.csv", text)).Items.Select(item => item.ItemId);
}
