using System.Xml.Linq;
using ExchangeArchiveSafety.Help;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>The help is made from pages; a page that cannot be used stops the build and says where.</summary>
public sealed class HelpBuildTests : IDisposable
{
    private const string Command = """
        ---
        document type: cmdlet
        external help file: Some.dll-Help.xml
        HelpUri: ''
        Locale: en-US
        Module Name: ExchangeArchiveSafety
        ms.date: 11/27/2026
        PlatyPS schema version: 2024-05-01
        title: Get-Thing
        ---

        # Get-Thing

        ## SYNOPSIS

        Gets things.

        ## SYNTAX

        ### ByName (Default)

        ```
        Get-Thing [-Name] <string[]> [-Kind <Kind>]
         [<CommonParameters>]
        ```

        ### ById

        ```
        Get-Thing -Id <guid> [-Kind <Kind>] [<CommonParameters>]
        ```

        ## ALIASES

        This cmdlet has the following aliases,
          gth, thing

        ## DESCRIPTION

        A sentence with `code`, \*stars\* &amp; a [page](about_Things.md#things).
        One that goes on.

        - an item

        ## EXAMPLES

        ### Example 1: All of them

        ```powershell
        Get-Thing |
            Where-Object { $_ }
        ```

        Gives [all](https://example.com/all).

        ## PARAMETERS

        ### -Kind

        The kind.

        More of it.

        ```yaml
        Type: System.Nullable`1[Some.Kind]
        DefaultValue: "All, 'in order': yes"
        SupportsWildcards: false
        Aliases: []
        ParameterSets:
        - Name: (All)
          Position: Named
          IsRequired: false
          ValueFromPipeline: false
          ValueFromPipelineByPropertyName: false
          ValueFromRemainingArguments: false
        DontShow: false
        AcceptedValues:
        - Large
        - Small
        HelpMessage: ''
        ```

        ### -Id

        The id.

        ```yaml
        Type: System.Guid
        DefaultValue: None
        SupportsWildcards: false
        Aliases: []
        ParameterSets:
        - Name: ById
          Position: Named
          IsRequired: true
          ValueFromPipeline: false
          ValueFromPipelineByPropertyName: false
          ValueFromRemainingArguments: false
        DontShow: false
        AcceptedValues: []
        HelpMessage: ''
        ```

        ### -Name

        The name.

        ```yaml
        Type: System.String[]
        DefaultValue: None
        SupportsWildcards: true
        Aliases:
        - N
        - Title
        ParameterSets:
        - Name: ByName
          Position: 0
          IsRequired: true
          ValueFromPipeline: true
          ValueFromPipelineByPropertyName: true
          ValueFromRemainingArguments: false
        DontShow: false
        AcceptedValues: []
        HelpMessage: ''
        ```

        ### CommonParameters

        As everywhere.

        ## INPUTS

        ### System.String

        Names.

        ## OUTPUTS

        ### Some.Thing

        Things.

        ## NOTES

        A note.

        ## RELATED LINKS

        - [about_Things](about_Things.md)
        - [KB 1](https://example.com/1)

        """;

    private const string About = """
        ---
        Locale: en-US
        ms.date: 11/27/2026
        title: about_Things
        ---

        # about_Things

        ## Short description

        Explains things.

        ## Long description

        ### Things

        1. Look at [Get-Thing](Get-Thing.md):

           ```powershell
           Get-Thing
           ```

        2. Read [T1](#t1), and all that stands in a line that is longer than any console which is usual in this world.

        #### Kinds

        ##### <a id="t1"></a>T1 Thing (Large)

        - **Means**: A thing.
        - **Do**: Nothing at all, in many words, so that the line has to be broken once before it comes to its end.

        ### Words

        - **Large** is not small.
        - **Small**: not large

        Others:

        - plain
        - <https://example.com/1>

        | Id | What happened | What to do |
        | --- | --- | --- |
        | Thing\* | It was lost, and nobody saw where. | `Get-Thing` finds it again; or look elsewhere. |

        ```text
        as it stands
        ```

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eas-help-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ACmdletPageBecomesMaml()
    {
        Assert.Empty(Build(Command, About));
        var command = XElement.Load(Built("Some.dll-Help.xml")).Elements().Single();
        Assert.Equal("Get", Texts(command, "verb").Single());
        Assert.Equal("Gets things.", Texts(command, "details", "description", "para").Single());
        Assert.Equal(["A sentence with code, *stars* & a page. One that goes on.", "- an item"], Texts(command, "description", "para").Where((_, index) => index is 1 or 2));
        Assert.Equal(["Name", "Kind"], Texts(Elements(command, "syntaxItem").First(), "parameter", "name"));
        Assert.Equal(["Kind", "Id"], Texts(Elements(command, "syntaxItem").Last(), "parameter", "name"));
        Assert.Equal(["Large", "Small"], Texts(Elements(command, "syntaxItem").First(), "parameterValueGroup", "parameterValue"));
        var parameters = Elements(command, "parameters").Single().Elements().ToList();
        Assert.Equal(["Kind", "Id", "Name"], parameters.Select(parameter => Texts(parameter, "name").First()));
        Assert.Equal("Kind", Texts(parameters[0], "type", "name").Single());
        Assert.Equal("All, 'in order': yes", Texts(parameters[0], "defaultValue").Single());
        Assert.Equal(["The kind.", "More of it."], Texts(parameters[0], "description", "para"));
        Assert.Equal(
            ["required=true", "variableLength=true", "globbing=true", "pipelineInput=true (ByValue, ByPropertyName)", "position=0", "aliases=N, Title"],
            parameters[2].Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}"));
        Assert.Equal("-------- Example 1: All of them --------", Texts(command, "title").Single());
        Assert.Equal("Get-Thing |\n    Where-Object { $_ }", Texts(command, "code").Single());
        Assert.Equal(["Gives all (https://example.com/all).", ""], Texts(command, "remarks", "para"));
        Assert.Equal(["about_Things", "KB 1"], Texts(command, "linkText"));
        Assert.Equal(["", "https://example.com/1"], Texts(command, "navigationLink", "uri"));
    }

    [Fact]
    public void AnAboutPageBecomesTextFor80Columns()
    {
        Assert.Empty(Build(Command, About));
        Assert.Equal(
            """
            TOPIC
                about_Things

            SHORT DESCRIPTION
                Explains things.

            LONG DESCRIPTION

              THINGS

                1.  Look at Get-Thing:

                    Get-Thing

                2.  Read T1, and all that stands in a line that is longer than any console
                    which is usual in this world.

                Kinds

                T1 Thing (Large)
                    Means  A thing.
                    Do     Nothing at all, in many words, so that the line has to be broken
                           once before it comes to its end.

              WORDS

                Large  is not small.
                Small  not large

                Others:

                - plain
                - https://example.com/1

                Id     What happened                      What to do
                ------ ---------------------------------- ----------------------------------
                Thing* It was lost, and nobody saw where. Get-Thing finds it again; or look
                                                          elsewhere.

                    as it stands

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(Built("about_Things.help.txt")));
    }

    [Xunit.Theory]
    [Xunit.InlineData("## NOTES", "## NOTE", "## NOTE", "no section \"NOTE\"")]
    [Xunit.InlineData("## NOTES\n\nA note.\n\n", "", "## RELATED LINKS", "\"NOTES\" is missing")]
    [Xunit.InlineData("\n## RELATED LINKS\n\n- [about_Things](about_Things.md)\n- [KB 1](https://example.com/1)\n", "", "A note.", "\"RELATED LINKS\" is missing")]
    [Xunit.InlineData("# Get-Thing\n", "# Get-Things\n", "# Get-Things", "# Get-Thing")]
    [Xunit.InlineData("### Example 1: All", "#### Example 1: All", "#### Example 1", "skips a level")]
    [Xunit.InlineData("### Example 1: All", "### All", "### All", "### Example 1: ")]
    [Xunit.InlineData("Gives [all](https://example.com/all).", "", "### Example 1", "no text")]
    [Xunit.InlineData("title: Get-Thing", "title: Get-Other", "title: Get-Other", "title: Get-Thing")]
    [Xunit.InlineData("2024-05-01", "2.0.0", "2.0.0", "2024-05-01")]
    [Xunit.InlineData("DefaultValue: \"All, 'in order': yes\"", "DefaultValue: All: yes", "All: yes", "cannot be read")]
    [Xunit.InlineData("Type: System.Guid", "Type:", "Type:\nDefaultValue", "\"Type: ...\"")]
    [Xunit.InlineData("SupportsWildcards: true", "SupportsWildcards: yes", "SupportsWildcards: yes", "true or false")]
    [Xunit.InlineData("Position: 0", "Position: first", "Position: first", "Named or a number")]
    [Xunit.InlineData("- N\n", "- 'N\n", "- 'N", "cannot be read")]
    [Xunit.InlineData("- N\n- Title\n", "", "ParameterSets:\n- Name: ByName", "is empty")]
    [Xunit.InlineData("- Large", "Large", "Large\n", "is empty")]
    [Xunit.InlineData("AcceptedValues:\n- Large\n- Small\n", "", "HelpMessage: ''\n```\n\n### -Id", "AcceptedValues")]
    [Xunit.InlineData("HelpMessage: ''\n", "HelpMessage: ''\nColour: red\n", "Colour: red", "no such line")]
    [Xunit.InlineData("[-Kind <Kind>]\n [<CommonParameters>]", "[<CommonParameters>]", "```\nGet-Thing [-Name]", "does not name -Kind")]
    [Xunit.InlineData("-Id <guid>", "-Id <guid> [-Name <string[]>]", "```\nGet-Thing -Id", "names -Name")]
    [Xunit.InlineData("The kind.\n", "> The kind.\n", "> The kind.", "paragraphs and lists only")]
    [Xunit.InlineData("A note.", "A <b>note</b>.", "<b>", "cannot show")]
    [Xunit.InlineData("(about_Things.md#things)", "(about_Things.md#nothing)", "#nothing", "\"about_Things.md#nothing\" leads nowhere")]
    [Xunit.InlineData("- [about_Things](about_Things.md)", "- [about_Nothing](about_Nothing.md)", "about_Nothing", "leads nowhere")]
    [Xunit.InlineData("- [about_Things](about_Things.md)", "- about_Things", "- about_Things", "a link and nothing else")]
    public void AnErrorOfACmdletPageNamesFileAndLine(string old, string @new, string where, string what) =>
        AssertError(Build(Replaced(Command, old, @new), About), "Get-Thing.md", where, what);

    [Xunit.Theory]
    [Xunit.InlineData("---\nLocale: en-US\n", "Locale: en-US\n", "Locale: en-US", "front matter")]
    [Xunit.InlineData("## Short description", "## Description", "## Description", "\"Short description\" is missing")]
    [Xunit.InlineData("[T1](#t1)", "[T1](#t2)", "#t2", "\"#t2\" leads nowhere")]
    [Xunit.InlineData("[Get-Thing](Get-Thing.md)", "[Get-Thing](Get-Things.md)", "Get-Things.md", "leads nowhere")]
    [Xunit.InlineData("- plain", "> plain", "> plain", "cannot show")]
    [Xunit.InlineData("- **Do**", "- <a id=\"t1\"></a>**Do**", "**Do**", "there twice")]
    public void AnErrorOfAnAboutPageNamesFileAndLine(string old, string @new, string where, string what) =>
        AssertError(Build(Command, Replaced(About, old, @new)), "about_Things.md", where, what);

    // The error has the form in which a build shows file and line; the line is where this text begins.
    private void AssertError(IReadOnlyList<PageException> errors, string file, string where, string what)
    {
        var path = Path.Combine(_folder.FullName, "pages", file);
        var before = File.ReadAllText(path).Split(where)[0];
        Assert.StartsWith($"{path}({before.Count(letter => letter == '\n') + 1}): error HELP: ", errors.Single().Message, StringComparison.Ordinal);
        Assert.Contains(what, errors.Single().Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "help")));
    }

    private IReadOnlyList<PageException> Build(string command, string about)
    {
        var pages = _folder.CreateSubdirectory("pages").FullName;
        File.WriteAllText(Path.Combine(pages, "Get-Thing.md"), command.ReplaceLineEndings("\n"));
        File.WriteAllText(Path.Combine(pages, "about_Things.md"), about.ReplaceLineEndings("\n"));
        return HelpBuild.Run(pages, Path.Combine(_folder.FullName, "help"));
    }

    private string Built(string file) => Path.Combine(_folder.FullName, "help", file);

    private static string Replaced(string text, string old, string @new)
    {
        text = text.ReplaceLineEndings("\n");
        Assert.Contains(old, text, StringComparison.Ordinal);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), @new, text.AsSpan(at + old.Length));
    }

    private static IEnumerable<XElement> Elements(XElement element, string name) => element.Descendants().Where(inner => inner.Name.LocalName == name);

    // Texts of elements whose ancestors end in this path.
    private static IEnumerable<string> Texts(XElement element, params string[] path) => Elements(element, path[^1])
        .Where(inner => path.SkipLast(1).Reverse().SequenceEqual(inner.Ancestors().Take(path.Length - 1).Select(ancestor => ancestor.Name.LocalName)))
        .Select(inner => inner.Value);
}
