using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>What an admin is told of a copy must be true of that copy.</summary>
public class ReasonTests
{
    private const string Digest = "00112233445566778899aabbccddeeff";
    private const string Key = "a2V5";

    [Fact]
    public void A_reappeared_copy_is_told_by_where_it_lies_and_where_another_does()
    {
        const string InPrimary = "A copy in the primary mailbox of an item that the archive holds too;";
        const string InArchive = "A copy in the archive of an item that the primary mailbox holds too;";

        Assert.Equal([("p", InPrimary)], Relations(KeepRule.ArchiveOldest, Mail.Archived("a"), Mail.Migrated("p")));
        Assert.Equal([("a", InArchive)], Relations(KeepRule.PrimaryOldest, Mail.Archived("a"), Mail.Migrated("p")));

        // The kept one lies in the primary, and so does a surplus one; what makes that reappeared lies in the archive.
        Assert.Equal(
            [("q", InPrimary), ("a", InArchive), ("b", "A further copy in the archive;")],
            Relations(KeepRule.PrimaryOldest, Mail.Archived("a"), Mail.Archived("b"), Mail.Migrated("p"), Mail.Migrated("q")));
    }

    [Theory]
    [InlineData(Digest, Digest, "", "", "and so is the body digest.")]
    [InlineData(Digest, Digest, Key, "b3RoZXI=", "and so is the body digest.")]
    [InlineData("", "", Key, Key, "and so is the search key, which an edited copy keeps as well; no body was compared.")]
    [InlineData(Digest, "", Key, Key, "and so is the search key, which an edited copy keeps as well; no body was compared.")]
    [InlineData(Digest, Digest, Key, Key, "and so are the body digest and the search key.")]
    [InlineData(Digest + " ", Digest, Key, Key, "and so are the body digest and the search key.")]
    [InlineData("", "", Key + " ", Key + " ", "and so is the search key, which an edited copy keeps as well; no body was compared.")]
    [InlineData(" ", " ", Key, Key, "and so is the search key, which an edited copy keeps as well; no body was compared.")]
    public void An_identical_copy_is_told_by_what_agreed(string body, string otherBody, string key, string otherKey, string ending)
    {
        var group = Assert.Single(Mail.Find(
            Mail.Archived("a") with { BodyDigest = body, SearchKey = key },
            Mail.Migrated("p") with { BodyDigest = otherBody, SearchKey = otherKey }));
        Assert.Equal(DuplicateEvidence.Identical, group.Evidence);
        Assert.EndsWith(ending, Assert.Single(group.Surplus).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_file_keeps_what_agreed()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("reason").FullName, "plan.jsonl");
        var group = Assert.Single(Mail.Find(Mail.Archived("a") with { SearchKey = Key }, Mail.Migrated("p") with { SearchKey = Key }));
        using (var plan = new GroupsFileWriter(path, Mail.Sent))
        {
            plan.Add(group);
            plan.Complete();
        }

        Assert.Equal(group.Surplus[0].Reason, Assert.Single(GroupsFile.Read(path)).Surplus[0].Reason);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Copies_whose_bodies_differ_among_themselves_are_not_said_to_differ_from_a_kept_item_without_one()
    {
        var group = Assert.Single(Mail.Find(
            Mail.Archived("a"), Mail.Migrated("p") with { BodyDigest = Digest }, Mail.Migrated("q") with { BodyDigest = "ff" + Digest[2..] }));
        Assert.Equal(2, group.SetAside.Count);
        Assert.All(group.SetAside, item => Assert.Equal(SetAsideReasons.BodyDiffers, item.SetAside));
        Assert.All(group.SetAside, item => Assert.Contains("or, where that has none, of another copy", item.Reason, StringComparison.Ordinal));
    }

    private static IEnumerable<(string, string)> Relations(KeepRule keep, params Sample[] items) =>
        Assert.Single(Mail.Find(new DuplicateSearchOptions { Keep = keep }, items)).Surplus
            .Select(copy => (copy.ItemId, copy.Reason[..(copy.Reason.IndexOf(';', StringComparison.Ordinal) + 1)]));
}
