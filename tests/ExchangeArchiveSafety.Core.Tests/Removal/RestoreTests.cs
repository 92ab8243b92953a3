using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What was removed comes back, once.</summary>
public class RestoreTests
{
    [Fact]
    public void A_round_trip_brings_everything_back_where_it_was_and_only_once()
    {
        using var world = Removed(3);
        var restored = world.Restore();
        Assert.All(restored, result => Assert.Equal((RestoreStatus.Restored, MailItemLocation.Primary, "Inbox"), (result.Status, result.RestoredLocation, result.RestoredFolderPath)));
        AssertBack(world, 3);

        Assert.All(world.Restore(), result => Assert.Equal(RestoreStatus.AlreadyRestored, result.Status));
        AssertBack(world, 3);
        Assert.Empty(RemovalLedger.Fold(world.Journal.Read()).OpenRemovals(FakeMailbox.Ids.PrimaryMailboxId));
    }

    [Fact]
    public void What_was_restored_is_known_from_the_quarantine_alone_too()
    {
        using var world = Removed(1);
        _ = world.Restore();
        world.Journal = new Core.Tests.MemoryJournal(world.Points);
        Assert.Equal(RestoreStatus.AlreadyRestored, Assert.Single(world.Restore()).Status);
        AssertBack(world, 1);
    }

    [Fact]
    public void What_was_never_removed_is_not_brought_back()
    {
        using var world = RemovalWorld.OfLoops(1);
        world.Graph.Fault = (name, _) => name == "delete" ? GraphFault.Refused : GraphFault.None;
        _ = world.Run();
        Assert.Equal(RestoreStatus.NotRemoved, Assert.Single(world.Restore()).Status);
        Assert.Equal(2, world.Graph.Items.Count);
    }

    [Fact]
    public void What_the_archive_does_not_take_goes_to_the_same_folder_of_the_primary()
    {
        var items = RemovalWorld.Loop(1).Append(RemovalRunTests.Edited(RemovalWorld.Loop(1).First(), id: "A0001b", created: 9));
        using var world = new RemovalWorld(items);
        _ = world.Run();
        world.Graph.Fault = (name, item) => name == "import" && item == "Archive" ? GraphFault.Refused : GraphFault.None;
        var restored = world.Restore();
        Assert.All(restored, result => Assert.Equal((RestoreStatus.Restored, MailItemLocation.Primary), (result.Status, result.RestoredLocation)));
        Assert.Contains(restored, result => result.ReasonId == RemovalReason.RestoredToPrimary);
        Assert.Equal(3, world.Graph.Items.Count);
    }

    [Fact]
    public void An_archive_that_gives_no_answer_is_waited_for_once_and_where_nothing_answers_the_mailbox_ends()
    {
        var items = RemovalWorld.Loop(1).Concat(RemovalWorld.Loop(2)).ToList();
        using var world = new RemovalWorld([.. items, RemovalRunTests.Edited(items[0], id: "A0001b", created: 9), RemovalRunTests.Edited(items[2], id: "A0002b", created: 9)]);
        _ = world.Run();
        world.Graph.Fault = (name, item) => name == "import" && item == "Archive" ? GraphFault.Outage : GraphFault.None;
        Assert.All(world.Restore(), result => Assert.Equal(RestoreStatus.Restored, result.Status));
        Assert.Single(world.Graph.Calls, "import Archive");

        using var silent = Removed(3);
        silent.Graph.Fault = (name, _) => name == "import" ? GraphFault.Outage : GraphFault.None;
        Assert.Equal(RestoreStatus.Failed, Assert.Single(silent.Restore()).Status);
        Assert.Equal("GraphRequestFailed", silent.Failure?.ErrorId);
    }

    [Theory]
    [InlineData(GraphFault.LostBefore, RestoreStatus.Unverified)]
    [InlineData(GraphFault.LostAfter, RestoreStatus.Restored)]
    [InlineData(GraphFault.Refused, RestoreStatus.Failed)]
    public void An_unknown_import_is_looked_for_and_never_simply_repeated(GraphFault fault, RestoreStatus status)
    {
        using var world = Removed(1);
        var left = 1;
        world.Graph.Fault = (name, _) => name == "import" && left-- > 0 ? fault : GraphFault.None;
        Assert.Equal(status, Assert.Single(world.Restore()).Status);
        Assert.Equal(1, world.Graph.Calls.Count(call => call.StartsWith("import", StringComparison.Ordinal)));
        _ = world.Restore();
        AssertBack(world, 1);
    }

    [Fact]
    public void A_saved_copy_that_is_damaged_is_not_imported()
    {
        using var world = Removed(2);
        var file = world.Quarantine.PathOf(world.Quarantine.All().First());
        File.WriteAllText(file, "something else");
        var results = world.Restore();
        Assert.Equal([RestoreStatus.Failed, RestoreStatus.Restored], results.Select(result => result.Status));
        Assert.Equal(RemovalReason.QuarantineDamaged, results[0].ReasonId);
    }

    [Fact]
    public void Without_its_folder_it_goes_where_the_caller_says()
    {
        using var world = Removed(1);
        _ = world.Graph.ExtraFolders.Remove((MailItemLocation.Primary, "Inbox"));
        Assert.Equal((RestoreStatus.Failed, RemovalReason.FolderNotFound), (world.Restore()[0].Status, world.Restore()[0].ReasonId));
        _ = world.Graph.ExtraFolders.Add((MailItemLocation.Primary, "Found again"));
        Assert.Equal((RestoreStatus.Restored, "Found again"), (Assert.Single(world.Restore("Found again")) is var result ? (result.Status, result.RestoredFolderPath) : default));
    }

    [Theory]
    [InlineData(GraphFault.None)]
    [InlineData(GraphFault.LostAfter)]
    [InlineData(GraphFault.LostBefore)]
    public void A_restore_that_is_killed_anywhere_is_finished_by_running_again(GraphFault fault)
    {
        for (var point = 0; ; point++)
        {
            using var world = Removed(2);
            var left = 1;
            world.Graph.Fault = (name, _) => name == "import" && left-- > 0 ? fault : GraphFault.None;
            var killed = world.KilledAt(point, () => world.Restore());
            _ = world.Restore();
            _ = world.Restore();
            AssertBack(world, 2);
            if (!killed)
            {
                Assert.True(point > 20, "only " + point + " points");
                return;
            }
        }
    }

    private static RemovalWorld Removed(int count)
    {
        var world = RemovalWorld.OfLoops(count);
        _ = world.Run();
        world.AssertDone();
        return world;
    }

    private static void AssertBack(RemovalWorld world, int count)
    {
        Assert.Equal(2 * count, world.Graph.Items.Count);
        Assert.All(world.Graph.Items.GroupBy(item => item.Subject), copies => Assert.Equal([MailItemLocation.Primary, MailItemLocation.Archive], copies.Select(copy => copy.Location).Order()));
    }
}
