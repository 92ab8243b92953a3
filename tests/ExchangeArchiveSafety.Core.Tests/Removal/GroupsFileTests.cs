using System.Text;
using ExchangeArchiveSafety.Core.Tests;
using ExchangeArchiveSafety.Duplicates;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>A groups file is read whole, or not at all.</summary>
public class GroupsFileTests
{
    private static readonly DateTime Created = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_is_written_is_what_is_read_also_halves_of_characters()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("groups.jsonl");
        var items = RemovalWorld.Loop(1, "Inb\ud83dox").Concat(RemovalWorld.Loop(2)).Concat(RemovalWorld.Loop(3))
            .Append((Mail.Archived("A9") with { InternetMessageId = "<0003@contoso.example>", Subject = "Bud\udc00get \u202e\u0000 😀", SentUtc = Mail.Sent.AddTicks(7) }).ToItem());
        var groups = Mail.Find(new DuplicateSearchOptions(), items);
        Write(path, groups);
        var read = GroupsFile.Read(path);
        Assert.Equal(groups.Select(Tell), read.Select(Tell));
        if (!OperatingSystem.IsWindows() && !TestTenant.IsDesktopBuild)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_search_that_breaks_off_leaves_no_file_and_an_earlier_one_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("groups.jsonl");
        Write(path, Groups(1));
        using (var writer = new GroupsFileWriter(path, Created))
        {
            writer.Add(Groups(2)[0]);
        }

        Assert.Single(GroupsFile.Read(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        var whole = Bytes(Groups(2));
        _ = GroupsFile.Read(new MemoryStream(whole), "groups");
        for (var length = 0; length < whole.Length; length++)
        {
            var refused = Assert.Throws<UnusableFileException>(() => GroupsFile.Read(new MemoryStream(whole, 0, length), "groups"));
            Assert.Equal(length == 0 ? "RemovalPlanForeign" : "RemovalPlanDamaged", refused.ErrorId);
        }
    }

    [Fact]
    public void A_file_in_which_any_byte_changed_is_refused()
    {
        var whole = Bytes(Groups(1));
        for (var place = 0; place < whole.Length; place++)
        {
            foreach (var flip in new byte[] { 1, 0x20, 0x80 })
            {
                var changed = whole.ToArray();
                changed[place] ^= flip;
                var refused = Assert.Throws<UnusableFileException>(() => GroupsFile.Read(new MemoryStream(changed), "groups"));
                Assert.StartsWith("RemovalPlan", refused.ErrorId, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Lines_that_are_missing_doubled_or_added_are_noticed()
    {
        var lines = Encoding.UTF8.GetString(Bytes(Groups(3))).Split('\n')[..^1];
        foreach (var other in new[] { lines[..1].Concat(lines[2..]), lines[..2].Concat(lines[1..]), lines.Append(lines[1]), lines.Append(""), lines.Append(lines[^1]), [.. lines[..1], .. lines[2..3], .. lines[1..2], .. lines[3..]] })
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(other.Select(line => line + "\n")));
            Assert.Equal("RemovalPlanDamaged", Assert.Throws<UnusableFileException>(() => GroupsFile.Read(new MemoryStream(bytes), "groups")).ErrorId);
        }
    }

    [Theory]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.RemovalPlan/2\"}\n", "RemovalPlanNewer")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.Journal/1\"}\n", "RemovalPlanForeign")]
    [InlineData("Mailbox,Location\n", "RemovalPlanForeign")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.RemovalPlan/x\"}\n", "RemovalPlanDamaged")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.RemovalPlan/1\"}\n{\"kept\":null,\"surplus\":[]}\n", "RemovalPlanDamaged")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.RemovalPlan/1\"}\n{\"kept\":{\"itemId\":null},\"surplus\":[]}\n", "RemovalPlanDamaged")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.RemovalPlan/1\"}\n{\"kept\":{},\"surplus\":[null]}\n", "RemovalPlanDamaged")]
    [InlineData("{\"format\":\"ExchangeArchiveSafety.RemovalPlan/1\"}\n\n", "RemovalPlanDamaged")]
    public void What_is_no_groups_file_is_told_apart(string text, string id) =>
        Assert.Equal(id, Assert.Throws<UnusableFileException>(() => GroupsFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "groups")).ErrorId);

    [Fact]
    public void What_cannot_be_opened_has_its_own_errors()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("RemovalPlanNotReadable", Assert.Throws<UnusableFileException>(() => GroupsFile.Read(folder.File("none"))).ErrorId);
        Assert.Equal("RemovalPlanNotWritable", Assert.Throws<UnusableFileException>(() => new GroupsFileWriter(folder.File("none", "groups"), Created)).ErrorId);
    }

    private static IReadOnlyList<ArchiveDuplicateGroup> Groups(int count) => Mail.Find(new DuplicateSearchOptions(), Enumerable.Range(1, count).SelectMany(number => RemovalWorld.Loop(number)));

    private static void Write(string path, IReadOnlyList<ArchiveDuplicateGroup> groups)
    {
        using var writer = new GroupsFileWriter(path, Created);
        foreach (var group in groups)
        {
            writer.Add(group);
        }

        writer.Complete();
    }

    private static byte[] Bytes(IReadOnlyList<ArchiveDuplicateGroup> groups)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("groups"), groups);
        return File.ReadAllBytes(folder.File("groups"));
    }

    private static string Tell(ArchiveDuplicateGroup group) => string.Join("|", group.Surplus.Select(copy => copy.Kind + "/" + copy.Evidence + "/" + Tell(copy.Item)).Prepend(Tell(group.Kept.Item)));

    private static string Tell(MailItem item) => string.Join(";", typeof(MailItem).GetProperties().Select(property =>
        property.GetValue(item) switch
        {
            string text => string.Join(",", text.Select(unit => (int)unit)),
            DateTime time => time.Ticks + "/" + time.Kind,
            var other => other?.ToString(),
        }));
}
