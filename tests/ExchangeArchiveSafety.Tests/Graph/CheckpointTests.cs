using ExchangeArchiveSafety.Lab.Graph;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>What is kept of a reading of several mailboxes, and what an export that was killed leaves.</summary>
public sealed class CheckpointTests
{
    private const string Everybody = "'anna@contoso.example', 'berta@contoso.example', 'carla@contoso.example', 'dora@contoso.example'";

    [Xunit.Theory]
    [Xunit.InlineData(2)]
    [Xunit.InlineData(4)]
    public async Task A_search_that_broke_off_goes_on_behind_every_mailbox_that_was_read(int read)
    {
        await using var session = await SessionAsync();
        var expected = Texts(session.Run($"{Everybody} | Find-ArchiveDuplicates -Summary"));
        var folder = TestProcess.NewPath("checkpoint");

        // The next mailbox is asked for when the summary of the one before is out.
        var broken = session.Try(
            $"param($path) $n = 0; {Everybody} | Find-ArchiveDuplicates -Summary -ThrottleLimit 1 -CheckpointPath $path | ForEach-Object {{ if (++$n -eq {read}) {{ throw 'broken off' }} }}",
            folder);
        Assert.NotNull(broken.Terminating);
        session.Server.Graph.Clear();
        Assert.Equal(expected, Texts(session.Run($"param($path) {Everybody} | Find-ArchiveDuplicates -Summary -CheckpointPath $path", folder)));
        Assert.Equal(4 - read, Mailboxes(session, "anna", "berta", "carla", "dora"));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Xunit.Theory]
    [Xunit.InlineData(true)]
    [Xunit.InlineData(false)]
    public async Task Two_runs_at_once_never_read_a_mailbox_with_one_checkpoint(bool whileItIsRead)
    {
        await using var session = await SessionAsync();
        using var other = session.Another();
        session.ConnectGraph(other);
        var expected = Texts(session.Run("'anna@contoso.example' | Find-ArchiveDuplicates"));
        var folder = TestProcess.NewPath("checkpoint");
        Outcome? second = null;
        var begun = 0;
        void Other()
        {
            if (Interlocked.Exchange(ref begun, 1) == 1)
            {
                return;
            }

            // It finds the mailbox changed, and would read it again into the files of the first.
            foreach (var item in session.Tenant.Mailbox("anna").Primary.Items.Take(50).ToList())
            {
                session.Tenant.Purge(item);
            }

            second = other.Try("param($path) 'anna@contoso.example', 'berta@contoso.example' | Find-ArchiveDuplicates -Summary -CheckpointPath $path", folder);
        }

        var items = 0;
        using (session.Server.Graph.Hooks.Before(call => whileItIsRead && call.Route == GraphRoute.Items && Interlocked.Increment(ref items) == 5, _ => Other()))
        {
            session.Engine.Runspace.SessionStateProxy.SetVariable("Other", (Action)Other);
            var found = session.Run("param($path) 'anna@contoso.example' | Find-ArchiveDuplicates -CheckpointPath $path | ForEach-Object { $null = $Other.Invoke(); $_ }", folder);
            if (!whileItIsRead)
            {
                Assert.Equal(expected, Texts(found));
            }
        }

        var error = Assert.Single(second!.Errors);
        Assert.Equal("GraphCheckpointBusy", Outcome.Id(error));
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
        Assert.Equal("anna@contoso.example", error.TargetObject);
        Assert.Equal("berta@contoso.example", Assert.Single(second.Output).Properties["Mailbox"].Value);
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Xunit.Theory]
    [Xunit.InlineData(false)]
    [Xunit.InlineData(true)]
    public async Task A_mailbox_is_held_until_it_was_used_and_no_longer(bool fails)
    {
        await using var session = await SessionAsync();
        var (folder, held) = (TestProcess.NewPath("checkpoint"), 0);
        if (fails)
        {
            session.Server.Graph.Faults.Add(Lab.Graph.Trouble.GraphFaultKind.Forbidden, GraphRoute.Items);
        }

        using (session.Server.Graph.Hooks.Before(GraphRoute.Settings, _ => held = Math.Max(held, Directory.Exists(folder) ? Directory.GetFiles(folder, "*.lock").Length : 0)))
        {
            Assert.Equal(fails ? 4 : 0, session.Try($"param($path) {Everybody} | Find-ArchiveDuplicates -Summary -ThrottleLimit 1 -CheckpointPath $path", folder).Errors.Count);
        }

        Assert.Equal(0, held);
        Assert.Equal(fails ? 4 : 0, Directory.GetDirectories(folder).Length);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_hold_that_a_killed_run_left_keeps_nobody_out()
    {
        await using var session = await SessionAsync();
        var folder = TestProcess.NewPath("checkpoint");

        // The name of the hold is that of the folder, which an interrupted run leaves.
        session.Server.Graph.Faults.Add(Lab.Graph.Trouble.GraphFaultKind.Forbidden, GraphRoute.Items);
        _ = session.Try("param($path) Find-ArchiveDuplicates anna@contoso.example -CheckpointPath $path", folder);
        session.Server.Graph.Faults.Clear();
        await File.WriteAllTextAsync(Assert.Single(Directory.GetDirectories(folder)) + ".lock", "");

        _ = Assert.Single(session.Run("param($path) Find-ArchiveDuplicates anna@contoso.example -Summary -CheckpointPath $path", folder));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task An_export_that_failed_at_its_end_has_every_mailbox_still()
    {
        await using var session = await SessionAsync();
        var (folder, path) = (TestProcess.NewPath("checkpoint"), TestProcess.NewPath("all.csv"));

        // A folder where the file is to be lets only the last step fail.
        Directory.CreateDirectory(path);
        Assert.StartsWith(
            "InventoryNotWritable,",
            session.Try($"param($path, $checkpoint) {Everybody} | Export-ArchiveInventory -Path $path -CheckpointPath $checkpoint", path, folder).Terminating!.FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Directory.Delete(path);
        session.Server.Graph.Clear();
        _ = session.Run($"param($path, $checkpoint) {Everybody} | Export-ArchiveInventory -Path $path -CheckpointPath $checkpoint", path, folder);
        Assert.Equal(0, Mailboxes(session, "anna", "berta", "carla", "dora"));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Without_a_checkpoint_a_mailbox_is_deleted_when_the_next_is_asked_for()
    {
        await using var session = await SessionAsync();
        var tenant = session.Tenant.Organization.TenantId.ToString();
        int Kept() => Directory.GetDirectories(Path.GetTempPath(), "ExchangeArchiveSafety-*").Sum(folder => Headers(folder).Count(header => header.Contains(tenant, StringComparison.Ordinal)));
        var (kept, reading) = (new List<int>(), 0);
        using (session.Server.Graph.Hooks.Before(GraphRoute.Settings, call => kept.Add(Kept())))
        using (session.Server.Graph.Hooks.Before(GraphRoute.Items, call => reading = Math.Max(reading, Kept())))
        {
            _ = session.Run($"{Everybody} | Find-ArchiveDuplicates -Summary -ThrottleLimit 1");
        }

        Assert.Equal([0, 0, 0, 0], kept);
        Assert.Equal(1, reading);
        Assert.Equal(0, Kept());
    }

    [Fact]
    public async Task What_a_killed_export_left_is_removed_by_the_next_one_unless_somebody_has_it_open()
    {
        await using var session = await SessionAsync();
        var path = TestProcess.NewPath("i.csv");
        string Beside(string name) => Path.Combine(Path.GetDirectoryName(path)!, name);
        var (left, other) = (Beside($".partial-{Guid.NewGuid():N}-i.csv"), Beside($".partial-{Guid.NewGuid():N}-yesterday.ndjson.gz"));
        var (open, mine, short_) = (Beside($".partial-{Guid.NewGuid():N}-i.csv"), Beside(".partial-thoughts.csv"), Beside($".partial-{Guid.NewGuid():N}"));
        foreach (var file in new[] { left, other, open, mine, short_ })
        {
            await File.WriteAllTextAsync(file, "mail of people");
        }

        using (new FileStream(open, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            _ = session.Run("param($path) Export-ArchiveInventory anna@contoso.example $path", path);
            Assert.Equal(new[] { path, open, mine, short_ }.Order(StringComparer.Ordinal), Directory.GetFiles(Path.GetDirectoryName(path)!).Order(StringComparer.Ordinal));
        }

        _ = session.Run("param($path) Export-ArchiveInventory anna@contoso.example $path", path);
        Assert.False(File.Exists(open));
    }

    [Fact]
    public async Task Another_export_to_the_same_place_leaves_one_alone_that_is_under_way()
    {
        await using var session = await SessionAsync();
        using var other = session.Another();
        session.ConnectGraph(other);
        var path = TestProcess.NewPath("i.csv");

        // Between two mailboxes the first export writes nothing.
        var carla = session.Server.Graph.PrimaryIdOf(session.Tenant.Mailbox("carla"));
        var exported = false;
        using (session.Server.Graph.Hooks.Before(call => call.MailboxId == carla && !exported, now =>
        {
            exported = true;
            _ = other.Run("param($path) Export-ArchiveInventory dora@contoso.example $path", path);
            if (!OperatingSystem.IsWindows())
            {
                var partial = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!, ".partial-*"));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(partial));
            }
        }))
        {
            _ = session.Run($"param($path) {Everybody} | Export-ArchiveInventory -Path $path -ThrottleLimit 1", path);
        }

        Assert.True(exported);
        Assert.Equal(4, session.Run("param($path) Find-ArchiveDuplicates -InventoryPath $path -Summary", path).Count);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private static async Task<LabSession> SessionAsync()
    {
        var builder = new TenantBuilder();
        foreach (var name in new[] { "anna", "berta", "carla", "dora" })
        {
            builder.LargePair(name, 200, folders: 4);
        }

        var session = await LabSession.StartAsync(builder.Build());
        session.ConnectGraph();
        return session;
    }

    /// <summary>How many of the mailboxes had items listed.</summary>
    private static int Mailboxes(LabSession session, params string[] names)
    {
        var listed = session.Server.Graph.Calls.Of(GraphRoute.Items).Select(call => call.MailboxId).ToHashSet();
        return names.Count(name => listed.Contains(session.Server.Graph.PrimaryIdOf(session.Tenant.Mailbox(name))));
    }

    /// <summary>The heads of readings in a folder that may be somebody else's, or deleted meanwhile.</summary>
    private static string[] Headers(string folder)
    {
        try
        {
            return [.. Directory.GetFiles(folder, "scan.json", SearchOption.AllDirectories).Select(File.ReadAllText)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<string> Texts(IEnumerable<PSObject> summaries) =>
        [.. summaries.Select(summary => string.Join(" ", summary.Properties.Select(property => $"{property.Name}={property.Value}")))];
}
