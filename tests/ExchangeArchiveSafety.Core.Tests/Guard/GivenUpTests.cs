using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>What somebody undid while nothing called for a suspension: written down when a pass sees it, so that nobody takes it for ours when it is set the same way again.</summary>
public class GivenUpTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // As the guard leaves a mailbox.
    private static readonly MailboxState Held = new() { Hold = true, Auto = false };

    private static GuardWorld Resting(string? status = "Stopped")
    {
        var world = new GuardWorld(1);
        world.Pass();
        world.Migrates(world.Keys[0], status);
        world.Now += Hour;
        return world;
    }

    [Theory]
    [InlineData("Stopped")]
    [InlineData(null)]
    public void A_suspension_that_was_undone_is_closed_and_what_is_set_the_same_way_then_stays(string? status)
    {
        var world = Resting(status);
        var key = world.Keys[0];
        world.SomebodySets(key, new());

        var pass = world.Pass();

        var change = Assert.Single(pass.Changes);
        Assert.Equal((GuardAction.GiveUp, SuspensionStatus.Closed, 0, 0), (change.Action, change.Status, pass.Suspended, pass.Resumed));
        Assert.Contains("RetentionHoldEnabled=False", change.Reason, StringComparison.Ordinal);
        Assert.Empty(world.Open);
        world.SomebodySets(key, Held);
        world.Now += Hour;
        world.Pass();
        End(world);
        Assert.Equal(Held, world[key]);
        Assert.Single(world.Written);
    }

    [Fact]
    public void Of_a_part_that_was_undone_the_rest_is_still_brought_back()
    {
        var world = Resting();
        var key = world.Keys[0];
        world.IsListingEnough = true;
        world.SomebodySets(key, Held with { Auto = true });

        // No listing tells of auto-archiving; the mailbox is looked at.
        Assert.Equal(SuspensionStatus.Drifted, Assert.Single(world.Pass().Changes).Status);
        var open = Assert.Single(world.Open);
        Assert.Equal((SuspensionStage.Suspended, true, false), (open.Stage, open.Before.Has(ArchivingSetting.RetentionHoldEnabled), open.Before.Has(ArchivingSetting.AutoArchivingEnabled)));
        world.SomebodySets(key, Held);
        world.Now += Hour;
        Assert.Empty(world.Pass().Changes);
        End(world);
        Assert.Equal(new MailboxState { Auto = false }, world[key]);
        Assert.Empty(world.Open);
    }

    [Fact]
    public void A_hold_that_was_switched_off_is_given_up_whatever_dates_it_is_left_with()
    {
        var world = new GuardWorld(1);
        var key = world.Keys[0];
        world.SomebodySets(key, new() { Hold = true, End = world.Now.AddDays(3) });
        world.Pass();
        world.Migrates(key, "Stopped");
        world.SomebodySets(key, Held with { Hold = false });

        Assert.Equal(GuardAction.GiveUp, Assert.Single(world.Pass().Changes).Action);
        Assert.False(Assert.Single(world.Open).Before.Has(ArchivingSetting.EndDateForRetentionHold));
    }

    [Fact]
    public void What_a_person_set_otherwise_is_theirs_without_being_given_up()
    {
        var world = Resting();
        world.SomebodySets(world.Keys[0], Held with { End = world.Now.AddDays(3) });

        var pass = world.Pass();

        Assert.Equal((0, 1), (pass.Changes.Count, pass.Waiting.Count));
        Assert.True(Assert.Single(world.Open).Before.Has(ArchivingSetting.RetentionHoldEnabled));
    }

    [Fact]
    public void When_it_comes_to_danger_again_what_the_person_made_of_it_is_what_is_brought_back()
    {
        var world = Resting();
        var key = world.Keys[0];
        world.SomebodySets(key, new() { Auto = false });
        world.Pass();
        world.Migrates(key, "Synced");
        world.Now += Hour;

        Assert.Equal(GuardAction.SuspendAgain, Assert.Single(world.Pass().Changes).Action);
        world.Migrates(key, null);
        End(world);
        Assert.Equal(new MailboxState(), world[key]);
    }

    [Fact]
    public void Observe_remembers_it_too_and_a_plan_does_not()
    {
        var world = Resting();
        world.SomebodySets(world.Keys[0], new());
        world.Settings = new() { Mode = GuardMode.Observe, PlanOnly = true };
        world.Pass();
        Assert.Single(world.Open);
        world.Settings = new() { Mode = GuardMode.Observe };

        Assert.Equal(GuardAction.GiveUp, Assert.Single(world.Pass().Changes).Action);

        Assert.Empty(world.Open);
        Assert.Single(world.Written);
    }

    [Fact]
    public void What_a_dead_run_announced_is_given_up_only_when_it_cannot_happen_any_more()
    {
        // Killed with the intent written and the call not made.
        for (var point = 0; ; point++)
        {
            var world = new GuardWorld(1);
            Assert.True(world.PassKilledAt(point));
            if (world.Open.Count == 0 || world.Written.Count > 0)
            {
                continue;
            }

            world.Migrates(world.Keys[0], "Stopped");
            world.Now += TimeSpan.FromMinutes(10);
            Assert.Empty(world.Pass().Changes);
            world.Now += TimeSpan.FromMinutes(10);
            Assert.Equal(GuardAction.GiveUp, Assert.Single(world.Pass().Changes).Action);
            Assert.Empty(world.Open);
            return;
        }
    }

    [Fact]
    public void Killed_anywhere_it_is_written_down_once_by_the_next_pass()
    {
        var killed = true;
        for (var point = 0; killed; point++)
        {
            var world = Resting();
            world.SomebodySets(world.Keys[0], new());
            killed = world.PassKilledAt(point);
            world.Now += Hour;
            world.Pass();
            Assert.Empty(world.Open);
            world.SomebodySets(world.Keys[0], Held);
            End(world);
            Assert.Equal(Held, world[world.Keys[0]]);
        }
    }

    [Fact]
    public void Who_reads_the_journal_is_told_that_the_hold_ended_then()
    {
        var world = Resting();
        world.SomebodySets(world.Keys[0], new());
        world.Pass();
        var memory = new MigrationMemory();
        memory.Refresh(world.Journal);

        Assert.Equal(world.Now, Assert.Single(memory.HeldOff(world.Keys[0])).EndedUtc);
    }

    private static void End(GuardWorld world)
    {
        world.Migrates(world.Keys[0], null);
        world.Now += Hour;
        world.Pass();
        world.Now += TimeSpan.FromHours(80);
        world.Pass();
    }
}
