using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

public class FolderPatternUseTests
{
    [Fact]
    public void Patterns_that_fit_no_folder_are_told_in_pairs_and_in_larger_groups()
    {
        Sample[] pair = [Mail.Archived("a"), Mail.Migrated("p")];
        Sample[] three = [.. pair, Mail.Migrated("q") with { FolderPath = "Clients/Contoso" }];

        Assert.Equal(["Inbux", "Client"], Unused(["Inbux", "Posteingang", "Client"], pair));
        Assert.Equal(["Inbux", "Client"], Unused(["Inbux", "Inbox", "Client", "client*", "Clients"], three));
    }

    [Fact]
    public void Where_nothing_is_there_twice_no_pattern_is_at_fault() => Assert.Empty(Unused(["Inbux"], Mail.Archived("a")));

    private static IReadOnlyList<string> Unused(string[] patterns, params Sample[] items)
    {
        var use = new FolderPatternUse(patterns);
        _ = Mail.Find(new DuplicateSearchOptions { FolderPatterns = use }, items);
        return use.Unused;
    }
}
