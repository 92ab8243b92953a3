using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ExchangeArchiveSafety.Tests.Help;

namespace ExchangeArchiveSafety.Tests.Output;

/// <summary>Tables and lists of every type in consoles of 80, 120 and 200 columns.</summary>
public sealed partial class TableTests : IDisposable
{
    private static readonly XElement[] Views = [.. Directory.GetFiles(StagedModules.Product, "*.Format.ps1xml").Select(file => XElement.Load(file)).SelectMany(file => file.Descendants("View"))];

    private readonly string _folder = Directory.CreateTempSubdirectory("table").FullName;

    public static TheoryData<int> Consoles => [80, 120, 200];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Consoles))]
    public async Task Every_column_is_there_and_can_be_read(int width)
    {
        using var engine = await Samples.MakeAsync(width, _folder);
        foreach (var view in Views.Where(view => view.Element("TableControl") is not null && view.Element("Name")!.Value == TypeOf(view)))
        {
            var type = TypeOf(view);
            var labels = view.Descendants("TableColumnHeader").Select(header => header.Element("Label")!.Value).ToArray();

            var lines = Lines(engine.Show(Samples.Variables[type]), width);

            // A label that is there whole stands over a column that is at least as wide; the line below it has a dash for each of its characters.
            Assert.Equal(string.Join(' ', labels), Blanks().Replace(lines[0].Trim(), " "));
            Assert.Equal(labels.Select(label => label.Length), lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(dashes => dashes.Length).Aggregate(new List<int>(), (all, length) => JoinBlank(all, length, labels)));
        }
    }

    [Theory]
    [MemberData(nameof(Consoles))]
    public async Task Sentences_have_room_and_are_whole(int width)
    {
        using var engine = await Samples.MakeAsync(width, _folder);
        foreach (var (type, property) in new[] { ("ArchivePolicySuspension", "Reason"), ("Finding", "Message"), ("ArchiveDuplicateItem", "Reason"), ("ArchiveDuplicateRemoval", "Reason"), ("ArchiveDuplicateRestore", "Reason") })
        {
            var lines = Lines(engine.Show(Samples.Variables[type]), width);
            var start = lines[0].IndexOf(Views.Single(view => view.Element("Name")!.Value == type).Descendants("Label").Last().Value, StringComparison.Ordinal);
            Assert.InRange(width - start, type == "ArchiveDuplicateItem" ? 18 : 24, width);

            // The column, its lines put together again.
            var column = Blanks().Replace(string.Join(' ', lines.Skip(2).Select(line => CutTo(line, start))), " ");
            var sentences = engine.Texts($"{Samples.Variables[type]} | ForEach-Object {{ $_.{property} }}").Where(sentence => sentence.Length > 0).Distinct().ToArray();
            Assert.NotEmpty(sentences);
            Assert.All(sentences.Where(sentence => sentence.Split(' ').All(word => word.Length < 18)), sentence => Assert.Contains(sentence, column, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task Identities_are_whole_where_there_is_room_and_can_be_told_where_there_is_none(int width)
    {
        using var engine = await Samples.MakeAsync(width, _folder);
        foreach (var type in new[] { "ArchiveMigrationConflict", "ArchivePolicySuspension", "ArchiveDuplicateRemoval", "ArchiveDuplicateRestore" })
        {
            var lines = Lines(engine.Show(Samples.Variables[type]), width);

            Assert.Contains(lines, line => line.StartsWith("b@contoso.com ", StringComparison.Ordinal));
            if (width == 200)
            {
                Assert.Contains(lines, line => line.StartsWith(Samples.LongIdentity + " ", StringComparison.Ordinal));
            }
            else
            {
                // Cut where it stands, and whole in the last column, broken where that ends.
                var last = lines[0].IndexOf(Views.Single(view => view.Element("Name")!.Value == type).Descendants("Label").Last().Value, StringComparison.Ordinal);
                Assert.Contains(lines, line => line.StartsWith("a.very.long.name.that.", StringComparison.Ordinal) && line.Contains('…', StringComparison.Ordinal));
                Assert.Contains(Samples.LongIdentity, string.Concat(lines.Skip(2).Select(line => CutTo(line, last).Trim())), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Lists_show_every_property()
    {
        using var engine = await Samples.MakeAsync(120, _folder);
        foreach (var view in Views.Where(view => view.Element("ListControl") is not null))
        {
            var type = TypeOf(view);
            var names = view.Descendants("ListItem").Select(item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value);
            var properties = engine.Texts($"[ExchangeArchiveSafety.{type}].GetProperties() | Where-Object {{ $_.GetIndexParameters().Count -eq 0 -and -not $_.GetMethod.IsStatic }} | ForEach-Object Name");

            // The size of a number of copies stands behind it, a setting that is not known is not shown, and Item is the same once more.
            Assert.Equal(properties.Where(name => !(type == "ArchiveDuplicateSummary" && name.EndsWith("Bytes", StringComparison.Ordinal) && name != "TotalBytes") && name is not ("Known" or "Item")).Order(), names.Order());
        }
    }

    [Fact]
    public async Task Lists_of_one_engine_are_told_from_none()
    {
        using var engine = await Samples.MakeAsync(120, _folder);
        string Shown(string label) => engine.Texts("$verdicts | Where-Object Identity -EQ 'b@contoso.com' | ForEach-Object { " +
            Views.Single(view => view.Element("Name")!.Value == "ArchiveMigrationConflictList").Descendants("ListItem").Single(item => item.Element("Label")?.Value == label).Element("ScriptBlock")!.Value + " }").Single();

        // The first of an enum is 0, and a list of it alone is false to PowerShell.
        Assert.Equal("RetentionPolicyTag", Shown("ArchivingEngines"));
        Assert.Equal("nothing", Shown("HeldOffBy"));
    }

    [Fact]
    public void What_a_cell_is_told_of_the_others_is_what_they_take()
    {
        foreach (var view in Views.Where(view => view.Element("TableControl") is not null))
        {
            var name = view.Element("Name")!.Value;
            var headers = view.Descendants("TableColumnHeader").ToList();
            var scripts = view.Descendants("TableColumnItem").Select(item => item.Element("ScriptBlock")?.Value ?? "").ToList();
            var widths = headers.Zip(scripts, (header, script) => (int?)header.Element("Width") ?? (Fixed().Match(script) is { Success: true } cell ? int.Parse(cell.Groups[1].Value, CultureInfo.InvariantCulture) : 0)).ToList();
            var others = widths.Sum() + widths.Count - 1;

            Assert.InRange(headers.Count, 2, 6);
            Assert.Equal(headers.Count, scripts.Count);
            Assert.All(headers.Zip(widths), column => Assert.True(column.Second == 0 || column.Second >= column.First.Element("Label")!.Value.Length, name));
            Assert.InRange(others, 1, 79);
            Assert.InRange(widths.Count(width => width == 0), name == "SettingDrift" ? 0 : 1, 2);
            Assert.Equal(Enumerable.Repeat(others, widths.Count(width => width == 0)), scripts.SelectMany(script => Others().Matches(script)).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
            Assert.All(scripts.Zip(headers).Where(column => Fixed().IsMatch(column.First) && column.Second.Element("Width") is not null), column => Assert.Equal(column.Second.Element("Width")!.Value, Fixed().Match(column.First).Groups[1].Value));

            // Where two columns share the room, the cells say how: only then does PowerShell go by the cells.
            Assert.True(widths.Count(width => width == 0) < 2 || headers[0].Element("Width") is null, name);
        }
    }

    [Fact]
    public async Task A_host_without_a_window_has_tables_too()
    {
        using var engine = await Samples.MakeAsync(120, _folder);

        Assert.Equal("b@contoso.com".PadRight(36), engine.Texts("[ExchangeArchiveSafety.ConsoleTable]::Identity('b@contoso.com', 15, $null)").Single());

        // In how wide a text this is to stand nobody can tell. Filled up to more than there is, the line would be followed by empty ones.
        Assert.Equal("Set.".PadRight(79 - 15 - 36), engine.Texts("[ExchangeArchiveSafety.ConsoleTable]::Reason('Set.', 'b@contoso.com', 15, $null)").Single());

        // PowerShell breaks a cell at blanks in some languages, in others anywhere.
        const string Sentence = "One sentence that is longer than what the last column has room for.";
        string[] Reason(string culture) => engine.Texts(
            $"[cultureinfo]::CurrentCulture = '{culture}'; [ExchangeArchiveSafety.ConsoleTable]::Reason('{Sentence}', 'b@contoso.com', 15, $null)").Single().Split(Environment.NewLine);
        Assert.Equal([Sentence], Reason("de-DE"));
        Assert.Equal(["One sentence that is longer", "than what the last column", "has room for."], Reason("nl-NL").Select(line => line.TrimEnd()));
    }

    private static string TypeOf(XElement view) => view.Descendants("TypeName").Single().Value.Split('.')[1];

    // Labels of several words have several rows of dashes.
    private static List<int> JoinBlank(List<int> all, int length, string[] labels)
    {
        if (all.Count > 0 && all.Count <= labels.Length && all[^1] < labels[all.Count - 1].Length)
        {
            all[^1] += 1 + length;
        }
        else
        {
            all.Add(length);
        }

        return all;
    }

    private static string CutTo(string line, int columns)
    {
        var start = 0;
        while (start < line.Length && WindowHost.Columns(line[..start]) < columns)
        {
            start++;
        }

        return line[start..];
    }

    private static List<string> Lines(string shown, int width)
    {
        var lines = shown.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.InRange(WindowHost.Columns(line), 1, width));
        Assert.All(lines, line => Assert.DoesNotContain(line, character => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator));
        return lines;
    }

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"::(?:Identity|OnlyIdentity|Reason|Sentence|Rest)\(.*, (\d+), \$Host(?:, \d+)?\)")]
    private static partial Regex Others();

    [GeneratedRegex(@"::Cell\(.*, (\d+), \$Host\)")]
    private static partial Regex Fixed();
}
