using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

public class FolderTests
{
    [Theory]
    [InlineData("Inbox", "/Inbox")]
    [InlineData("Inbox", "\\Inbox")]
    [InlineData("Inbox/A", "\\Inbox\\A")]
    [InlineData("Inbox/A", "/Top of Information Store/Inbox/A")]
    [InlineData("INBOX/a", "Inbox/A/")]
    [InlineData("Inbox", "Posteingang")]
    [InlineData("Inbox/A", "Posteingang/A")]
    [InlineData("Sent Items", "Éléments envoyés")]
    [InlineData("Sent Items", "送信済みアイテム")]
    [InlineData("Deleted Items", "Удаленные")]
    [InlineData("Done?", "Done?")]
    public void One_folder_is_known_by_many_names(string first, string second) => Assert.True(Pairs(first, second));

    [Theory]
    [InlineData("Inbox", "Inbox/Inbox_2019 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Inbox", "Inbox_2019 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Clients/Contoso", "Clients/Contoso/Contoso_2018 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Clients/Contoso", "Clients/Contoso_2018 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Clients/Contoso/North", "Clients/Contoso_2018 (Created on Jan 3, 2020 4_12)/North")]
    [InlineData("Inbox", "Posteingang/Posteingang_2019 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Inbox", "Posteingang/Inbox_2019 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Posteingang", "Inbox/Posteingang_2019 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Inbox", "Inbox/Inbox_2019 (Created on Jan 3, 2020 4_12)/Inbox_2020 (Created on Jan 5, 2021 6_30)")]
    [InlineData("Inbox/A", "Inbox/Inbox_2019 (Created on Jan 3, 2020 4_12)/Inbox_2020 (Created on Jan 5, 2021 6_30)/A/A_2020 (Created on Jan 5, 2021 6_30)")]
    public void Auto_expanded_folders_are_their_folder(string primary, string archive) => Assert.True(Pairs(primary, archive));

    [Theory]
    [InlineData("Inbox", "Sent Items")]
    [InlineData("Inbox", "Inbox/A")]
    [InlineData("Sent Items", "Sent")]
    [InlineData("A/Inbox", "A/Posteingang")]
    [InlineData("Inbox", "Inbox_2019")]
    [InlineData("Inbox", "Inbox_20x9 (Created on Jan 3, 2020 4_12)")]
    [InlineData("Projects/2019", "Projects/2019_2018 (Created on Jan 3, 2020 4_12)/x")]
    [InlineData("A/B\\C", "A/B/C")]
    [InlineData("Inbox", "")]
    [InlineData("", "")]
    [InlineData("SentItems", "Sent Items")]
    [InlineData("A", "A/Inbox_2019 (Created on Jan 3, 2020 4_12)")]
    [InlineData("??????", "??????")]
    [InlineData("Inbox/?", "Inbox/?")]
    [InlineData("?????? 2019", "?????? 2019")]
    [InlineData("Caf\uFFFD", "Caf\uFFFD")]
    public void Other_folders_stay_apart(string primary, string archive) => Assert.False(Pairs(primary, archive));

    [Fact]
    public void Expanded_names_in_the_primary_are_names_that_somebody_gave() =>
        Assert.Empty(Mail.Find(
            Mail.Archived("a"),
            Mail.Migrated("p") with { FolderPath = "Inbox/Inbox_2019 (Created on Jan 3, 2020 4_12)" }).Surplus());

    [Theory]
    [InlineData("Deletions")]
    [InlineData("/Purges")]
    [InlineData("/Versions")]
    [InlineData("Recoverable Items/Deletions")]
    public void What_is_deleted_already_outlives_nothing_and_is_not_offered(string folder)
    {
        foreach (var visible in new[] { "Inbox", "Deleted Items", "Junk Email" })
        {
            var group = Assert.Single(Mail.Find(
                new DuplicateSearchOptions { AnyFolder = true },
                Mail.Archived("a") with { FolderPath = folder },
                Mail.Migrated("p") with { FolderPath = visible }));

            Assert.Equal("p", group.Kept.ItemId);
            Assert.Empty(group.Surplus);
            Assert.Equal(SetAsideReasons.AlreadyDeleted, Assert.Single(group.SetAside).SetAside);
        }
    }

    [Fact]
    public void Where_one_half_has_two_folders_of_one_meaning_nothing_in_them_pairs()
    {
        var groups = Mail.Find(
            Mail.Archived("a") with { FolderPath = "Inbox" },
            Mail.Migrated("p") with { FolderPath = "Inbox" },
            Mail.Migrated("q") with { FolderPath = "Posteingang" });

        Assert.Empty(groups.Surplus());
        Assert.All(Assert.Single(groups).SetAside, item => Assert.Equal(SetAsideReasons.FolderAmbiguous, item.SetAside));
    }

    [Theory]
    [InlineData(KeepRule.ArchiveOldest)]
    [InlineData(KeepRule.PrimaryOldest)]
    public void Nothing_pairs_there_either_when_the_names_are_equal(KeepRule rule)
    {
        // The mailbox was renamed into another language between two rounds of the loop; the archive has both names.
        Sample[] items =
        [
            Mail.Archived("a") with { FolderPath = "Inbox" },
            Mail.Archived("b") with { FolderPath = "Posteingang" },
            Mail.Migrated("p") with { FolderPath = "Posteingang" },
            Mail.Migrated("q") with { FolderPath = "Posteingang" },
        ];

        Assert.Empty(Mail.Find(new DuplicateSearchOptions { Keep = rule }, items).Surplus());
    }

    [Fact]
    public void Ambiguity_is_a_fact_of_the_half_and_not_of_the_items_that_share_an_id()
    {
        // The folders of the other items say that the primary has two folders of that name, whichever is the Inbox.
        var groups = Mail.Find(
            Mail.Archived("a") with { FolderPath = "Bandeja de entrada" },
            Mail.Migrated("p") with { FolderPath = "Inbox" },
            Mail.Migrated("other") with { FolderPath = "Bandeja de entrada", InternetMessageId = "<other@contoso.example>" });

        Assert.Empty(groups.Surplus());
        Assert.Equal(SetAsideReasons.FolderAmbiguous, Assert.Single(Assert.Single(groups).SetAside).SetAside);
    }

    [Fact]
    public void Ambiguity_in_one_mailbox_is_none_in_another() =>
        Assert.Equal(["p"], Mail.Find(
            Mail.Archived("a") with { FolderPath = "Bandeja de entrada" },
            Mail.Migrated("p") with { FolderPath = "Inbox" },
            Mail.Migrated("other") with { FolderPath = "Bandeja de entrada", Mailbox = "other@contoso.example" }).Surplus());

    [Fact]
    public void Where_the_other_half_is_ambiguous_a_folder_still_pairs_with_itself() =>
        Assert.Equal(["b"], Mail.Find(
            Mail.Archived("a") with { FolderPath = "Inbox" },
            Mail.Archived("b") with { FolderPath = "Inbox", CreatedUtc = Mail.Sent.AddYears(1) },
            Mail.Migrated("p") with { FolderPath = "Inbox" },
            Mail.Migrated("q") with { FolderPath = "Posteingang", InternetMessageId = "<q@contoso.example>" }).Surplus());

    [Theory]
    [InlineData("Projects", "Projects ")]
    [InlineData("Projects/A", "Projects /A")]
    [InlineData("Projects", " Projects")]
    [InlineData("Inbox", "Inbox ")]
    public void Names_that_differ_in_blanks_are_different_folders(string primary, string archive)
    {
        Assert.False(Pairs(primary, archive));
        Assert.True(Pairs(archive, archive));
        Assert.Empty(Mail.Find(
            new DuplicateSearchOptions { IncludePrimary = true },
            Mail.Migrated("p") with { FolderPath = primary },
            Mail.Migrated("q") with { FolderPath = archive }).Surplus());
    }

    [Theory]
    [InlineData("Inbox", "Inbox", true)]
    [InlineData("Inbox", "Inbox/A/B", true)]
    [InlineData("inbox", "Posteingang/A", true)]
    [InlineData("Posteingang", "Inbox", true)]
    [InlineData("SentItems", "Gesendete Elemente", true)]
    [InlineData("#SentItems#", "Sent Items", true)]
    [InlineData("Inbox/*", "Inbox", false)]
    [InlineData("Inbox/*", "Inbox/A", true)]
    [InlineData("Inbox\\A*", "Inbox/Alpha", true)]
    [InlineData("*/2019", "Clients/Contoso/2019/Q1", true)]
    [InlineData("Client?/Contoso", "Clients/Contoso", true)]
    [InlineData("[Gmail]", "[Gmail]/All Mail", true)]
    [InlineData("[Gmail]", "G", false)]
    [InlineData("In", "Inbox", false)]
    [InlineData("Box", "Inbox", false)]
    [InlineData("*", "Anything/At all", true)]
    [InlineData("/", "Inbox", true)]
    [InlineData("*", "", false)]
    [InlineData("Clients/A?B", "Clients/A\uF8FFB/Letters", true)]
    [InlineData("Clients/A/B", "Clients/A\uF8FFB", false)]
    public void A_pattern_stands_for_a_folder_and_what_is_below(string pattern, string folder, bool matches) =>
        Assert.Equal(matches, new FolderPattern(pattern).Matches(FolderKey.Of(folder, MailItemLocation.Primary)));

    [Fact]
    public void A_pattern_of_many_stars_is_no_trap()
    {
        var path = new string('a', 4_000);
        Assert.False(new FolderPattern(string.Concat(Enumerable.Repeat("*a", 200)) + "*b").Matches(FolderKey.Of(path, MailItemLocation.Primary)));
    }

    [Theory]
    [InlineData("Archive", "Archives")]
    [InlineData("Archiv", "Archive")]
    [InlineData("Inbox", "A Receber")]
    public void Words_that_people_use_for_folders_of_their_own_pair_with_nothing_but_themselves(string archive, string primary)
    {
        Assert.Empty(Mail.Find(Mail.Archived("a") with { FolderPath = archive }, Mail.Migrated("p") with { FolderPath = primary }).Surplus());
        Assert.Equal(["p"], Mail.Find(Mail.Archived("a") with { FolderPath = primary }, Mail.Migrated("p") with { FolderPath = primary }).Surplus());
    }

    private static bool Pairs(string primary, string archive) =>
        Mail.Find(Mail.Archived("a") with { FolderPath = archive }, Mail.Migrated("p") with { FolderPath = primary }).Surplus().SequenceEqual(["p"]);
}
