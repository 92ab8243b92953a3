using System.Text;
using Xunit;
using static ExchangeArchiveSafety.Core.Tests.Passes;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>What passes write down, and what is remembered of it.</summary>
public sealed class MigrationMemoryTests
{
    private static readonly TestTenant Syncing = TestTenant.Conflicting;
    private static readonly TestTenant Gone = TestTenant.Conflicting.NoUser();

    private readonly Passes _passes = new();

    private RememberedUser User => Assert.Single(_passes.Memory.Users);

    private DateTime? End => _passes.Memory.EndFirstSeenUtc(Syncing.Mailbox);

    [Fact]
    public void The_first_pass_writes_down_who_migrates_and_the_next_one_only_itself()
    {
        var first = _passes.See(Syncing, 0)!;
        Assert.Equal((1, 1), (first.Batches!.Count, first.Users!.Count));
        var next = _passes.See(Syncing, 1)!;
        Assert.Equal((null, null, null, null, Quiet), (next.Batches, next.Users, next.Ends, next.Loops, next.Pass));
        Assert.Equal((Hour(0), Hour(1), (DateTime?)null), (User.FirstSeenUtc, User.LastSeenUtc, User.VanishedSinceUtc));
        Assert.Equal(Hour(1), _passes.Memory.LastPassUtc);
        Assert.Equal(("Synced", TestTenant.BatchName, TestTenant.MailboxGuid), (User.Status, User.Known.Batch, User.Known.ExchangeGuid));
        Assert.Null(_passes.Memory.Changes(Of(Syncing, 2) with { Pass = null }));
    }

    [Fact]
    public void An_hour_without_news_costs_less_than_300_bytes()
    {
        _ = _passes.See(Syncing, 0);
        _ = _passes.See(Of(Syncing, 1.1234567) with { Pass = Quiet with { Partition = 3, PartitionCount = 12 } });
        Assert.InRange(_passes.Lines[1].Length, 1, 299);
    }

    [Fact]
    public void A_status_is_written_down_when_it_changes_and_one_that_comes_again_and_again_once()
    {
        string[] statuses = ["Syncing", "Synced", "IncrementalSyncing", "Synced", "IncrementalSyncing", "Synced", "Stopped", "Synced", "Synced"];
        var written = statuses.Select((status, hour) => _passes.See(Syncing.User(status), hour)!.Users is not null).ToList();
        Assert.Equal([true, true, true, false, false, false, true, true, false], written);
        Assert.Equal(
            [("Syncing", 0, 0), ("Synced", 1, 1), ("IncrementalSyncing", 2, 5), ("Stopped", 6, 6), ("Synced", 7, 8)],
            User.StatusChanges.Select(change => (change.Status!, (int)(change.AtUtc - Began).TotalHours, (int)(change.LastSeenUtc - Began).TotalHours)));
        Assert.Equal(Hour(8), User.MayHaveSyncedUntilUtc);
    }

    [Fact]
    public void What_is_not_returned_this_time_has_not_changed()
    {
        _ = _passes.See(Syncing, 0);
        var next = _passes.See(Syncing.WithUser(user => user with { Status = default, MailboxGuid = Guid.Empty, BatchId = default }).WithBatch(batch => batch with { Status = default, MigrationType = default, TotalCount = default }), 1)!;
        Assert.Equal((null, null), (next.Batches, next.Users));
        Assert.Equal("Synced", User.Status);
    }

    [Fact]
    public void Who_is_missing_from_whole_lists_has_vanished_and_may_come_back()
    {
        _ = _passes.See(Syncing, 0);
        _ = _passes.See(Syncing, 5);
        var gone = _passes.See(Gone, 6)!;
        Assert.True(Assert.Single(gone.Users!).Vanished);
        Assert.True(Assert.Single(gone.Batches!).Vanished);
        Assert.Equal((Hour(5), (DateTime?)Hour(6)), (User.LastSeenUtc, User.VanishedSinceUtc));
        Assert.Equal((Hour(5), (DateTime?)Hour(6)), (Assert.Single(_passes.Memory.Batches).LastSeenUtc, Assert.Single(_passes.Memory.Batches).VanishedSinceUtc));
        Assert.Null(_passes.See(Gone, 7)!.Users);
        Assert.Equal((Hour(5), (DateTime?)Hour(6)), (User.LastSeenUtc, User.VanishedSinceUtc));
        _ = _passes.See(Syncing, 8);
        Assert.Equal((Hour(0), Hour(8), (DateTime?)null), (User.FirstSeenUtc, User.LastSeenUtc, User.VanishedSinceUtc));
    }

    public static TheoryData<string> NotWhole => ["no batches", "short", "nothing", "batch still named"];

    [Theory]
    [MemberData(nameof(NotWhole))]
    public void What_was_not_read_whole_has_neither_vanished_nor_ended(string kind)
    {
        _ = _passes.See(Syncing, 0);
        var ended = Of(Gone, 1);
        var other = Syncing.Users[0] with { Identity = "other@contoso.example", Guid = Guid.NewGuid(), MailboxGuid = Key(1) };
        var record = _passes.See(kind switch
        {
            "no batches" => ended with { Migrations = Gone.BatchesNotRead().Snapshot },
            "short" => ended with { Migrations = (Syncing.WithBatch(batch => batch with { TotalCount = 2 }) with { Users = [other] }).Snapshot },
            "nothing" => ended with { Migrations = null },
            _ => ended with { Migrations = (Syncing with { Batches = [] }).Snapshot, Mailboxes = [] },
        })!;
        Assert.DoesNotContain(record.Users ?? [], user => user.Vanished);
        Assert.DoesNotContain(record.Batches ?? [], batch => batch.Vanished);
        Assert.Null(record.Ends);
        Assert.Null(End);
        Assert.All(_passes.Memory.Users, user => Assert.Null(user.VanishedSinceUtc));
    }

    [Fact]
    public void An_end_counts_from_the_pass_that_first_saw_it_until_a_sync_runs_again()
    {
        _ = _passes.See(Syncing, 0);
        Assert.Null(End);
        _ = _passes.See(Gone, 5);
        Assert.Equal(Hour(5), End);
        Assert.Null(_passes.See(Gone, 6)!.Ends);
        Assert.Equal(Hour(5), End);

        // What could not be read takes nothing back either.
        _ = _passes.See(Of(Syncing, 7) with { Migrations = Syncing.BatchesNotRead().Snapshot, Mailboxes = [new(Syncing.Mailbox, Syncing.BatchesNotRead().Verdict)] });
        Assert.Equal(Hour(5), End);
        _ = _passes.See(Syncing.User("Stopped").Batch("Stopped"), 8);
        Assert.Null(End);
        _ = _passes.See(Gone, 9);
        Assert.Equal(Hour(9), End);
        _ = _passes.See(Gone.External(), 10);
        Assert.Null(End);
    }

    [Fact]
    public void An_older_reading_that_comes_late_changes_nothing()
    {
        _ = _passes.See(Syncing, 0);
        _ = _passes.See(Syncing.User("Stopped"), 6);
        var before = Show(_passes.Memory);
        var late = _passes.Memory.Changes(Of(Gone, 5));
        Assert.Equal((null, null, WholeLists.None), (late!.Users, late.Batches, late.Read));
        Assert.Null(_passes.Memory.Changes(Of(Gone, 5) with { Pass = null, Mailboxes = [] }));
        Assert.Equal(before, Show(_passes.Memory));
    }

    [Fact]
    public void Two_passes_that_wrote_the_same_count_once_and_the_earlier_one_counts()
    {
        _ = _passes.See(Syncing, 0);
        var one = _passes.Memory.Changes(Of(Gone, 5.5))!;
        var two = _passes.Memory.Changes(Of(Gone, 5))!;
        Assert.Equal(Show(Fold([.. Read(_passes), one, two])), Show(Fold([.. Read(_passes), two, one, two])));
        var memory = Fold([.. Read(_passes), one, two]);
        Assert.Equal((Hour(5), (DateTime?)Hour(5)), (memory.EndFirstSeenUtc(Syncing.Mailbox), memory.Users.Single().VanishedSinceUtc));
    }

    [Fact]
    public void Two_passes_on_one_journal_write_each_fact_once()
    {
        using var folder = new TemporaryFolder();
        var journal = new JournalFile(folder.File("j.jsonl"));
        journal.EnsureWritable();
        var (one, two) = (new MigrationMemory(), new MigrationMemory());
        two.Refresh(journal);
        Assert.NotNull(one.Remember(journal, Of(Syncing, 0) with { Pass = null }, default));
        Assert.Null(two.Remember(journal, Of(Syncing, 0) with { Pass = null }, default));
        Assert.Single(journal.Read());
        Assert.Equal(Show(one), Show(two));
    }

    [Fact]
    public void No_line_is_longer_than_any_store_takes_however_many_migrate()
    {
        using var folder = new TemporaryFolder();
        var journal = new JournalFile(folder.File("j.jsonl"));
        journal.EnsureWritable();
        var users = Enumerable.Range(0, 12_000).Select(number => Syncing.Users[0] with { Identity = new string('x', 80) + number, Guid = Guid.NewGuid(), MailboxGuid = Guid.NewGuid() }).ToList();
        var many = Syncing.WithBatch(batch => batch with { TotalCount = users.Count }) with { Users = users };
        Assert.Equal(Quiet, _passes.Memory.Remember(journal, Of(many, 0), default)!.Pass);
        Assert.All(File.ReadAllLines(journal.Location), line => Assert.InRange(line.Length, 1, 4 << 20));
        Assert.Equal([(WholeLists.None, null), (WholeLists.None, null), (WholeLists.Batches | WholeLists.Users, Quiet)], journal.Read().Cast<MemoryRecord>().Select(record => (record.Read, record.Pass)));
        Assert.Equal(users.Count, _passes.Memory.Users.Count);
        Assert.Null(_passes.Memory.Changes(Of(many, 1) with { Pass = null }));
        _ = _passes.Memory.Remember(journal, Of(many, 2), default);
        Assert.Equal(4, journal.Read().Count);
    }

    [Fact]
    public void A_run_that_archived_under_a_sync_is_written_down_once()
    {
        static TestTenant Ran(int hours, long items) => Syncing.With(mailbox => mailbox with { LastRun = new(Hour(hours), items) });
        Assert.Equal(7, Assert.Single(_passes.See(Ran(-5, 7), 0)!.Loops!).Archived);
        Assert.Null(_passes.See(Ran(-5, 7), 1)!.Loops);
        Assert.Null(_passes.See(Ran(2, 0), 3)!.Loops);
        Assert.NotNull(_passes.See(Ran(4, 9), 5)!.Loops);
        Assert.Equal([(Hour(-5), 7L), (Hour(4), 9L)], _passes.Memory.LoopsOf(TestTenant.MailboxGuid).Select(loop => (loop.RunUtc, loop.Archived)));
    }

    [Fact]
    public void A_suspension_is_in_force_since_it_was_read_back_or_seen_and_begins_again_when_it_is_announced_again()
    {
        var intent = JournalRecords.Numbered(0) with { AtUtc = Hour(0) };
        var outcome = intent with { Kind = JournalRecordKind.Outcome, AtUtc = Hour(1), Status = SuspensionStatus.Suspended };
        var hold = Of(Syncing, 2) with { HoldsInForce = [intent.SuspensionId] };
        DateTime? Since() => _passes.Memory.InForceSinceUtc(intent.SuspensionId);
        _ = _passes.Add(intent);
        Assert.Null(Since());
        _ = _passes.Add(outcome with { Status = SuspensionStatus.Unverified });
        Assert.Null(Since());
        Assert.NotNull(_passes.See(hold)!.Holds);
        Assert.Equal(Hour(2), Since());
        Assert.Null(_passes.See(hold with { AtUtc = Hour(3) })!.Holds);

        // Somebody undid it: what was seen before tells nothing of the new one.
        _ = _passes.Add(intent with { AtUtc = Hour(5) });
        Assert.Null(Since());
        Assert.Null(_passes.See(hold with { AtUtc = Hour(4) })!.Holds);
        _ = _passes.Add(outcome with { AtUtc = Hour(6) });
        Assert.Equal(Hour(6), Since());
        _ = _passes.Add(outcome with { Operation = JournalOperation.Resume, AtUtc = Hour(9), Status = SuspensionStatus.Resumed, Closed = true });
        Assert.Null(Since());
        Assert.Equal(
            [(Hour(2), (DateTime?)Hour(5)), (Hour(6), Hour(9))], _passes.Memory.HeldOff(intent.ExchangeGuid).Select(period => (period.FromUtc, period.EndedUtc)));
    }

    [Fact]
    public void Mail_has_moved_since_the_first_pass_that_saw_it_and_silence_moves_nothing()
    {
        void At(int hour, MailExchangeState state) => _ = _passes.See(Of(Syncing, hour) with { Domains = [new("contoso.example", state)] });
        DateTime? Moved() => _passes.Memory.MovedSinceUtc("CONTOSO.example");
        At(0, MailExchangeState.Unknown);
        Assert.Null(Moved());
        At(1, MailExchangeState.NotMoved);
        Assert.Null(Moved());
        At(2, MailExchangeState.Moved);
        At(3, MailExchangeState.Unknown);
        At(4, MailExchangeState.Moved);
        Assert.Equal(Hour(2), Moved());
        At(5, MailExchangeState.NotMoved);
        Assert.Null(Moved());
        At(6, MailExchangeState.Moved);
        Assert.Equal(Hour(6), Moved());
    }

    [Fact]
    public void Names_are_data_whatever_is_in_them()
    {
        const string Name = "Wave \"1\"\r\n{$(x)} \u202E=cmd|'\0'!A0 \uD800";
        _ = _passes.See(Syncing.WithBatch(batch => batch with { Identity = Name, Status = Name }).WithUser(user => user with { BatchId = Name, Identity = Name, Status = Name }), 0);
        Assert.Equal((Name, Name, Name), (User.Known.Address, User.Known.Batch, User.Status));
        Assert.Equal(1, Encoding.UTF8.GetString(_passes.Lines[0]).Count(c => c == '\n'));
        Assert.Null(_passes.See(Syncing.WithBatch(batch => batch with { Identity = Name, Status = Name }).WithUser(user => user with { BatchId = Name, Identity = Name, Status = Name }), 1)!.Users);
    }

    [Theory]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.Journal/1\",\"operation\":\"Remember\",\"atUtc\":\"2026-11-22T12:00:00Z\"}")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.Journal/1\",\"operation\":\"Remember\",\"atUtc\":\"2026-11-22T12:00:00Z\",\"users\":[null]}")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.Journal/1\",\"operation\":\"Remember\",\"users\":[{\"address\":\"a@b.c\"}]}")]
    public void A_record_that_says_nothing_is_damaged(string line) =>
        Assert.Equal(ErrorIds.JournalDamaged, Assert.Throws<UnusableFileException>(() => JournalLine.Read(Encoding.UTF8.GetBytes(line), "journal", 1)).ErrorId);

    [Fact]
    public void Condensed_it_says_the_same_whatever_happened()
    {
        TestTenant[] tenants = [Syncing, Syncing.User("Stopped"), Syncing.User("Syncing").Batch("Syncing"), Gone, Syncing.BatchesNotRead(), Syncing.WithBatch(batch => batch with { TotalCount = 2 }), Syncing.AlsoIn("Synced", "Synced", "IMAP")];
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var passes = new Passes();
            for (var hour = 0; hour < 40; hour++)
            {
                var tenant = tenants[random.Next(tenants.Length)].With(mailbox => mailbox with { ExchangeGuid = Key(random.Next(1, 3)), LastRun = new(Hour(random.Next(hour + 1) - 1), random.Next(3)) });
                _ = random.Next(4) switch
                {
                    0 => passes.Add(Suspension(random, hour)),
                    1 => passes.See(Of(tenant, hour) with { HoldsInForce = [Key(random.Next(1, 4))], Domains = [new("d" + random.Next(2), (MailExchangeState)random.Next(3))] }),
                    2 => passes.See(Of(tenant, hour) with { Pass = Quiet with { Partition = random.Next(1, 3), PartitionCount = 2 }, Mailboxes = [] }),
                    _ => passes.See(Of(Syncing, hour)),
                };
            }

            var condensed = passes.Memory.Condensed().ToList();
            Assert.Equal(Show(passes.Memory), Show(Fold(condensed)));
            Assert.Equal(JournalRecords.Text(Fold(condensed).Condensed()), JournalRecords.Text(condensed));
        }
    }

    [Fact]
    public void A_clock_that_stands_still_hides_no_suspension()
    {
        var intent = JournalRecords.Numbered(0) with { AtUtc = Hour(1) };
        var outcome = intent with { Kind = JournalRecordKind.Outcome, Status = SuspensionStatus.Suspended };
        foreach (var hour in new[] { 1, 1, 3 })
        {
            _ = _passes.Add(intent with { AtUtc = Hour(hour) });
            Assert.Null(_passes.Memory.InForceSinceUtc(intent.SuspensionId));
            _ = _passes.Add(outcome with { AtUtc = Hour(hour) });
            Assert.Equal(Hour(hour), _passes.Memory.InForceSinceUtc(intent.SuspensionId));
            Assert.Equal(Hour(hour), Fold(_passes.Memory.Condensed()).InForceSinceUtc(intent.SuspensionId));
        }
    }

    [Fact]
    public void Condensed_it_still_knows_whose_a_suspension_is_and_what_is_older_than_its_announcement()
    {
        var intent = JournalRecords.Numbered(0) with { AtUtc = Hour(5) };
        _ = _passes.Add(intent);
        var condensed = new Passes();
        foreach (var record in _passes.Memory.Condensed())
        {
            _ = condensed.Add(record);
        }

        Assert.Empty(condensed.Memory.HeldOff(intent.ExchangeGuid));
        Assert.Null(condensed.See(Of(Syncing, 4) with { HoldsInForce = [intent.SuspensionId] })!.Holds);
        Assert.NotNull(condensed.See(Of(Syncing, 6) with { HoldsInForce = [intent.SuspensionId] })!.Holds);
        Assert.Equal((Hour(6), SuspensionMethod.RetentionHold), condensed.Memory.HeldOff(intent.ExchangeGuid).Select(period => (period.FromUtc, period.Method!.Value)).Single());
    }

    [Fact]
    public void Condensed_it_holds_no_hours_without_news()
    {
        for (var hour = 0; hour < 500; hour++)
        {
            _ = _passes.See(hour < 250 ? Syncing : Gone, hour);
        }

        Assert.Equal(4, _passes.Memory.Condensed().Count());
        Assert.Equal(Show(_passes.Memory), Show(Fold(_passes.Memory.Condensed())));
    }

    private static SuspensionRecord Suspension(Random random, int hour) => JournalRecords.Numbered(0) with
    {
        SuspensionId = Key(random.Next(1, 4)),
        ExchangeGuid = Key(1),
        AtUtc = Hour(hour),
        Kind = (JournalRecordKind)random.Next(2),
        Operation = (JournalOperation)random.Next(2),
        Status = SuspensionStatus.Suspended,
        Closed = random.Next(4) == 0,
    };

    private static IEnumerable<JournalRecord> Read(Passes passes) => passes.Lines.Select(line => JournalLine.Read(line.AsSpan(0, line.Length - 1), "journal", 1));
}
