using ExchangeArchiveSafety.Graph;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>Folders with subjects in them outlive no process for long.</summary>
public sealed class TemporaryFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("temporary").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Xunit.Fact]
    public void A_folder_is_its_owners_and_gone_when_it_is_closed()
    {
        using (var folder = TemporaryFolder.Create(_parent))
        {
            Assert.True(Directory.Exists(folder.Path));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
            }

            File.WriteAllText(Path.Combine(folder.Path, "primary.ndjson"), "subject");
        }

        Assert.Empty(Directory.GetFileSystemEntries(_parent));
    }

    [Xunit.Theory]
    [Xunit.InlineData(true)]
    [Xunit.InlineData(false)]
    public void What_a_killed_process_left_is_removed_by_the_next(bool withHold)
    {
        // A killed process holds nothing any more; the file beside its folder may be there or not.
        var dead = Path.Combine(_parent, "ExchangeArchiveSafety-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Combine(dead, "mailbox"));
        File.WriteAllText(Path.Combine(dead, "mailbox", "primary.ndjson"), "subject");
        var alone = Path.Combine(_parent, "ExchangeArchiveSafety-" + Guid.NewGuid().ToString("N") + ".lock");
        File.WriteAllText(alone, "");
        if (withHold)
        {
            File.WriteAllText(dead + ".lock", "");
        }

        using var folder = TemporaryFolder.Create(_parent);
        Assert.False(Directory.Exists(dead));
        Assert.Equal([folder.Path, folder.Path + ".lock"], Directory.GetFileSystemEntries(_parent).Order());
    }

    [Xunit.Fact]
    public void What_is_in_use_and_what_is_somebody_elses_stays()
    {
        using var used = TemporaryFolder.Create(_parent);
        string[] others = ["ExchangeArchiveSafety-notes", "ExchangeArchiveSafety", "ExchangeArchiveSafety-" + Guid.NewGuid().ToString("D")];
        foreach (var other in others)
        {
            Directory.CreateDirectory(Path.Combine(_parent, other));
        }

        using var next = TemporaryFolder.Create(_parent);
        Assert.True(Directory.Exists(used.Path));
        Assert.All(others, other => Assert.True(Directory.Exists(Path.Combine(_parent, other))));
    }
}
