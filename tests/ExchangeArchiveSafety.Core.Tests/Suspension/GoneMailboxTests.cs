using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A mailbox that was deleted, and perhaps made again: its record can only be closed.</summary>
public class GoneMailboxTests
{
    [Fact]
    public void After_the_proof_the_record_closes_and_nothing_is_set()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        var id = Assert.Single(world.Open).Id;
        var (state, writes) = (world.Tenant.State, world.Tenant.Writes.Count);
        world.Tenant.Gone = true;
        var outcome = world.Do(run => run.CloseGone(id));
        Assert.Equal((SuspensionStatus.Closed, null), (outcome.Result.Status, outcome.ErrorId));
        Assert.Contains(FakeTenant.Key.ToString(), outcome.Result.Reason, StringComparison.Ordinal);
        Assert.Empty(world.Open);
        Assert.Equal((state, writes), (world.Tenant.State, world.Tenant.Writes.Count));
        Assert.Equal(SuspensionStatus.Closed, world.Journal.ReadSuspensions()[^1].Status);

        // And a second run has nothing to say.
        Assert.Empty(world.ResumeAll());
        Assert.Equal(SuspensionStatus.Skipped, world.Do(run => run.CloseGone(id)).Result.Status);
    }

    [Fact]
    public void Without_the_proof_nothing_is_recorded()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        var records = world.Journal.Read().Count;
        Assert.Equal("MailboxNotFound", Assert.Throws<ExchangeCallException>(() => world.Do(run => run.CloseGone(Assert.Single(run.Open()).Id))).ErrorId);
        Assert.Equal(records, world.Journal.Read().Count);
        _ = Assert.Single(world.Open);
    }
}
