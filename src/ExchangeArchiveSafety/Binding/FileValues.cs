namespace ExchangeArchiveSafety.Binding;

/// <summary>What completions offer of files that the line names: a journal, a snapshot, a quarantine. They may lie on a slow share, so they are read beside the prompt.</summary>
internal static class FileValues
{
    public static IEnumerable<Suggestion> Suspended(CompletedLine line) => OfJournal(line, "open", journal =>
    {
        var ledger = new SuspensionLedger();
        ledger.Refresh(journal);
        return ledger.Open.Select(one => new Suggestion(one.Identity, DisplayText.Sentence(Messages.CompletionSuspended, one.Method, one.SuspendedAtUtc), one.ExchangeGuid.ToString()));
    });

    public static IEnumerable<Suggestion> Remembered(CompletedLine line, bool batches) => OfJournal(line, batches ? "batches" : "mailboxes", journal =>
    {
        var (memory, ledger) = (new MigrationMemory(), new SuspensionLedger());
        memory.Refresh(journal);
        ledger.Refresh(journal);
        return MigrationHistory.Of(memory, ledger, journal.Location).Select(one => new Suggestion(batches ? one.MigrationBatch ?? "" : one.Identity, batches ? one.MigrationType : one.MigrationBatch));
    });

    public static IEnumerable<Suggestion> OfSnapshot(CompletedLine line, Func<TenantSnapshot, IEnumerable<Suggestion>> choose, string what) => Of(
        line, nameof(TestArchiveMigrationConflictCommand.SnapshotPath), what, path => choose(SnapshotFile.Read(path)));

    public static IEnumerable<Suggestion> OfQuarantine(CompletedLine line, Func<QuarantineEntry, Suggestion> choose, string what) => Of(
        line, nameof(GetArchiveQuarantineCommand.QuarantinePath), what, path => new QuarantineFolder(path).All(_ => { }).Select(choose));

    private static IEnumerable<Suggestion> OfJournal(CompletedLine line, string what, Func<IJournalStore, IEnumerable<Suggestion>> read)
    {
        if (line.Text(nameof(IJournalCommand.JournalUri)) is not null)
        {
            return [];
        }

        // Without a name it is the tenant's own, and the session says which tenant that is.
        return line.Text(nameof(IJournalCommand.JournalPath)) is not null
            ? Of(line, nameof(IJournalCommand.JournalPath), what, path => read(new JournalFile(path)))
            : CompletionMemory.OfSession(line, "journal " + what, (command, session) => CommandJournal.TenantOf(session) is { } tenant
                ? Beside(command, () => read(new JournalFile(JournalLocation.Default(tenant, Environment.GetEnvironmentVariable))))
                : []);
    }

    private static IEnumerable<Suggestion> Of(CompletedLine line, string parameter, string what, Func<string, IEnumerable<Suggestion>> read) => line.Text(parameter) is not { } path ? []
        : CompletionMemory.Values(line, what + " " + path, command =>
        {
            var full = command.FullPath(path, ErrorIds.NoFile);
            return Beside(command, () => read(full));
        });

    private static IEnumerable<Suggestion> Beside(StoppableCommand command, Func<IEnumerable<Suggestion>> read)
    {
        var reading = Task.Run(() => read().ToList(), command.StopToken);
        reading.Wait(command.StopToken);
        return reading.Result;
    }
}
