using System.Text.RegularExpressions;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>about_ArchiveDuplicates explains every evidence, kind, rule, reason and status that the built module has, and none that it has not.</summary>
public sealed partial class DuplicatesTopicTests : IDisposable
{
    private const int LongestLine = 80;
    private static readonly string Path = System.IO.Path.Combine(Lab.StagedModules.Product, "en-US", "about_ArchiveDuplicates.help.txt");
    private readonly HelpEngine _engine = new();
    private readonly string _text = File.ReadAllText(Path).ReplaceLineEndings("\n");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void GetHelpFindsTheTopic() =>
        Assert.Equal(_text.Trim(), _engine.Run("Get-Help about_ArchiveDuplicates").Single().ToString().ReplaceLineEndings("\n").Trim());

    [Xunit.Theory]
    [Xunit.InlineData("WHAT A COPY IS", "DuplicateEvidence")]
    [Xunit.InlineData("KINDS", "DuplicateKind")]
    [Xunit.InlineData("WHICH COPY STAYS", "KeepRule")]
    [Xunit.InlineData("WHY AN ITEM IS SET ASIDE", "SetAsideReasons")]
    [Xunit.InlineData("STATUS OF A REMOVAL", "RemovalStatus")]
    [Xunit.InlineData("STATUS OF A RESTORATION", "RestoreStatus")]
    [Xunit.InlineData("REASONS", "RemovalReason")]
    [Xunit.InlineData("STATE OF A SAVED COPY", "QuarantineState")]
    [Xunit.InlineData("HOW A MAILBOX ENDED", "CopyRunStatus")]
    public void EveryNameIsExplained(string heading, string enumeration)
    {
        var names = _engine.Texts($"[enum]::GetNames([ExchangeArchiveSafety.{enumeration}])").Where(name => !(name == "None" && enumeration == "SetAsideReasons"));
        Assert.Equal(names.Order(), Entry().Matches(Section(heading)).Select(match => match.Groups["name"].Value).Order());
    }

    [Fact]
    public void EveryLineFitsAConsoleOf80Columns() =>
        Assert.DoesNotContain(_text.Split('\n'), line => line.Length > LongestLine || line != line.TrimEnd() || line.Contains('\t', StringComparison.Ordinal));

    private string Section(string heading)
    {
        var start = _text.IndexOf("\n  " + heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, heading);
        var end = Heading().Match(_text, start + heading.Length + 3);
        return _text[start..(end.Success ? end.Index : _text.Length)];
    }

    [GeneratedRegex(@"(?m)^    (?<name>[A-Z]\w+)  +\S")]
    private static partial Regex Entry();

    [GeneratedRegex(@"(?m)^ {0,2}[A-Z][A-Z ,0-9]+$")]
    private static partial Regex Heading();
}
