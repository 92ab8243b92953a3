using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Server;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Counting;

namespace ExchangeArchiveSafety.Lab.Walkthrough;

/// <summary>
/// The main job from begin to end on the default tenant, with the built module in the real PowerShell engine. Everything it claims is checked against the tenant
/// itself; what does not hold ends it with an error.
/// </summary>
internal static class WalkthroughVerb
{
    private const int Days = 30;
    private const int Week = 7;

    public static async Task<int> RunAsync()
    {
        var state = Directory.CreateTempSubdirectory("eas-walkthrough-");
        try
        {
            await WalkAsync(Path.Combine(state.FullName, "contoso.journal.jsonl"));
            await CleanUpWalk.WalkAsync(state.FullName);
            Story.Say("", "Everything above was checked against the tenant itself. To try it by hand: the same command with `serve`.");
            return 0;
        }
        catch (WalkthroughException exception)
        {
            await Console.Error.WriteLineAsync("\nThe walkthrough does not hold: " + exception.Message);
            return 1;
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static async Task WalkAsync(string journal)
    {
        var tenant = Contoso.Create();
        var found = tenant.Mailboxes.ToDictionary(mailbox => mailbox.PrimarySmtpAddress, SettingsOfMailbox.Of);
        await using var server = await LabServer.StartAsync(tenant);
        using var shell = new Shell(server.Uri);
        shell.Set("journal", journal);

        Story.Title("1. Which mailboxes will be hit?");
        Story.Say($"Contoso has {tenant.Mailboxes.Count} mailboxes and {tenant.Batches.Count} migration batches. It is {tenant.Now:yyyy-MM-dd} there, and nobody has acted yet.");
        shell.Show("Test-ArchiveMigrationConflict");
        Story.Check(server.Exchange.Calls.Writes.Count == 0, "judging wrote to the tenant");
        Story.Check(Story.Number(shell, "@(Test-ArchiveMigrationConflict | Where-Object State -EQ 'Conflicting').Count") > 0, "no mailbox conflicts");
        Story.Say("", "One of them in full: every reason with the facts that it rests on.");
        shell.Show("(Test-ArchiveMigrationConflict anna.berg@contoso.example).Findings");

        Story.Title($"2. What happens in {Days} days if nobody acts");
        Story.Say("What waiting costs can be worked out beforehand, in ranges:");
        shell.Show("Test-ArchiveMigrationConflict anna.berg@contoso.example, ben.castro@contoso.example -Forecast | ForEach-Object { \"$($_.Identity): $($_.Forecast)\" }");
        shell.Show("$weeks = (Test-ArchiveMigrationConflict anna.berg@contoso.example -Forecast).Forecast.Weeks; $weeks[3, 11]");
        var (least, most) = (Story.Number(shell, "[int]$weeks[3].CameBack.Low"), Story.Number(shell, "[int]$weeks[4].CameBack.High"));
        Story.Say("", "And this is what really happens:");
        var neglected = Contoso.Create();
        var harm = LetTimePass(neglected);
        Story.Check(harm.Reappeared > 0 && harm.DuplicatedInArchive > 0, "the loop of KB 2783045 did not happen");
        Story.Say("", $"{harm.Reappeared} archived items are back in the primaries, and the archives hold {harm.DuplicatedInArchive} surplus copies. That was a copy of the tenant;", "in the real one it is still day one.");
        var anna = neglected.Count("anna.berg@contoso.example");
        Story.Check(anna.Reappeared + anna.DuplicatedInArchive >= least && anna.Reappeared + anna.DuplicatedInArchive <= most, "the forecast was wrong");
        Story.Say($"Of anna.berg there are {anna.Reappeared + anna.DuplicatedInArchive} surplus copies now: as foreseen, between {least} and {most}.");

        Story.Title("3. Suspend archiving, before it hurts");
        Story.Say("What it would do to one of them, and what to know before saying yes:");
        shell.Show("Suspend-ConflictingArchivePolicy auto.full.held@contoso.example -WhatIf");
        Story.Check(server.Exchange.Calls.Writes.Count == 0 && !File.Exists(journal), "-WhatIf wrote something");
        Story.Say("", "All that conflict or soon will, and those that cannot be judged while a migration runs, as a runbook does it. A processing switch that a", "Preservation Lock may override is one of those:");
        shell.Show("$unattended = @{ JournalPath = $journal; Confirm = $false; WarningAction = 'SilentlyContinue' }");
        shell.Show("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy @unattended | Where-Object Status -NE 'Skipped'");
        Story.Say("", "Where it cannot be judged either whether a migration runs, the mailbox has to be named:");
        shell.Show("Test-ArchiveMigrationConflict | Where-Object State -EQ 'Indeterminate' |", "    ForEach-Object { Suspend-ConflictingArchivePolicy $_.ExchangeGuid @unattended }");
        Story.Say("", "And a migration tool that Exchange does not know has to be named by the admin:");
        shell.Show(
            "Test-ArchiveMigrationConflict external.tool@contoso.example -ExternallyMigrating external.tool@contoso.example |",
            "    Suspend-ConflictingArchivePolicy @unattended");
        Story.Say("", "What is left?");
        shell.Show(
            "Test-ArchiveMigrationConflict -ExternallyMigrating external.tool@contoso.example |",
            "    Where-Object State -NotIn 'Mitigated', 'Dormant'");
        Story.Say("It is held off like the others; nobody can see which policy would archive there, so it is not called anything better.");
        var suspended = Story.Number(shell, "@(Get-ArchivePolicySuspension -JournalPath $journal | Where-Object Status -EQ 'Suspended').Count");
        Story.Check(suspended == Story.Number(shell, "@(Get-ArchivePolicySuspension -JournalPath $journal).Count") && suspended > 0, "a suspension does not stand");

        Story.Title($"4. {Days} days pass, the migration goes on");
        var calm = LetTimePass(tenant);
        Story.Check(calm.Reappeared == 0 && calm.DuplicatedInArchive == 0, "archived mail came back although archiving was suspended");
        Story.Check(calm.Missing == 0, "mail is missing");
        Story.Say("", "Nothing reappeared, and nothing is there twice.");

        Story.Title("5. The migration ends");
        Story.Say("An IMAP migration ends by deleting its batch.");
        shell.Show(
            "Get-MigrationBatch | Where-Object MigrationType -NotIn 'ExchangeRemoteMove', 'PublicFolder' |",
            "    ForEach-Object { Remove-MigrationBatch $_.BatchGuid -Confirm:$false }");
        tenant.StopOutsideSync("external.tool");
        tenant.AdvanceDays(4);

        Story.Title("6. Resume: exactly as it was");
        shell.Show("Resume-ConflictingArchivePolicy -JournalPath $journal -Confirm:$false | Where-Object Status -NE 'Resumed'");
        shell.Show("Get-ArchivePolicySuspension -JournalPath $journal");
        Story.Say("", "Nobody but the admin can know that the other tool is done:");
        shell.Show("Resume-ConflictingArchivePolicy external.tool@contoso.example -Force -JournalPath $journal -Confirm:$false");
        var changed = tenant.Mailboxes.Where(mailbox => SettingsOfMailbox.Of(mailbox) != found[mailbox.PrimarySmtpAddress]).Select(mailbox => mailbox.PrimarySmtpAddress).ToList();
        Story.Check(changed.Count == 0, "settings differ from what they were: " + string.Join(", ", changed));
        Story.Check(Story.Number(shell, "@(Get-ArchivePolicySuspension -JournalPath $journal).Count") == 0, "the journal still knows an open suspension");
        Story.Say("", $"All {found.Count} mailboxes have every setting they had on day one; {suspended} of them were suspended meanwhile, and the journal has nothing open.");

        Story.Title($"7. {Days} days later");
        var after = LetTimePass(tenant);
        Story.Check(after.ItemsInArchive > calm.ItemsInArchive, "archiving did not resume");
        Story.Check(after.Reappeared == 0 && after.DuplicatedInArchive == 0 && after.Missing == 0, "archiving resumed and did harm");
        Story.Say("", $"Archiving does its work again ({after.ItemsInArchive - calm.ItemsInArchive} items moved), and every message is there exactly once.");
    }

    private static MailboxCount LetTimePass(LabTenant tenant)
    {
        Story.Say("", "  day          in the primaries   in the archives   reappeared   duplicated in the archives");
        for (var day = 0; day < Days;)
        {
            Report(tenant, day);
            var step = Math.Min(Week, Days - day);
            tenant.AdvanceDays(step);
            day += step;
        }

        Report(tenant, Days);
        return tenant.Total();
    }

    private static void Report(LabTenant tenant, int day)
    {
        var total = tenant.Total();
        Story.Say($"  {day,3} {tenant.Now:MM-dd} {total.ItemsInPrimary,19:N0} {total.ItemsInArchive,17:N0} {total.Reappeared,12:N0} {total.DuplicatedInArchive,28:N0}");
    }
}
