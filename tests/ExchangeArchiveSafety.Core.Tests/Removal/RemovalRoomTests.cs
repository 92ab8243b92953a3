using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>How much may be removed so that the server can still give it back, and what is promised of that.</summary>
public class RemovalRoomTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    private static readonly RecoverableItemsFacts Known = new()
    {
        Quota = 30_000,
        WarningQuota = 20_000,
        RetainDeletedItemsFor = TimeSpan.FromDays(14),
        IsHeld = false,
        InPrimary = 10_000,
        InArchive = 10_000,
    };

    [Fact]
    public void What_fits_in_is_promised_for_as_long_as_deleted_items_are_retained()
    {
        var room = Of(Known, Copy("a", 6_000), Copy("b", 4_000));
        Assert.Equal(["a", "b"], Ids(room.Taken));
        Assert.Null(room.Refusal);
        Assert.Equal((10_000, Now.AddDays(14)), (room.Bytes, room.UndoLastsUntilUtc));
        Assert.Contains("until 2026-12-06 12:00:00Z, unless more than 0 B", room.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_in_stays_and_smaller_ones_behind_it_go()
    {
        var room = Of(Known, Copy("a", 6_000), Copy("b", 4_001), Copy("c", 4_000));
        Assert.Equal(["a", "c"], Ids(room.Taken));
        Assert.Equal(["b"], Ids(room.Postponed));
        Assert.Null(room.Refusal);
        Assert.Contains("room for 2 of 3 copies", room.Sentence, StringComparison.Ordinal);
        Assert.NotNull(room.UndoLastsUntilUtc);
    }

    [Fact]
    public void Each_half_has_room_of_its_own()
    {
        var room = Of(Known with { InPrimary = 19_000 }, Copy("p", 2_000), Copy("a", 9_000, MailItemLocation.Archive));
        Assert.Equal(["a"], Ids(room.Taken));
        Assert.Equal(["p"], Ids(room.Postponed));
    }

    [Fact]
    public void An_auxiliary_archive_has_room_of_its_own_and_what_is_not_known_of_it_is_said_and_never_zero()
    {
        var (one, other) = ("MBX:11111111-0000-0000-0000-000000000000@t", "MBX:22222222-0000-0000-0000-000000000000@t");
        var facts = Known with { InAuxiliaries = new Dictionary<Guid, long> { [new("11111111-0000-0000-0000-000000000000")] = 19_000 } };
        var room = RemovalRoom.Of(
            "adele",
            [Copy("main", 9_000, MailItemLocation.Archive), Copy("one", 2_000, MailItemLocation.Archive), Copy("other", 9_000, MailItemLocation.Archive)],
            _ => false,
            facts,
            ignoresQuota: false,
            Now,
            entry => entry.Surplus.ItemId == "one" ? one : entry.Surplus.ItemId == "other" ? other : null);
        Assert.Equal(["main", "other"], Ids(room.Taken));
        Assert.Equal(["one"], Ids(room.Postponed));
        Assert.Null(room.UndoLastsUntilUtc);
        Assert.Contains($"auxiliary archive {one} hold 18.6 KB", room.Sentence, StringComparison.Ordinal);
        Assert.Contains($"how full they are in the auxiliary archive {other}", room.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_fits_in_the_mailbox_is_refused_unless_the_caller_insists()
    {
        Assert.Contains("-IgnoreRecoverableItemsQuota", Of(Known, Copy("a", 10_001)).Refusal, StringComparison.Ordinal);
        var insisted = Of(Known, ignores: true, Copy("a", 10_001));
        Assert.Equal((1, null, null), (insisted.Taken.Count, insisted.Refusal, insisted.UndoLastsUntilUtc));
        Assert.Contains("Only the quarantine is sure", insisted.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void On_hold_nothing_is_purged_and_the_quota_counts()
    {
        Assert.Equal(["a"], Ids(Of(Known with { IsHeld = true }, Copy("a", 20_000)).Taken));
        Assert.NotNull(Of(Known with { IsHeld = true }, Copy("a", 20_001)).Refusal);
        Assert.NotNull(Of(Known with { IsHeld = null }, Copy("a", 20_000)).Refusal);
    }

    [Theory]
    [InlineData("quota", "their quota")]
    [InlineData("usage", "how full they are in the primary mailbox")]
    [InlineData("retention", "RetainDeletedItemsFor")]
    [InlineData("size", "the sizes of all copies")]
    public void Where_a_fact_is_missing_no_time_is_promised(string missing, string said)
    {
        var facts = missing switch
        {
            "quota" => Known with { WarningQuota = default },
            "usage" => Known with { InPrimary = default },
            "retention" => Known with { RetainDeletedItemsFor = default },
            _ => Known,
        };
        var room = Of(facts, Copy("a", missing == "size" ? null : 1));
        Assert.Equal((1, null), (room.Taken.Count, room.UndoLastsUntilUtc));
        Assert.Contains(said, room.Sentence, StringComparison.Ordinal);
        Assert.NotNull(Of(Known, Copy("a", 1)).UndoLastsUntilUtc);
    }

    [Fact]
    public void Where_no_quota_is_known_the_documented_one_counts()
    {
        var nothing = new RecoverableItemsFacts();
        Assert.Null(Of(nothing, Copy("a", 20L << 30)).Refusal);
        Assert.NotNull(Of(nothing, Copy("a", (20L << 30) + 1)).Refusal);
        Assert.NotNull(Of(nothing with { InPrimary = 20L << 30 }, Copy("a", 1)).Refusal);
        Assert.NotNull(Of(Known with { WarningQuota = default }, Copy("a", 20_001)).Refusal);
    }

    [Fact]
    public void Unlimited_has_room_for_everything() =>
        Assert.Single(Of(Known with { Quota = (long?)null, WarningQuota = (long?)null }, Copy("a", 1L << 50)).Taken);

    [Fact]
    public void What_is_gone_already_takes_no_more_room()
    {
        var room = RemovalRoom.Of("adele", [Copy("gone", 1L << 40), Copy("a", 10_000)], entry => entry.Surplus.ItemId == "gone", Known, ignoresQuota: false, Now);
        Assert.Equal(["gone", "a"], Ids(room.Taken));
        Assert.Null(room.Refusal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true, "UniH0d2ae0ab-6f4c-4d2a-8a36-5d4f6cbf0e41")]
    [InlineData(false, true, "mbx9696959ae2244d8c8aa1ce9be3f0ad1d:2")]
    [InlineData(false, false, "mbx9696959ae2244d8c8aa1ce9be3f0ad1d:1")]
    [InlineData(false, false, "skp9696959ae2244d8c8aa1ce9be3f0ad1d:2")]
    [InlineData(false, null, "something new")]
    public void A_hold_counts_where_it_keeps_mail(bool litigation, bool? others, params string[] holds)
    {
        var organization = new Organization { InPlaceHolds = new([]) };
        Assert.Equal(litigation ? true : others, Held(litigation, holds, organization));

        // Whether there is none is known only where everything is.
        Assert.Equal(litigation || others == true ? true : null, Held(litigation, holds, null));
        Assert.Null(RecoverableItemsFacts.Held(default, new(holds.Where(hold => hold.EndsWith(":1", StringComparison.Ordinal)).ToList()), organization, false, false));
    }

    [Fact]
    public void A_hold_of_the_organization_counts_unless_the_mailbox_is_left_out()
    {
        var organization = new Organization { InPlaceHolds = new(["mbx9696959ae2244d8c8aa1ce9be3f0ad1d:3"]) };
        Assert.True(Held(false, [], organization));
        Assert.False(Held(false, ["-mbx9696959ae2244d8c8aa1ce9be3f0ad1d"], organization));
        Assert.True(RecoverableItemsFacts.Held(false, new([]), organization with { InPlaceHolds = new([]) }, label: true, delay: false));
        Assert.True(RecoverableItemsFacts.Held(false, new([]), organization with { InPlaceHolds = new([]) }, label: false, delay: true));
        Assert.Null(RecoverableItemsFacts.Held(false, new([]), organization with { InPlaceHolds = new([]) }, label: false, delay: default));
    }

    [Fact]
    public async Task A_removal_stops_at_the_room_that_graph_tells_and_the_next_run_goes_on()
    {
        using var world = RemovalWorld.OfLoops(5);
        var size = world.Groups[0].Surplus[0].Size!.Value;
        var facts = new RecoverableItemsFacts { WarningQuota = 1_000_000, Quota = 2_000_000, IsHeld = false, RetainDeletedItemsFor = TimeSpan.FromDays(14) };
        world.Graph.Recoverable[MailItemLocation.Primary] = 1_000_000 - (2 * size);
        var plan = RemovalWorld.PlanOf(world.Groups);
        var results = await RunAsync(world, plan, facts);
        Assert.Equal(2, world.Graph.Deleted.Count);
        Assert.Equal(3, results.Count(result => result.ReasonId == RemovalReason.NoRoomToUndo));

        world.Graph.Recoverable[MailItemLocation.Primary] = 0;
        results = await RunAsync(world, plan, facts);
        Assert.Equal(5, world.Graph.Deleted.Count);
        Assert.Equal(2, results.Count(result => result.Status == RemovalStatus.AlreadyRemoved));
        world.AssertDone();
    }

    [Fact]
    public async Task A_full_quota_stops_the_mailbox_with_a_reason_of_its_own()
    {
        using var world = RemovalWorld.OfLoops(30);
        world.Graph.Fault = (call, _) => call == "delete" && world.Graph.Deleted.Count >= 3 ? GraphFault.Full : GraphFault.None;
        var removal = await new RemovalRun(world.Graph, world.Journal, world.Quarantine, world.Settings()).OpenAsync(FakeMailbox.Ids, RemovalWorld.PlanOf(world.Groups), default);
        var results = new List<ArchiveDuplicateRemoval>();
        while (!removal.IsDone)
        {
            results.AddRange((await removal.NextAsync(default)).Results);
        }

        results.AddRange(removal.NotReached());
        Assert.Equal("RecoverableItemsFull", removal.Failure!.ErrorId);
        Assert.Equal(30, results.Count);
        Assert.Contains(results, result => result is { Status: RemovalStatus.Failed, ReasonId: RemovalReason.RecoverableItemsFull });
        Assert.InRange(world.Graph.Calls.Count(call => call.StartsWith("delete", StringComparison.Ordinal)), 4, 20);
        world.AssertSafe();
        world.Graph.Fault = (_, _) => GraphFault.None;
        _ = world.Run();
        world.AssertDone();
    }

    [Fact]
    public async Task Where_the_disk_has_no_room_nothing_is_removed()
    {
        using var world = RemovalWorld.OfLoops(5);
        foreach (var (free, isRefused) in new (long?, bool)[] { (1_000, true), (null, false), (1L << 40, false) })
        {
            var quarantine = new QuarantineFolder(world.QuarantinePath, _ => { }, new SmallDisk(free));
            var removal = await new RemovalRun(world.Graph, world.Journal, quarantine, world.Settings()).OpenAsync(FakeMailbox.Ids, RemovalWorld.PlanOf(world.Groups), default);
            Assert.Equal(isRefused ? "QuarantineNotWritable" : null, removal.Refusal?.ErrorId);
        }

        using var folder = new TemporaryFolder();
        Assert.InRange(Files.DurableDisk.Real.FreeBytes(folder.File("not/there/yet"))!.Value, 1, long.MaxValue);
        Assert.Empty(world.Graph.Deleted);
    }

    [Fact]
    public async Task What_others_have_yet_to_save_has_no_room_on_the_disk_until_they_have_ended()
    {
        using var world = RemovalWorld.OfLoops(5);
        var plan = RemovalWorld.PlanOf(world.Groups);
        var bytes = plan.Entries.Sum(entry => entry.Surplus.Size!.Value);
        var quarantine = new QuarantineFolder(world.QuarantinePath, _ => { }, new SmallDisk(bytes + (bytes / 4) + (plan.Count * 4096)));
        var run = new RemovalRun(world.Graph, world.Journal, quarantine, world.Settings());

        var first = await run.OpenAsync(FakeMailbox.Ids, plan, default);
        Assert.Null(first.Refusal);
        Assert.Equal("QuarantineNotWritable", (await run.OpenAsync(FakeMailbox.Ids, plan, default)).Refusal?.ErrorId);
        _ = first.NotReached();
        Assert.Null((await run.OpenAsync(FakeMailbox.Ids, plan, default)).Refusal);
    }

    private static bool? Held(bool litigation, string[] holds, Organization? organization) => RecoverableItemsFacts.Held(litigation, new(holds), organization, label: false, delay: false);

    private static async Task<List<ArchiveDuplicateRemoval>> RunAsync(RemovalWorld world, MailboxRemovalPlan plan, RecoverableItemsFacts facts)
    {
        var removal = await new RemovalRun(world.Graph, world.Journal, world.Quarantine, world.Settings()).OpenAsync(FakeMailbox.Ids, plan, default, facts);
        Assert.Null(removal.Refusal);
        var results = new List<ArchiveDuplicateRemoval>();
        while (!removal.IsDone)
        {
            results.AddRange((await removal.NextAsync(default)).Results);
        }

        return [.. results, .. removal.NotReached()];
    }

    private static RemovalRoom Of(RecoverableItemsFacts facts, params RemovalEntry[] entries) => Of(facts, ignores: false, entries);

    private static RemovalRoom Of(RecoverableItemsFacts facts, bool ignores, params RemovalEntry[] entries) => RemovalRoom.Of("adele", entries, _ => false, facts, ignores, Now);

    private static RemovalEntry Copy(string id, long? size, MailItemLocation location = MailItemLocation.Primary) =>
        new(new() { ItemId = id, Size = size, Location = location }, new() { ItemId = "kept" }, null, DuplicateEvidence.Identical);

    private static IEnumerable<string> Ids(IEnumerable<RemovalEntry> entries) => entries.Select(entry => entry.Surplus.ItemId);

    private sealed class SmallDisk(long? free) : Files.DurableDisk
    {
        public override long? FreeBytes(string folder) => free;
    }
}
