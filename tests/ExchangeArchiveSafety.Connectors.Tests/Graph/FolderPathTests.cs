using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class FolderPathTests
{
    [Fact]
    public void Paths_are_unique_and_end_whatever_the_server_says()
    {
        var paths = FolderPaths.Of(new RawFolder[]
        {
            new() { Id = "1", Name = "Inbox", ParentId = "root" },
            new() { Id = "2", Name = "a/b", ParentId = "1" },
            new() { Id = "3", Name = "Inbox", ParentId = "nowhere" },
            new() { Id = "4", Name = "x", ParentId = "5" },
            new() { Id = "5", Name = "y", ParentId = "4" },
            new() { Id = "6", Name = "self", ParentId = "6" },
            new() { Id = "7", Name = "Deletions", ParentId = "8", WellKnownName = "recoverableitemsdeletions" },
            new() { Id = "9", Name = "", ParentId = "root" },
        }.ToDictionary(folder => folder.Id));

        Assert.Equal("/Inbox", paths["1"]);
        Assert.Equal("/Inbox/a\uF8FFb", paths["2"]);
        Assert.Equal("/Inbox (2)", paths["3"]);
        Assert.Equal("/self", paths["6"]);
        Assert.Equal("/Recoverable Items/Deletions", paths["7"]);
        Assert.Equal("/9", paths["9"]);
        Assert.Equal(paths.Count, paths.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_root_that_is_listed_is_no_part_of_the_paths_whatever_its_language()
    {
        var paths = FolderPaths.Of(new RawFolder[]
        {
            new() { Id = "1", Name = "\u00d8verste niveau", ParentId = "0", WellKnownName = "msgfolderroot" },
            new() { Id = "2", Name = "Indbakke", ParentId = "1", WellKnownName = "inbox" },
            new() { Id = "3", Name = "Kunder", ParentId = "2" },
        }.ToDictionary(folder => folder.Id));

        Assert.Equal(("/Indbakke", "/Indbakke/Kunder"), (paths["2"], paths["3"]));
    }
}
