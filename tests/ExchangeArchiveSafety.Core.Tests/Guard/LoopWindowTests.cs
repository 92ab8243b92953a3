using Xunit;
using static ExchangeArchiveSafety.Core.Tests.Passes;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>When the loop could run, as far as passes saw: at least.</summary>
public sealed class LoopWindowTests
{
    private readonly Passes _passes = new();

    private IEnumerable<(double From, double To)> Windows =>
        LoopWindow.Of(_passes.Memory, TestTenant.Address).Select(window => ((window.FromUtc - Began).TotalHours, (window.ToUtc - Began).TotalHours));

    [Fact]
    public void It_is_the_time_in_which_a_sync_was_seen_and_no_suspension_in_force()
    {
        See(TestTenant.Conflicting, 0, 5);
        Hold(5, SuspensionStatus.Suspended, false);
        See(TestTenant.Conflicting, 6, 9);
        Assert.Equal([(0, 5)], Windows);
        Hold(9, SuspensionStatus.Resumed, true);
        See(TestTenant.Conflicting, 10, 12);
        Assert.Equal([(0, 5), (9, 12)], Windows);
        Assert.Equal("The loop could run at least from 2026-11-22 12:00:00Z to 2026-11-22 17:00:00Z; 2026-11-22 21:00:00Z to 2026-11-23 00:00:00Z: a sync was seen then, and no suspension.", LoopWindow.Tell(LoopWindow.Of(_passes.Memory, TestTenant.MailboxGuid.ToString())));
    }

    [Fact]
    public void What_nobody_saw_is_not_in_it()
    {
        See(TestTenant.Conflicting, 0, 2);

        // No pass for two days, and then it is stopped: when that was nobody knows.
        See(TestTenant.Conflicting.User("Stopped"), 50, 60);
        See(TestTenant.Conflicting, 70, 71);
        See(TestTenant.Conflicting.NoUser(), 90, 91);
        Assert.Equal([(0, 2), (70, 71)], Windows);
    }

    [Theory]
    [InlineData("ExchangeRemoteMove")]
    [InlineData("ExchangeOutlookAnywhere")]
    [InlineData(null)]
    public void Only_a_migration_that_is_known_not_to_see_the_archive_counts(string? type)
    {
        See(TestTenant.Conflicting.Type(type is null ? default : new Known<string?>(type)), 0, 5);
        Assert.Empty(Windows);
        Assert.Null(LoopWindow.Tell(LoopWindow.Of(_passes.Memory, TestTenant.Address)));
    }

    [Fact]
    public void Several_batches_of_a_mailbox_are_one_time_and_other_mailboxes_none_of_it()
    {
        See(TestTenant.Conflicting, 0, 3);
        See(TestTenant.Conflicting.AlsoIn("Synced", "Synced", "IMAP"), 3, 6);
        Assert.Equal([(0, 6)], Windows);
        Assert.Empty(LoopWindow.Of(_passes.Memory, "nobody@contoso.example"));
        Assert.Empty(LoopWindow.Of(_passes.Memory, ""));
    }

    private void See(TestTenant tenant, int from, int to)
    {
        for (var hour = from; hour <= to; hour++)
        {
            _ = _passes.See(tenant, hour);
        }
    }

    private void Hold(int hour, SuspensionStatus status, bool closed) => _passes.Add(JournalRecords.Numbered(0) with
    {
        ExchangeGuid = TestTenant.MailboxGuid,
        Kind = JournalRecordKind.Outcome,
        Operation = closed ? JournalOperation.Resume : JournalOperation.Suspend,
        AtUtc = Hour(hour),
        Status = status,
        Closed = closed,
    });
}
