using Xunit;

namespace ExchangeArchiveSafety.Graph;

/// <summary>What a list of folders tells of each, and what it only leaves open.</summary>
public class FolderTellingTests
{
    [Theory]
    [InlineData("Inbox", "inbox", "deleteditems", "deleteditems", "")]
    [InlineData("Inbox", "inbox", "", "unknown", "unknown")]
    [InlineData("Inbox", "", "", "unknown", "unknown")]
    [InlineData("Sarrera-ontzia", "INBOX", "", "unknown", "unknown")]
    public void A_default_folder_of_every_mailbox_that_the_list_does_not_tell_is_left_open_and_not_somebodys_own(
        string inbox, string inboxName, string deletedName, string deleted, string below)
    {
        var told = Tell(
            MailItemLocation.Primary,
            new() { Id = "1", Name = inbox, ParentId = "root", WellKnownName = inboxName },
            new() { Id = "2", Name = "Deleted Items", ParentId = "root", WellKnownName = deletedName },
            new() { Id = "3", Name = "Kunden", ParentId = "2" },
            new() { Id = "4", Name = "Archive", ParentId = "root", WellKnownName = "archive" },
            new() { Id = "5", Name = "Gel\u00f6schte Elemente", ParentId = "root" });

        Assert.Equal(deleted, told["2"]);
        Assert.Equal(deletedName.Length > 0 ? deletedName + "/Kunden" : below, told["3"]);
        Assert.Equal("archive", told["4"]);

        // With the true one in the list, another of that name is what its maker calls so.
        Assert.Equal(deletedName.Length > 0 ? "" : "unknown", told["5"]);
    }

    [Fact]
    public void A_folder_of_such_a_name_below_another_is_somebodys_own_and_so_is_a_second_inbox()
    {
        var told = Tell(
            MailItemLocation.Primary,
            new() { Id = "0", Name = "Top", WellKnownName = "msgfolderroot" },
            new() { Id = "1", Name = "Inbox", ParentId = "0", WellKnownName = "inbox" },
            new() { Id = "2", Name = "Bandeja de entrada", ParentId = "0" },
            new() { Id = "3", Name = "Projects", ParentId = "0" },
            new() { Id = "4", Name = "Deleted Items", ParentId = "3" },
            new() { Id = "5", Name = "Junk E-mail", ParentId = "0" });

        Assert.Equal(("", "", "", "unknown"), (told["2"], told["3"], told["4"], told["5"]));
    }

    [Fact]
    public void A_copy_in_a_deleted_items_folder_that_is_not_told_never_counts_as_one_that_stays()
    {
        RawFolder[] folders =
        [
            new() { Id = "1", Name = "Inbox", ParentId = "root", WellKnownName = "inbox" },
            new() { Id = "2", Name = "Deleted Items", ParentId = "root" },
            new() { Id = "3", Name = "Kunden", ParentId = "2" },
        ];
        var paths = FolderPaths.Of(folders.ToDictionary(folder => folder.Id));
        var told = Tell(MailItemLocation.Primary, folders);
        var mailbox = MailboxFolders.Of(folders.Select(folder => new GraphFolder { Location = MailItemLocation.Primary, Path = paths[folder.Id], WellKnownFolder = told[folder.Id] }));

        Assert.Equal([0, 1, 1], folders.Select(folder => mailbox.KeyOf(paths[folder.Id], MailItemLocation.Primary, told[folder.Id]).Leaving));
    }

    private static Dictionary<string, string> Tell(MailItemLocation location, params RawFolder[] folders)
    {
        var byId = folders.ToDictionary(folder => folder.Id);
        var telling = new FolderTelling(byId, FolderPaths.Of(byId), location);
        return folders.ToDictionary(folder => folder.Id, telling.Of);
    }
}
