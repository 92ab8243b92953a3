using System.Xml.Linq;
using ExchangeArchiveSafety.Tests.Help;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>What a console of 120 columns shows of groups, items and summaries.</summary>
public sealed class ViewTests : IDisposable
{
    private static readonly IReadOnlyList<XElement> Views = [.. XElement.Load(Path.Combine(Lab.StagedModules.Product, "ArchiveDuplicates.Format.ps1xml")).Descendants("View")];

    private readonly string _folder = Directory.CreateTempSubdirectory("view").FullName;
    private readonly HelpEngine _engine = new();

    public ViewTests()
    {
        File.WriteAllText(Path.Combine(_folder, "i.csv"), InventoryText.Header + InventoryText.Pair("1", subject: "Minutes \u202E " + new string('x', 200)) + InventoryText.Row("x", "Primary", "1", folder: "Clients/Contoso"));
        _engine.SetLocation(_folder);
    }

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("", "Mailbox Evidence Surplus SetAside Kept Subject", "adele@contoso.examp Strong 1 Archive:Inbox Minutes \\u{202E}")]
    [InlineData(" | ForEach-Object { $_.Kept; $_.Surplus; $_.SetAside }", "Location FolderPath Kind Reason CreatedUtc", "Archive Primary Inbox Clients/Contoso 2026-01-02 Reappeared")]
    [InlineData(" -Summary", "Mailbox Groups Surplus SurplusBytes Reappeared SetAside", "adele@contoso.example 1 2000")]
    public void Headers_and_values_are_there_and_fit(string pipeline, string headers, string values)
    {
        var shown = _engine.Show("Find-ArchiveDuplicates -InventoryPath i.csv" + pipeline);

        Assert.All(headers.Split(' '), header => Assert.Contains(header, shown, StringComparison.Ordinal));
        Assert.All(values.Split(' '), value => Assert.Contains(value, shown, StringComparison.Ordinal));
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, WindowHost.Width));
        Assert.DoesNotContain('\u202E', shown);
    }

    [Fact]
    public void A_list_says_of_each_item_where_it_is_and_why()
    {
        var scripts = Views.Single(view => view.Element("Name")!.Value == "ArchiveDuplicateGroupList").Descendants("ListItem").Elements("ScriptBlock").Select(script => script.Value);
        var shown = scripts.Select(script => Assert.Single(_engine.Texts("Find-ArchiveDuplicates -InventoryPath i.csv | ForEach-Object { " + script + " }"))).ToArray();

        Assert.Equal("Archive:Inbox [a1]", shown[0]);
        Assert.StartsWith("Primary:Inbox [p1]" + Environment.NewLine + "A copy in", shown[1], StringComparison.Ordinal);
        Assert.StartsWith("Primary:Clients/Contoso [x]" + Environment.NewLine + "Stays", shown[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ArchiveDuplicateGroup", "Kept")]
    [InlineData("ArchiveDuplicateItem", "Reason")]
    public void What_matters_fits_a_console_of_80_columns(string table, string last)
    {
        var headers = Views.Single(view => view.Element("Name")!.Value == table).Descendants("TableColumnHeader").ToList();
        var count = headers.FindIndex(header => header.Element("Label")!.Value == last) + 1;
        Assert.InRange(count, 4, 5);
        Assert.InRange(headers.Take(count).Sum(header => (int)header.Element("Width")! + 1) - 1, 1, 79);
    }

    [Fact]
    public void Reasons_break_between_words()
    {
        var shown = _engine.Show("Find-ArchiveDuplicates -InventoryPath i.csv | ForEach-Object { $_.Surplus }").Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(_engine.Texts("(Find-ArchiveDuplicates -InventoryPath i.csv).Surplus.Reason").Single().Split(' '), word => Assert.Contains(word, shown));
    }

    [Fact]
    public void The_list_of_an_item_shows_every_property()
    {
        var shown = Views.Single(view => view.Element("Name")!.Value == "ArchiveDuplicateItemList").Descendants("ListItem")
            .Select(item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value);
        Assert.Equal(_engine.Texts("[ExchangeArchiveSafety.ArchiveDuplicateItem].GetProperties() | ForEach-Object Name").Where(name => name != "Item").Order(), shown.Order());
    }
}
