using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What a quarantine says of its copies, also one that was moved, thinned out or edited.</summary>
public class QuarantineListingTests
{
    [Fact]
    public void The_journal_says_what_became_of_each_copy()
    {
        using var world = RemovalWorld.OfLoops(3);
        world.Graph.Fault = (call, id) => call == "delete" && id == "P0003" ? GraphFault.Refused : GraphFault.None;
        _ = world.Run();
        world.Graph.Fault = (_, _) => GraphFault.None;
        Assert.All(List(world, withJournal: false), item => Assert.Equal(QuarantineState.Saved, item.State));
        var known = List(world).ToDictionary(item => item.ItemId);
        Assert.Equal((QuarantineState.Removed, world.Graph.Now), (known["P0001"].State, known["P0001"].RemovedAtUtc));
        Assert.Equal((QuarantineState.NotRemoved, null), (known["P0003"].State, known["P0003"].RemovedAtUtc));

        _ = world.Restore();
        var restored = List(world).Where(item => item.State == QuarantineState.Restored).ToList();
        Assert.Equal(["P0001", "P0002"], restored.Select(item => item.ItemId).Order());
        Assert.All(restored, item => Assert.Equal((world.Graph.Now, world.Graph.Now), (item.RemovedAtUtc!.Value, item.RestoredAtUtc!.Value)));
    }

    [Fact]
    public void A_moved_quarantine_is_whole_and_what_is_missing_or_changed_is_named()
    {
        using var world = RemovalWorld.OfLoops(4);
        _ = world.Run();
        var moved = new QuarantineFolder(world.QuarantinePath + "-moved");
        Directory.Move(world.QuarantinePath, moved.Location);
        var entries = moved.All().OrderBy(entry => entry.Item.ItemId, StringComparer.Ordinal).ToList();
        var listing = new QuarantineListing(moved);
        Assert.All(entries, entry => Assert.True(listing.Show(entry, verifies: true, out _).IsVerified));

        File.Delete(moved.PathOf(entries[0]));
        var edited = File.ReadAllBytes(moved.PathOf(entries[1]));
        edited[^1] ^= 1;
        File.WriteAllBytes(moved.PathOf(entries[1]), edited);
        File.Delete(Path.Combine(moved.Location, Path.GetFileName(moved.PathOf(entries[2])).Split('-')[0] + ".json"));

        // A changed byte is seen only by who reads it.
        Assert.Equal([(false, false), (false, true), (true, true)], new[] { 0, 1, 3 }.Select(number => (IsWhole(number, verifies: true), IsWhole(number, verifies: false))));
        Assert.Equal([moved.PathOf(entries[2])], moved.Undescribed().Select(file => file.Path));
        Assert.Equal(3, moved.All().Count());

        bool IsWhole(int number, bool verifies)
        {
            var item = listing.Show(entries[number], verifies, out var damage);
            Assert.Equal(item.State == QuarantineState.Damaged, damage is not null);
            Assert.Equal(damage?.Message ?? "", item.Problem);
            return damage is null;
        }
    }

    [Theory]
    [InlineData("/Inbox", "/Drafts")]
    [InlineData(FakeMailbox.User, "bob@contoso.example")]
    [InlineData(",\"seal\"", ", \"seal\"")]
    public void An_edited_description_is_named_and_nothing_is_brought_back_by_it(string written, string edited)
    {
        using var world = RemovalWorld.OfLoops(2);
        _ = world.Run();
        var file = Directory.GetFiles(world.QuarantinePath, "*.json").Order(StringComparer.Ordinal).First();
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace(written.TrimStart('/'), edited.TrimStart('/'), StringComparison.Ordinal));
        Assert.NotEqual(text, File.ReadAllText(file));
        var damaged = new List<string>();
        _ = Assert.Single(world.Quarantine.All(damage => damaged.Add(damage.Path)));
        Assert.Equal([file], damaged);
        Assert.Equal(RestoreStatus.Restored, Assert.Single(world.Restore()).Status);

        // Those of earlier versions have no seal.
        File.WriteAllText(file, text[..text.LastIndexOf(",\"seal\"", StringComparison.Ordinal)] + "}");
        Assert.Equal(2, world.Quarantine.All().Count());
    }

    [Fact]
    public void What_another_run_is_writing_is_no_damage()
    {
        using var world = RemovalWorld.OfLoops(1);
        _ = world.Run();
        foreach (var file in Directory.GetFiles(world.QuarantinePath))
        {
            File.WriteAllText(Path.Combine(world.QuarantinePath, $".partial-{Guid.NewGuid():N}-{Path.GetFileName(file)}"), "half");
        }

        _ = Assert.Single(world.Quarantine.All(damage => Assert.Fail(damage.Message)));
        Assert.Empty(world.Quarantine.Undescribed());
    }

    private static List<ArchiveQuarantineItem> List(RemovalWorld world, bool withJournal = true)
    {
        var listing = new QuarantineListing(world.Quarantine);
        if (withJournal)
        {
            listing.Read(world.Journal);
        }

        return [.. world.Quarantine.All().Select(entry => listing.Show(entry, verifies: true, out _))];
    }
}
