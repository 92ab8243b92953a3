using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Ctrl+C: no further call is started, and the one in flight is recovered from its intent.</summary>
public class StopRequestTests
{
    private static readonly MailboxState Found = new() { Hold = false, Start = World.At(-9), End = World.At(-8) };

    [Fact]
    public void A_stop_requested_anywhere_while_suspending_starts_no_further_call_and_the_next_run_recovers() =>
        AtEachPoint(_ => { }, world => world.Suspend(until: World.At(30)));

    [Fact]
    public void A_stop_requested_anywhere_while_resuming_starts_no_further_call_and_the_next_run_recovers() =>
        AtEachPoint(world => world.Suspend(until: World.At(30)), world => world.ResumeAll());

    [Fact]
    public void A_stop_requested_anywhere_while_suspending_by_processing_starts_no_further_call() =>
        AtEachPoint(_ => { }, world => world.Suspend(SuspensionMethod.ElcProcessing));

    [Fact]
    public void A_call_in_flight_that_comes_back_empty_handed_after_a_stop_is_recovered_from_its_intent()
    {
        // The stop interrupts the call: it took effect, and an error came back.
        var world = new World(Found);
        world.Tenant.Faults = (call, before) => call == FakeTenant.Set && before == 0 ? Fault.ErrorAfterEffect : Fault.None;
        world.Tenant.Writing = _ => world.Tenant.IsStopping = true;
        _ = Assert.ThrowsAny<OperationCanceledException>(() => world.Suspend());
        Assert.Empty(world.Tenant.CallsAfterStop);
        Assert.Equal(SuspensionStage.Intended, Assert.Single(world.Open).Stage);
        world.Tenant.IsStopping = false;
        world.Tenant.Writing = null;
        Assert.Equal(SuspensionStatus.AlreadySuspended, world.Suspend().Result.Status);
        Assert.Equal(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void A_stop_requested_anywhere_while_stopping_migration_users_starts_no_further_call()
    {
        for (var point = 0; ; point++)
        {
            var world = StopMigrationTests.WithUsers("Synced", "Syncing", "Queued");
            world.Tenant.StoppingTakes = 2;
            if (!StoppedAt(world, point, () => world.StopMigration()))
            {
                break;
            }

            Assert.Empty(world.Tenant.CallsAfterStop);
            world.Tenant.IsStopping = false;
            _ = world.StopMigration();
            Assert.All(world.Tenant.Users, user => Assert.Equal("Stopped", user.Status.Value));
            Assert.Equal(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
        }
    }

    [Fact]
    public void A_stop_while_a_record_is_written_does_not_start_the_call_that_it_announces()
    {
        var world = new World(Found);
        world.Journal.Appended = _ => world.Tenant.IsStopping = true;
        _ = Record.Exception(() => world.Suspend());
        Assert.Empty(world.Tenant.Writes);

        world = new World(Found);
        _ = world.Suspend();
        var writes = world.Tenant.Writes.Count;
        world.Journal.Appended = _ => world.Tenant.IsStopping = true;
        _ = Record.Exception(() => world.ResumeAll());
        Assert.Equal(writes, world.Tenant.Writes.Count);
    }

    private static void AtEachPoint(Action<World> before, Action<World> action)
    {
        for (var point = 0; ; point++)
        {
            var world = new World(Found);
            before(world);
            if (!StoppedAt(world, point, () => action(world)))
            {
                Assert.True(point > 5);
                break;
            }

            Assert.Empty(world.Tenant.CallsAfterStop);
            world.Tenant.IsStopping = false;
            action(world);
            _ = world.ResumeAll();
            world.AssertBack();
        }
    }

    private static bool StoppedAt(World world, int point, Action action)
    {
        world.Points.Arm(point, _ => world.Tenant.IsStopping = true);
        try
        {
            action();
        }
        catch (OperationCanceledException)
        {
        }

        var hit = world.Points.Hit;
        world.Points.Disarm();
        return hit is not null;
    }
}
