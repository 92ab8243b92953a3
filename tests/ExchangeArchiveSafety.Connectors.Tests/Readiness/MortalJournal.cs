namespace ExchangeArchiveSafety.Probing;

/// <summary>A journal whose process may be killed before and after each record.</summary>
internal sealed class MortalJournal(IJournalStore inner, KillPoints points) : IJournalStore
{
    public string Location => inner.Location;

    public bool Exists => inner.Exists;

    public void EnsureWritable() => inner.EnsureWritable();

    public void TryWriting() => inner.TryWriting();

    public JournalPosition Read(JournalPosition from, IJournalReader reader) => inner.Read(from, reader);

    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation) => points.Around("an intent", () => inner.TryAppend(record, seen, cancellation));

    public void Append(JournalRecord record) => points.Around("an outcome", () =>
    {
        inner.Append(record);
        return 0;
    });

    public IJournalWork BeginWork() => inner.BeginWork();

    public bool IsAtWork(Guid run) => inner.IsAtWork(run);
}
