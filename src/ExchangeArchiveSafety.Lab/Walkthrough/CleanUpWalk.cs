using System.Security;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Server;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Walkthrough;

/// <summary>The clean-up, over HTTP, of a tenant in which nobody held archiving off. The tenant, which made every copy, is the judge.</summary>
internal static class CleanUpWalk
{
    private const int Days = 14;
    private const string Someone = "anna.berg@contoso.example";

    public static async Task WalkAsync(string folder)
    {
        var tenant = Contoso.Create();
        tenant.AdvanceDays(Days);
        var harm = tenant.Total();
        await using var server = await LabServer.StartAsync(tenant);
        using var shell = new Shell(server.Uri);
        shell.Set("token", Secure(server.Graph.Tokens.Issue()));
        shell.Set("inventory", Path.Combine(folder, "contoso.inventory.csv"));
        shell.Set("quarantine", Path.Combine(folder, "quarantine"));
        shell.Set("journal", Path.Combine(folder, "neglected.journal.jsonl"));

        Story.Title("8. A tenant that nobody looked after for two weeks");
        Story.Say("Mailboxes and archives are read through Microsoft Graph, with a connection of its own:");
        shell.Show("Connect-ArchiveSafetyGraph -GraphEndpoint $lab -AccessToken $token");
        Story.Say("", "Everything in an inventory file, which can be searched anywhere, as often as one likes:");
        shell.Show("Get-Mailbox -ResultSize Unlimited | Export-ArchiveInventory -Path $inventory | ForEach-Object Name");
        shell.Show("Find-ArchiveDuplicates -InventoryPath $inventory -Summary | Where-Object Surplus");
        CompareCounts(shell, tenant);
        Story.Say("", $"{harm.Reappeared:N0} reappeared and {harm.DuplicatedInArchive:N0} more in the archives: in every mailbox exactly what the tenant knows that the loop made.");

        Story.Title("9. What exactly, and how sure is that?");
        shell.Show($"$groups = @(Find-ArchiveDuplicates {Someone} -VerifyBody); $groups[0..4]");
        Story.Say("", "One message of it: what stays, what goes, and why.");
        shell.Show("$groups[0].Kept; $groups[0].Surplus");

        Story.Say("", "And for whoever decides, on one page: what is wrong, what it costs, and what to type.");
        Story.Say("Before that the guard looks at everything once, and then protects its first third:");
        shell.Set("memory", Path.Combine(folder, "guard.journal.jsonl"));
        shell.Show(
            "$passes = @(Invoke-ArchiveSafetyGuard -Mode Observe -JournalPath $memory -WarningAction SilentlyContinue)",
            "$passes += Invoke-ArchiveSafetyGuard -Mode Protect -Partition 1 -PartitionCount 3 -JournalPath $memory -Confirm:$false -WarningAction SilentlyContinue",
            "$passes | ForEach-Object { \"$($_.Mode): at risk $($_.AtRisk), suspended $($_.Suspended), failed $($_.Failed), exit code $($_.ExitCode)\" }");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(StagedModules.Report)!);
        shell.Set("page", StagedModules.Report);
        shell.Show(
            "$found = Get-Mailbox -ResultSize Unlimited | Find-ArchiveDuplicates -WarningAction SilentlyContinue",
            "$everything = @(Test-ArchiveMigrationConflict -IncludeSafe -Forecast; Get-ArchivePolicySuspension -JournalPath $memory; Test-ArchiveSafetyReadiness; $passes; $found)",
            "($everything | Export-ArchiveSafetyReport $page -Title 'Contoso: mail migration and archive' -Force -PassThru).FullName");
        Story.Check(File.Exists(StagedModules.Report), "no report was written");

        Story.Title("10. Not while the migration runs, and not more than allowed");
        shell.Show("$careful = @{ QuarantinePath = $quarantine; JournalPath = $journal; Confirm = $false }");
        shell.Show($"Find-ArchiveDuplicates {Someone} | Remove-ArchiveDuplicates @careful");
        Story.Say("", "A copy that is removed now is missing at the next sync and is migrated again. So the migration ends first.");
        _ = shell.Run("Get-MigrationBatch | Where-Object MigrationType -NotIn 'ExchangeRemoteMove', 'PublicFolder' | ForEach-Object { Remove-MigrationBatch $_.BatchGuid -Confirm:$false }");
        tenant.StopOutsideSync("external.tool");
        tenant.AdvanceDays(1);
        harm = tenant.Total();
        Story.Check(server.Graph.Deletes.Count == 0, "something was deleted while the migration ran");
        shell.Show($"Find-ArchiveDuplicates {Someone} | Remove-ArchiveDuplicates @careful");
        Story.Check(server.Graph.Deletes.Count == 0, "something was deleted above the ceiling");

        Story.Title("11. Remove");
        Story.Say("The ceiling is raised by somebody who has seen the counts. Each copy is read again with its original, bodies included, saved in");
        Story.Say("quarantine, soft-deleted, and read back:");
        shell.Show(
            "$mailboxes = Get-Mailbox -ResultSize Unlimited",
            "$removed = $mailboxes | Find-ArchiveDuplicates | Remove-ArchiveDuplicates @careful -MaximumPercent 95 -MaximumCount 2000 -PassThru -WarningAction SilentlyContinue",
            "$removed | Where-Object Status -NE 'Removed'",
            "\"$(@($removed | Where-Object Status -EQ 'Removed').Count) copies removed\"");
        var clean = tenant.Total();
        Story.Check(clean is { Reappeared: 0, DuplicatedInArchive: 0 }, $"{clean.Reappeared} and {clean.DuplicatedInArchive} copies are still there");
        Story.Check(clean.Missing == 0, "mail is missing");
        Story.Check(server.Graph.Deletes.All(call => call.Status == 204), "something was deleted twice");
        Story.Check(server.Graph.Deletes.Count == harm.Reappeared + harm.DuplicatedInArchive, "another number was deleted than the loop had made");
        Story.Say("", $"{server.Graph.Deletes.Count:N0} deletions, each of them one of the copies that the loop made; every message is there exactly once.");

        Story.Title("12. One of them was a mistake");
        shell.Show("@(Get-ArchiveQuarantine $quarantine -JournalPath $journal -Verify)[0..2]");
        shell.Show("Restore-ArchiveDuplicates -QuarantinePath $quarantine -ItemId $removed[0].ItemId -JournalPath $journal -Confirm:$false");
        var restored = tenant.Total();
        Story.Check(restored.ItemsInPrimary + restored.ItemsInArchive == clean.ItemsInPrimary + clean.ItemsInArchive + 1, "the item did not come back");
        Story.Say("", "It is a copy again, as it was:");
        shell.Show("$mailboxes | Find-ArchiveDuplicates -VerifyBody");
        Story.Say("", "So it can be removed again.");
        shell.Show("$mailboxes | Find-ArchiveDuplicates | Remove-ArchiveDuplicates @careful -WarningAction SilentlyContinue");

        Story.Title("13. The second search");
        shell.Show("@($mailboxes | Find-ArchiveDuplicates).Count");
        Story.Check(Story.Number(shell, "@($mailboxes | Find-ArchiveDuplicates).Count") == 0, "the second search found something");
        var end = tenant.Total();
        Story.Check(end is { Missing: 0, Reappeared: 0, DuplicatedInArchive: 0 }, "the tenant is not as it should be");
        Story.Say("", $"Nothing is found any more, and nothing is missing: {end.ItemsInPrimary + end.ItemsInArchive:N0} messages, each of them once.");
    }

    private static void CompareCounts(Shell shell, LabTenant tenant)
    {
        var known = tenant.CountAll().ToDictionary(count => count.Mailbox, StringComparer.OrdinalIgnoreCase);
        var found = shell.Run("Find-ArchiveDuplicates -InventoryPath $inventory -Summary | ForEach-Object { \"$($_.Mailbox) $($_.Reappeared) $($_.DuplicatedInArchive)\" }")
            .Select(line => line.ToString().Split(' ')).ToDictionary(parts => parts[0], StringComparer.OrdinalIgnoreCase);
        foreach (var (mailbox, line) in found)
        {
            var count = known[mailbox];
            Story.Check(line[1] == Text(count.Reappeared) && line[2] == Text(count.DuplicatedInArchive), $"the counts of {mailbox} differ");
        }

        var missed = known.Values.Where(count => count.Reappeared + count.DuplicatedInArchive > 0 && !found.ContainsKey(count.Mailbox)).Select(count => count.Mailbox).ToList();
        Story.Check(missed.Count == 0, "mailboxes were missed: " + string.Join(", ", missed));
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var letter in text)
        {
            secure.AppendChar(letter);
        }

        return secure;
    }
}
