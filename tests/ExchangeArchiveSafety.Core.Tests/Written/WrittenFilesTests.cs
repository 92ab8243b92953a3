using ExchangeArchiveSafety.Duplicates;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>
/// Files as the first version wrote them, kept for ever: every later version reads each field, and writes the same bytes as long as it calls its files by this
/// version.
/// </summary>
public class WrittenFilesTests
{
    private const string Primary = "MBX:11111111-1111-1111-1111-111111111111@99999999-9999-9999-9999-999999999999";

    [Fact]
    public void Records_about_archiving_are_read_field_by_field()
    {
        Assert.Equal(15, Journal().Count);
        var records = Journal().OfType<SuspensionRecord>().ToList();
        Assert.Equal(9, records.Count);
        var intent = records[0];
        Assert.Equal("ExchangeArchiveSafety.Journal/1", intent.Format);
        Assert.Equal(new Guid("5484f7dc-9a1f-4af7-9086-b500f6c8a97d"), intent.SuspensionId);
        Assert.Equal(new Guid("b5d1172a-670f-4c9a-b5e0-2c17ce031c6a"), intent.Run);
        Assert.Equal((JournalRecordKind.Intent, JournalOperation.Suspend), (intent.Kind, intent.Operation));
        Assert.Equal((World.At(0), DateTimeKind.Utc), (intent.AtUtc, intent.AtUtc.Kind));
        Assert.Equal("contoso.onmicrosoft.example", intent.Tenant);
        Assert.Equal(FakeTenant.Key, intent.ExchangeGuid);
        Assert.Equal("anna@contoso.com", intent.Identity);
        Assert.Equal(SuspensionMethod.RetentionHold, intent.Method);
        Assert.True(intent.ExternallyMigrating);
        Assert.Equal(Hold(World.At(-9), World.At(9), hold: false, auto: true), intent.Before);
        Assert.Equal(Hold(null, World.At(30), hold: true, auto: false), intent.After);
        Assert.Equal((null, null, false, null), (intent.Status, intent.Restored, intent.Closed, intent.Reason));
        Assert.Equal((JournalRecordKind.Outcome, SuspensionStatus.Suspended), (records[1].Kind, records[1].Status));
        Assert.Equal(Hold(null, World.At(30), hold: true, auto: false).With(ArchivingSetting.ElcProcessingDisabled, false), records[1].After);
        Assert.Equal((null, "Set, and seen after reading back."), (records[1].Before, records[1].Reason));
        Assert.Equal((JournalRecordKind.Intent, JournalOperation.Resume), (records[2].Kind, records[2].Operation));
        Assert.Equal((SuspensionStatus.Resumed, true), (records[3].Status, records[3].Closed));
        Assert.Equal([.. HoldSetting.Properties, ArchivingSetting.AutoArchivingEnabled], records[3].Restored);
        Assert.Equal((SuspensionMethod.StopMigration, "Wave 1: Syncing"), (records[4].Method, records[4].Before?.MigrationStatus));
        Assert.Equal((SuspensionMethod.StopMigration, "Wave 1: Stopped"), (records[5].Method, records[5].After?.MigrationStatus));
        Assert.Equal((SuspensionStatus.Closed, Guid.Empty, true), (records[6].Status, records[6].Run, records[6].Closed));
        Assert.Equal((SuspensionMethod.ElcProcessing, ArchivingSettings.None.With(ArchivingSetting.ElcProcessingDisabled, true)), (records[7].Method, records[7].After));
        Assert.Equal(
            ["RetentionHold Closed", "StopMigration Closed", "ElcProcessing Suspended"],
            SuspensionLedger.Fold(records).Select(one => one.Method + " " + one.Stage));
    }

    [Fact]
    public void Records_about_copies_are_read_field_by_field()
    {
        var records = Journal().OfType<CopyRecord>().ToList();
        Assert.Equal(6, records.Count);
        var intent = records[0];
        Assert.Equal(new Guid("588b59b5-24eb-447f-b1b3-3f2e5ea9841c"), intent.RemovalId);
        Assert.Equal(new Guid("0ff440aa-e45d-4880-97ee-312f8874a961"), intent.Run);
        Assert.Equal((JournalRecordKind.Intent, JournalOperation.Remove), (intent.Kind, intent.Operation));
        Assert.Equal((World.At(0), null), (intent.AtUtc, intent.Tenant));
        Assert.Equal((Primary, "adele@contoso.example"), (intent.MailboxId, intent.Identity));
        Assert.Equal(
            [
                new JournalItem { ItemId = "P0002", KeptItemId = "A0002", FolderPath = "Inbox", File = "e2e09db9235bf1238df5ad9ffa1d39e9a74db5654adfc5ceafca5a0de3bb9014-409c3f524a16a502.item", Sha256 = "409c3f524a16a502244a4c85361de2a0a75e60dae6a1446449f61f2841b3516b" },
                new JournalItem { ItemId = "P0001", KeptItemId = "A0001", FolderPath = "Inb\ud83dox", File = "ccc3cfdfff3029a8eabeda344dc883c3730073da1baa8c311a78cd2cfe22f04d-2340d9f9f6ee9be8.item", Sha256 = "2340d9f9f6ee9be8c8df161408c295c3880e6b5f53b45df7abb3337156fd86cb" },
            ],
            intent.Items!);
        Assert.Equal([JournalItemState.Removed, JournalItemState.Removed], records[1].Items!.Select(item => item.State));
        Assert.Equal(MailItemLocation.Archive, Assert.Single(records[2].Items!).Location);
        Assert.Equal((JournalRecordKind.Intent, JournalOperation.Restore), (records[4].Kind, records[4].Operation));
        Assert.Equal([new JournalItem { ItemId = "P0002", State = JournalItemState.Restored, NewItemId = "imported-1" }], records[5].Items!);
        var ledger = RemovalLedger.Fold(records);
        Assert.Equal(JournalItemState.Removed, ledger.Of(Primary, "P0001")!.State);
        Assert.Equal((JournalOperation.Restore, "imported-1"), (ledger.Of(Primary, "P0002")!.Operation, ledger.Of(Primary, "P0002")!.NewItemId));
    }

    [Fact]
    public void A_record_that_was_read_is_written_as_it_was()
    {
        var path = PathOf("contoso.journal.jsonl");
        Assert.Equal(File.ReadAllText(path), JournalRecords.Text(Journal()));
    }

    [Fact]
    public void Groups_are_read_field_by_field_and_written_as_they_were()
    {
        var path = PathOf("adele.groups.jsonl");
        var groups = GroupsFile.Read(path);
        Assert.Equal(["Strong A0001 | P0001:Reappeared:Strong:None | ", "Strong A0002 | A9:DuplicatedInArchive:Strong:None,P0002:Reappeared:Strong:None | "], Mail.Tell(groups).Split('\n'));
        Check(groups[0].Kept.Settled, Loop(1, "Inb\ud83dox").Kept);
        Check(groups[0].Surplus[0].Settled, Loop(1, "Inb\ud83dox").Surplus);
        Check(groups[1].Kept.Settled, Loop(2, "Inbox").Kept);
        Check(groups[1].Surplus[1].Settled, Loop(2, "Inbox").Surplus);
        Check(
            groups[1].Surplus[0].Settled,
            Mail.Archived("A9") with
            {
                InternetMessageId = "<0002@contoso.example>",
                Subject = "Message 0002",
                CreatedUtc = Mail.Sent.AddDays(3),
                LastModifiedUtc = Mail.Sent.AddDays(4),
                SearchKey = "c2VhcmNo",
                WellKnownFolder = "inbox",
            });
        using var folder = new TemporaryFolder();
        using (var writer = new GroupsFileWriter(folder.File("groups"), World.At(5)))
        {
            foreach (var group in groups)
            {
                writer.Add(group);
            }

            writer.Complete();
        }

        Assert.Equal(File.ReadAllText(path), File.ReadAllText(folder.File("groups")));
    }

    [Fact]
    public void Saved_copies_are_read_field_by_field_and_described_as_they_were()
    {
        var quarantine = new QuarantineFolder(PathOf("quarantine"));
        Assert.Equal(["P0001", "P0002"], quarantine.All(damaged => Assert.Fail(damaged.Message)).Select(entry => entry.Item.ItemId));
        var first = quarantine.Find(Primary, "P0001")!;
        Assert.Equal("ExchangeArchiveSafety.Quarantine/1", first.Format);
        Assert.Equal(("adele@contoso.example", Primary), (first.Mailbox, first.PrimaryMailboxId));
        Assert.Equal("MBX:22222222-2222-2222-2222-222222222222@99999999-9999-9999-9999-999999999999", first.ArchiveMailboxId);
        Assert.Equal(("Primary/Inb\ud83dox", "Archive/Inb\ud83dox"), (first.FolderId, first.KeptFolderId));
        Check(first.Item, Loop(1, "Inb\ud83dox").Surplus);
        Check(first.Kept, Loop(1, "Inb\ud83dox").Kept);
        Assert.Equal(DuplicateEvidence.Identical, first.Evidence);
        Assert.Equal(new Guid("588b59b5-24eb-447f-b1b3-3f2e5ea9841c"), first.RemovalId);
        Assert.Equal((World.At(0), DateTimeKind.Utc), (first.SavedAtUtc, first.SavedAtUtc.Kind));
        Assert.Equal("ccc3cfdfff3029a8eabeda344dc883c3730073da1baa8c311a78cd2cfe22f04d-2340d9f9f6ee9be8.item", first.Data);
        Assert.Equal((36, "2340d9f9f6ee9be8c8df161408c295c3880e6b5f53b45df7abb3337156fd86cb"), (first.Length, first.Sha256));
        Assert.Null(first.Restored);
        Assert.Equal("P0001\nbody of <0001@contoso.example>", System.Text.Encoding.UTF8.GetString(quarantine.Read(first)));
        var restored = quarantine.Find(Primary, "P0002")!.Restored!;
        Assert.Equal(("imported-1", MailItemLocation.Primary, "Inbox", "Primary/Inbox", World.At(0)), (restored.ItemId, restored.Location, restored.FolderPath, restored.FolderId, restored.AtUtc));

        using var folder = new TemporaryFolder();
        var again = new QuarantineFolder(folder.File("q"));
        foreach (var entry in quarantine.All())
        {
            _ = again.Save(entry, quarantine.Read(entry));
        }

        var files = Directory.GetFiles(PathOf("quarantine"));
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal(Bytes(file), Unsealed(Bytes(Path.Combine(again.Location, Path.GetFileName(file))))));

        // Descriptions end with a seal since; those without one are read as they were.
        static string Bytes(string file) => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
        static string Unsealed(string text) => System.Text.RegularExpressions.Regex.Replace(text, ",\"seal\":\"[0-9a-f]{64}\"}$", "}");
    }

    [Fact]
    public void A_snapshot_is_read_field_by_field_and_written_as_it_was()
    {
        using var file = File.OpenRead(PathOf("contoso.snapshot.json"));
        var small = TestTenant.Conflicting.With(mailbox => mailbox with { ProhibitSendReceiveQuota = 100_000, RecoverableItemsQuota = 100_000, TotalItemSize = 10_000, AccountDisabled = default });
        var expected = small.Snapshot with { Failures = [new("Get-MigrationUser", null, true, "Bud\udc00get")] };
        var read = SnapshotFile.Read(file, "snapshot");
        Assert.Equal(Described.Of(expected), Described.Of(read));
        using var written = new MemoryStream();
        SnapshotFile.Write(written, read);
        Assert.Equal(File.ReadAllText(PathOf("contoso.snapshot.json")), System.Text.Encoding.UTF8.GetString(written.ToArray()).ReplaceLineEndings("\n"));
    }

    /// <summary>The second version knows snapshots; what it wrote is read for ever, too.</summary>
    [Fact]
    public void A_journal_that_a_snapshot_stands_at_the_begin_of_is_read_and_written_as_it_was()
    {
        var path = PathOf("contoso.journal.jsonl", "Version2");
        var records = new JournalFile(path).Read();
        var header = Assert.IsType<SnapshotRecord>(records[0]);
        Assert.Equal((15, "contoso.journal.jsonl", 6, "contoso.onmicrosoft.example"), (header.Supersedes, header.Superseded, header.Follow, header.Tenant));
        Assert.Equal(File.ReadAllText(path), JournalRecords.Text(records));
        Assert.Equal(JournalProgram.Tell(Journal()), JournalProgram.Tell(records));
        Assert.Equal(["Set, and seen after reading back."], ((SnapshotRecord)records[1]).Suspended!.History!.Select(told => told.Reason).Distinct().Where(reason => reason is not null).Take(1));
    }

    private static string PathOf(string name, string version = "Version1") => Path.Combine(AppContext.BaseDirectory, "Written", version, name);

    private static IReadOnlyList<JournalRecord> Journal() => new JournalFile(PathOf("contoso.journal.jsonl")).Read();

    private static ArchivingSettings Hold(DateTime? start, DateTime? end, bool hold, bool auto) => ArchivingSettings.None
        .With(ArchivingSetting.StartDateForRetentionHold, start)
        .With(ArchivingSetting.EndDateForRetentionHold, end)
        .With(ArchivingSetting.RetentionHoldEnabled, hold)
        .With(ArchivingSetting.AutoArchivingEnabled, auto);

    private static (Sample Kept, Sample Surplus) Loop(int number, string folder)
    {
        Sample Of(Sample sample) => sample with { InternetMessageId = $"<000{number}@contoso.example>", Subject = "Message 000" + number, FolderPath = folder };
        return (Of(Mail.Archived("A000" + number)), Of(Mail.Migrated("P000" + number)));
    }

    private static void Check(MailItem read, Sample expected)
    {
        foreach (var property in typeof(MailItem).GetProperties())
        {
            Assert.Equal(property.GetValue(expected.ToItem()), property.GetValue(read));
        }
    }
}
