using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>What a folder is, where a source tells it.</summary>
public class WellKnownFolderTests
{
    private static readonly Sample[] Basque =
    [
        Mail.Migrated("P0") with { FolderPath = "/Sarrera-ontzia", WellKnownFolder = "inbox", CreatedUtc = Day(5), InternetMessageId = "<0@x>" },
        Mail.Migrated("D0") with { FolderPath = "/Baztertutakoak", WellKnownFolder = "deleteditems", CreatedUtc = Day(1), InternetMessageId = "<0@x>" },
        Mail.Migrated("J1") with { FolderPath = "/Nahi ez dena", WellKnownFolder = "junkemail", CreatedUtc = Day(1), InternetMessageId = "<1@x>" },
        Mail.Archived("A0") with { FolderPath = "/Sarrera-ontzia", WellKnownFolder = "", CreatedUtc = Day(6), InternetMessageId = "<0@x>" },
        Mail.Archived("A1") with { FolderPath = "/Inbox", WellKnownFolder = "", CreatedUtc = Day(6), InternetMessageId = "<1@x>" },
    ];

    [Theory]
    [InlineData(KeepRule.PrimaryOldest, "P0", "A1")]
    [InlineData(KeepRule.PrimaryNewest, "P0", "A1")]
    [InlineData(KeepRule.ArchiveOldest, "A0", "A1")]
    public void What_is_on_its_way_out_never_outlives_what_is_not_whatever_its_name(KeepRule keep, params string[] kept) =>
        Assert.Equal(kept, Mail.Find(new DuplicateSearchOptions { AnyFolder = true, Keep = keep }, Basque).Select(group => group.Kept.ItemId).Order().Reverse().OrderBy(id => id[1]));

    [Fact]
    public void Folders_are_left_out_by_what_they_are()
    {
        var groups = Mail.Find(new DuplicateSearchOptions { AnyFolder = true, ExcludeFolders = ["DeletedItems", "JunkEmail"] }, Basque);

        Assert.Equal(["P0"], groups.Surplus());
        Assert.All(groups.SelectMany(group => group.SetAside), item => Assert.Equal(SetAsideReasons.FolderNotAsked, item.SetAside));
        Assert.Equal(["deleteditems", "junkemail"], groups.SelectMany(group => group.SetAside).Select(item => item.WellKnownFolder).Order());
    }

    [Fact]
    public void A_folder_of_the_archive_is_what_the_primarys_of_the_same_path_is()
    {
        // Nobody's name table knows "Nahi ez dena".
        var groups = Mail.Find(
            new DuplicateSearchOptions { AnyFolder = true },
            Mail.Archived("a") with { FolderPath = "/Nahi ez dena/2024", WellKnownFolder = "" },
            Mail.Migrated("p") with { FolderPath = "/Sarrera-ontzia", WellKnownFolder = "inbox" },
            Mail.Migrated("other") with { FolderPath = "/Nahi ez dena", WellKnownFolder = "junkemail", InternetMessageId = "<other@x>" });

        var group = Assert.Single(groups);
        Assert.Equal("p", group.Kept.ItemId);
        Assert.Equal("junkemail/2024", Assert.Single(group.Surplus).WellKnownFolder);
    }

    [Theory]
    [InlineData("/Sarrera-ontzia", "inbox", "/Sarrera-ontzia", "", true)]
    [InlineData("/Sarrera-ontzia", "inbox", "/Inbox", "", true)]
    [InlineData("/Sarrera-ontzia", "inbox", "/Posteingang", "", true)]
    [InlineData("/Sarrera-ontzia/Lanak", "inbox/Lanak", "/Sarrera-ontzia/Lanak", "", true)]
    [InlineData("/Sarrera-ontzia/Lanak", "inbox/Lanak", "/Inbox/Lanak", "", true)]
    [InlineData("/Sarrera-ontzia/Lanak", "inbox/Lanak", "/Inbox/Besteak", "", false)]
    [InlineData("/Sarrera-ontzia", "inbox", "/Bandeja de entrada", "none", false)]
    [InlineData("/Bandeja de entrada", "", "/Inbox", "", false)]
    [InlineData("/Bandeja de entrada", "", "/Bandeja de entrada", "", true)]
    [InlineData("/Deleted Items", "", "/X", "deleteditems", false)]
    [InlineData("/Y", "deleteditems", "/X", "archivedeleteditems", true)]
    [InlineData("/Y", "Deleted Items", "/Deleted Items", "", true)]
    [InlineData("/Y", "conversationhistory", "/X", "conversationhistory", true)]
    [InlineData("/Posteingang", "unknown", "/Inbox", "", true)]
    [InlineData("/Posteingang", "something new", "/Inbox", "", true)]
    [InlineData("/What to do??", "", "/What to do??", "", true)]
    [InlineData("/Versions", "", "/Versions", "", true)]
    [InlineData("/\uFFFD", "", "/\uFFFD", "", true)]
    [InlineData("/Sarrera-ontzia", "inbox", "/Sarrera-ontzia/Sarrera-ontzia_2019 (Created on x)", "", true)]
    public void Folders_pair_by_what_they_are_and_by_name_only_where_nothing_is_told(string primary, string told, string archive, string toldThere, bool pairs) =>
        Assert.Equal(pairs ? ["p"] : [], Mail.Find(
            Mail.Archived("a") with { FolderPath = archive, WellKnownFolder = toldThere },
            Mail.Migrated("p") with { FolderPath = primary, WellKnownFolder = told }).Surplus());

    [Fact]
    public void A_users_folder_with_a_default_name_is_a_users_folder()
    {
        Sample[] items =
        [
            Mail.Archived("a") with { FolderPath = "/Bandeja de entrada", WellKnownFolder = "" },
            Mail.Migrated("p") with { FolderPath = "/Inbox", WellKnownFolder = "inbox" },
            Mail.Migrated("q") with { FolderPath = "/Bandeja de entrada", WellKnownFolder = "" },
        ];

        Assert.Equal(["q"], Mail.Find(items).Surplus());
        Assert.Equal(["q"], Mail.Find(new DuplicateSearchOptions { AnyFolder = true, IncludeFolders = ["Bandeja de entrada"] }, items).Surplus());
        Assert.Equal(["p"], Mail.Find(new DuplicateSearchOptions { AnyFolder = true, IncludeFolders = ["Inbox"] }, items).Surplus());
    }

    [Fact]
    public void Two_folders_told_to_be_the_same_pair_with_nothing() =>
        Assert.Empty(Mail.Find(
            Mail.Archived("a") with { FolderPath = "/Inbox", WellKnownFolder = "" },
            Mail.Migrated("p") with { FolderPath = "/Inbox", WellKnownFolder = "inbox" },
            Mail.Migrated("q") with { FolderPath = "/Other", WellKnownFolder = "inbox", InternetMessageId = "<q@x>" }).Surplus());

    [Fact]
    public void A_name_that_a_table_knows_takes_nothing_from_the_folder_that_is_told()
    {
        Sample[] items =
        [
            Mail.Archived("a") with { FolderPath = "/Sarrera-ontzia", WellKnownFolder = "" },
            Mail.Archived("b") with { FolderPath = "/Posteingang", WellKnownFolder = "", InternetMessageId = "<b@x>" },
            Mail.Migrated("p") with { FolderPath = "/Sarrera-ontzia", WellKnownFolder = "inbox" },
            Mail.Migrated("q") with { FolderPath = "/Sarrera-ontzia", WellKnownFolder = "inbox", InternetMessageId = "<b@x>" },
        ];

        Assert.Equal(["p"], Mail.Find(items).Surplus());
    }

    [Fact]
    public void What_a_reading_knows_of_folders_without_items_counts()
    {
        var empty = new MailboxScan
        {
            FolderList =
            [
                new() { Location = MailItemLocation.Primary, Path = "/Nahi ez dena", WellKnownFolder = "junkemail" },
                new() { Location = MailItemLocation.Primary, Path = "/Bandeja de entrada", WellKnownFolder = "" },
            ],
        };
        Sample[] junk =
        [
            Mail.Archived("a") with { FolderPath = "/Nahi ez dena", WellKnownFolder = "" },
            Mail.Migrated("p") with { FolderPath = "/Sarrera-ontzia", WellKnownFolder = "inbox" },
        ];
        Sample[] named = [junk[0] with { FolderPath = "/Bandeja de entrada" }, junk[1]];

        Assert.Equal(["a"], Mail.Find(new DuplicateSearchOptions { AnyFolder = true, Scan = empty }, junk).Surplus());
        Assert.Equal(["p"], Mail.Find(new DuplicateSearchOptions { AnyFolder = true }, junk).Surplus());
        Assert.Empty(Mail.Find(new DuplicateSearchOptions { Scan = empty }, named).Surplus());
        Assert.Equal(["p"], Mail.Find(named).Surplus());
    }

    [Fact]
    public void Copies_in_a_folder_that_could_not_be_read_whole_are_not_offered_but_kept()
    {
        var scan = new MailboxScan
        {
            FolderList = [new() { Location = MailItemLocation.Primary, Path = "/Inbox", WellKnownFolder = "inbox" }],
            IncompleteFolders = [new() { Location = MailItemLocation.Primary, Path = "/Inbox" }],
        };
        Sample[] items =
        [
            Mail.Archived("a") with { WellKnownFolder = "" },
            Mail.Migrated("p") with { WellKnownFolder = "inbox" },
            Mail.Archived("b") with { FolderPath = "Inboxes", InternetMessageId = "<b@x>" },
            Mail.Migrated("q") with { FolderPath = "Inboxes", InternetMessageId = "<b@x>" },
        ];
        var groups = Mail.Find(new DuplicateSearchOptions { Scan = scan }, items);

        Assert.Equal(["q"], groups.Surplus());
        Assert.Equal(SetAsideReasons.FolderIncomplete, Assert.Single(groups.SelectMany(group => group.SetAside)).SetAside);
        Assert.Equal(["a"], Mail.Find(new DuplicateSearchOptions { Scan = scan, Keep = KeepRule.PrimaryOldest }, items).Surplus().Where(id => id == "a"));
        Assert.Single(scan.IncompleteWithout(["Sent Items", "Inbox/A"]));
        Assert.Empty(scan.IncompleteWithout(["inbox"]));
        Assert.Empty(scan.IncompleteWithout(["Posteingang"]));
    }

    [Theory]
    [InlineData("/Versions", "", MailItemLocation.Primary)]
    [InlineData("/Purges", "", MailItemLocation.Archive)]
    public void What_only_looks_like_the_dumpster_is_not_where_the_source_tells(string path, string told, MailItemLocation location) =>
        Assert.Equal(WellKnownFolder.None, FolderKey.Of(path, location, told).Top);

    [Theory]
    [InlineData("/Recoverable Items/Deletions", "recoverableitemsdeletions")]
    [InlineData("/Deletions", "archiverecoverableitemsdeletions")]
    public void The_dumpster_is_known_by_what_it_is(string path, string told) =>
        Assert.Equal(WellKnownFolder.RecoverableItems, FolderKey.Of(path, MailItemLocation.Archive, told).Top);

    [Fact]
    public void A_plan_carries_what_the_search_knew_of_folders()
    {
        var scan = new MailboxScan { FolderList = [new() { Location = MailItemLocation.Primary, Path = "/Deletions", WellKnownFolder = "recoverableitemsdeletions" }] };
        var group = Assert.Single(Mail.Find(
            new DuplicateSearchOptions { AnyFolder = true, Scan = scan, IncludePrimary = true },
            Mail.Archived("a") with { FolderPath = "/Sarrera-ontzia/Lanak", WellKnownFolder = "" },
            Mail.Migrated("p") with { FolderPath = "/Sarrera-ontzia/Lanak", WellKnownFolder = "inbox/Lanak" }));
        var plan = new RemovalPlan(DuplicateEvidence.Strong);
        plan.Add(group);
        var entry = Assert.Single(Assert.Single(plan.Mailboxes()).Entries);

        Assert.Equal("inbox/Lanak", entry.Kept.WellKnownFolder);
        Assert.Equal("inbox/Lanak", entry.Surplus.WellKnownFolder);
    }

    [Fact]
    public void No_default_name_stands_for_two_folders_and_every_language_names_all()
    {
        var meanings = new Dictionary<string, WellKnownFolder>(StringComparer.OrdinalIgnoreCase);
        var languages = DefaultFolderNames.Lines.Split('\n');
        foreach (var columns in languages.Select(line => line.Split(';')))
        {
            Assert.Equal(DefaultFolderNames.Columns.Length + 1, columns.Length);
            foreach (var (names, meaning) in columns.Skip(1).Zip(DefaultFolderNames.Columns))
            {
                foreach (var name in names.Split('|').Select(name => name.Trim()))
                {
                    Assert.NotEqual("", name);
                    Assert.True(!meanings.TryGetValue(name, out var known) || known == meaning, name);
                    meanings[name] = meaning;
                    Assert.Equal(meaning, WellKnownFolderNames.Find(name.Normalize(System.Text.NormalizationForm.FormD)));
                }
            }
        }

        Assert.True(languages.Length >= 60);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    public void Names_are_compared_without_a_culture(string culture)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new(culture);
        try
        {
            Assert.Equal(WellKnownFolder.Inbox, WellKnownFolderNames.Find("INBOX"));
            Assert.Equal(WellKnownFolder.DeletedItems, FolderKey.Of("/x", MailItemLocation.Primary, "DELETEDITEMS").Top);
            Assert.True(new FolderPattern("deletedItems").Matches(FolderKey.Of("/x", MailItemLocation.Primary, "DeletedItems")));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static DateTime Day(int day) => new(2026, 10, day, 0, 0, 0, DateTimeKind.Utc);
}
