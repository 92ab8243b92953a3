using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Two runs at once on one mailbox.</summary>
public class TwoRunsTests
{
    private static readonly MailboxState Found = new() { Hold = false, Start = World.At(-9), End = World.At(9), Auto = true };

    [Theory]
    [InlineData(SuspensionMethod.RetentionHold)]
    [InlineData(SuspensionMethod.ElcProcessing)]
    public void A_run_that_read_the_mailbox_before_another_changed_it_does_not_record_what_that_one_set(SuspensionMethod method)
    {
        var world = new World(Found);

        // Both have read; then the other one suspends from begin to end, before this one can announce anything.
        SuspensionOutcome? first = null;
        world.Journal.Announcing = () => first = world.Suspend(method);
        var second = world.Suspend(method);
        Assert.Equal(SuspensionStatus.Suspended, first!.Result.Status);
        Assert.Equal(SuspensionStatus.AlreadySuspended, second.Result.Status);
        _ = Assert.Single(world.Open);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void A_resumption_that_another_run_came_before_looks_again()
    {
        var world = new World(Found);
        _ = world.Suspend();
        world.Journal.Announcing = () => Assert.Equal(SuspensionStatus.AlreadySuspended, world.Suspend(external: true).Result.Status);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void Resuming_twice_at_once_restores_once()
    {
        var world = new World(Found);
        _ = world.Suspend();
        world.Journal.Announcing = () => Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        Assert.Equal(SuspensionStatus.Skipped, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void What_is_recorded_of_other_mailboxes_disturbs_nobody()
    {
        var world = new World(Found);
        world.Journal.Announcing = () => Append(world, JournalRecords.Numbered(7));
        Assert.Equal(SuspensionStatus.Suspended, world.Suspend().Result.Status);
        Assert.Equal(2, world.Tenant.Calls.Count(call => call == FakeTenant.Get));
    }

    [Fact]
    public void Nobody_starts_while_another_run_is_at_work_on_the_mailbox_and_the_next_one_does()
    {
        var world = new World(Found);
        var others = new List<SuspensionOutcome>();
        world.Tenant.Writing += _ =>
        {
            // Suspending again, by another method, or resuming: all of it meets the open intent.
            var writes = world.Tenant.Writes.Count;
            others.Add(world.Suspend(SuspensionMethod.ElcProcessing));
            others.Add(world.Suspend());
            others.AddRange(world.ResumeAll(forced: true));
            Assert.Equal(writes, world.Tenant.Writes.Count);
        };
        Assert.Equal(SuspensionStatus.Suspended, world.Suspend().Result.Status);
        Assert.Equal(3, others.Count);
        Assert.All(others, outcome => Assert.Equal((SuspensionStatus.Refused, "MailboxBusy"), (outcome.Result.Status, outcome.ErrorId)));
        Assert.True(world.Tenant.Waits >= 3 * world.Tenant.PatienceInWaits);
        world.Tenant.Writing = null;
        Assert.Equal(SuspensionStatus.AlreadySuspended, world.Suspend().Result.Status);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void The_late_word_of_a_run_that_was_overtaken_does_not_count()
    {
        var (early, late) = (Guid.NewGuid(), Guid.NewGuid());
        var intent = JournalRecords.Numbered(0) with { Run = early };
        var suspended = intent with { Kind = JournalRecordKind.Outcome, Before = null, After = null, Status = SuspensionStatus.Suspended };
        var resume = intent with { Operation = JournalOperation.Resume };
        var closed = resume with { Kind = JournalRecordKind.Outcome, Before = null, After = null, Status = SuspensionStatus.Resumed, Closed = true };
        var folded = Assert.Single(SuspensionLedger.Fold([intent, suspended, resume, intent with { Run = late }, closed]));
        Assert.Equal((SuspensionStage.Intended, late), (folded.Stage, folded.Pending));
        Assert.True(folded.Before.Has(ArchivingSetting.RetentionHoldEnabled, false));
        Assert.Equal(SuspensionStage.Closed, Assert.Single(SuspensionLedger.Fold([intent, suspended, resume, closed])).Stage);
    }

    [Fact]
    public void Each_record_carries_the_time_at_which_it_is_written()
    {
        var world = new World(Found);
        world.Tenant.Writing = _ => world.Now = World.At(0.5);
        _ = world.Suspend();
        Assert.Equal([World.At(0), World.At(0.5)], world.Journal.Read().Select(record => record.AtUtc));
    }

    private static void Append(World world, JournalRecord record)
    {
        // Of another mailbox, so nothing that the world knows.
        var appended = world.Journal.Appended;
        world.Journal.Appended = null;
        world.Journal.Append(record);
        world.Journal.Appended = appended;
    }
}
