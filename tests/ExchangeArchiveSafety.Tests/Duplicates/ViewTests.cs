using System.Xml.Linq;
using ExchangeArchiveSafety.Tests.Help;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>What a console of 120 columns shows of groups, items and summaries.</summary>
public sealed class ViewTests : IDisposable
{
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
    [InlineData("", "Mailbox Subject Evidence Surplus SetAside Bytes", "adele@contoso.example Minutes \\u{202E} Strong 1 1 2000")]
    [InlineData(" | ForEach-Object { $_.Kept; $_.Surplus; $_.SetAside }", "Location FolderPath CreatedUtc Kind Reason", "Archive Primary Inbox Clients/Contoso 2026-01-02 Reappeared")]
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
        var scripts = XElement.Load(Path.Combine(Lab.StagedModules.Product, "ArchiveDuplicates.Format.ps1xml")).Descendants("ListItem").Elements("ScriptBlock").Select(script => script.Value);
        var shown = scripts.Select(script => Assert.Single(_engine.Texts("Find-ArchiveDuplicates -InventoryPath i.csv | ForEach-Object { " + script + " }"))).ToArray();

        Assert.Equal("Archive:Inbox [a1]", shown[0]);
        Assert.StartsWith("Primary:Inbox [p1]: A copy of", shown[1], StringComparison.Ordinal);
        Assert.StartsWith("Primary:Clients/Contoso [x]: Stays", shown[2], StringComparison.Ordinal);
    }
}
