using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ExchangeArchiveSafety.Help;

/// <summary>Writes an about topic as text for a console of 80 columns.</summary>
internal sealed class AboutText
{
    private const int Width = 80;
    private const int Step = 4;
    private const int TermLevel = 5;
    private static readonly string[] First = ["Short description", "Long description"];
    private readonly MarkdownPage _page;
    private readonly List<string> _lines = [];
    private bool _joins;

    private AboutText(MarkdownPage page) => _page = page;

    public static string Write(MarkdownPage page)
    {
        var yaml = new YamlLines(page, page.FrontMatter);
        yaml.Expect("Locale", "en-US");
        _ = yaml.Scalar("ms.date");
        yaml.Expect("title", page.Name);
        yaml.End();
        for (var index = 0; index < First.Length; index++)
        {
            var found = page.Title.Sections.ElementAtOrDefault(index);
            if (found?.Title != First[index])
            {
                throw page.Error(found?.Heading.Line ?? page.Title.Heading.Line, $"Here the section \"{First[index]}\" is missing.");
            }
        }

        var text = new AboutText(page);
        text._lines.AddRange(["TOPIC", new string(' ', Step) + page.Name]);
        page.Title.Sections.ForEach(text.Add);
        return string.Join("\n", text._lines) + "\n";
    }

    // Headings stand as in the topics of PowerShell itself; those of the fifth level name a thing, and what is said of it hangs below.
    private void Add(Section section)
    {
        var level = section.Heading.Level;
        Gap();
        _lines.Add(level <= 3 ? new string(' ', (level - 2) * 2) + section.Title.ToUpperInvariant() : new string(' ', Step) + section.Title);
        _joins = level is 2 or TermLevel;
        foreach (var block in section.Blocks)
        {
            Add(block, level == TermLevel ? 2 * Step : Step);
        }

        _joins = false;
        section.Sections.ForEach(Add);
    }

    private void Add(Block block, int indent, bool inList = false)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                Add(_page.Text(paragraph.Inline!), indent);
                break;
            case FencedCodeBlock code:
                Gap();
                _lines.AddRange(code.Lines.Lines.Take(code.Lines.Count).Select(line => (new string(' ', inList ? indent : indent + Step) + line).TrimEnd()));
                break;
            case ListBlock list when list.All(item => Term(item) is not null):
                var hang = list.Max(item => _page.Text(Term(item)!).Length) + 2;
                Add(list, indent, hang, item => _page.Text(Term(item)!));
                break;
            case ListBlock list:
                Add(list, indent, list.IsOrdered ? Step : 2, item => list.IsOrdered ? ((ListItemBlock)item).Order.ToString(CultureInfo.InvariantCulture) + "." : "-");
                break;
            case Table table:
                Add(table, indent);
                break;
            default:
                throw _page.Error(block.Line, $"Plain help cannot show this ({block.GetType().Name}).");
        }
    }

    private void Add(ListBlock list, int indent, int hang, Func<Block, string> mark)
    {
        Gap();
        foreach (var item in list.Cast<ListItemBlock>())
        {
            _joins = !list.IsLoose || item == list[0];
            var first = item.FirstOrDefault() as ParagraphBlock ?? throw _page.Error(item.Line, "A list item begins with text.");
            var text = Term(item) is null ? _page.Text(first.Inline!) : _page.Text(first.Inline!.Skip(1)).TrimStart(':').TrimStart();
            Add(text, indent, mark(item), hang);
            foreach (var block in item.Skip(1))
            {
                Add(block, indent + hang, inList: true);
            }
        }
    }

    private void Add(Table table, int indent)
    {
        var rows = table.Cast<TableRow>().Select(row => row.Select(cell => _page.Text(((TableCell)cell).Descendants<LeafBlock>().SelectMany(leaf => leaf.Inline!))).ToList()).ToList();
        var rest = rows[0].Count - 1;
        var first = rows.Max(row => row[0].Length);
        var room = Width - indent - first - rest;
        var widths = rows[0].Select((_, column) => column == 0 ? first : column < rest ? room / rest : room - (room / rest * (rest - 1))).ToList();
        rows.Insert(1, [.. widths.Select(one => new string('-', one))]);
        Gap();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => Wrap(cell, widths[column])).ToList();
            for (var line = 0; line < cells.Max(cell => cell.Count); line++)
            {
                _lines.Add((new string(' ', indent) + string.Join(" ", cells.Select((cell, column) => (cell.ElementAtOrDefault(line) ?? "").PadRight(widths[column])))).TrimEnd());
            }
        }
    }

    // A text whose lines hang behind a mark.
    private void Add(string text, int indent, string mark = "", int hang = 0)
    {
        Gap();
        foreach (var line in Wrap(text, Width - indent - hang))
        {
            _lines.Add(new string(' ', indent) + mark.PadRight(hang) + line);
            mark = "";
        }
    }

    private void Gap()
    {
        if (!_joins && _lines.Count > 0)
        {
            _lines.Add("");
        }

        _joins = false;
    }

    // A list item that begins with a bold text explains that text.
    private static EmphasisInline? Term(Block item) => item is ListItemBlock and [ParagraphBlock { Inline.FirstChild: EmphasisInline { DelimiterCount: 2 } term }, ..] ? term : null;

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ').SelectMany(word => Pieces(word, width)))
        {
            if (lines[^1].Length == 0)
            {
                lines[^1] = word;
            }
            else if (lines[^1].Length + 1 + word.Length <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    // A word that is longer than a line breaks at a hyphen.
    private static IEnumerable<string> Pieces(string word, int width)
    {
        while (word.Length > width)
        {
            var cut = word.LastIndexOf('-', width - 1) + 1;
            cut = cut > 0 ? cut : width;
            yield return word[..cut];
            word = word[cut..];
        }

        yield return word;
    }
}
