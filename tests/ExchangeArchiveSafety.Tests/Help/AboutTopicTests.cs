using System.Text.RegularExpressions;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>about_ArchiveMigrationConflicts explains every state, finding, status and error that the built module has, and none that it has not.</summary>
public sealed partial class AboutTopicTests : IDisposable
{
    private const int LongestLine = 80;
    private static readonly string Path = System.IO.Path.Combine(Lab.StagedModules.Product, "en-US", "about_ArchiveMigrationConflicts.help.txt");
    private readonly HelpEngine _engine = new();
    private readonly string _text = File.ReadAllText(Path).ReplaceLineEndings("\n");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void GetHelpFindsTheTopic()
    {
        var help = _engine.Run("Get-Help about_ArchiveMigrationConflicts").Single();
        Assert.Equal(_text.Trim(), help.ToString().ReplaceLineEndings("\n").Trim());
        Assert.StartsWith("Explains", HelpEngine.Text(help, "Synopsis").Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryFindingIsExplainedWithWhatToDoAndItsSource()
    {
        var kinds = _engine.Run("[ExchangeArchiveSafety.FindingKind]::All");
        Assert.NotEmpty(kinds);
        var entries = Finding().Matches(_text).ToDictionary(match => match.Groups["heading"].Value);
        Assert.Equal(
            kinds.Select(kind => $"{HelpEngine.Text(kind, "Id")} {HelpEngine.Text(kind, "Name")} ({HelpEngine.Text(kind, "Severity")})").Order(),
            entries.Keys.Order());
    }

    [Fact]
    public void NoFindingIsNamedThatDoesNotExist()
    {
        var known = _engine.Texts("[ExchangeArchiveSafety.FindingKind]::All | ForEach-Object Id");
        var help = File.ReadAllText(System.IO.Path.Combine(Lab.StagedModules.Product, "en-US", "ExchangeArchiveSafety.dll-Help.xml"));
        Assert.Empty(Id().Matches(_text + help).Select(match => match.Value).Except(known));
    }

    [Fact]
    public void EveryErrorIdStandsInTheTable() =>
        Assert.Equal(
            _engine.Texts("[ExchangeArchiveSafety.ErrorIds].GetFields() | ForEach-Object { $_.GetRawConstantValue() }").Order(StringComparer.Ordinal),
            Row().Matches(Section("ERRORS")).Select(match => match.Groups["id"].Value));

    [Fact]
    public void EveryStateIsExplained() =>
        Assert.Equal(Names("ConflictState").Order(), Entry().Matches(Section("STATES")).Select(match => match.Groups["name"].Value).Order());

    [Fact]
    public void EveryStatusIsExplained() =>
        Assert.Equal(Names("SuspensionStatus").Order(), Entry().Matches(Section("STATUS OF A SUSPENSION")).Select(match => match.Groups["name"].Value).Order());

    [Fact]
    public void EveryMethodIsNamed() =>
        Assert.All(Names("SuspensionMethod"), method => Assert.Contains(method, Section("STATUS OF A SUSPENSION"), StringComparison.Ordinal));

    [Fact]
    public void EveryLineFitsAConsoleOf80Columns() =>
        Assert.DoesNotContain(_text.Split('\n'), line => line.Length > LongestLine || line != line.TrimEnd() || line.Contains('\t', StringComparison.Ordinal));

    private IReadOnlyList<string> Names(string enumeration) => _engine.Texts($"[enum]::GetNames([ExchangeArchiveSafety.{enumeration}])");

    private string Section(string heading)
    {
        var start = _text.IndexOf("\n  " + heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, heading);
        var end = Heading().Match(_text, start + heading.Length + 3);
        return _text[start..(end.Success ? end.Index : _text.Length)];
    }

    [GeneratedRegex(@"(?m)^    (?<heading>EAS\d{4} \w+ \(\w+\))\n        Means   \S.*\n(?:                \S.*\n)*        Do      \S.*\n(?:                \S.*\n)*        Source  \S")]
    private static partial Regex Finding();

    [GeneratedRegex(@"EAS\d{4}")]
    private static partial Regex Id();

    // A row of the table: the id, what happened, what to do.
    [GeneratedRegex(@"(?m)^(?=    .{25} \S.{23} \S)    (?<id>[A-Z]\w{3,})[* ] +\S")]
    private static partial Regex Row();

    [GeneratedRegex(@"(?m)^    (?<name>[A-Z]\w+)  +\S")]
    private static partial Regex Entry();

    [GeneratedRegex(@"(?m)^ {0,2}[A-Z][A-Z ,0-9]+$")]
    private static partial Regex Heading();
}
