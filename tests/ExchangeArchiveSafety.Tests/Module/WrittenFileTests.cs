using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>Whatever the module writes names mailboxes and what is in them: it is its owner's alone, wherever it is written.</summary>
public class WrittenFileTests
{
    private const string Everything = """
        param($Folder)
        $journal = "$Folder/journal.jsonl"
        Suspend-ConflictingArchivePolicy anna.berg -JournalPath $journal -WarningAction SilentlyContinue
        Invoke-ArchiveSafetyGuard -JournalPath $journal -EventPath "$Folder/events.jsonl" -ReportPath "$Folder/pass.html" -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        Export-ArchiveSafetySnapshot "$Folder/tenant.json"
        Export-ArchiveSafetySnapshot "$Folder/tenant.json.gz"
        foreach ($kind in 'html', 'json', 'csv', 'md') { Test-ArchiveMigrationConflict | Export-ArchiveSafetyReport "$Folder/report.$kind" }
        Export-ArchiveInventory anna.berg@contoso.example -Path "$Folder/inventory.csv"
        Export-ArchiveInventory anna.berg@contoso.example -Path "$Folder/inventory.ndjson.gz"
        Find-ArchiveDuplicates anna.berg@contoso.example -GroupsPath "$Folder/groups.jsonl" -CheckpointPath "$Folder/checkpoint"
        """;

    [Fact]
    public async Task Everything_that_is_written_is_its_owners_alone()
    {
        var tenant = Contoso.Create();
        _ = tenant.PutMessage("anna.berg", "/Inbox", inArchive: true);
        await using var session = await LabSession.StartAsync(tenant);
        session.ConnectGraph();
        var folder = Path.GetDirectoryName(TestProcess.NewPath("x"))!;

        Assert.Null(session.Try(Everything, folder).Terminating);

        var written = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories);
        foreach (var expected in (string[])["journal.jsonl", "events.jsonl", "pass.html", "tenant.json", "tenant.json.gz", "report.html", "report.json", "report.csv", "report.md", "inventory.csv", "inventory.ndjson.gz", "groups.jsonl"])
        {
            Assert.Contains(expected, written.Select(Path.GetFileName));
        }

        Assert.All(written, entry => Assert.True(IsOwnersAlone(entry), entry));
    }

    [Fact]
    public void A_file_that_others_may_read_is_not_its_owners_alone()
    {
        var path = TestProcess.NewPath("open.txt");
        File.WriteAllText(path, "anybody");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        Assert.False(IsOwnersAlone(path));
    }

    private static bool IsOwnersAlone(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // Folders inherit; what is in them does not.
            return Directory.Exists(path) || IsOwnersAloneOnWindows(new FileInfo(path));
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        return (File.GetUnixFileMode(path) & Others) == 0;
    }

    [SupportedOSPlatform("windows")]
    private static bool IsOwnersAloneOnWindows(FileInfo file)
    {
        var user = WindowsIdentity.GetCurrent().User!;
        var security = file.GetAccessControl();
        return user.Equals(security.GetOwner(typeof(SecurityIdentifier)))
            && security.GetAccessRules(true, true, typeof(SecurityIdentifier)).Cast<FileSystemAccessRule>().All(rule => user.Equals(rule.IdentityReference));
    }
}
