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
        await using var session = await LabSession.StartAsync(new TenantBuilder().LargePair("anna", 200, folders: 4).Build());
        session.ConnectGraph();

        // Held before they are there: others clear up in this folder, too.
        var (living, hold) = HeldName();
        await using var isHeld = hold;
        Fill(living);
        var foreign = NewName("notes-" + Guid.NewGuid().ToString("N"));
        Fill(foreign);
        var (dead, held) = HeldName(leavesHold ? FileOptions.None : FileOptions.DeleteOnClose);
        Fill(dead);

        // A killed process holds nothing any more.
        await held.DisposeAsync();
        try
        {
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
        }
    }

    private static (string Folder, FileStream Hold) HeldName(FileOptions options = FileOptions.DeleteOnClose)
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = NewName(Guid.NewGuid().ToString("N"));
            try
            {
                return (folder, new FileStream(folder + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options));
            }
            catch (IOException) when (attempt < 10)
            {
                // Somebody who clears up has it at this moment.
            }
        }
    }

    private static string NewName(string name) => Path.Combine(Path.GetTempPath(), "ExchangeArchiveSafety-" + name);

    private static void Fill(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "mailbox"));
        File.WriteAllText(Path.Combine(folder, "mailbox", "primary.ndjson"), "subject");
    }
}
