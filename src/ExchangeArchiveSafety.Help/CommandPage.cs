using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ExchangeArchiveSafety.Help;

/// <summary>Reads the page of a cmdlet, in the schema 2024-05-01 of Microsoft.PowerShell.PlatyPS.</summary>
internal sealed partial class CommandPage(MarkdownPage page)
{
    private static readonly string[] Order =
        ["SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    public static CommandHelp Read(MarkdownPage page) => new CommandPage(page).Read();

    private CommandHelp Read()
    {
        var helpFile = ReadFrontMatter();
        var sections = page.Title.Sections;
        for (var index = 0; index < Math.Max(Order.Length, sections.Count); index++)
        {
            var found = index < sections.Count ? sections[index] : null;
            if (index == Order.Length || found?.Title != Order[index])
            {
                throw page.Error(
                    found?.Heading.Line ?? page.Document.LineCount - 1,
                    index == Order.Length || (found is not null && !Order.Contains(found.Title)) ? $"A page has no section \"{found!.Title}\"." : $"Here the section \"{Order[index]}\" is missing.");
            }
        }

        var parameters = sections[5].Sections.SkipLast(1).Select(Parameter).ToList();
        if (sections[5].Sections.LastOrDefault()?.Title != "CommonParameters")
        {
            throw page.Error(sections[5].Heading.Line, "PARAMETERS ends with \"### CommonParameters\".");
        }

        return new CommandHelp(
            page.Name,
            helpFile,
            string.Join(" ", Paragraphs(sections[0])),
            [.. NotEmpty(sections[1]).Select(section => Syntax(section, parameters))],
            sections[2].Blocks.Count == 0 ? [] : ReadAliases(sections[2]),
            Paragraphs(sections[3]),
            [.. NotEmpty(sections[4]).Select(Example)],
            parameters,
            [.. sections[6].Sections.Select(Type)],
            [.. sections[7].Sections.Select(Type)],
            Paragraphs(sections[8]),
            Links(sections[9]));
    }

    private string ReadFrontMatter()
    {
        var yaml = new YamlLines(page, page.FrontMatter);
        yaml.Expect("document type", "cmdlet");
        var helpFile = yaml.Scalar("external help file");
        _ = yaml.Scalar("HelpUri");
        yaml.Expect("Locale", "en-US");
        yaml.Expect("Module Name", "ExchangeArchiveSafety");
        _ = yaml.Scalar("ms.date");
        yaml.Expect("PlatyPS schema version", "2024-05-01");
        yaml.Expect("title", page.Name);
        yaml.End();
        return helpFile;
    }

    private SyntaxHelp Syntax(Section section, IReadOnlyList<ParameterHelp> parameters)
    {
        var set = SetName().Match(section.Title);
        var code = section.Blocks is [FencedCodeBlock { Info: null or "" } only] ? only : throw page.Error(section.Heading.Line, "A syntax is one code block without a language.");
        var syntax = new SyntaxHelp(set.Groups["name"].Value, set.Groups["default"].Success, SpaceRun().Replace(Code(code), " "));
        var named = ParameterName().Matches(syntax.Text).Select(match => match.Groups["name"].Value).ToList();
        foreach (var name in named.Except(parameters.Where(parameter => parameter.In(syntax.Set) is not null).Select(parameter => parameter.Name)))
        {
            throw page.Error(code.Line, $"The syntax names -{name}, which PARAMETERS does not have in the set {syntax.Set}.");
        }

        foreach (var parameter in parameters.Where(parameter => parameter.In(syntax.Set) is not null && !named.Contains(parameter.Name)))
        {
            throw page.Error(code.Line, $"The syntax does not name -{parameter.Name}, which PARAMETERS has in the set {syntax.Set}.");
        }

        return syntax;
    }

    private IReadOnlyList<string> ReadAliases(Section section)
    {
        const string Begin = "This cmdlet has the following aliases, ";
        var text = string.Join(" ", Paragraphs(section));
        return text.StartsWith(Begin, StringComparison.Ordinal)
            ? text[Begin.Length..].Split(',', StringSplitOptions.TrimEntries)
            : throw page.Error(section.Heading.Line, $"ALIASES is empty or begins with \"{Begin.TrimEnd()}\".");
    }

    private ExampleHelp Example(Section section, int index)
    {
        var title = $"Example {index + 1}: ";
        return section.Title.StartsWith(title, StringComparison.Ordinal) && section.Blocks is [FencedCodeBlock { Info: "powershell" } code, .. var remarks]
            ? new ExampleHelp(section.Title, Code(code), page.Paragraphs(section.Title, remarks, section.Heading.Line))
            : throw page.Error(section.Heading.Line, $"An example is \"### {title}...\", a code block of powershell, and what it does.");
    }

    private ParameterHelp Parameter(Section section)
    {
        if (!section.Title.StartsWith('-') || section.Blocks is not [.. var description, FencedCodeBlock { Info: "yaml" } block])
        {
            throw page.Error(section.Heading.Line, "A parameter is \"### -Name\", what it does, and a block of yaml.");
        }

        var yaml = new YamlLines(page, block);
        var texts = page.Paragraphs(section.Title, description, section.Heading.Line);
        var type = yaml.Scalar("Type");
        var defaultValue = yaml.Scalar("DefaultValue");
        var wildcards = yaml.Flag("SupportsWildcards");
        var aliases = yaml.Texts("Aliases");
        var sets = yaml.List("ParameterSets", "- Name", () => new ParameterSetHelp(
            yaml.Scalar("- Name"),
            yaml.Position("  Position"),
            yaml.Flag("  IsRequired"),
            yaml.Flag("  ValueFromPipeline"),
            yaml.Flag("  ValueFromPipelineByPropertyName"),
            yaml.Flag("  ValueFromRemainingArguments")));
        _ = yaml.Flag("DontShow");
        var accepted = yaml.Texts("AcceptedValues");
        _ = yaml.Scalar("HelpMessage");
        yaml.End();
        return new ParameterHelp(section.Title[1..], texts, type, defaultValue, wildcards, aliases, sets, accepted);
    }

    private TypeHelp Type(Section section) => new(section.Title, Paragraphs(section));

    private IReadOnlyList<LinkHelp> Links(Section section) => section.Blocks is [ListBlock list]
        ? [.. list.Select(item => item is ListItemBlock and [ParagraphBlock { Inline.FirstChild: LinkInline { NextSibling: null } link }]
            ? new LinkHelp(page.Text((IEnumerable<Inline>)link), PageLinks.IsOutside(link.Url) ? link.Url! : "")
            : throw page.Error(item.Line, "A related link is a list item that is a link and nothing else."))]
        : throw page.Error(section.Heading.Line, "RELATED LINKS is a list.");

    private IReadOnlyList<string> Paragraphs(Section section) => section.Sections.Count == 0
        ? page.Paragraphs(section.Title, section.Blocks, section.Heading.Line)
        : throw page.Error(section.Sections[0].Heading.Line, $"{section.Title} has no headings below it.");

    private List<Section> NotEmpty(Section section) => section.Sections.Count > 0 ? section.Sections : throw page.Error(section.Heading.Line, $"{section.Title} is empty.");

    private static string Code(FencedCodeBlock block) => block.Lines.ToString().ReplaceLineEndings("\n");

    [GeneratedRegex(@"^(?<name>.+?)(?<default> \(Default\))?$")]
    private static partial Regex SetName();

    [GeneratedRegex(@"(?<=[ \[])-(?<name>\w+)")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpaceRun();
}
