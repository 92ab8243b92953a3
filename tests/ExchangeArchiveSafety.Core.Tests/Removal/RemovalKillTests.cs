using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>A run is killed at every call and every write, and finished by running again.</summary>
public class RemovalKillTests
{
    [Theory]
    [InlineData(GraphFault.None)]
    [InlineData(GraphFault.LostBefore)]
    [InlineData(GraphFault.LostAfter)]
    [InlineData(GraphFault.Late)]
    public void A_run_that_is_killed_anywhere_is_finished_by_running_again(GraphFault fault)
    {
        for (var point = 0; ; point++)
        {
            using var world = RemovalWorld.OfLoops(3);
            var left = 1;
            world.Graph.Fault = (name, item) => name == "delete" && item == "P0002" && left-- > 0 ? fault : GraphFault.None;
            var killed = world.KilledAt(point, () => world.Run());
            world.AssertSafe();
            var results = world.Run();
            if (!killed)
            {
                world.AssertDone();
                Assert.True(point > 60, "only " + point + " points");
                return;
            }

            Assert.Null(world.Failure);
            Assert.Equal(3, results.Count);
            Assert.All(results, result => Assert.Contains(result.Status, new[] { RemovalStatus.Removed, RemovalStatus.AlreadyRemoved }));
            world.AssertDone();
        }
    }

    [Fact]
    public void A_run_that_is_killed_twice_is_finished_by_running_again()
    {
        for (var first = 0; ; first += 7)
        {
            var wasKilled = false;
            for (var second = 0; ; second += 5)
            {
                using var world = RemovalWorld.OfLoops(2);
                wasKilled = world.KilledAt(first, () => world.Run());
                var again = world.KilledAt(second, () => world.Run());
                world.AssertSafe();
                _ = world.Run();
                world.AssertDone();
                if (!again)
                {
                    break;
                }
            }

            if (!wasKilled)
            {
                Assert.True(first > 40, "only " + first + " points");
                return;
            }
        }
    }

    [Fact]
    public void What_a_killed_run_announced_and_must_stay_is_settled_an_hour_later_however_often_it_is_run_again()
    {
        for (var point = 0; ; point++)
        {
            using var world = RemovalWorld.OfLoops(1);
            world.Graph.SetBody("P0001", "another body");
            Assert.True(world.KilledAt(point, () => world.Run()), "nothing was announced");
            if (RemovalLedger.Fold(world.Journal.Read()).Of(FakeMailbox.Ids.PrimaryMailboxId, "P0001") is not { IsOpenRemoval: true })
            {
                continue;
            }

            foreach (var (status, reason) in new[] { (RemovalStatus.Unverified, RemovalReason.OutcomeUnknown), (RemovalStatus.Unverified, RemovalReason.OutcomeUnknown), (RemovalStatus.Skipped, RemovalReason.BodiesDiffer) })
            {
                world.Graph.Now += TimeSpan.FromMinutes(25);
                var result = Assert.Single(world.Run());
                Assert.Equal((status, reason), (result.Status, result.ReasonId));
            }

            Assert.Empty(world.Graph.Deleted);
            return;
        }
    }

    [Fact]
    public void A_new_search_after_a_kill_closes_what_was_left_open()
    {
        for (var point = 0; ; point++)
        {
            using var world = RemovalWorld.OfLoops(3);
            if (!world.KilledAt(point, () => world.Run()))
            {
                Assert.True(point > 60, "only " + point + " points");
                return;
            }

            var gone = world.Graph.Deleted.ToList();
            var again = Duplicates.Mail.Find(new DuplicateSearchOptions(), world.Graph.Items);
            if (again.Count == 0)
            {
                again = world.Groups;
            }

            _ = world.Run(RemovalWorld.PlanOf(again));
            world.AssertDone();
            Assert.Subset(world.Graph.Deleted.ToHashSet(), gone.ToHashSet());
        }
    }

    [Fact]
    public void Runs_with_opposite_plans_never_take_the_last_copy_though_the_first_is_killed_anywhere()
    {
        for (var point = 0; ; point++)
        {
            using var world = RemovalWorld.OfLoops(3);
            var opposite = Opposite(world);
            var left = 1;
            world.Graph.Fault = (name, item) => name == "delete" && left-- > 0 ? GraphFault.Late : GraphFault.None;
            var killed = world.KilledAt(point, () => world.Run());
            _ = world.Run(RemovalWorld.PlanOf(opposite));
            _ = world.Run();
            world.AssertSafe(world.Groups, opposite);
            if (!killed)
            {
                Assert.True(point > 60, "only " + point + " points");
                return;
            }
        }
    }

    internal static IReadOnlyList<ArchiveDuplicateGroup> Opposite(RemovalWorld world) =>
        Duplicates.Mail.Find(new DuplicateSearchOptions { Keep = KeepRule.PrimaryOldest }, world.Graph.Items);
}
