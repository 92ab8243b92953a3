using System.Text;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A snapshot says what the records said that it stands for.</summary>
public class JournalSnapshotTests
{
    /// <summary>Also when it is the snapshot of a snapshot, and with whatever is recorded after it, open intents and dead runs included.</summary>
    [Property(MaxTest = 700)]
    public void Folded_it_gives_the_same_ledgers((byte, byte)[] first, (byte, byte)[] second, (byte, byte)[] third)
    {
        var all = JournalProgram.Of([.. first, .. second, .. third]);
        var (one, two, rest) = (all[..first.Length], all.GetRange(first.Length, second.Length), all[(first.Length + second.Length)..]);
        var condensed = Condensed(one);
        Assert.Equal(JournalProgram.Tell(one), JournalProgram.Tell(condensed));
        Assert.Equal(JournalProgram.Tell([.. one, .. two]), JournalProgram.Tell([.. condensed, .. two]));
        var again = Condensed([.. condensed, .. two]);
        Assert.Equal(JournalProgram.Tell(all), JournalProgram.Tell([.. again, .. rest]));

        // In one step or in two it is the same snapshot, history included; of the memory only what it says has to be the same.
        Assert.Equal(Snapshot([.. one, .. two]).Supersedes, Snapshot([.. condensed, .. two]).Supersedes);
        Assert.Equal(Lines(Snapshot([.. one, .. two])), Lines(Snapshot([.. condensed, .. two])));
    }

    [Fact]
    public void The_programs_leave_suspensions_copies_and_probes_open_and_closed()
    {
        var random = new Random(1);
        var programs = Enumerable.Range(0, 40).Select(_ => JournalProgram.Of(Enumerable.Range(0, 30).Select(_ => ((byte)random.Next(256), (byte)random.Next(256))))).ToList();
        var told = string.Concat(programs.Select(JournalProgram.Tell));
        Assert.All(new[] { "Stage = Closed", "Stage = Suspended", "Stage = Resuming", "Stage = Intended", "State = Intended", "State = Restored", "True", "ProbeRecord {" }, part => Assert.Contains(part, told, StringComparison.Ordinal));
        Assert.Equal(40, programs.Count(program => JournalProgram.Tell(program) != JournalProgram.Tell(program[..^10])));
    }

    [Fact]
    public void It_says_what_it_supersedes_and_what_was_done_to_whom_when_and_why()
    {
        var lines = Encoding.UTF8.GetString([.. Snapshot(Story()).Lines("contoso.old").SelectMany(line => line)]).Split('\n');
        Assert.StartsWith("""{"format":"ExchangeArchiveSafety.Journal/2","kind":"Outcome","operation":"Snapshot","atUtc":"2026-""", lines[0], StringComparison.Ordinal);
        Assert.Contains("""
            "supersedes":44,"superseded":"contoso.old","moduleVersion":"
            """.Trim(), lines[0], StringComparison.Ordinal);
        foreach (var told in new[] { "anna@contoso.com", "\"again\":19", "\"status\":\"Failed\",\"reason\":\"The mailbox is locked.\"", "\"status\":\"Suspended\",\"reason\":\"Set.\"", "\"status\":\"Resumed\",\"restored\":[", "\"reason\":\"The migration has ended.\"", "\"before\":{" })
        {
            Assert.Contains(told, lines[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_that_lost_lines_is_damaged()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal");
        var lines = Snapshot(JournalProgram.Of([(0x20, 1), (0x20, 2), (0x20, 3)])).Lines("old").ToList();
        File.WriteAllBytes(path, [.. lines.SelectMany(line => line)]);
        Assert.Equal(lines.Count, new JournalFile(path).Read().Count);
        File.WriteAllBytes(path, [.. lines.SkipLast(1).SelectMany(line => line)]);
        var error = Assert.Throws<UnusableFileException>(() => new JournalFile(path).Read());
        Assert.Equal(("JournalDamaged", true), (error.ErrorId, error.Message.Contains((lines.Count - 1) + " of " + lines.Count, StringComparison.Ordinal)));
    }

    [Fact]
    public void One_in_the_middle_of_a_journal_is_damage()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal");
        File.WriteAllBytes(path, [.. JournalRecords.Line(0), .. Snapshot([JournalRecords.Numbered(1)]).Lines("old").SelectMany(line => line)]);
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => new JournalFile(path).Read()).ErrorId);
    }

    [Fact]
    public void A_journal_that_goes_on_elsewhere_is_no_whole_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal");
        File.WriteAllBytes(path, [.. JournalRecords.Line(0), .. JournalLine.Write(new SnapshotRecord { ContinuedIn = "contoso.2" })]);
        var error = Assert.Throws<UnusableFileException>(() => new JournalFile(path).Read());
        Assert.Equal(("JournalDamaged", true), (error.ErrorId, error.Message.Contains("contoso.2", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"suspended\":{", "\"other\":{")]
    [InlineData("\"id\":", "\"name\":")]
    [InlineData("\"supersedes\":1", "\"supersedes\":-1")]
    public void A_snapshot_that_lost_what_it_is_about_is_damaged_and_not_guessed_at(string good, string bad)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal");
        var text = Encoding.UTF8.GetString([.. Snapshot([JournalRecords.Numbered(0)]).Lines("old").SelectMany(line => line)]);
        Assert.Contains(good, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => new JournalFile(path).Read()).ErrorId);
    }

    /// <summary>One mailbox: suspended after twenty failures, and resumed.</summary>
    internal static IEnumerable<SuspensionRecord> Story()
    {
        var intent = JournalRecords.Numbered(0);
        var outcome = intent with { Kind = JournalRecordKind.Outcome, Before = null, After = null };
        for (var hour = 0; hour < 20; hour++)
        {
            yield return intent with { AtUtc = intent.AtUtc.AddHours(hour) };
            yield return outcome with { AtUtc = intent.AtUtc.AddHours(hour), Status = SuspensionStatus.Failed, Reason = "The mailbox is locked." };
        }

        yield return intent with { AtUtc = intent.AtUtc.AddDays(1) };
        yield return outcome with { AtUtc = intent.AtUtc.AddDays(1), Status = SuspensionStatus.Suspended, Reason = "Set." };
        yield return intent with { AtUtc = intent.AtUtc.AddDays(9), Operation = JournalOperation.Resume, Before = null, After = null };
        yield return outcome with
        {
            AtUtc = intent.AtUtc.AddDays(9),
            Operation = JournalOperation.Resume,
            Status = SuspensionStatus.Resumed,
            Reason = "The migration has ended.",
            Restored = [.. HoldSetting.Properties],
            Closed = true,
        };
    }

    internal static JournalSnapshot Snapshot(IEnumerable<JournalRecord> records)
    {
        var snapshot = new JournalSnapshot();
        foreach (var record in records)
        {
            snapshot.Add(record);
        }

        return snapshot;
    }

    private static List<JournalRecord> Condensed(IEnumerable<JournalRecord> records) =>
        [.. Snapshot(records).Lines("old").Select((line, number) => JournalLine.Read(line.AsSpan(0, line.Length - 1), "journal", number + 1))];

    private static string Lines(JournalSnapshot snapshot) => string.Concat(snapshot.Lines("old").Skip(1).Select(Encoding.UTF8.GetString).Where(line => !line.Contains("\"operation\":\"Remember\"", StringComparison.Ordinal)));
}
