using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Mailboxes: of the snapshot or the journal that the line is about, else of the session, those that migrate first.</summary>
internal sealed class MailboxCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) =>
        line.Text(nameof(TestArchiveMigrationConflictCommand.SnapshotPath)) is not null ? FileValues.OfSnapshot(line, snapshot => snapshot.Mailboxes.Select(SessionValues.Of), "mailboxes")
        : line.Is(VerbsLifecycle.Resume) || (line.Is(VerbsCommon.Get) && !line.Bound.Contains(nameof(GetArchivePolicySuspensionCommand.Unexplained))) ? FileValues.Suspended(line)
        : SessionValues.Mailboxes(line);
}

/// <summary>Migration batches of the snapshot that the line names, else of the session.</summary>
internal sealed class BatchCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) => line.Text(nameof(TestArchiveMigrationConflictCommand.SnapshotPath)) is not null
        ? FileValues.OfSnapshot(line, snapshot => snapshot.MigrationBatches.Or([]).Select(SessionValues.Of), "batches")
        : SessionValues.Batches(line);
}
