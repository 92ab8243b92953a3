using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

public class KeepRuleTests
{
    private static readonly Sample ArchiveOld = Mail.Archived("ao");
    private static readonly Sample ArchiveNew = Mail.Archived("an") with { CreatedUtc = Mail.Sent.AddYears(1) };
    private static readonly Sample PrimaryOld = Mail.Migrated("po") with { CreatedUtc = Mail.Sent };
    private static readonly Sample PrimaryNew = Mail.Migrated("pn") with { CreatedUtc = Mail.Sent.AddYears(3) };

    [Theory]
    [InlineData(KeepRule.ArchiveOldest, "ao")]
    [InlineData(KeepRule.ArchiveNewest, "an")]
    [InlineData(KeepRule.PrimaryOldest, "po")]
    [InlineData(KeepRule.PrimaryNewest, "pn")]
    public void The_rule_chooses(KeepRule rule, string kept)
    {
        var group = Assert.Single(Mail.Find(new DuplicateSearchOptions { Keep = rule }, PrimaryNew, ArchiveNew, PrimaryOld, ArchiveOld));

        Assert.Equal(kept, group.Kept.ItemId);
        Assert.Equal(3, group.Surplus.Count);
    }

    [Theory]
    [InlineData(KeepRule.ArchiveOldest)]
    [InlineData(KeepRule.PrimaryOldest)]
    public void Where_the_preferred_half_has_none_the_other_one_keeps(KeepRule rule)
    {
        Assert.Equal("po", Assert.Single(Mail.Find(new DuplicateSearchOptions { Keep = rule, IncludePrimary = true }, PrimaryNew, PrimaryOld)).Kept.ItemId);
        Assert.Equal("ao", Assert.Single(Mail.Find(new DuplicateSearchOptions { Keep = rule }, ArchiveNew, ArchiveOld)).Kept.ItemId);
    }

    [Fact]
    public void Folder_priority_chooses_among_folders()
    {
        var options = new DuplicateSearchOptions { Keep = KeepRule.FolderPriority, FolderPriority = ["Clients", "Inbox"], AnyFolder = true };
        var group = Assert.Single(Mail.Find(options, ArchiveOld, PrimaryNew with { FolderPath = "Clients/Contoso" }, PrimaryOld with { FolderPath = "Other" }));

        Assert.Equal("pn", group.Kept.ItemId);
        Assert.Equal(["ao", "po"], group.Surplus.Select(item => item.ItemId));
    }

    [Fact]
    public void Ties_are_broken_to_the_last_and_missing_times_come_last()
    {
        var first = Mail.Archived("x");
        Assert.Equal("x", Kept(first with { ItemId = "y", CreatedUtc = null }, first));
        Assert.Equal("x", Kept(first with { ItemId = "a", ReceivedUtc = Mail.Sent.AddSeconds(9) }, first));
        Assert.Equal("x", Kept(first with { ItemId = "a", LastModifiedUtc = null }, first with { LastModifiedUtc = Mail.Sent }));
        Assert.Equal("B", Kept(first with { ItemId = "a" }, first with { ItemId = "B" }));
    }

    [Fact]
    public void With_any_folder_a_copy_in_deleted_items_never_outlives_the_other()
    {
        var options = new DuplicateSearchOptions { AnyFolder = true };
        var group = Assert.Single(Mail.Find(options, ArchiveOld with { FolderPath = "Gelöschte Elemente" }, PrimaryNew));

        Assert.Equal("pn", group.Kept.ItemId);
        Assert.Equal(["ao"], group.Surplus.Select(item => item.ItemId));
    }

    [Fact]
    public void Kinds_tell_where_the_copies_lie()
    {
        var group = Assert.Single(Mail.Find(ArchiveOld, ArchiveNew, PrimaryOld));
        Assert.Equal([DuplicateKind.DuplicatedInArchive, DuplicateKind.Reappeared], group.Surplus.Select(item => item.Kind!.Value));

        group = Assert.Single(Mail.Find(new DuplicateSearchOptions { Keep = KeepRule.PrimaryOldest }, ArchiveOld, ArchiveNew, PrimaryOld, PrimaryNew));
        Assert.Equal(["pn", "ao", "an"], group.Surplus.Select(item => item.ItemId));
        Assert.Equal([DuplicateKind.Reappeared, DuplicateKind.Reappeared, DuplicateKind.DuplicatedInArchive], group.Surplus.Select(item => item.Kind!.Value));

        group = Assert.Single(Mail.Find(new DuplicateSearchOptions { IncludePrimary = true }, PrimaryOld, PrimaryNew));
        Assert.Equal([DuplicateKind.DuplicatedInPrimary], group.Surplus.Select(item => item.Kind!.Value));
    }

    private static string Kept(params Sample[] items) => Assert.Single(Mail.Find(items)).Kept.ItemId;
}
