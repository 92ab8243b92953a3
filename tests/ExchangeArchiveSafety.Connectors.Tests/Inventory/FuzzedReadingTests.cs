using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sylvan.Data.Csv;
using Xunit;

namespace ExchangeArchiveSafety.Inventory;

/// <summary>Whatever stands in a file: the reader ends, does not crash, and every row is an item or is told of.</summary>
public class FuzzedReadingTests
{
    // What another build of the same code is asked less often.
#if DESKTOP
    private const int Times = 25;
#else
    private const int Times = 100;
#endif

    private static readonly byte[] Valid = Encoding.UTF8.GetBytes(Csv.File(
        Csv.Row("1"), Csv.Row("2", subject: "\"a, \"\"b\"\"\nc\""), Csv.Row("3", subject: "\"\""), Csv.Row("4", folder: "Éléments envoyés"), Csv.Row("5")));

    [Property(MaxTest = 4 * Times)]
    public void No_row_of_a_damaged_csv_is_lost_in_silence(PositiveInt seed)
    {
        using var folder = new TemporaryFolder();
        var bytes = Damage(Valid, seed.Get, headerLength: Csv.Header.Length + 2, "\",\r\n;x\0é<"u8.ToArray());
        foreach (var name in new[] { "f.csv", "f.csv.gz" })
        {
            var reading = Reading.Of(BadRowAction.Skip, folder.Write(name, bytes));
            Xunit.Assert.Equal(Rows(bytes) - 1, reading.Items.Count + reading.Skipped.Count);
        }
    }

    [Property(MaxTest = 4 * Times)]
    public void A_damaged_ndjson_is_read_line_by_line(PositiveInt seed) => ReadDamagedNdjson(seed.Get);

    [Fact]
    public void Most_damaged_ndjson_is_read_with_rows_that_are_items_and_rows_that_are_not()
    {
        var readings = Enumerable.Range(1, 200).Select(ReadDamagedNdjson).OfType<Reading>().ToList();
        Xunit.Assert.InRange(readings.Count, 100, 200);
        Xunit.Assert.InRange(readings.Count(reading => reading.Items.Count > 0 && reading.Skipped.Count > 0), 50, 200);
    }

    private static Reading? ReadDamagedNdjson(int seed)
    {
        using var folder = new TemporaryFolder();
        var line = "{\"mailbox\":\"a\",\"location\":\"primary\",\"folderPath\":\"x\",\"itemId\":\"1\",\"itemClass\":\"c\",\"internetMessageId\":\"\\u0041\",\"subject\":\"s\",\"sender\":\"s\",\"sentUtc\":null,\"receivedUtc\":null,\"createdUtc\":null,\"lastModifiedUtc\":null,\"size\":1,\"hasAttachments\":false}\n";
        var bytes = Damage(Encoding.UTF8.GetBytes(line + line + line), seed, headerLength: 1, "\"{}[],:\\u\r\nd8\0é"u8.ToArray());
        var rows = Encoding.Latin1.GetString(bytes).Split('\n').Count(one => one.Trim('\r').Length > 0);
        var path = folder.Write("f.ndjson", bytes);
        try
        {
            var reading = Reading.Of(BadRowAction.Skip, path);
            Xunit.Assert.Equal(rows, reading.Items.Count + reading.Skipped.Count);
            return reading;
        }
        catch (InventoryException error)
        {
            Xunit.Assert.Equal("MissingColumn", error.ErrorId);
            return null;
        }
    }

    [Property(MaxTest = 3 * Times)]
    public void Any_bytes_at_all_are_an_inventory_or_refused(byte[] bytes, bool withHeader)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "f.csv", "f.ndjson", "f.txt" })
        {
            var path = folder.Write(name, withHeader ? [.. Encoding.UTF8.GetBytes(Csv.Header + "\n"), .. bytes] : bytes);
            try
            {
                Reading.Of(BadRowAction.Skip, path);
            }
            catch (InventoryException error)
            {
                Xunit.Assert.NotEqual("", error.ErrorId);
            }
        }
    }

    [Property(MaxTest = 3 * Times)]
    public void What_is_well_formed_is_read_as_a_library_reads_it(NonEmptyArray<string> subjects, bool quoteAll)
    {
        using var folder = new TemporaryFolder();

        // A half of a surrogate pair is nothing that the library can be asked about.
        var texts = subjects.Get.Select(text => new string([.. (text ?? "").Where(character => !char.IsSurrogate(character) && character != '\0')])).ToArray();
        var rows = texts.Select((text, place) => Csv.Row($"{place:D3}", subject: quoteAll || text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text)).ToArray();
        var file = Csv.File(rows);
        var expected = new List<string>();
        using (var library = CsvDataReader.Create(new StringReader(file), new CsvDataReaderOptions { Delimiter = ',' }))
        {
            while (library.Read())
            {
                expected.Add(library.GetString(6));
            }
        }

        Xunit.Assert.Equal(expected, Reading.Of(folder.Write("l.csv", file)).Items.Select(item => item.Subject));
    }

    [Property(MaxTest = 10 * Times)]
    public void A_row_is_read_the_same_whether_or_not_so_much_follows_that_all_its_marks_are_found_at_once(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        string[] fields = ["", "plain", "twice as long", new('x', 70), "\"quoted\"", "\"\"", "\"a, b\"", "\"two\nlines\"", "\"\"\"doubled\"\", twice\"", "\"" + new string('"', 66) + "\"", "a\"b", "\"c\"d", "\"e\"\r", "f\"g\"h", "\"i\"j\"k\""];
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
            string.Join(',', Enumerable.Range(0, random.Next(9) == 0 ? 3 : 4).Select(_ => fields[random.Next(random.Next(4) == 0 ? fields.Length : 10)])) + (random.Next(3) == 0 ? "\r\n" : "\n")));
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var isLast in new[] { false, true })
        {
            var expected = Tokens(bytes, bytes.Length, isLast);
            foreach (var follows in "\",\nx")
            {
                Xunit.Assert.Equal(expected, Tokens([.. bytes, .. Enumerable.Repeat((byte)follows, 200)], bytes.Length, isLast));
            }
        }
    }

    private static string Tokens(byte[] buffer, int end, bool isLast)
    {
        var (record, tokenizer, told) = (new InventoryRecord(), new CsvTokenizer((byte)',', [0, 1, 2, 3]), new StringBuilder());
        for (var at = 0; at >= 0 && at < end;)
        {
            at = tokenizer.Read(buffer, at, end, isLast, record);
            told.Append(at).Append(' ').Append(at < 0 ? "" : record.Fault is { } fault ? $"{fault.Kind} {fault.Start} {fault.Found}"
                : string.Join('|', Enumerable.Range(0, 4).Select(column => Encoding.UTF8.GetString(record.Get((InventoryColumn)column))))).Append('\n');
        }

        return told.ToString();
    }

    private static byte[] Damage(byte[] valid, int seed, int headerLength, byte[] alphabet)
    {
        var random = new Random(seed);
        var bytes = valid.ToList();
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            var place = random.Next(headerLength, bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[place] = alphabet[random.Next(alphabet.Length)];
                    break;
                case 1:
                    bytes.Insert(place, alphabet[random.Next(alphabet.Length)]);
                    break;
                default:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 30), bytes.Count - place));
                    break;
            }

            if (bytes.Count <= headerLength)
            {
                bytes.Add((byte)'x');
            }
        }

        return [.. bytes];
    }

    /// <summary>Counts rows the slow way, one byte after the other.</summary>
    private static int Rows(byte[] bytes)
    {
        var (rows, blank, quoted, fieldStart) = (0, true, false, true);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (quoted)
            {
                if (bytes[at] == '"' && at + 1 < bytes.Length && bytes[at + 1] == '"')
                {
                    at++;
                }
                else if (bytes[at] == '"')
                {
                    quoted = false;
                }

                continue;
            }

            if (bytes[at] == '\n')
            {
                rows += blank ? 0 : 1;
                (blank, fieldStart) = (true, true);
                continue;
            }

            quoted = bytes[at] == '"' && fieldStart;
            fieldStart = bytes[at] == ',';
            blank &= bytes[at] == '\r';
        }

        return rows + (blank ? 0 : 1);
    }
}
