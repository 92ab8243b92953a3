using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Yaml;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ExchangeArchiveSafety.Help;

/// <summary>What stands below a heading, up to the next heading of its level.</summary>
internal sealed record Section(string Title, HeadingBlock Heading, List<Block> Blocks, List<Section> Sections);

/// <summary>A page of the help: front matter, and sections below one title that is the name of the file.</summary>
internal sealed partial class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation().UseYamlFrontMatter().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private MarkdownPage(string path)
    {
        File = path;
        Name = Path.GetFileNameWithoutExtension(path);
        Document = Markdown.Parse(System.IO.File.ReadAllText(path), Pipeline);
        FrontMatter = Document.FirstOrDefault() as YamlFrontMatterBlock ?? throw Error(0, "The front matter is missing.");
        Title = ReadSections();
        foreach (var heading in Document.Descendants<HeadingBlock>())
        {
            _ = Anchors.Add(heading.TryGetAttributes()?.Id ?? "");
        }

        foreach (var html in Document.Descendants<HtmlInline>())
        {
            var id = AnchorTag().Match(html.Tag).Groups["id"];
            if (id.Success && !Anchors.Add(id.Value))
            {
                throw Error(html.Line, $"The anchor {id.Value} is there twice.");
            }
        }
    }

    public string File { get; }

    public string Name { get; }

    public MarkdownDocument Document { get; }

    public YamlFrontMatterBlock FrontMatter { get; }

    /// <summary>The only heading of the first level, with everything below it.</summary>
    public Section Title { get; }

    /// <summary>What a link to this page can name: headings, and tags like &lt;a id="eas1001"&gt;.</summary>
    public HashSet<string> Anchors { get; } = [];

    public static MarkdownPage Read(string path) => new(path);

    public PageException Error(int line, string what) => new(File, line, what);

    /// <summary>The paragraphs of a section; lists become one paragraph an item.</summary>
    public IReadOnlyList<string> Paragraphs(string below, IEnumerable<Block> blocks, int line)
    {
        var texts = blocks.SelectMany(block => block switch
        {
            ParagraphBlock paragraph => [Text(paragraph.Inline!)],
            ListBlock list => list.SelectMany(item => Paragraphs(below, (ListItemBlock)item, item.Line)).Select(text => "- " + text),
            _ => throw Error(block.Line, $"{below} has room for paragraphs and lists only."),
        }).ToList();
        return texts.Count > 0 ? texts : throw Error(line, $"{below} has no text.");
    }

    /// <summary>What a reader of the plain help sees of a text.</summary>
    public string Text(IEnumerable<Inline> inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LinkInline { IsImage: false } link => Text((IEnumerable<Inline>)link) + (PageLinks.IsOutside(link.Url) ? $" ({link.Url})" : ""),
        EmphasisInline emphasis => Text((IEnumerable<Inline>)emphasis),
        HtmlInline html when AnchorTag().IsMatch(html.Tag) => "",
        _ => throw Error(inline.Line, $"Plain help cannot show this ({inline.GetType().Name})."),
    })).Trim();

    private Section ReadSections()
    {
        var open = new Stack<Section>();
        Section? title = null;
        foreach (var block in Document.Skip(1))
        {
            if (block is not HeadingBlock heading)
            {
                (open.TryPeek(out var section) ? section : throw Error(block.Line, $"The title is missing: # {Name}")).Blocks.Add(block);
                continue;
            }

            var below = new Section(Text(heading.Inline!), heading, [], []);
            while (open.Count >= heading.Level)
            {
                _ = open.Pop();
            }

            if (open.Count != heading.Level - 1 || (open.Count == 0 && (title is not null || below.Title != Name)))
            {
                throw Error(heading.Line, open.Count == 0 ? $"A page has one title, its name: # {Name}" : $"The heading \"{below.Title}\" skips a level.");
            }

            title ??= below;
            if (open.TryPeek(out var parent))
            {
                parent.Sections.Add(below);
            }

            open.Push(below);
        }

        return title ?? throw Error(Document.LineCount, $"The title is missing: # {Name}");
    }

    [GeneratedRegex("^(<a id=\"(?<id>[^\"]+)\">|</a>)$")]
    private static partial Regex AnchorTag();
}
