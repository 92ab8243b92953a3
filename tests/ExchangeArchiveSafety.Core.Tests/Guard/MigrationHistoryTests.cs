using Xunit;
using static ExchangeArchiveSafety.Core.Tests.Passes;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The history of each mailbox, as it is read from a journal.</summary>
public sealed class MigrationHistoryTests
{
    private readonly Passes _passes = new();
    private readonly List<SuspensionRecord> _suspensions = [];

    private IReadOnlyList<ArchiveMigrationHistory> All
    {
        get
        {
            var ledger = new SuspensionLedger();
            _suspensions.ForEach(((IJournalReader)ledger).Add);
            return MigrationHistory.Of(_passes.Memory, ledger, "journal");
        }
    }

    [Fact]
    public void It_tells_who_migrated_from_when_to_when_and_what_was_done()
    {
        _ = _passes.See(TestTenant.Conflicting.User("Syncing").WithUser(user => user with { LastSyncUtc = Hour(-1) }), 0);
        _ = _passes.See(TestTenant.Conflicting.User("Synced"), 1);
        Suspend(2, JournalRecordKind.Intent, JournalOperation.Suspend, null);
        Suspend(3, JournalRecordKind.Outcome, JournalOperation.Suspend, SuspensionStatus.Suspended);
        _ = _passes.See(TestTenant.Conflicting, 4);
        _ = _passes.See(TestTenant.Conflicting.NoUser(), 5);
        Suspend(80, JournalRecordKind.Intent, JournalOperation.Resume, null);
        Suspend(81, JournalRecordKind.Outcome, JournalOperation.Resume, SuspensionStatus.Resumed);

        var one = Assert.Single(All);
        Assert.Equal((TestTenant.Address, TestTenant.MailboxGuid, TestTenant.BatchName, "IMAP"), (one.Identity, one.ExchangeGuid, one.MigrationBatch, one.MigrationType));
        Assert.Equal((Hour(0), Hour(4), Hour(5), Hour(5), Hour(-1)), (one.FirstSeenUtc, one.LastSeenUtc, one.VanishedSinceUtc, one.EndFirstSeenUtc, one.LastSyncUtc));
        Assert.Equal("Syncing since 2026-11-22 12:00:00Z; Synced since 2026-11-22 13:00:00Z", one.StatusChanges.ToString());
        var done = Assert.Single(one.Suspensions);
        Assert.Equal((SuspensionStage.Closed, Hour(2), Hour(3), Hour(81)), (done.Stage, done.SuspendedAtUtc, done.InForceSinceUtc, done.EndedUtc));
        Assert.Equal("RetentionHold announced 2026-11-22 14:00:00Z, in force from 2026-11-22 15:00:00Z to 2026-11-25 21:00:00Z (Closed)", done.ToString());
    }

    [Fact]
    public void A_user_whose_mailbox_no_session_returned_is_joined_by_its_address_unless_two_mailboxes_had_it()
    {
        _ = _passes.See(TestTenant.Conflicting.WithUser(user => user with { MailboxGuid = Guid.Empty }), 0);
        Suspend(2, JournalRecordKind.Intent, JournalOperation.Suspend, null);
        Named(TestTenant.Address);
        var one = Assert.Single(All);
        Assert.Equal((TestTenant.MailboxGuid, TestTenant.BatchName, 1), (one.ExchangeGuid, one.MigrationBatch, one.Suspensions.Count));

        Suspend(3, JournalRecordKind.Intent, JournalOperation.Suspend, null, Other);
        Named(TestTenant.Address);
        Assert.Equal(3, All.Count);
        Assert.Empty(All.Single(user => user.MigrationBatch is not null).Suspensions);
    }

    [Fact]
    public void A_suspension_says_why_it_was_announced_first()
    {
        Suspend(2, JournalRecordKind.Intent, JournalOperation.Suspend, null);
        _suspensions[^1] = _suspensions[^1] with { Reason = "A\u0007 sync runs." };
        Suspend(3, JournalRecordKind.Outcome, JournalOperation.Suspend, SuspensionStatus.Suspended);
        Suspend(4, JournalRecordKind.Intent, JournalOperation.Suspend, null);
        _suspensions[^1] = _suspensions[^1] with { Reason = "It was undone." };

        var done = Assert.Single(Assert.Single(All).Suspensions);
        Assert.Equal("A\u0007 sync runs.", done.Why);
        Assert.EndsWith(@") A\u{0007} sync runs.", done.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_was_only_suspended_is_in_it_and_who_shares_a_batch_name_is_not_guessed()
    {
        Suspend(2, JournalRecordKind.Intent, JournalOperation.Suspend, null, Other);
        var twins = TestTenant.Conflicting;
        twins = twins with { Batches = [.. twins.Batches, twins.Batches[0] with { BatchGuid = Guid.NewGuid(), MigrationType = "ExchangeRemoteMove" }] };
        _ = _passes.See(Of(twins, 3) with { Mailboxes = [] });
        Assert.Equal(["ada@contoso.example", "anna@contoso.com"], All.Select(one => one.Identity));
        Assert.Equal((TestTenant.BatchName, null), (All[0].MigrationBatch, All[0].MigrationType));
        Assert.Equal((null, null, Other), (All[1].FirstSeenUtc, All[1].MigrationBatch, All[1].ExchangeGuid));
        Assert.Equal(SuspensionStage.Intended, Assert.Single(All[1].Suspensions).Stage);
    }

    [Fact]
    public void A_user_that_reads_completed_has_ended_where_no_pass_judged_its_mailbox()
    {
        _ = _passes.See(Of(TestTenant.Conflicting, 0) with { Mailboxes = [] });
        Assert.Null(All[0].EndFirstSeenUtc);
        _ = _passes.See(Of(TestTenant.Conflicting.User("Completed"), 7) with { Mailboxes = [] });
        Assert.Equal(Hour(7), All[0].EndFirstSeenUtc);
        _ = _passes.See(Of(TestTenant.Conflicting.User("Synced"), 8) with { Mailboxes = [] });
        Assert.Null(All[0].EndFirstSeenUtc);
    }

    private static Guid Other => Key(5);

    private void Named(string identity) => _suspensions[^1] = _suspensions[^1] with { Identity = identity, SuspensionId = Guid.NewGuid() };

    private void Suspend(int hour, JournalRecordKind kind, JournalOperation operation, SuspensionStatus? status, Guid? mailbox = null)
    {
        var record = JournalRecords.Numbered(0) with
        {
            ExchangeGuid = mailbox ?? TestTenant.MailboxGuid,
            Kind = kind,
            Operation = operation,
            AtUtc = Hour(hour),
            Status = status,
            Closed = status == SuspensionStatus.Resumed,
            Restored = status == SuspensionStatus.Resumed ? [ArchivingSetting.RetentionHoldEnabled] : null,
        };
        _suspensions.Add((SuspensionRecord)_passes.Add(record));
    }
}
