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
    [InlineData(" | ForEach-Object { $_.Kept; $_.Surplus; $_.SetAside }", "Location FolderPath Kind CreatedUtc Reason", "Archive Primary Inbox Clients/Contoso 2026-01-02 Reappeared")]
    [InlineData(" -Summary", "Mailbox Groups Surplus SurplusSize Reappeared SetAside", "adele@contoso.example 1 KB")]
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
        string Shown(string label) => Assert.Single(_engine.Texts("Find-ArchiveDuplicates -InventoryPath i.csv | ForEach-Object { " +
            Views.Single(view => view.Element("Name")!.Value == "ArchiveDuplicateGroupList").Descendants("ListItem").Single(item => item.Element("Label")?.Value == label).Element("ScriptBlock")!.Value + " }"));

        Assert.Equal("Archive:Inbox [a1]", Shown("Kept"));
        Assert.StartsWith("Primary:Inbox [p1]" + Environment.NewLine + "A copy in", Shown("Surplus"), StringComparison.Ordinal);
        Assert.StartsWith("Primary:Clients/Contoso [x]" + Environment.NewLine + "Stays", Shown("SetAside"), StringComparison.Ordinal);
        Assert.Equal("2 KB", Shown("SurplusBytes"));
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
