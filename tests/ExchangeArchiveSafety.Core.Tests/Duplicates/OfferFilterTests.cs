using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

public class OfferFilterTests
{
    private static readonly Sample Kept = Mail.Archived("a");
    private static readonly Sample Copy = Mail.Migrated("p");

    [Fact]
    public void Copies_in_the_primary_alone_wait_to_be_asked_for()
    {
        var group = Assert.Single(Mail.Find(Copy, Copy with { ItemId = "q" }));

        Assert.Empty(group.Surplus);
        Assert.Equal(SetAsideReasons.PrimaryOnly, Assert.Single(group.SetAside).SetAside);
        Assert.Equal(DuplicateEvidence.Strong, group.Evidence);
        Assert.Equal(["q"], Mail.Find(new DuplicateSearchOptions { IncludePrimary = true }, Copy, Copy with { ItemId = "q" }).Surplus());
    }

    public static TheoryData<DuplicateSearchOptions, SetAsideReasons> Filters => new()
    {
        { new() { IncludeFolders = ["Sent Items"] }, SetAsideReasons.FolderNotAsked },
        { new() { IncludeFolders = ["Sent Items", "Inbox"] }, SetAsideReasons.None },
        { new() { ExcludeFolders = ["Posteingang"] }, SetAsideReasons.FolderNotAsked },
        { new() { IncludeFolders = ["Inbox"], ExcludeFolders = ["Inbox"] }, SetAsideReasons.FolderNotAsked },
        { new() { CreatedAfterUtc = Mail.Sent.AddYears(2) }, SetAsideReasons.None },
        { new() { CreatedAfterUtc = Mail.Sent.AddYears(2).AddSeconds(1) }, SetAsideReasons.CreationNotAsked },
        { new() { ItemClasses = ["IPM.Appointment"] }, SetAsideReasons.ClassNotAsked },
        { new() { ItemClasses = ["ipm.n*"] }, SetAsideReasons.None },
        { new() { MinimumEvidence = DuplicateEvidence.Identical }, SetAsideReasons.EvidenceTooWeak },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void Filters_limit_what_is_offered_and_say_so(DuplicateSearchOptions options, SetAsideReasons reason)
    {
        var group = Assert.Single(Mail.Find(options, Kept, Copy));

        Assert.Equal("a", group.Kept.ItemId);
        Assert.Equal(reason == SetAsideReasons.None ? 1 : 0, group.Surplus.Count);
        Assert.Equal(reason, group.Surplus.Concat(group.SetAside).Single().SetAside);
    }

    [Fact]
    public void Filters_do_not_hide_the_kept_item_from_the_comparison()
    {
        // The kept item is too old and in a folder not asked for; its copy is still a copy.
        var options = new DuplicateSearchOptions { AnyFolder = true, IncludeFolders = ["Inbox"], CreatedAfterUtc = Mail.Sent.AddYears(1) };
        Assert.Equal(["p"], Mail.Find(options, Kept with { FolderPath = "Old" }, Copy).Surplus());
    }

    [Fact]
    public void An_unknown_creation_time_is_not_after_anything() =>
        Assert.Empty(Mail.Find(new DuplicateSearchOptions { CreatedAfterUtc = Mail.Sent }, Kept, Copy with { CreatedUtc = null }).Surplus());

    [Fact]
    public void An_unknown_folder_may_be_an_excluded_one() =>
        Assert.Empty(Mail.Find(new DuplicateSearchOptions { AnyFolder = true, ExcludeFolders = ["Drafts"] }, Kept, Copy with { FolderPath = "" }).Surplus());

    [Fact]
    public void What_is_deleted_already_is_not_offered()
    {
        var group = Assert.Single(Mail.Find(Kept with { FolderPath = "Recoverable Items/Deletions" }, Copy with { FolderPath = "Recoverable Items/Deletions" }));
        Assert.Equal(SetAsideReasons.AlreadyDeleted, Assert.Single(group.SetAside).SetAside);
    }

    [Fact]
    public void Mailboxes_are_chosen_by_name_with_wildcards()
    {
        var items = new[] { Kept, Copy, Kept with { Mailbox = "b@contoso.example" }, Copy with { Mailbox = "b@contoso.example" } };
        var search = new DuplicateFinder(new() { Mailboxes = ["ADELE*", "nobody@contoso.example"] }).Scan(new MailItemList([.. items.Select(item => item.ToItem())]), new());

        Assert.Equal("adele@contoso.example", Assert.Single(search.Groups()).Mailbox);
        Assert.Equal(["nobody@contoso.example"], search.MailboxesNotFound);
    }

    [Fact]
    public void Two_items_with_one_id_refuse_their_mailbox_and_no_other()
    {
        var items = new[] { Kept, Copy, Copy with { ItemId = "a", Mailbox = "ADELE@contoso.example" }, Kept with { Mailbox = "b" }, Copy with { Mailbox = "b" } };
        var search = new DuplicateFinder(new()).Scan(new MailItemList([.. items.Select(item => item.ToItem())]), new());

        var refused = Assert.Single(search.Refused);
        Assert.Equal("a", refused.ItemId);
        Assert.Equal("#0", refused.First);
        Assert.Equal("#2", refused.Second);
        Assert.Equal("b", Assert.Single(search.Groups()).Mailbox);
    }

    [Fact]
    public void Item_ids_are_case_sensitive_and_may_repeat_in_another_mailbox()
    {
        var search = new DuplicateFinder(new()).Scan(new MailItemList([Kept.ToItem(), (Copy with { ItemId = "A" }).ToItem(), (Copy with { Mailbox = "b", ItemId = "a" }).ToItem()]), new());
        Assert.Empty(search.Refused);
    }

    [Fact]
    public void The_mailbox_of_a_group_has_one_name_however_its_items_spell_it()
    {
        var items = new[] { Kept with { Mailbox = " Adele@Contoso.example" }, Copy with { Mailbox = "adele@contoso.example " } };
        var search = new DuplicateFinder(new()).Scan(new MailItemList([.. items.Select(item => item.ToItem())]), new());

        Assert.Equal("Adele@Contoso.example", DuplicateSearch.MailboxOf(Assert.Single(search.Groups())));
    }

    [Fact]
    public void Summaries_count_what_the_groups_say()
    {
        var items = new[] { Kept, Copy, Kept with { ItemId = "b", CreatedUtc = null, SearchKey = "k" }, Copy with { ItemId = "q", FolderPath = "Drafts" }, Copy with { Mailbox = "z", ItemId = "z" } };
        var search = new DuplicateFinder(new()).Scan(new MailItemList([.. items.Select(item => item.ToItem())]), new());
        var summaries = search.NewSummaries();
        foreach (var group in search.Groups())
        {
            summaries.Add(DuplicateSearch.MailboxOf(group), group);
        }

        Assert.Equal(["adele@contoso.example", "z"], summaries.All.Select(summary => summary.Mailbox));
        var adele = summaries.All[0];
        Assert.Equal((2, 2, 80_800L), ((int)adele.PrimaryItems, (int)adele.ArchiveItems, adele.TotalBytes));
        Assert.Equal((1, 2, 40_400L), ((int)adele.Groups, (int)adele.Surplus, adele.SurplusBytes));
        Assert.Equal((1, 1, 0), ((int)adele.Reappeared, (int)adele.DuplicatedInArchive, (int)adele.DuplicatedInPrimary));
        Assert.Equal((20_400L, 20_000L), (adele.ReappearedBytes, adele.DuplicatedInArchiveBytes));
        Assert.Equal((0, 2, 0, 40_400L), ((int)adele.Identical, (int)adele.Strong, (int)adele.Weak, adele.StrongBytes));
        Assert.Equal((1, 20_400L), ((int)adele.SetAside, adele.SetAsideBytes));
        Assert.Equal((1, 0), ((int)summaries.All[1].PrimaryItems, (int)summaries.All[1].Groups));
    }
}
