using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A journal file that is shortened while it is in use.</summary>
public sealed class JournalCompactionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DurableDisk _disk = DurableDisk.Real;

    private string JournalPath => _folder.File("contoso.journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_long_journal_is_shortened_and_what_it_was_is_kept_for_its_owner()
    {
        var before = Begin();
        New(compactFrom: 10_000).EnsureWritable();
        Assert.InRange(new FileInfo(JournalPath).Length, 1, before.Length / 2);
        var superseded = Assert.Single(Directory.GetFiles(_folder.Path, "*.superseded"));
        Assert.Equal(JournalPath + ".20261201T120000Z-44.superseded", superseded);
        Assert.Equal(before, File.ReadAllBytes(superseded));
        Assert.True(OperatingSystem.IsWindows() || TestTenant.IsDesktopBuild || File.GetUnixFileMode(superseded) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(JournalProgram.Tell(new JournalFile(superseded).Read()), JournalProgram.Tell(New().Read()));
    }

    [Theory]
    [InlineData(1_000_000, 20)]
    [InlineData(1, 0)]
    public void One_that_is_short_or_would_not_be_half_as_long_is_left_alone(long compactFrom, int failures)
    {
        _ = Begin(failures);
        var before = File.ReadAllBytes(JournalPath);
        New(compactFrom).EnsureWritable();
        Assert.Equal(before, File.ReadAllBytes(JournalPath));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.superseded"));
    }

    [Fact]
    public void Whoever_reads_and_appends_meanwhile_goes_on()
    {
        _ = Begin();
        var other = New();
        var ledger = new SuspensionLedger();
        ledger.Refresh(other);
        var mailbox = JournalRecords.Numbered(0).ExchangeGuid;
        var seen = ledger.RecordsOf(mailbox);
        var position = ledger.PositionWith(JournalRecords.Numbered(0), seen)!;
        New(compactFrom: 10_000).EnsureWritable();

        // What was read is no longer the journal: nothing is announced on the strength of it, but the mailbox is where it was.
        Assert.False(other.TryAppend(JournalRecords.Numbered(1), position, default));
        ledger.Refresh(other);
        Assert.Equal(seen, ledger.RecordsOf(mailbox));
        Assert.True(other.TryAppend(JournalRecords.Numbered(1), ledger.PositionWith(JournalRecords.Numbered(0), seen, isFresh: true)!, default));
        other.Append(JournalRecords.Numbered(2));
        Assert.Equal(["Closed", "Intended", "Intended"], SuspensionsOf(New()).Select(one => one.Stage.ToString()));
    }

    [Fact]
    public void A_torn_tail_is_set_aside_and_what_comes_at_the_last_moment_is_in_the_snapshot()
    {
        _ = Begin();
        File.AppendAllText(JournalPath, System.Text.Encoding.UTF8.GetString(JournalRecords.Line(3))[..70]);
        var held = new FileStream(JournalPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var gate = new JournalLock(JournalPath, _ =>
        {
            held.Dispose();
            New().Append(JournalRecords.Numbered(2));
        });
        new JournalCompaction(New(), gate, _disk).Run(10_000);
        Assert.Single(File.ReadAllLines(JournalPath + ".torn"));
        Assert.Equal(["Closed", "Intended"], SuspensionsOf(New()).Select(one => one.Stage.ToString()));
        Assert.Equal(2, New().Read().Count(record => record is SnapshotRecord { Suspended: not null }));
    }

    [Fact]
    public void One_that_another_run_shortened_first_is_left_alone_and_what_that_kept_stays()
    {
        var before = Begin();
        var held = new FileStream(JournalPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var gate = new JournalLock(JournalPath, _ =>
        {
            held.Dispose();
            New(compactFrom: 10_000).EnsureWritable();
        });
        new JournalCompaction(New(), gate, _disk).Run(10_000);
        Assert.Equal(before, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder.Path, "*.superseded"))));
        Assert.Single(SuspensionsOf(New()));
    }

    /// <summary>Whatever fails or is killed on the way, the journal is the old one or the new one, and says the same.</summary>
    [Fact]
    public void A_disk_that_fails_at_any_step_leaves_a_whole_journal()
    {
        var before = Begin();
        var told = JournalProgram.Tell(New().Read());
        var steps = 0;
        for (var failing = 0; failing <= steps; failing++)
        {
            File.WriteAllBytes(JournalPath, before);
            var disk = new FailingDisk(failing);
            new JournalFile(JournalPath, _ => { }, disk, compactFrom: 10_000).EnsureWritable();
            steps = Math.Max(steps, disk.Steps);
            Assert.Equal(told, JournalProgram.Tell(New().Read()));
            Assert.Empty(Directory.GetFiles(_folder.Path, ".partial-*"));
        }

        Assert.InRange(steps, 6, 20);
    }

    [Fact]
    public void Snapshots_follow_each_other_and_none_takes_the_place_of_what_an_earlier_one_superseded()
    {
        _ = Begin();
        for (var round = 1; round <= 3; round++)
        {
            New(compactFrom: 10_000).EnsureWritable();
            Assert.Equal(round, Directory.GetFiles(_folder.Path, "*.superseded").Length);
            var journal = New();
            foreach (var record in JournalSnapshotTests.Story())
            {
                journal.Append(record);
            }
        }

        var header = Assert.IsType<SnapshotRecord>(New().Read()[0]);
        Assert.Equal(3 * 44, header.Supersedes);
    }

    /// <summary>How the version before this one reads a journal: the only one it knows is the first.</summary>
    [Fact]
    public void An_older_module_takes_a_shortened_journal_for_newer()
    {
        _ = Begin();
        New(compactFrom: 10_000).EnsureWritable();
        var older = new FileFormat("ExchangeArchiveSafety.Journal/", 1, new("JournalForeign", "JournalNewer", "JournalDamaged", "JournalNotReadable", "JournalNotWritable"));
        var lines = File.ReadAllLines(JournalPath);
        Assert.All(lines, line => Assert.Equal("JournalNewer", Assert.Throws<UnusableFileException>(() => older.Check(System.Text.Encoding.UTF8.GetBytes(line), JournalPath)).ErrorId));
        New().Append(JournalRecords.Numbered(1));
        older.Check(System.Text.Encoding.UTF8.GetBytes(File.ReadAllLines(JournalPath)[^1]), JournalPath);
    }

    private static IReadOnlyList<JournaledSuspension> SuspensionsOf(JournalFile journal)
    {
        var ledger = new SuspensionLedger();
        ledger.Refresh(journal);
        return ledger.All;
    }

    private byte[] Begin(int failures = 20)
    {
        var records = JournalSnapshotTests.Story();
        File.WriteAllText(JournalPath, JournalRecords.Text(failures == 0 ? records.Take(1) : records));
        return File.ReadAllBytes(JournalPath);
    }

    private JournalFile New(long compactFrom = long.MaxValue) => new(JournalPath, _ => { }, _disk, compactFrom);

    private sealed class FailingDisk(int failing) : DurableDisk
    {
        public int Steps { get; private set; }

        public override Stream Create(string path) => Step(() => base.Create(path));

        public override void Flush(Stream file) => Step(() =>
        {
            base.Flush(file);
            return 0;
        });

        public override void Rename(string from, string to) => Step(() =>
        {
            base.Rename(from, to);
            return 0;
        });

        public override void FlushDirectoryOf(string path) => Step(() =>
        {
            base.FlushDirectoryOf(path);
            return 0;
        });

        private T Step<T>(Func<T> step) => ++Steps == failing ? throw new IOException("No room.") : step();
    }
}
