using System.Text;

namespace ExchangeArchiveSafety.Reports.Writers;

/// <summary>The summary for a ticket: what is at risk, what to do, and the first mailboxes. Names of the tenant stand as code, which nothing in them can end.</summary>
internal static class MarkdownReport
{
    private const int MostRows = 15;

    private static readonly string[] Shown = ["mailbox", "state", "status", "migrationStatus", "heldOffBy", "heldUntil", "until", "surplus", "surplusSize", "removed", "check", "remedy"];

    public static void Write(Report report, Stream target)
    {
        var text = new StringBuilder();
        _ = text.Append("# ").Append(Plain(report.Title)).Append("\n\n").Append(Plain(report.Sentence)).Append("\n\n").Append(report.Cost is null ? "" : Plain(report.Cost) + "\n\n");
        foreach (var figure in report.Figures)
        {
            _ = text.Append("- **").Append(figure.Label).Append("**: ").Append(figure.Shown).Append(" – ").Append(figure.Note).Append('\n');
        }

        foreach (var step in report.Steps)
        {
            _ = text.Append("\n").Append(step.Why).Append('\n').Append(step.Line is null ? "" : "\n```powershell\n" + step.Line + "\n```\n");
        }

        foreach (var section in report.Sections)
        {
            Write(text, section.Tables[0]);
        }

        _ = text.Append('\n').Append(DisplayText.Sentence(CoreMessages.MethodAsOf, report.AsOfUtc)).Append('\n');
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        target.Write(bytes, 0, bytes.Length);
    }

    private static void Write(StringBuilder text, ReportTable table)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Where(at => Shown.Contains(table.Columns[at].Id)).ToList();
        if (columns.Count == 0)
        {
            return;
        }

        _ = text.Append("\n## ").Append(table.Title).Append("\n\n| ").Append(string.Join(" | ", columns.Select(at => table.Columns[at].Title)))
            .Append(" |\n|").Append(string.Concat(columns.Select(_ => "---|"))).Append('\n');
        foreach (var row in table.Rows().Take(MostRows))
        {
            _ = text.Append("| ").Append(string.Join(" | ", columns.Select(at => Cell(table.Columns[at], row[at])))).Append(" |\n");
        }

        _ = text.Append(table.Count > MostRows ? "\n" + DisplayText.Sentence(CoreMessages.ReportMoreRows, MostRows, table.Count) + "\n" : "");
    }

    private static string Cell(ReportColumn column, object? value) => value switch
    {
        null or "" => "",
        long bytes when column.Kind == ColumnKind.Bytes => ByteSize.Show(bytes),
        string text => Code(text),
        _ => DisplayText.Show(value),
    };

    // The fence is longer than any in the text; a bar would end the cell also in code, and for some readers one behind two backslashes does.
    private static string Code(string text)
    {
        var fence = "`";
        while (text.Contains(fence))
        {
            fence += "`";
        }

        var pad = fence.Length > 1 ? " " : "";
        return fence + pad + text.Replace("\\|", "\\\\u{7C}").Replace("|", "\\|") + pad + fence;
    }

    private static string Plain(string text) => string.Concat(text.Select(letter => letter < 128 && char.IsPunctuation(letter) && letter is not ('.' or ',' or ':' or ';' or '(' or ')' or '-' or '\'' or '"') || letter is '<' or '>' or '|' or '`' or '~' or '+' or '=' or '$' or '^' ? "\\" + letter : letter.ToString()));
}
