using System.Text;

namespace ExchangeArchiveSafety.Tests.Journals;

public class JournalTests
{
    private static LabTenant Tenant() => new TenantBuilder().Migrating(2).Build();

    [Fact]
    public async Task Without_a_path_it_lies_below_the_state_folder_and_only_its_owner_can_read_it()
    {
        await using var session = await LabSession.StartAsync(Tenant());

        var results = session.Try("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy").Clean().Suspensions;

        var path = results.Select(result => result.JournalPath).Distinct().Single()!;
        Assert.True(File.Exists(path));
        Assert.Contains(session.Tenant.Organization.TenantId.ToString(), path, StringComparison.OrdinalIgnoreCase);
        if (!OperatingSystem.IsWindows())
        {
            Assert.StartsWith(Environment.GetEnvironmentVariable("XDG_STATE_HOME")! + "/ExchangeArchiveSafety/", path, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Equal(2, session.Try("Get-ArchivePolicySuspension").Clean().Output.Count);
        Assert.Equal(["Resumed", "Resumed"], session.Try("Resume-ConflictingArchivePolicy -Force").Clean().Suspensions.Select(result => result.Status));
    }

    [Fact]
    public async Task Every_tenant_has_its_own()
    {
        await using var one = await LabSession.StartAsync(Tenant());
        await using var two = await LabSession.StartAsync(Tenant());

        one.Try("Suspend-ConflictingArchivePolicy user0001").Clean();

        Assert.Single(one.Try("Get-ArchivePolicySuspension").Clean().Output);
        Assert.Empty(two.Try("Get-ArchivePolicySuspension").Clean().Output);
        Assert.Empty(two.Try("Resume-ConflictingArchivePolicy -Force").Clean().Output);
        Assert.Empty(two.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task A_relative_path_and_a_drive_name_the_same_file()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var folder = Path.GetDirectoryName(session.Journal)!;
        session.Run(
            "param($folder) $ExecutionContext.SessionState.Path.SetLocation($folder) > $null; "
            + "$drive = [System.Management.Automation.PSDriveInfo]::new('Here', $ExecutionContext.SessionState.Provider.GetOne('FileSystem'), $folder, '', $null); "
            + "$ExecutionContext.SessionState.Drive.New($drive, 'global') > $null",
            folder);

        var result = Assert.Single(session.Try("Suspend-ConflictingArchivePolicy user0001 -JournalPath ./sub/../my.jsonl").Clean().Suspensions);

        Assert.Equal(Path.Combine(folder, "my.jsonl"), result.JournalPath);
        Assert.True(File.Exists(Path.Combine(folder, "my.jsonl")));
        Assert.Single(session.Try("Get-ArchivePolicySuspension -JournalPath Here:\\my.jsonl").Clean().Output);
        Assert.Equal("Resumed", Assert.Single(session.Try("Resume-ConflictingArchivePolicy -Force -JournalPath Here:/my.jsonl").Clean().Suspensions).Status);
    }

    [Theory]
    [InlineData("my [1].jsonl")]
    [InlineData("it's $(1) `x.jsonl")]
    [InlineData("über 日本.jsonl")]
    public async Task Its_name_is_taken_as_it_stands(string name)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var path = Path.Combine(Path.GetDirectoryName(session.Journal)!, name);

        session.Try("param($path) Suspend-ConflictingArchivePolicy user0001 -JournalPath $path", path).Clean();

        Assert.True(File.Exists(path));
        Assert.Single(session.Try("param($path) Get-ArchivePolicySuspension -JournalPath $path", path).Clean().Output);
    }

    [Theory]
    [InlineData("a folder", "JournalNotWritable", ErrorCategory.WriteError)]
    [InlineData("below a file", "JournalNotWritable", ErrorCategory.WriteError)]
    [InlineData("Variable:\\eas-journal-on-a-variable-drive.jsonl", "JournalNotWritable", ErrorCategory.InvalidArgument)]
    [InlineData("NoSuchDrive:\\journal.jsonl", "JournalNotWritable", ErrorCategory.InvalidArgument)]
    public async Task Where_it_cannot_be_written_nothing_is_set(string where, string id, ErrorCategory category)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        File.WriteAllText(session.Journal, "");
        var path = where switch
        {
            "a folder" => Path.GetDirectoryName(session.Journal)!,
            "below a file" => Path.Combine(session.Journal, "journal.jsonl"),
            _ => where,
        };
        var here = Directory.GetFileSystemEntries(Environment.CurrentDirectory);

        var outcome = session.Try("param($path) Suspend-ConflictingArchivePolicy user0001, user0002 -JournalPath $path", path);

        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(here, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
        _ = outcome.Ended(id, category);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_file_that_may_not_be_written_is_refused_before_anything_is_set()
    {
        await using var session = await LabSession.StartAsync(Tenant());

        // Open elsewhere and not shared: nobody else writes there.
        using var held = new FileStream(session.Journal, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal");

        _ = outcome.Ended("JournalNotWritable", ErrorCategory.WriteError);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    public static TheoryData<string, string, int> Unusable => new()
    {
        { "Identity,Status\nanna,Suspended\n", "JournalForeign", 1 },
        { "{\"format\":\"Something.Else/1\"}\n", "JournalForeign", 1 },
        { "hello", "JournalForeign", 1 },
        { "[]\n", "JournalForeign", 1 },
        { "{\"format\":\"ExchangeArchiveSafety.Journal/3\",\"suspensionId\":\"x\"}\n", "JournalNewer", 1 },
        { "GOOD{\"format\":\"ExchangeArchiveSafety.Journal/7\"}\n", "JournalNewer", 2 },
        { "GOOD{\"format\":\"ExchangeArchiveSafety.Journal/1\",\"suspe\nGOOD", "JournalDamaged", 2 },
        { "GOODnothing of ours\nGOOD", "JournalDamaged", 2 },
        { "GOOD{\"format\":\"ExchangeArchiveSafety.Journal/1\"}\n", "JournalDamaged", 2 },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_file_that_is_no_journal_of_this_module_is_refused_with_file_and_line(string text, string id, int line)
    {
        await using var session = await LabSession.StartAsync(Tenant());
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath ($Journal + '.good')").Clean();
        text = text.Replace("GOOD", File.ReadAllLines(session.Journal + ".good")[0] + "\n", StringComparison.Ordinal);
        File.WriteAllText(session.Journal, text);
        session.Exchange.Calls.Clear();

        foreach (var command in (string[])["Suspend-ConflictingArchivePolicy user0002", "Resume-ConflictingArchivePolicy -Force", "Get-ArchivePolicySuspension"])
        {
            var error = session.TryJournal(command + " -JournalPath $Journal").Ended(id, ErrorCategory.InvalidData);

            Assert.Contains(session.Journal, error.ToString(), StringComparison.Ordinal);
            Assert.Contains("line " + line, error.ToString(), StringComparison.Ordinal);
            Assert.Equal(session.Journal, error.TargetObject?.ToString());
        }

        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.Equal(text, File.ReadAllText(session.Journal));
    }

    [Fact]
    public async Task A_torn_last_line_at_any_byte_is_recovered_and_nothing_is_lost()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal").Clean();
        var whole = File.ReadAllBytes(session.Journal);
        var suspended = SettingsOf.Everybody(session.Tenant);
        var lastLine = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;

        foreach (var cut in (int[])[lastLine + 1, lastLine + 9, lastLine + 40, whole.Length - 40, whole.Length - 2, whole.Length - 1])
        {
            File.WriteAllBytes(session.Journal, whole[..cut]);
            File.Delete(session.Journal + ".torn");

            var again = Assert.Single(session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal").Clean().Suspensions);

            Assert.Equal("AlreadySuspended", again.Status);
            Assert.Equal(suspended, SettingsOf.Everybody(session.Tenant));
            if (cut < whole.Length - 1)
            {
                Assert.Contains(Encoding.UTF8.GetString(whole[lastLine..cut]), File.ReadAllText(session.Journal + ".torn"), StringComparison.Ordinal);
            }
        }

        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();
        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task A_torn_last_line_is_recovered_by_resuming_too()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var before = SettingsOf.Everybody(session.Tenant);
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001, user0002 -JournalPath $Journal").Clean();
        File.WriteAllBytes(session.Journal, File.ReadAllBytes(session.Journal)[..^17]);

        Assert.Equal(2, session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Output.Count);
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();

        Assert.Equal(before, SettingsOf.Everybody(session.Tenant));
    }

    [Fact]
    public async Task The_intent_is_on_disk_before_the_call_it_announces()
    {
        await using var session = await LabSession.StartAsync(Tenant());
        var seen = new List<string>();
        using (session.Exchange.Hooks.Before("Set-Mailbox", _ => seen.Add(File.ReadAllLines(session.Journal)[^1])))
        {
            session.TryJournal("Suspend-ConflictingArchivePolicy user0001, user0002 -JournalPath $Journal").Clean();
        }

        Assert.Equal(2, seen.Count);
        Assert.All(session.Tenant.Mailboxes.Index(), pair => Assert.Contains(pair.Item.ExchangeGuid.ToString(), seen[pair.Index], StringComparison.OrdinalIgnoreCase));
        Assert.All(seen, line => Assert.Contains("Intent", line, StringComparison.Ordinal));
        Assert.Equal(4, File.ReadAllLines(session.Journal).Length);
    }

    [Fact]
    public async Task A_passed_over_or_refused_mailbox_leaves_no_line()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("safe").Build());

        session.TryJournal("Suspend-ConflictingArchivePolicy safe -JournalPath $Journal").Clean();

        Assert.True(!File.Exists(session.Journal) || new FileInfo(session.Journal).Length == 0);
    }
}
