namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>A journal that counts what it is asked for: readings and records.</summary>
internal sealed class CountedJournal(IJournalStore inner) : IJournalStore
{
    public string Location => inner.Location;

    public bool Exists => inner.Exists;

    /// <summary>Readings, each of which is at least one request where the journal is a blob.</summary>
    public long Readings { get; private set; }

    /// <summary>Records that were appended, each of which is one request there.</summary>
    public long Records { get; private set; }

    public void Begin() => (Readings, Records) = (0, 0);

    public void EnsureWritable() => inner.EnsureWritable();

    public void TryWriting() => inner.TryWriting();

    public JournalPosition Read(JournalPosition from, IJournalReader reader)
    {
        Readings++;
        return inner.Read(from, reader);
    }

    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation)
    {
        Records++;
        return inner.TryAppend(record, seen, cancellation);
    }

    public void Append(JournalRecord record)
    {
        Records++;
        inner.Append(record);
    }

    public IJournalWork BeginWork() => inner.BeginWork();

    public bool IsAtWork(Guid run) => inner.IsAtWork(run);
}
