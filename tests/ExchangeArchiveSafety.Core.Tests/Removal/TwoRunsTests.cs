using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>Two runs at once, each with the journal file opened for itself.</summary>
public class TwoRunsTests
{
    [Fact]
    public async Task Two_runs_with_journals_of_their_own_and_opposite_rules_leave_each_message_a_copy()
    {
        using var folder = new TemporaryFolder();
        using var world = RemovalWorld.OfLoops(30);
        world.Graph.Yields = true;
        var plans = new[] { world.Groups, RemovalKillTests.Opposite(world) };
        await Task.WhenAll(plans.Select((groups, number) =>
            Task.Run(() => world.RunAsync(RemovalWorld.PlanOf(groups), new JournalFile(folder.File($"journal{number}.jsonl"))))));

        world.AssertSafe(plans);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_runs_at_once_never_take_the_last_copy(bool opposite)
    {
        using var folder = new TemporaryFolder();
        using var world = RemovalWorld.OfLoops(30);
        world.Graph.Yields = true;
        var calls = 0;
        world.Graph.Fault = (name, _) => name == "delete" && Interlocked.Increment(ref calls) % 3 == 0 ? GraphFault.LostAfter : GraphFault.None;
        var others = opposite ? RemovalKillTests.Opposite(world) : world.Groups;
        var runs = new[] { world.Groups, others }.Select(groups =>
            Task.Run(() => world.RunAsync(RemovalWorld.PlanOf(groups), new JournalFile(folder.File("journal.jsonl"))))).ToList();
        var results = (await Task.WhenAll(runs)).SelectMany(one => one).ToList();

        world.AssertSafe(world.Groups, others);
        Assert.Equal(30, world.Graph.Deleted.Count);
        Assert.Equal(30, results.Count(result => result.Status == RemovalStatus.Removed));
        Assert.Equal(30, results.Count(result => result.Status is RemovalStatus.AlreadyRemoved || result.ReasonId is RemovalReason.Gone or RemovalReason.KeptGone or RemovalReason.KeptBeingRemoved or RemovalReason.AnotherRunAtWork));
    }
}
