namespace ExchangeArchiveSafety.Tests.BadInput;

/// <summary>Error ids of the cmdlets that ask Exchange, each brought about once.</summary>
public class ErrorIdTests
{
    private static readonly Dictionary<string, (string Script, Action<LabSession>? Arrange)> Scenarios = new()
    {
        ["ExchangeSessionMissing"] = ("Disconnect-LabExchange; Test-ArchiveMigrationConflict", null),
        ["ExchangeSessionAmbiguous"] = ("Disconnect-LabExchange; Connect-LabExchange $Uri -Prefix A; Connect-LabExchange $Uri -Prefix B; Test-ArchiveMigrationConflict", null),
        ["ExchangeParameterMissing"] = (
            "Disconnect-LabExchange; Connect-LabExchange $Uri; Suspend-ConflictingArchivePolicy anna -JournalPath $Journal",
            session => session.Exchange.Permissions.Deny("Set-Mailbox", "RetentionHoldEnabled")),
        ["ExchangeCallFailed"] = ("Test-ArchiveMigrationConflict anna", session => session.Exchange.Faults.Add("Get-Mailbox", FaultKind.Error)),
        ["ObjectNotFound"] = (
            "Test-ArchiveMigrationConflict quiet",
            session => session.Exchange.Faults.Add(new Fault("Get-MailboxStatistics", FaultKind.Error) { Message = "The mailbox database couldn't be found." })),
        ["AnswerMismatch"] = ("Test-ArchiveMigrationConflict quiet", session => session.Exchange.Faults.Add("Get-MailboxStatistics", FaultKind.ReturnsAnother)),
        ["MigrationUnreadable"] = ("Test-ArchiveMigrationConflict", session => session.Exchange.Faults.Add("Get-MigrationUser", FaultKind.Throttled)),
        ["MigrationBatchNotFound"] = ("Test-ArchiveMigrationConflict -MigrationBatch Nowhere", null),
        ["MailboxIdentityEmpty"] = ("Test-ArchiveMigrationConflict ''", null),
        ["MailboxNotFound"] = ("Test-ArchiveMigrationConflict nobody", null),
        ["MailboxAmbiguous"] = ("Test-ArchiveMigrationConflict anna", session => session.Exchange.Faults.Add("Get-Mailbox", FaultKind.ReturnsSeveral)),
        ["MailboxMismatch"] = ("Test-ArchiveMigrationConflict anna", session => session.Exchange.Faults.Add("Get-Mailbox", FaultKind.ReturnsAnother)),
        ["SnapshotNotReadable"] = ("Test-ArchiveMigrationConflict -SnapshotPath ($Journal + '.no.such.file')", null),
        ["SnapshotForeign"] = ("Test-ArchiveMigrationConflict -SnapshotPath $Journal", session => File.WriteAllText(session.Journal, "{\"something\": 1}")),
        ["SnapshotNewer"] = (
            "Test-ArchiveMigrationConflict -SnapshotPath $Journal",
            session => File.WriteAllText(session.Journal, "{\"format\": \"ExchangeArchiveSafety.Snapshot\", \"version\": 99, \"snapshot\": {}}")),
        ["SnapshotDamaged"] = ("Test-ArchiveMigrationConflict -SnapshotPath $Journal", session =>
        {
            session.Run("param($path) Export-ArchiveSafetySnapshot $path", session.Journal);
            var text = File.ReadAllText(session.Journal);
            File.WriteAllText(session.Journal, text[..(text.Length * 2 / 3)]);
        }
        ),
        ["SnapshotNotWritable"] = ("Export-ArchiveSafetySnapshot ($Journal + '.no.such.folder/x.json')", null),
        ["JournalNotReadable"] = ("$held = [System.IO.File]::Open($Journal, 'Create', 'ReadWrite', 'None'); try { Get-ArchivePolicySuspension -JournalPath $Journal } finally { $held.Dispose() }", null),
        ["JournalNotWritable"] = ("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal", session => Directory.CreateDirectory(session.Journal)),
        ["JournalForeign"] = ("Get-ArchivePolicySuspension -JournalPath $Journal", session => File.WriteAllText(session.Journal, "a,b,c\n")),
        ["JournalNewer"] = ("Get-ArchivePolicySuspension -JournalPath $Journal", session => File.WriteAllText(session.Journal, "{\"format\":\"ExchangeArchiveSafety.Journal/9\"}\n")),
        ["JournalDamaged"] = ("Get-ArchivePolicySuspension -JournalPath $Journal", session => File.WriteAllText(session.Journal, "{\"format\":\"ExchangeArchiveSafety.Journal/1\",\n{\n")),
        ["JournalNotFound"] = ("Resume-ConflictingArchivePolicy -JournalPath ($Journal + '.mistyped')", null),
        ["ParameterConflict"] = ("Suspend-ConflictingArchivePolicy anna -StopBatch -JournalPath $Journal", null),
        ["UntilNotAhead"] = ("Suspend-ConflictingArchivePolicy anna -Until '2001-01-01' -JournalPath $Journal", null),
        ["SuspensionRefused"] = ("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal", session => session.Exchange.Permissions.Hide("Get-Mailbox", "RetentionHoldEnabled")),
        ["SuspensionFailed"] = ("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal", session => session.Exchange.Faults.Add("Set-Mailbox", FaultKind.Error)),
        ["SuspensionUnverified"] = ("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal", session => session.Exchange.Faults.Add("Set-Mailbox", FaultKind.DoesNothing)),
        ["ResumeRefused"] = ("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal; Resume-ConflictingArchivePolicy anna -JournalPath $Journal", null),
        ["ResumeFailed"] = (
            "Suspend-ConflictingArchivePolicy anna -JournalPath $Journal; Resume-ConflictingArchivePolicy anna -Force -JournalPath $Journal",
            session => session.Exchange.Faults.Add("Set-Mailbox", FaultKind.Error, skip: 1)),
        ["ResumeUnverified"] = (
            "Suspend-ConflictingArchivePolicy anna -JournalPath $Journal; Resume-ConflictingArchivePolicy anna -Force -JournalPath $Journal",
            session => session.Exchange.Faults.Add("Set-Mailbox", FaultKind.DoesNothing, skip: 1)),
        ["ReportNotWritable"] = ("Test-ArchiveSafetyReadiness -ReportPath ($Journal + '.no.such.folder/x.json')", null),
        ["SettingsDrifted"] = (
            "Suspend-ConflictingArchivePolicy anna -JournalPath $Journal; Set-Mailbox anna -EndDateForRetentionHold ([datetime]'2027-01-01'); Resume-ConflictingArchivePolicy anna -Force -JournalPath $Journal",
            null),
    };

    public static TheoryData<string> Ids => new(Scenarios.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_error_id_is_what_its_trouble_is_called(string id)
    {
        var (script, arrange) = Scenarios[id];
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Policy("Nothing")
            .Mailbox("anna", mailbox => mailbox.EndDateForRetentionHold = LabTenant.DefaultStart.AddDays(-3))
            .Mailbox("quiet", mailbox => mailbox.RetentionPolicy = "Nothing")
            .Mailbox("third")
            .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "quiet", "third"]))
            .Build());
        session.Engine.Runspace.SessionStateProxy.SetVariable("Uri", session.Server.Uri);
        arrange?.Invoke(session);

        var outcome = session.TryJournal(script);

        IEnumerable<ErrorRecord> errors = outcome.Terminating is { } ended ? outcome.Errors.Append(ended) : outcome.Errors;
        var error = Assert.Single(errors, one => Outcome.Id(one) == id);
        Assert.NotNull(error.TargetObject);
        Assert.NotEmpty(error.ToString());
    }
}
