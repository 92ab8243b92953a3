using System.Text;
using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Storage;

/// <summary>What every store of a journal does, wherever it lies.</summary>
public abstract class JournalStoreTests
{
    /// <summary>Another process that opens the same journal.</summary>
    private protected abstract IJournalStore Open(bool compacts = false);

    /// <summary>Puts bytes where the journal is to be.</summary>
    private protected abstract void Put(byte[] content);

    /// <summary>Everything that anybody would find of the journal, superseded parts included.</summary>
    private protected abstract string Everything();

    [Fact]
    public virtual void Records_come_back_as_they_were_written_and_names_from_the_tenant_never_break_a_line()
    {
        var journal = New();
        var records = new[] { "anna@contoso.com", "anna\n{\"format\":\"ExchangeArchiveSafety.Journal/1\"}\n", "\u0000\u2028\u2029", "Zoë 🦊 \"quoted\" \\" }.Select((name, i) => JournalRecords.Numbered(i, name)).ToList();
        records.ForEach(journal.Append);
        Assert.Equal(JournalRecords.Text(records), JournalRecords.Text(journal.Read()));
        Assert.Equal(JournalRecords.Text(records), JournalRecords.Text(Open().Read()));
    }

    [Fact]
    public virtual void One_that_is_not_there_has_no_records_and_is_not_begun_by_reading_or_appending()
    {
        var journal = Open();
        Assert.False(journal.Exists);
        Assert.Empty(journal.Read());
        Assert.Equal("JournalNotWritable", Assert.Throws<UnusableFileException>(() => journal.TryAppend(JournalRecords.Numbered(0), JournalPosition.Start, default)).ErrorId);
        Assert.False(Open().Exists);
        Assert.True(New().Exists);
        Assert.Empty(journal.Read());
    }

    [Fact]
    public virtual void Beginning_one_that_is_there_leaves_it_as_it_is()
    {
        New().Append(JournalRecords.Numbered(0));
        New().EnsureWritable();
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(New().Read()));
    }

    [Fact]
    public virtual void Whether_it_may_be_written_is_tried_without_beginning_or_writing_one()
    {
        Open().TryWriting();
        Assert.False(Open().Exists);
        New().Append(JournalRecords.Numbered(0));
        Open().TryWriting();
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(Open().Read()));
        Assert.Equal(JournalRecords.Text(0), Everything());
    }

    [Fact]
    public virtual void What_was_announced_on_the_strength_of_an_old_look_is_not_recorded()
    {
        var (one, other) = (New(), Open());
        var seen = other.Read(JournalPosition.Start, new RecordList());
        Assert.True(one.TryAppend(JournalRecords.Numbered(0), seen, default));
        Assert.False(other.TryAppend(JournalRecords.Numbered(1), seen, default));
        var list = new RecordList();
        seen = other.Read(seen, list);
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(list));
        Assert.True(other.TryAppend(JournalRecords.Numbered(2), seen, default));
        other.Append(JournalRecords.Numbered(3));
        one.Append(JournalRecords.Numbered(4));
        Assert.Equal(JournalRecords.Text(0, 2, 3, 4), JournalRecords.Text(one.Read()));
    }

    [Fact]
    public virtual void Two_that_write_at_once_interleave_whole_records_and_lose_none()
    {
        _ = New();
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, 2).Select(writer => new Thread(() =>
        {
            try
            {
                var (journal, ledger) = (Open(), new SuspensionLedger());
                var changes = new JournalledChanges(journal, ledger, () => JournalRecords.At(0));
                for (var i = 0; i < 25; i++)
                {
                    // Each has a mailbox of its own, so that nobody is refused.
                    var record = JournalRecords.Numbered((writer * 1000) + i) with { ExchangeGuid = new(writer + 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) };
                    ledger.Refresh(journal);
                    Assert.NotNull(changes.TryRecord(record, ledger.RecordsOf(record.ExchangeGuid), default));
                    journal.Append(record with { Kind = JournalRecordKind.Outcome, Status = SuspensionStatus.Suspended });
                }
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(failures);
        Assert.Equal(100, Open().Read().Count);
        Assert.Equal(100, Open().Read().Select(record => Encoding.UTF8.GetString(JournalLine.Write(record))).Distinct().Count());
    }

    [Fact]
    public virtual void Others_see_who_is_at_work_until_it_is_over()
    {
        var (one, other) = (New(), Open());
        var work = one.BeginWork();
        var second = one.BeginWork();
        Assert.NotEqual(work.Run, second.Run);
        Assert.True(other.IsAtWork(work.Run));
        Assert.True(other.IsAtWork(second.Run));
        Assert.False(other.IsAtWork(Guid.NewGuid()));
        Assert.False(other.IsAtWork(Guid.Empty));
        work.Dispose();
        Assert.False(one.IsAtWork(work.Run));
        Assert.True(one.IsAtWork(second.Run));
        second.Dispose();
        (one as IDisposable)?.Dispose();
        Assert.False(other.IsAtWork(work.Run));
        Assert.False(other.IsAtWork(second.Run));
    }

    [Theory]
    [InlineData("JournalForeign", "Dear diary,\ntoday I migrated.\n")]
    [InlineData("JournalNewer", "{\"format\":\"ExchangeArchiveSafety.Journal/99\"}\n")]
    [InlineData("JournalDamaged", "{\"format\":\"ExchangeArchiveSafety.Journal/1\",\"kind\":\"Hope\"}\n")]
    public virtual void What_is_no_journal_of_this_module_is_refused_and_stays(string error, string content)
    {
        Put(Encoding.UTF8.GetBytes(content));
        foreach (var action in new Action<IJournalStore>[] { journal => journal.EnsureWritable(), journal => journal.Read() })
        {
            Assert.Equal(error, Assert.Throws<UnusableFileException>(() => action(Open())).ErrorId);
        }

        Assert.Equal(content, Everything());
    }

    [Fact]
    public virtual void A_whole_last_line_without_its_newline_counts_and_is_ended_by_the_next_one()
    {
        Put([.. JournalRecords.Line(0), .. JournalRecords.Line(1).AsSpan()[..^1]]);
        var journal = Open();
        var list = new RecordList();
        var seen = journal.Read(JournalPosition.Start, list);
        Assert.Equal(JournalRecords.Text(0, 1), JournalRecords.Text(list));
        Assert.True(journal.TryAppend(JournalRecords.Numbered(2), seen, default));
        Assert.Equal(JournalRecords.Text(0, 1, 2), JournalRecords.Text(Open().Read()));
    }

    [Fact]
    public virtual void A_long_one_is_shortened_says_the_same_and_nothing_is_lost()
    {
        Fill(New());
        var told = Tell(Open());
        var before = Open().Read().Count;
        Open(compacts: true).EnsureWritable();
        Assert.Equal(told, Tell(Open()));
        Assert.InRange(Open().Read().Count, 2, before / 4);

        // What it was can be found by whoever looks for it a year later.
        Assert.Contains(JournalRecords.Text(Filling()), Everything(), StringComparison.Ordinal);
        Assert.Contains("The mailbox is locked.", JournalRecords.Text(Open().Read()), StringComparison.Ordinal);

        // And again.
        Fill(Open(), day: 20);
        told = Tell(Open());
        Open(compacts: true).EnsureWritable();
        Assert.Equal(told, Tell(Open()));
        Assert.Equal(2 * before, Assert.IsType<SnapshotRecord>(Open().Read()[0]).Supersedes);
    }

    [Fact]
    public virtual void Whoever_reads_and_appends_while_it_is_shortened_goes_on()
    {
        Fill(New());
        var (other, ledger) = (Open(), new SuspensionLedger());
        ledger.Refresh(other);
        var record = JournalRecords.Numbered(7);
        var seen = ledger.RecordsOf(record.ExchangeGuid);
        var position = ledger.PositionWith(record, seen)!;
        Open(compacts: true).EnsureWritable();

        // Nothing is announced on the strength of what is no longer the journal; the mailbox is where it was.
        Assert.False(other.TryAppend(record, position, default));
        ledger.Refresh(other);
        Assert.Equal(seen, ledger.RecordsOf(record.ExchangeGuid));
        Assert.True(other.TryAppend(record, ledger.PositionWith(record, seen, isFresh: true)!, default));
        var late = Open();
        late.Append(JournalRecords.Numbered(8));
        ledger.Refresh(other);
        Assert.Equal(seen + 2, ledger.RecordsOf(record.ExchangeGuid));
        Assert.Equal(Tell(other), Tell(Open()));
    }

    private protected IJournalStore New()
    {
        var journal = Open();
        journal.EnsureWritable();
        return journal;
    }

    private protected static void Fill(IJournalStore journal, int day = 0)
    {
        foreach (var record in Filling(day))
        {
            journal.Append(record);
        }
    }

    /// <summary>What the runs know of it.</summary>
    private protected static string Tell(IJournalStore journal)
    {
        var ledger = new SuspensionLedger();
        ledger.Refresh(journal);
        return string.Join('\n', ledger.All.Select(one => one with { Before = ArchivingSettings.None, After = ArchivingSettings.None, Earlier = [] }))
            + ledger.RecordsOf(JournalRecords.Numbered(0).ExchangeGuid);
    }

    // A mailbox that could not be suspended for a day.
    private static IEnumerable<SuspensionRecord> Filling(int day = 0)
    {
        for (var i = 0; i < 12; i++)
        {
            var intent = JournalRecords.Numbered(0) with { AtUtc = JournalRecords.At(day + i) };
            yield return intent;
            yield return intent with { Kind = JournalRecordKind.Outcome, Before = null, After = null, Status = SuspensionStatus.Failed, Reason = "The mailbox is locked." };
        }
    }
}
