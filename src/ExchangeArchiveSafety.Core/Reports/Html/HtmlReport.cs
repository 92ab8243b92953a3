using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ExchangeArchiveSafety.Reports.Html;

/// <summary>
/// One page that needs nothing else. Summary, charts and the first rows of each table are plain; all rows lie in compressed columns below, from which the viewer
/// draws those that are seen. The policy in it lets nothing run but the viewer, whose digest it names, and nothing be asked for.
/// </summary>
internal static class HtmlReport
{
    /// <summary>Up to so many rows are plain, and can be found and printed by the browser.</summary>
    public const int PlainRows = 500;

    /// <summary>Of more rows so many are.</summary>
    public const int FirstRows = 100;

    private const int OpenNotes = 5;

    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    public static void Write(Report report, Stream target)
    {
        using var text = new StreamWriter(target, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var html = new HtmlWriter(text);
        _ = html.Own("<!doctype html>\n").Open("html", "lang", "en").Open("head").Empty("meta", "charset", "utf-8");

        // It comes before all that it is to hold for.
        _ = html.Empty("meta", "http-equiv", "Content-Security-Policy", "content", Policy());
        _ = html.Empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").Empty("meta", "name", "referrer", "content", "no-referrer").Empty("meta", "name", "color-scheme", "content", "light dark");
        _ = html.Element("title", report.Title).Open("style").Own(Style).CloseLine().CloseLine().Open("body");
        Top(html, report);
        _ = html.Open("main");
        foreach (var section in report.Sections)
        {
            Section(html, section);
        }

        Method(html, report);
        _ = html.CloseLine().Open("footer").Text(CoreMessages.ReportFooter + " ").Open("a", "href", "https://learn.microsoft.com/troubleshoot/microsoft-365/purview/archive-mailboxes/items-duplicated", "rel", "noopener noreferrer").Text("KB 2783045").Close().CloseLine();
        foreach (var table in report.Tables)
        {
            ColumnBlocks.Write(html, table);
        }

        _ = html.Open("script").Own(Script).CloseLine().CloseLine().CloseLine();
    }

    /// <summary>Nothing is allowed but this style and this script, and no text becomes script.</summary>
    public static string Policy() =>
        $"default-src 'none'; style-src 'sha256-{Digest(Style)}'; script-src 'sha256-{Digest(Script)}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>A value as people read it.</summary>
    public static string Shown(ReportColumn column, object? value) => value switch
    {
        null => "",
        long bytes when column.Kind == ColumnKind.Bytes => ByteSize.Show(bytes),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static void Top(HtmlWriter html, Report report)
    {
        _ = html.Open("header", "class", "page").Element("h1", report.Title).Element("p", DisplayText.Sentence(CoreMessages.ReportAsOf, report.AsOfUtc), "class", "as-of");
        _ = html.Element("p", report.Sentence, "class", "sentence " + Tone(report.Tone));
        _ = (report.Cost is null ? html : html.Element("p", report.Cost, "class", "cost")).Open("dl", "class", "figures");
        foreach (var figure in report.Figures)
        {
            _ = html.Open("div", "class", "figure " + Tone(figure.Tone)).Element("dt", figure.Label).Open("dd").Open("strong").Text(figure.Shown).Close().Open("span").Text(figure.Note).Close().Close().CloseLine();
        }

        _ = html.CloseLine().CloseLine();
        if (report.Steps.Count > 0)
        {
            _ = html.Open("section", "class", "next", "aria-labelledby", "next").Element("h2", CoreMessages.ReportNext, "id", "next").Open("ol");
            foreach (var step in report.Steps)
            {
                _ = html.Open("li").Element("p", step.Why);
                if (step.Line is not null)
                {
                    Line(html.Open("pre").Open("code"), step.Line);
                }

                _ = html.CloseLine();
            }

            _ = html.CloseLine().CloseLine();
        }

        _ = html.Open("nav", "aria-label", CoreMessages.ReportContents).Open("ul");
        foreach (var (id, title) in report.Sections.Select(section => (section.Id, section.Title)).Append(("method", CoreMessages.ReportMethod)))
        {
            _ = html.Open("li").Open("a", "href", "#" + id).Text(title).Close().CloseLine();
        }

        _ = html.CloseLine().CloseLine();
    }

    // A line is broken only where PowerShell reads on: on paper it must not end before its -WhatIf.
    private static void Line(HtmlWriter html, string line)
    {
        for (int at = 0, end; at < line.Length; at = end)
        {
            var mark = line.IndexOfAny([',', '|'], at);
            end = mark < 0 ? line.Length : Math.Min(line.Length, mark + 2);
            _ = html.Open("span").Text(line.Substring(at, end - at)).Close();
        }

        _ = html.Close().CloseLine();
    }

    private static void Section(HtmlWriter html, ReportSection section)
    {
        _ = html.Open("section", "id", section.Id, "aria-labelledby", section.Id + "-title").Element("h2", section.Title, "id", section.Id + "-title").Element("p", section.Lead, "class", "lead");
        foreach (var chart in section.Charts)
        {
            SvgCharts.Write(html, chart);
        }

        foreach (var table in section.Tables)
        {
            Table(html, table, isNamed: section.Tables.Count > 1);
        }

        // What is said of single mailboxes can be long.
        var isMuch = section.Notes.Count > OpenNotes;
        _ = isMuch ? html.Open("details").Element("summary", DisplayText.Sentence(CoreMessages.ReportOneByOne, section.Notes.Count)) : html;
        foreach (var note in section.Notes)
        {
            _ = html.Open("details").Element("summary", note.Name);
            Lines(html, note.Lines);
            _ = html.CloseLine();
        }

        _ = isMuch ? html.CloseLine() : html;
        _ = html.CloseLine();
    }

    private static void Table(HtmlWriter html, ReportTable table, bool isNamed)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Where(at => table.Columns[at].Place == ColumnPlace.Row).ToList();
        var drawn = table.Count <= PlainRows ? table.Count : FirstRows;
        _ = isNamed ? html.Element("h3", table.Title) : html;
        _ = html.Open("div", "class", "table", "data-table", table.Id).Open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", DisplayText.Sentence(CoreMessages.ReportRowsOf, table.Title)).Open("table").Open("caption", "class", "unseen").Text(table.Title).Close().Open("thead").Open("tr");
        foreach (var at in columns)
        {
            _ = html.Open("th", "scope", "col", "class", Class(table.Columns[at])).Text(table.Columns[at].Title).Close();
        }

        _ = html.Close().Close().Open("tbody").Own("\n");
        foreach (var row in table.Rows().Take(drawn))
        {
            _ = html.Open("tr");
            foreach (var at in columns)
            {
                var shown = Shown(table.Columns[at], row[at]);
                _ = html.Open("td", "class", Class(table.Columns[at]));
                _ = table.Columns[at].IsState && shown.Length > 0 ? html.Open("span", "class", "state " + StateTones.Of(shown)).Text(shown).Close() : html.Text(shown);
                _ = html.Close();
            }

            _ = html.CloseLine();
        }

        _ = html.Close().Close().Close().Element("p", drawn < table.Count ? DisplayText.Sentence(CoreMessages.ReportFirstRows, drawn, table.Count) : DisplayText.Sentence(CoreMessages.ReportRows, table.Count), "class", "rows").CloseLine();
    }

    private static void Method(HtmlWriter html, Report report)
    {
        _ = html.Open("section", "id", "method", "aria-labelledby", "method-title").Element("h2", CoreMessages.ReportMethod, "id", "method-title");
        foreach (var note in report.Method)
        {
            _ = html.Element("h3", note.Name);
            Lines(html, note.Lines);
        }

        _ = html.CloseLine();
    }

    private static void Lines(HtmlWriter html, IReadOnlyList<string> lines)
    {
        _ = html.Open("ul");
        foreach (var line in lines)
        {
            _ = html.Element("li", line);
        }

        _ = html.CloseLine();
    }

    public static string Tone(ReportTone tone) => tone switch
    {
        ReportTone.Danger => "danger",
        ReportTone.Warning => "warning",
        ReportTone.Good => "good",
        _ => "neutral",
    };

    private static string? Class(ReportColumn column) => column.Kind switch
    {
        ColumnKind.Number or ColumnKind.Bytes => "number",
        ColumnKind.Time => "time",
        ColumnKind.Text => "text",
        _ => null,
    };

    private static string Digest(string text)
    {
        using var digest = SHA256.Create();
        return Convert.ToBase64String(digest.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    // Browsers take the digest of the text with plain line ends.
    private static string Resource(string name)
    {
        using var resource = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return resource.ReadToEnd().Replace("\r\n", "\n");
    }
}
