using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Reports.Html;

/// <summary>
/// The rows of a table for the viewer: column by column in blocks, each compressed when it is full, so that a million rows need the memory of one block.
/// Text stands line by line, each with its end; few-valued text as a list of its values and planes of codes; numbers and times as planes of bytes, one more than the number, so
/// that none is what nobody knows. There are as many planes as the largest needs.
/// </summary>
internal static class ColumnBlocks
{
    public const int Rows = 65_536;
    private const int MostNumberBytes = 6;

    public static void Write(HtmlWriter html, ReportTable table)
    {
        var columns = table.Columns.Where(column => column.Place != ColumnPlace.Files).ToList();
        var at = columns.ConvertAll(column => table.Columns.ToList().IndexOf(column));
        _ = html.Open("script", "type", "application/json", "data-columns", table.Id).Own(JsonSerializer.Serialize(new
        {
            id = table.Id,
            rows = table.Count,
            plain = HtmlReport.PlainRows,
            tones = StateTones.All,
            columns = columns.Select(column => new { id = column.Id, title = column.Title, kind = column.Kind.ToString(), detail = column.Place == ColumnPlace.Detail, state = column.IsState }),
        })).CloseLine();
        var block = columns.ConvertAll(_ => new List<object?>());
        void Flush()
        {
            for (var column = 0; column < columns.Count; column++)
            {
                var packed = Convert.ToBase64String(Compressed(Bytes(columns[column].Kind, block[column])));
                _ = html.Open("script", "type", "application/octet-stream", "data-table", table.Id, "data-column", DisplayText.Show(column)).Own(packed).CloseLine();
                block[column].Clear();
            }
        }

        foreach (var row in table.Rows())
        {
            for (var column = 0; column < columns.Count; column++)
            {
                block[column].Add(row[at[column]]);
            }

            if (block[0].Count == Rows)
            {
                Flush();
            }
        }

        if (block[0].Count > 0)
        {
            Flush();
        }
    }

    private static byte[] Bytes(ColumnKind kind, List<object?> values) => kind switch
    {
        ColumnKind.Text => Encoding.UTF8.GetBytes(string.Join("\n", values) + "\n"),
        ColumnKind.Choice => Codes(values),
        _ => Planes(values.ConvertAll(value => value switch { null => 0, DateTime time => (time.Ticks / TimeSpan.TicksPerSecond) + 1, _ => (long)value + 1 })),
    };

    private static byte[] Codes(List<object?> values)
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        var texts = new List<string>();
        var codes = values.ConvertAll(value =>
        {
            var text = (string?)value ?? "";
            if (!known.TryGetValue(text, out var code))
            {
                known.Add(text, code = texts.Count);
                texts.Add(text);
            }

            return code;
        });
        var list = Encoding.UTF8.GetBytes(string.Join("\n", texts));
        return [(byte)list.Length, (byte)(list.Length >> 8), (byte)(list.Length >> 16), (byte)(list.Length >> 24), .. list, .. Planes(codes)];
    }

    private static byte[] Planes(List<long> values)
    {
        var largest = values.Max();
        var bytes = 1;
        while (bytes < MostNumberBytes && largest >> (8 * bytes) != 0)
        {
            bytes++;
        }

        var planes = new byte[values.Count * bytes];
        for (var at = 0; at < values.Count; at++)
        {
            for (var plane = 0; plane < bytes; plane++)
            {
                planes[(plane * values.Count) + at] = (byte)(values[at] >> (8 * plane));
            }
        }

        return planes;
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(bytes, 0, bytes.Length);
        }

        return target.ToArray();
    }
}
