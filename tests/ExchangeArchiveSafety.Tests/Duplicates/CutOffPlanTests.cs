namespace ExchangeArchiveSafety.Duplicates;

/// <summary>A plan is written whole or not at all, and never is that not said.</summary>
public class CutOffPlanTests
{
    [Xunit.Theory]
    [Xunit.InlineData("", "break", true)]
    [Xunit.InlineData("", "throw 'enough'", true)]
    [Xunit.InlineData("-Summary", "break", true)]
    [Xunit.InlineData("", "$_", false)]
    public async Task Where_a_later_command_wants_no_more_there_is_a_warning_and_no_plan(string more, string then, bool isCutOff)
    {
        using var engine = Engine.Start();
        var (inventory, plan) = (TestProcess.NewPath("inventory.csv"), TestProcess.NewPath("plan.jsonl"));
        await File.WriteAllTextAsync(inventory, InventoryText.Header + InventoryText.Pair("1") + InventoryText.Pair("2"));

        var outcome = engine.Try(
            $"param($inventory, $plan) foreach ($once in 1) {{ Find-ArchiveDuplicates -InventoryPath $inventory -PlanPath $plan {more} | ForEach-Object {{ {then} }} }}", inventory, plan);

        Assert.Equal(isCutOff, outcome.Warnings.Any(warning => warning.Contains(plan, StringComparison.Ordinal) && warning.Contains("is not written", StringComparison.Ordinal)));
        Assert.Equal(!isCutOff, File.Exists(plan));
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(plan)!), file => file != plan && Path.GetFileName(file).StartsWith(Path.GetFileName(plan), StringComparison.Ordinal));
    }
}
