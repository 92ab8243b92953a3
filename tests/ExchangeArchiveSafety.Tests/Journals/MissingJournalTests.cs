namespace ExchangeArchiveSafety.Tests.Journals;

/// <summary>A journal that is not there is no empty one.</summary>
public class MissingJournalTests
{
    public static TheoryData<string, string, string> Named => new()
    {
        { "mistyped", "JournalNotFound", "ObjectNotFound" },
        { "in a folder that is not there", "JournalNotFound", "ObjectNotFound" },
        { "a folder", "JournalNotReadable", "OpenError" },
        { "NoSuchDrive:\\journal.jsonl", "JournalNotFound", "InvalidArgument" },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task One_that_is_named_and_not_there_ends_the_command(string where, string id, string category)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build());
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001, user0002 -JournalPath $Journal").Clean();
        session.Exchange.Calls.Clear();
        var path = where switch
        {
            "mistyped" => session.Journal + "x",
            "a folder" => Path.GetDirectoryName(session.Journal)!,
            "in a folder that is not there" => Path.Combine(session.Journal + ".d", "journal.jsonl"),
            _ => where,
        };
        foreach (var command in (string[])["Resume-ConflictingArchivePolicy -Force", "Resume-ConflictingArchivePolicy user0001", "Get-ArchivePolicySuspension", "Get-ArchivePolicySuspension user0001"])
        {
            var outcome = session.Try($"param($path) {command} -JournalPath $path", path);

            var error = outcome.Ended(id, Enum.Parse<ErrorCategory>(category));
            Assert.Equal(path, error.TargetObject?.ToString());
            Assert.True(where != "a folder" || error.ToString().Contains("is a folder", StringComparison.Ordinal));
            Assert.Empty(outcome.Output);
        }

        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task One_that_is_named_is_begun_by_suspending_only_in_a_folder_that_is_there()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        var folder = session.Journal + ".d";

        var outcome = session.Try("param($path) Suspend-ConflictingArchivePolicy user0001 -JournalPath $path", Path.Combine(folder, "journal.jsonl"));

        _ = outcome.Ended("JournalNotWritable", ErrorCategory.WriteError);
        Assert.False(Directory.Exists(folder));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Theory]
    [InlineData("Get-ArchivePolicySuspension")]
    [InlineData("Resume-ConflictingArchivePolicy -Force")]
    public async Task Where_the_default_one_is_not_there_the_mailboxes_that_look_suspended_are_counted(string command)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("held", mailbox => mailbox.RetentionHoldEnabled = true)
            .Mailbox("auto", mailbox => mailbox.AutoArchivingEnabled = false)
            .Mailbox("elc", mailbox => mailbox.ElcProcessingDisabled = true)
            .Mailbox("free")
            .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["held"]))
            .Build());

        var outcome = session.Try(command).Clean();

        Assert.Empty(outcome.Output);
        var warning = Assert.Single(outcome.Warnings, one => one.Contains(".journal.jsonl", StringComparison.Ordinal));
        Assert.Contains(": 3 (", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("free", warning, StringComparison.Ordinal);
        Assert.Contains(session.Tenant.Organization.TenantId.ToString(), warning, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Where_nobody_looks_suspended_or_nobody_can_tell_that_is_said()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        Assert.Contains("No mailbox looks suspended", Assert.Single(session.Try("Get-ArchivePolicySuspension").Clean().Warnings), StringComparison.Ordinal);

        session.Exchange.Faults.Add("Get-Mailbox", FaultKind.Error);
        Assert.Contains("could not be counted", Assert.Single(session.Try("Get-ArchivePolicySuspension").Clean().Warnings), StringComparison.Ordinal);
    }
}
