namespace ExchangeArchiveSafety.Tests.BadInput;

public class SnapshotFileTests
{
    public static TheoryData<string, string> Unusable => new()
    {
        { "", "SnapshotForeign" },
        { "hello", "SnapshotForeign" },
        { "[]", "SnapshotForeign" },
        { "{}", "SnapshotForeign" },
        { "{\"format\": \"Another\", \"version\": 1}", "SnapshotForeign" },
        { "{\"format\": \"ExchangeArchiveSafety.Journal/1\"}", "SnapshotForeign" },
        { "PK\u0003\u0004", "SnapshotForeign" },
        { "{\"format\": \"ExchangeArchiveSafety.Snapshot\", \"version\": 2, \"snapshot\": {}}", "SnapshotNewer" },
        { "{\"format\": \"ExchangeArchiveSafety.Snapshot\", \"version\": 1, \"snapshot\": {", "SnapshotDamaged" },
        { "{\"format\": \"ExchangeArchiveSafety.Snapshot\", \"version\": 1,\n\"snapshot\": null}", "SnapshotDamaged" },
        { "{\"format\": \"ExchangeArchiveSafety.Snapshot\", \"version\": 1, \"snapshot\": {\"mailboxes\": 5}}", "SnapshotDamaged" },
        { "{\"format\": \"ExchangeArchiveSafety.Snapshot\", \"ver", "SnapshotDamaged" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_file_that_is_no_whole_snapshot_ends_the_command_with_file_and_line(string text, string id)
    {
        using var engine = Engine.Start();
        var path = TestProcess.NewPath("tenant.json");
        File.WriteAllText(path, text);

        foreach (var script in (string[])["Test-ArchiveMigrationConflict -SnapshotPath $args[0]", "Test-ArchiveMigrationConflict anna -Quiet -SnapshotPath $args[0]"])
        {
            var outcome = engine.Try(script, path);

            var error = outcome.Ended(id, ErrorCategory.InvalidData);
            Assert.Contains(path, error.ToString(), StringComparison.Ordinal);
            Assert.Contains("line ", error.ToString(), StringComparison.Ordinal);
            Assert.Equal(path, error.TargetObject?.ToString());
            Assert.Empty(outcome.Output);
        }
    }

    [Fact]
    public async Task A_snapshot_cut_off_anywhere_is_never_taken_for_a_smaller_tenant()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(3).Build());
        var path = TestProcess.NewPath("tenant.json");
        session.Run("param($path) Export-ArchiveSafetySnapshot $path", path);
        var whole = File.ReadAllBytes(path);
        using var engine = Engine.Start();

        for (var length = 0; length < whole.Length - 2; length += 1 + (whole.Length / 40))
        {
            File.WriteAllBytes(path, whole[..length]);
            var outcome = engine.Try("param($path) Test-ArchiveMigrationConflict -SnapshotPath $path -IncludeSafe", path);

            Assert.Empty(outcome.Output);
            Assert.NotNull(outcome.Terminating);
            Assert.Contains(Outcome.Id(outcome.Terminating), (string[])["SnapshotDamaged", "SnapshotForeign"]);
        }
    }

    [Theory]
    [InlineData("no/such/file.json", ErrorCategory.OpenError)]
    [InlineData(".", ErrorCategory.OpenError)]
    [InlineData("NoSuchDrive:\\tenant.json", ErrorCategory.InvalidArgument)]
    [InlineData("Variable:\\PWD", ErrorCategory.InvalidArgument)]
    public void A_path_that_cannot_be_read_ends_the_command(string path, ErrorCategory category)
    {
        using var engine = Engine.Start();

        _ = engine.Try("param($path) Test-ArchiveMigrationConflict -SnapshotPath $path", path).Ended("SnapshotNotReadable", category);
    }

    [Fact]
    public void An_empty_path_is_refused()
    {
        using var engine = Engine.Start();

        Assert.NotNull(engine.Try("Test-ArchiveMigrationConflict -SnapshotPath ''").Terminating);
        Assert.NotNull(engine.Try("Test-ArchiveMigrationConflict -SnapshotPath $null").Terminating);
    }
}
