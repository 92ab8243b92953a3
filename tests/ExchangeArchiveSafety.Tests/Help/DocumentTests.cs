using System.Text.RegularExpressions;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>What people read leads where it says, every finding can be linked to, and the first page fits one screen.</summary>
public sealed partial class DocumentTests
{
    private const int Screen = 50;
    private static readonly string Root = Path.GetFullPath(Path.Combine(Lab.StagedModules.Product, "..", "..", ".."));

    [Fact]
    public void EveryLinkOfEveryDocumentResolves()
    {
        var documents = Documents();
        Assert.True(documents.Count > 20);
        Assert.Empty(documents.SelectMany(document => Links(document).Where(link => !Resolves(document, link)).Select(link => Path.GetFileName(document) + ": " + link)));
    }

    [Fact]
    public void EveryFindingHasAnAnchorAndEveryDocumentIsLedTo()
    {
        using var engine = new HelpEngine();
        var anchors = Anchors(Path.Combine(Root, "docs", "en-US", "about_ArchiveMigrationConflicts.md"));
        Assert.Empty(engine.Texts("[ExchangeArchiveSafety.FindingKind]::All | ForEach-Object { $_.Id.ToLowerInvariant() }").Except(anchors));

        var led = Documents().SelectMany(document => Links(document).Select(link => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, link.Split('#')[0])))).ToHashSet();
        Assert.Equal(["README.md"], Documents().Where(document => !led.Contains(document)).Select(Path.GetFileName));
    }

    [Fact]
    public void TheFirstPageIsOneScreenWithFiveSituationsAndThreeLinesForEach()
    {
        var lines = File.ReadAllLines(Path.Combine(Lab.StagedModules.Product, "en-US", "about_ExchangeArchiveSafety.help.txt"));
        Assert.InRange(lines.Length, 30, Screen);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Equal(["1.", "2.", "3.", "4.", "5."], lines.Select(line => Situation().Match(line).Value.Trim()).Where(number => number.Length > 0));
        Assert.Equal([3, 3, 3, 3, 3], ExampleTests.FirstPage().Select(commands => commands.Length));
    }

    private static List<string> Documents() =>
    [
        .. Directory.GetFiles(Root, "*.md"), .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories),
        Path.Combine(Root, "src", "ExchangeArchiveSafety.Lab", "README.md"),
    ];

    // Where code is shown nothing is a link.
    private static IEnumerable<string> Links(string document) =>
        Link().Matches(Code().Replace(File.ReadAllText(document).ReplaceLineEndings("\n"), "")).Select(match => match.Groups["to"].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal));

    private static bool Resolves(string document, string link)
    {
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? document : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, parts[0]));
        return parts.Length == 1 ? File.Exists(target) || Directory.Exists(target) : File.Exists(target) && Anchors(target).Contains(parts[1]);
    }

    // As GitHub names them.
    private static List<string> Anchors(string document)
    {
        var text = Code().Replace(File.ReadAllText(document).ReplaceLineEndings("\n"), "");
        return [.. Named().Matches(text).Select(match => match.Groups[1].Value), .. Heading().Matches(text)
            .Select(match => NoWord().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))];
    }

    [GeneratedRegex(@"(?:\]\(|src=""|srcset="")(?<to>[^)""\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^```[\s\S]*?^```|^    .*$|`[^`\n]*`")]
    private static partial Regex Code();

    [GeneratedRegex("<a id=\"([^\"]+)\"")]
    private static partial Regex Named();

    [GeneratedRegex("(?m)^#+ (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord();

    [GeneratedRegex(@"^  \d\. ")]
    private static partial Regex Situation();
}
