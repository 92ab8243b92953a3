using System.Globalization;
using System.Xml.Linq;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>Tables fit a console of 120 columns, lists show the rest, and text of the tenant is harmless in both.</summary>
public sealed class ViewTests : IDisposable
{
    private const string Hostile = "a\u202Egnp\u001b[2J\u0007\u2028z";

    // Texts of the module itself.
    private static readonly string[] OwnTexts = ["Finding.Id", "Finding.Name", "Finding.HelpTopic"];
    private static readonly XElement Views = XElement.Load(Path.Combine(Lab.StagedModules.Product, "ExchangeArchiveSafety.Format.ps1xml"));
    private readonly HelpEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void EveryTypeThatIsShownHasAView()
    {
        var shown = Views.Descendants("TypeName").Select(type => type.Value).ToHashSet();
        Assert.All(
            (string[])["ArchiveMigrationConflict", "ArchivePolicySuspension", "ArchiveMigrationHistory", "Finding", "ArchivingSettings", "SettingDrift"],
            type => Assert.Contains("ExchangeArchiveSafety." + type, shown));
        Assert.All(
            (string[])["ArchiveMigrationConflict", "ArchivePolicySuspension", "ArchiveMigrationHistory", "Finding"],
            type => Assert.Equal(["TableControl", "ListControl"], ViewsOf(type).Select(view => view.Elements().Last().Name.LocalName)));
    }

    [Fact]
    public void ListsShowEveryProperty()
    {
        foreach (var type in (string[])["ArchiveMigrationConflict", "ArchivePolicySuspension", "ArchiveMigrationHistory", "Finding"])
        {
            var shown = ViewsOf(type).Single(view => view.Element("ListControl") is not null).Descendants("ListItem")
                .Select(item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value);
            Assert.Equal(_engine.Texts($"[ExchangeArchiveSafety.{type}].GetProperties() | ForEach-Object Name").Order(), shown.Order());
        }
    }

    [Fact]
    public void WhatIsShownAsItIsIsNoTextOfTheTenant()
    {
        foreach (var view in Views.Descendants("View"))
        {
            var type = view.Descendants("TypeName").Single().Value;
            foreach (var property in view.Descendants("PropertyName").Select(name => name.Value))
            {
                var kind = _engine.Texts($"$type = [{type}].GetProperty('{property}').PropertyType; if ($type.IsEnum) {{ 'Enum' }} else {{ $type.ToString() }}").Single();
                Assert.True(
                    kind is "Enum" or "System.Guid" or "System.Boolean" or "System.Nullable`1[System.Boolean]" || OwnTexts.Contains(type.Split('.')[1] + "." + property),
                    $"{type}.{property} is a {kind}");
            }
        }
    }

    [Fact]
    public void TextOfTheTenantIsEscaped()
    {
        foreach (var view in Views.Descendants("View"))
        {
            var type = view.Descendants("TypeName").Single().Value;
            var properties = _engine.Texts($"[{type}].GetProperties() | Where-Object {{ $_.PropertyType -in [string], [object] }} | ForEach-Object Name");
            var source = "[pscustomobject]@{ " + string.Join("; ", properties.Select(property => property + " = $hostile").Append("Facts = @([pscustomobject]@{ Key = 'x'; Value = $hostile })")) + " }";
            foreach (var script in view.Descendants("ScriptBlock").Select(block => block.Value))
            {
                var shown = string.Concat(_engine.Run($"param($hostile) {source} | ForEach-Object {{ {script} }}", Hostile).Select(item => item.ToString()));
                Assert.DoesNotContain(shown, IsHarmful);
            }
        }
    }

    [Fact]
    public async Task VerdictsAndSuspensionsAreShownWholeInA120ColumnConsole()
    {
        await using var server = await Lab.Server.LabServer.StartAsync(Lab.Building.Contoso.Create());
        _engine.Connect(server);
        var verdicts = Lines(_engine.Show("Test-ArchiveMigrationConflict -IncludeSafe"));
        Assert.Equal("Identity State Reason", Words(verdicts[0]));
        Assert.Equal("anna.berg@contoso.example Conflicting Synced, IMAP wave 1; archived by policy", Words(verdicts.Single(line => line.StartsWith("anna.berg@", StringComparison.Ordinal))));
        Assert.Equal("auto.full.held@contoso.example Conflicting Synced, IMAP wave 1; archived by auto-archiving;", Words(verdicts.Single(line => line.StartsWith("auto.full.held@", StringComparison.Ordinal))));
        Assert.Equal("held off by retention hold", Words(verdicts[verdicts.FindIndex(line => line.StartsWith("auto.full.held@", StringComparison.Ordinal)) + 1]));

        var suspensions = Lines(_engine.Show("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -WhatIf"));
        Assert.Equal("Identity Status Reason", Words(suspensions.Single(line => line.StartsWith("Identity ", StringComparison.Ordinal))));

        var findings = Lines(_engine.Show("(Test-ArchiveMigrationConflict auto.full.held).Findings"));
        Assert.Equal("Id Severity Message", Words(findings[0]));
        Assert.Contains(findings, line => line.StartsWith("EAS1307", StringComparison.Ordinal));

        var settings = Lines(_engine.Show("(Test-ArchiveMigrationConflict hold.ending | Suspend-ConflictingArchivePolicy -WhatIf).Before"));
        Assert.Contains(settings, line => Words(line) == "EndDateForRetentionHold : 2026-01-14 08:00:00Z");
        Assert.DoesNotContain(settings, line => line.Contains("MigrationStatus", StringComparison.Ordinal));
    }

    private static IEnumerable<XElement> ViewsOf(string type) =>
        Views.Descendants("View").Where(view => view.Descendants("TypeName").Single().Value == "ExchangeArchiveSafety." + type);

    private static List<string> Lines(string shown)
    {
        var lines = shown.ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0 && !line.StartsWith("What if:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, WindowHost.Width));
        Assert.All(lines, line => Assert.DoesNotContain(line, IsHarmful));
        return lines;
    }

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsHarmful(char c) =>
        c != '\n' && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
