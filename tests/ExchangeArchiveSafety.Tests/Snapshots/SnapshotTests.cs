using ExchangeArchiveSafety.Tests.Verdicts;

namespace ExchangeArchiveSafety.Tests.Snapshots;

public class SnapshotTests(SharedContoso contoso) : IClassFixture<SharedContoso>
{
    [Fact]
    public async Task A_snapshot_gives_the_verdicts_of_the_live_tenant_for_every_mailbox()
    {
        await using var session = await LabSession.StartAsync();
        session.Tenant.AdvanceDays(10);
        var path = TestProcess.NewPath("tenant.json");
        var live = session.Try("Test-ArchiveMigrationConflict -IncludeSafe -Forecast").Verdicts;
        var file = Assert.Single(session.Try("param($path) Export-ArchiveSafetySnapshot -Path $path", path).Output);
        Assert.Equal(path, ((FileInfo)file.BaseObject).FullName);

        using var offline = Engine.Start();
        var saved = offline.Try("param($path) Test-ArchiveMigrationConflict -SnapshotPath $path -IncludeSafe -Forecast", path).Clean().Verdicts;

        var liveStates = ContosoStates.Lines(live);
        Assert.Equal(liveStates, ContosoStates.Lines(saved));
        Assert.Equal(
            live.Where(verdict => verdict.Alias != "public.folders").Select(verdict => verdict.Everything),
            saved.Where(verdict => verdict.Alias != "public.folders").Select(verdict => verdict.Everything));
    }

    [Fact]
    public void Every_mailbox_can_be_named_in_a_snapshot_and_is_judged_as_live()
    {
        var session = contoso.Session;
        var path = TestProcess.NewPath("tenant.json");
        session.Try("param($path) Export-ArchiveSafetySnapshot -Path $path", path);
        var names = session.Tenant.Mailboxes.Where(mailbox => mailbox.RecipientTypeDetails != "PublicFolderMailbox").Select(mailbox => mailbox.PrimarySmtpAddress).ToArray();
        var live = session.Try("param($names) Test-ArchiveMigrationConflict $names", [names]).Clean().Verdicts;

        using var offline = Engine.Start();
        var saved = offline.Try("param($path, $names) Test-ArchiveMigrationConflict $names -SnapshotPath $path", path, names).Clean().Verdicts;

        Assert.Equal(live.Select(verdict => verdict.Identity + " " + verdict.State), saved.Select(verdict => verdict.Identity + " " + verdict.State));
        Assert.Equal(names.Length, saved.Count);
    }

    [Fact]
    public void A_snapshot_is_judged_as_of_its_capture_unless_told_otherwise()
    {
        var session = contoso.Session;
        var path = TestProcess.NewPath("tenant.json");
        session.Try("param($path) Export-ArchiveSafetySnapshot -Path $path", path);
        using var offline = Engine.Start();

        var then = offline.Try("param($path) Test-ArchiveMigrationConflict hold.ending -SnapshotPath $path", path).Clean().Verdicts[0];
        var later = offline.Try("param($path, $asOf) Test-ArchiveMigrationConflict hold.ending -SnapshotPath $path -AsOf $asOf", path, LabTenant.DefaultStart.AddDays(20)).Clean().Verdicts[0];

        Assert.Equal(LabTenant.DefaultStart, then.Source.Value("EvaluatedAtUtc"));
        Assert.Equal("Imminent", then.State);
        Assert.Equal("Conflicting", later.State);
    }

    [Fact]
    public async Task A_relative_path_is_relative_to_the_current_location_and_drives_are_taken()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build());
        var folder = Path.GetDirectoryName(TestProcess.NewPath("x"))!;

        session.Run("param($folder) $ExecutionContext.SessionState.Path.SetLocation($folder) > $null; Export-ArchiveSafetySnapshot ./one.json > $null", folder);
        session.Run(
            "param($folder) $drive = [System.Management.Automation.PSDriveInfo]::new('Here', $ExecutionContext.SessionState.Provider.GetOne('FileSystem'), $folder, '', $null); "
            + "$ExecutionContext.SessionState.Drive.New($drive, 'global') > $null; Export-ArchiveSafetySnapshot 'Here:\\two.json' > $null",
            folder);

        Assert.True(File.Exists(Path.Combine(folder, "one.json")));
        Assert.True(File.Exists(Path.Combine(folder, "two.json")));
        Assert.Equal(2, session.Run("Test-ArchiveMigrationConflict -SnapshotPath Here:\\one.json").Count);
        Assert.Equal(2, session.Run("Test-ArchiveMigrationConflict -SnapshotPath two.json").Count);
    }

    [Fact]
    public async Task Only_its_owner_can_read_it_and_nothing_else_is_left_behind()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build());
        var path = TestProcess.NewPath("tenant.json");

        session.Run("param($path) Export-ArchiveSafetySnapshot $path; Export-ArchiveSafetySnapshot $path", path);

        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task WhatIf_writes_no_file()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build(), withHost: true);
        var path = TestProcess.NewPath("tenant.json");

        session.Run("param($path) Export-ArchiveSafetySnapshot $path -WhatIf", path);

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Contains(path, session.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoClobber_keeps_an_existing_file()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build());
        var path = TestProcess.NewPath("tenant.json");
        File.WriteAllText(path, "mine");

        session.Try("param($path) Export-ArchiveSafetySnapshot $path -NoClobber", path).Ended("SnapshotNotWritable", ErrorCategory.WriteError);

        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Empty(session.Exchange.Calls.All);
    }

    [Fact]
    public async Task A_drive_that_holds_no_files_is_refused()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build());
        var here = Directory.GetFileSystemEntries(Environment.CurrentDirectory);

        var outcome = session.Try("Export-ArchiveSafetySnapshot 'Variable:\\eas-snapshot-on-a-variable-drive.json'");

        Assert.NotNull(outcome.Terminating);
        Assert.Equal("SnapshotNotWritable", Outcome.Id(outcome.Terminating));
        Assert.Equal(here, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
    }

    [Fact]
    public async Task Unknown_properties_are_passed_over()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build());
        var path = TestProcess.NewPath("tenant.json");
        session.Run("param($path) Export-ArchiveSafetySnapshot $path", path);
        var text = File.ReadAllText(path);
        var at = text.IndexOf("\"snapshot\": {", StringComparison.Ordinal) + "\"snapshot\": {".Length;
        File.WriteAllText(path, text[..at] + "\"aNewThing\": {\"deep\": [1, null]}," + text[at..]);

        Assert.Equal(2, session.Run("param($path) Test-ArchiveMigrationConflict -SnapshotPath $path", path).Count);
    }
}
