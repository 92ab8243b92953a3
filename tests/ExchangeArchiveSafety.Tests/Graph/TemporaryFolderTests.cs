using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>Folders with subjects in them outlive no process for long.</summary>
public sealed class TemporaryFolderTests
{
    [Xunit.Theory]
    [Xunit.InlineData(true)]
    [Xunit.InlineData(false)]
    public async Task What_a_killed_process_left_is_removed_by_the_next_and_what_is_in_use_stays(bool leavesHold)
    {
        var (dead, living, foreign) = (NewFolder(Guid.NewGuid().ToString("N")), NewFolder(Guid.NewGuid().ToString("N")), NewFolder("notes-" + Guid.NewGuid().ToString("N")));
        if (leavesHold)
        {
            // A killed process holds it no more.
            await File.WriteAllTextAsync(dead + ".lock", "");
        }

        try
        {
            await using var hold = new FileStream(living + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            await using var session = await LabSession.StartAsync(new TenantBuilder().LargePair("anna", 200, folders: 4).Build());
            session.ConnectGraph();
            string[] during = [];
            using (session.Server.Graph.Hooks.Before(call => call.Route == Lab.Graph.GraphRoute.Items, _ => during = Directory.GetDirectories(Path.GetTempPath(), "ExchangeArchiveSafety-*")))
            {
                _ = session.Try("Find-ArchiveDuplicates anna@contoso.example -Summary").Clean();
            }

            Assert.DoesNotContain(dead, during);
            Assert.False(File.Exists(dead + ".lock"));
            Assert.Contains(living, during);
            Assert.True(Directory.Exists(living));
            Assert.True(Directory.Exists(foreign));
        }
        finally
        {
            foreach (var folder in new[] { dead, living, foreign }.Where(Directory.Exists))
            {
                Directory.Delete(folder, recursive: true);
            }

            File.Delete(living + ".lock");
        }
    }

    private static string NewFolder(string name)
    {
        var folder = Path.Combine(Path.GetTempPath(), "ExchangeArchiveSafety-" + name);
        Directory.CreateDirectory(Path.Combine(folder, "mailbox"));
        File.WriteAllText(Path.Combine(folder, "mailbox", "primary.ndjson"), "subject");
        return folder;
    }
}
