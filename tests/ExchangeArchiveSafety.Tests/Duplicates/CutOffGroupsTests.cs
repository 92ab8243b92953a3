namespace ExchangeArchiveSafety.Duplicates;

/// <summary>A groups file is written whole or not at all, and never is that not said.</summary>
public class CutOffGroupsTests
{
    [Xunit.Theory]
    [Xunit.InlineData("", "break", true)]
    [Xunit.InlineData("", "throw 'enough'", true)]
    [Xunit.InlineData("-Summary", "break", true)]
    [Xunit.InlineData("", "$_", false)]
    public async Task Where_a_later_command_wants_no_more_there_is_a_warning_and_no_groups_file(string more, string then, bool isCutOff)
    {
        using var engine = Engine.Start();
        var (inventory, groups) = (TestProcess.NewPath("inventory.csv"), TestProcess.NewPath("groups.jsonl"));
        await File.WriteAllTextAsync(inventory, InventoryText.Header + InventoryText.Pair("1") + InventoryText.Pair("2"));

        var outcome = engine.Try(
            $"param($inventory, $groups) foreach ($once in 1) {{ Find-ArchiveDuplicates -InventoryPath $inventory -GroupsPath $groups {more} | ForEach-Object {{ {then} }} }}", inventory, groups);

        Assert.Equal(isCutOff, outcome.Warnings.Any(warning => warning.Contains(groups, StringComparison.Ordinal) && warning.Contains("is not written", StringComparison.Ordinal)));
        Assert.Equal(!isCutOff, File.Exists(groups));
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(groups)!), file => file != groups && Path.GetFileName(file).StartsWith(Path.GetFileName(groups), StringComparison.Ordinal));
    }
}
