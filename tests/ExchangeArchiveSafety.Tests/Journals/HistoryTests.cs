namespace ExchangeArchiveSafety.Tests.Journals;

/// <summary>What a journal remembers of migrations, shown without asking the tenant.</summary>
public class HistoryTests
{
    private const string Ada = "ada@contoso.example";
    private const string Hostile = "Wave \u202E$(throw 'x') \"1\" [a";

    private readonly string _journal = TestProcess.NewPath("journal.jsonl");

    [Fact]
    public void It_needs_no_session_and_takes_names_patterns_guids_and_objects()
    {
        using var engine = Remembering();
        Assert.Equal([Ada, "ben@contoso.example"], Names(engine, ""));
        var guid = RememberedJournal.Mailbox(1).ToString();
        foreach (var named in (string[])["ben@contoso.example", "BEN@contoso.example", "ben*", guid, $"([guid]'{guid}')", $"([pscustomobject]@{{ ExchangeGuid = '{guid}' }})", "([pscustomobject]@{ EmailAddress = 'ben@contoso.example' })"])
        {
            Assert.Equal(["ben@contoso.example"], Names(engine, named));
            Assert.Equal(["ben@contoso.example"], engine.Run($"{(named[0] is '(' ? named : $"'{named}'")} | Get-ArchiveMigrationHistory -JournalPath '{_journal}'").Select(one => (string)one.Properties["Identity"].Value));
        }

        Assert.Empty(Names(engine, "zoe*"));
        Assert.Equal([Ada], Names(engine, "-MigrationBatch 'wave 1'"));
        Assert.Equal([Ada, "ben@contoso.example"], Names(engine, "-MigrationBatch wave*"));
        Assert.Equal(["ben@contoso.example"], Names(engine, $"-MigrationBatch '{Hostile.Replace("'", "''", StringComparison.Ordinal)}'"));
    }

    [Fact]
    public void It_tells_when_and_what()
    {
        using var engine = Remembering();
        var one = Assert.Single(engine.Run($"Get-ArchiveMigrationHistory ben* -JournalPath '{_journal}'"));
        var start = new DateTime(2026, 10, 1, 10, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            (Hostile, "IMAP", "Synced", start, start.AddDays(9), start, start.AddDays(10)),
            (one.Value("MigrationBatch"), one.Value("MigrationType"), one.Value("Status"), one.Value("FirstSeenUtc"), one.Value("LastSeenUtc"), one.Value("LastSyncUtc"), one.Value("EndFirstSeenUtc")));
        Assert.Equal("12 items at 2026-10-02 10:00:00Z; 3 items at 2026-10-02 22:00:00Z", one.Value("Loops")!.ToString());
        Assert.Equal("RetentionHold announced 2026-10-03 10:00:00Z, in force since 2026-10-03 10:00:00Z (Suspended)", one.Value("Suspensions")!.ToString());
    }

    [Fact]
    public void What_is_not_remembered_is_an_error_and_a_journal_that_is_not_there_too()
    {
        using var engine = Remembering();
        _ = engine.Try($"Get-ArchiveMigrationHistory zoe@contoso.example -JournalPath '{_journal}'").OneError("MailboxNotFound", ErrorCategory.ObjectNotFound);
        _ = engine.Try($"Get-ArchiveMigrationHistory -MigrationBatch 'wave 9' -JournalPath '{_journal}'").OneError("MigrationBatchNotFound", ErrorCategory.ObjectNotFound);
        _ = engine.Try($"Get-ArchiveMigrationHistory -JournalPath '{_journal}.none'").Ended("JournalNotFound", ErrorCategory.ObjectNotFound);
        _ = engine.Try("Get-ArchiveMigrationHistory").Ended("ExchangeSessionMissing", ErrorCategory.ConnectionError);
        _ = engine.Try($"Test-ArchiveMigrationConflict -JournalPath '{_journal}.none'").Ended("JournalNotFound", ErrorCategory.ObjectNotFound);
        _ = engine.Try($"Find-ArchiveDuplicates -InventoryPath x.csv -JournalPath '{_journal}.none'").Ended("JournalNotFound", ErrorCategory.ObjectNotFound);
    }

    [Fact]
    public async Task The_default_is_the_journal_of_the_tenant()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        Assert.Contains("nothing is remembered yet", Assert.Single(session.Try("Get-ArchiveMigrationHistory").Clean().Warnings), StringComparison.Ordinal);
        session.Try("Suspend-ConflictingArchivePolicy user0001").Clean();
        session.Exchange.Calls.Clear();
        Assert.Equal("user0001@contoso.example", Assert.Single(session.Try("Get-ArchiveMigrationHistory").Clean().Output).Value("Identity"));
        Assert.All(session.Exchange.Calls.All, call => Assert.Equal("Get-ConnectionInformation", call.Command));
    }

    [Fact]
    public async Task A_hold_is_counted_down_until_it_acts()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal").Clean();
        string Reason(double hours) => session.TryJournal($"Get-ArchivePolicySuspension -JournalPath $Journal -AsOf (Get-LabClock).AddHours({hours.ToString(System.Globalization.CultureInfo.InvariantCulture)})").Clean().Output.Single().Value("Reason")!.ToString()!;
        Assert.Contains("Suspended, and every setting stands. In force since", Reason(1), StringComparison.Ordinal);
        Assert.Contains("minutes more the Managed Folder Assistant may still archive", Reason(1), StringComparison.Ordinal);
        Assert.Contains("it acts since", Reason(5), StringComparison.Ordinal);

        var verdict = session.TryJournal("(Test-ArchiveMigrationConflict user0001 -JournalPath $Journal).Findings").Clean().Output;
        Assert.Contains(verdict, finding => Equals(finding.Value("Id"), "EAS1314"));
        Assert.DoesNotContain(session.TryJournal("(Test-ArchiveMigrationConflict user0001).Findings").Clean().Output, finding => Equals(finding.Value("Id"), "EAS1314"));
    }

    [Fact]
    public void Copies_are_found_with_the_time_in_which_the_loop_could_run()
    {
        using var engine = Remembering();
        var inventory = TestProcess.NewPath("items.csv");
        File.WriteAllText(inventory, Duplicates.InventoryText.Header + Duplicates.InventoryText.Pair("1", "ben@contoso.example", "Offer") + Duplicates.InventoryText.Pair("2", "zoe@contoso.example", "Offer"));
        var find = $"Find-ArchiveDuplicates -InventoryPath '{inventory}' -JournalPath '{_journal}'";
        var told = engine.Run(find + " -Summary").ToDictionary(one => one.Value("Mailbox")!.ToString()!, one => one.Value("LoopCouldRun"));
        const string Window = "The loop could run at least from 2026-10-01 10:00:00Z to 2026-10-03 10:00:00Z: a sync was seen then, and no suspension.";
        Assert.Equal((Window, null), (told["ben@contoso.example"], told["zoe@contoso.example"]));
        Assert.Contains(engine.Try(find + " -Verbose").Clean().Verbose, line => line == "ben@contoso.example: " + Window);
        Assert.All(engine.Run($"Find-ArchiveDuplicates -InventoryPath '{inventory}' -Summary"), one => Assert.Null(one.Value("LoopCouldRun")));
    }

    private Engine Remembering()
    {
        RememberedJournal.Write(
            _journal,
            RememberedJournal.Seen(Ada, 0, "Wave 1", "ExchangeRemoteMove"),
            RememberedJournal.Seen("ben@contoso.example", 1, Hostile),
            RememberedJournal.Suspended(1),
            RememberedJournal.Quiet(9),
            RememberedJournal.Ended("ben@contoso.example", 1));
        return Engine.Start();
    }

    private IReadOnlyList<string> Names(Engine engine, string named) => [.. engine.Run(
        $"Get-ArchiveMigrationHistory {(named.Length == 0 || named[0] is '(' or '-' ? named : $"'{named}'")} -JournalPath '{_journal}'").Select(one => (string)one.Value("Identity")!)];
}

file static class Shown
{
    public static object? Value(this PSObject shown, string property) => shown.Properties[property].Value;
}
