using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Reports.Writers;

/// <summary>One table for a spreadsheet. Text that a spreadsheet would run as a formula begins with an apostrophe, also after a semicolon in it.</summary>
internal static class CsvReport
{
    // Also the wide forms, which some spreadsheets take for the narrow ones.
    private const string Beginnings = "=+@\uFF1D\uFF0B\uFF0D\uFF20-";

    // Where lists are separated by semicolons, a spreadsheet takes what follows one for another cell, whatever quotes stand around it.
    private static readonly Regex LaterCells = new(";(?=[ \u00A0\u3000'\"]*[" + Beginnings + "])", RegexOptions.CultureInvariant);

    // Headings as only this writer writes them, mark included.
    private static readonly Regex Headings = new("\\A\uFEFF\"[a-z][A-Za-z]*\"(,\"[a-z][A-Za-z]*\")*\r?\n", RegexOptions.CultureInvariant);

    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    public static void Write(ReportTable table, Stream target)
    {
        // Without it spreadsheets read another encoding.
        target.Write(Utf8Mark, 0, Utf8Mark.Length);
        var csv = new CsvWriter(target);
        csv.Header(table.Columns.Select(column => column.Id));
        foreach (var row in table.Rows())
        {
            foreach (var value in row)
            {
                csv.Field(Shown(value));
            }

            csv.EndRow();
        }
    }

    /// <summary>Whether a file is there and begins as a table of a report does. Nobody else's file is taken for one.</summary>
    public static bool IsOwn(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        var begin = new byte[4096];
        return Headings.IsMatch(Encoding.UTF8.GetString(begin, 0, file.Fill(begin, begin.Length)));
    }

    public static string Safe(string text) => First(text.IndexOf(';') < 0 ? text : LaterCells.Replace(text, ";'"));

    private static string First(string text) => text.TrimStart(' ', '\u00A0', '\u3000', '\'', '"') is { Length: > 0 } begun && Beginnings.IndexOf(begun[0]) >= 0 ? "'" + text : text;

    private static string Shown(object? value) => value switch
    {
        null => "",
        long number => number.ToString(CultureInfo.InvariantCulture),
        DateTime time => DisplayText.Show(time),
        _ => Safe((string)value),
    };
}
