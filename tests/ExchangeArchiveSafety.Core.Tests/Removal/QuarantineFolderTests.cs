using ExchangeArchiveSafety.Core.Tests;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>Saved copies are there, are what was saved, and tell nothing by their names.</summary>
public class QuarantineFolderTests
{
    private static readonly QuarantineEntry Entry = new()
    {
        Mailbox = "adele@contoso.example",
        PrimaryMailboxId = "MBX:1",
        Item = RemovalWorld.Loop(1, "In\ud83dbox").Last(),
        Kept = RemovalWorld.Loop(1).First(),
        Evidence = DuplicateEvidence.Strong,
    };

    [Fact]
    public void What_is_saved_is_found_again_by_everybody()
    {
        using var folder = new TemporaryFolder();
        var saved = new QuarantineFolder(folder.File("q")).Save(Entry, [1, 2, 3]);
        var other = new QuarantineFolder(folder.File("q"));
        var found = other.Find("MBX:1", Entry.Item.ItemId)!;
        Assert.Equal([1, 2, 3], other.Read(found));
        Assert.Equal("In\ud83dbox", found.Item.FolderPath);
        Assert.Equal(saved.Sha256, Assert.Single(other.All()).Sha256);
        Assert.Null(other.Find("MBX:2", Entry.Item.ItemId));
        foreach (var file in Directory.GetFiles(folder.File("q")))
        {
            Assert.DoesNotContain("adele", Path.GetFileName(file), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("P0001", Path.GetFileName(file), StringComparison.OrdinalIgnoreCase);
            if (!OperatingSystem.IsWindows() && !TestTenant.IsDesktopBuild)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void Ids_that_run_into_each_other_have_names_of_their_own() =>
        Assert.NotEqual(QuarantineFolder.Key("MBX:1", "23"), QuarantineFolder.Key("MBX:12", "3"));

    [Fact]
    public void Saving_that_stops_anywhere_never_spoils_what_was_saved_before()
    {
        for (var at = 0; ; at++)
        {
            using var folder = new TemporaryFolder();
            _ = new QuarantineFolder(folder.Path).Save(Entry, [1, 2, 3]);
            var step = 0;
            try
            {
                _ = new QuarantineFolder(folder.Path, _ => Stop()).Save(Entry, [4, 5, 6, 7]);
            }
            catch (Exception exception) when (exception is KilledException or UnusableFileException)
            {
            }

            var quarantine = new QuarantineFolder(folder.Path);
            Assert.True(quarantine.Verify(Assert.Single(quarantine.All())));
            if (step <= at)
            {
                Assert.Equal(8, step);
                return;
            }

            void Stop()
            {
                if (step++ == at)
                {
                    throw at % 2 == 0 ? new KilledException("now") : new IOException("full");
                }
            }
        }
    }

    [Fact]
    public void A_damaged_description_is_told_and_leads_nowhere()
    {
        using var folder = new TemporaryFolder();
        var quarantine = new QuarantineFolder(folder.Path);
        _ = quarantine.Save(Entry, [1]);
        var description = Directory.GetFiles(folder.Path, "*.json").Single();
        var whole = File.ReadAllBytes(description);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(description, whole[..length]);
            var damaged = new List<string>();
            Assert.Empty(quarantine.All(one => damaged.Add(one.ErrorId)));
            Assert.Equal(["QuarantineDamaged"], damaged);
        }

        File.WriteAllText(description, System.Text.Encoding.UTF8.GetString(whole).Replace(".item", "/../../etc/passwd", StringComparison.Ordinal));
        Assert.Empty(quarantine.All());
        File.WriteAllText(description, System.Text.Encoding.UTF8.GetString(whole).Replace("Quarantine/1", "Quarantine/2", StringComparison.Ordinal));
        Assert.Empty(quarantine.All(one => Assert.Equal("QuarantineNewer", one.ErrorId)));
        File.WriteAllBytes(description, whole);
        File.WriteAllBytes(quarantine.PathOf(quarantine.All().Single()), [2]);
        Assert.Equal("QuarantineDamaged", Assert.Throws<UnusableFileException>(() => quarantine.Read(quarantine.All().Single())).ErrorId);
    }
}
