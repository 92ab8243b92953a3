namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>A journal to whose writes happens what happens: the process dies before, after or within one, or the disk refuses.</summary>
internal sealed class MishapJournal(IJournalStore journal, Mishaps mishaps) : IJournalStore
{
    public string Location => journal.Location;

    public bool Exists => journal.Exists;

    public void EnsureWritable() => journal.EnsureWritable();

    public void TryWriting() => journal.TryWriting();

    public JournalPosition Read(JournalPosition from, IJournalReader reader) => journal.Read(from, reader);

    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation)
    {
        var kind = Before(record);
        if (!journal.TryAppend(record, seen, cancellation))
        {
            return false;
        }

        mishaps.AfterJournalWrite(kind);
        return true;
    }

    public void Append(JournalRecord record)
    {
        var kind = Before(record);
        journal.Append(record);
        mishaps.AfterJournalWrite(kind);
    }

    public IJournalWork BeginWork() => journal.BeginWork();

    public bool IsAtWork(Guid run) => journal.IsAtWork(run);

    private string Before(JournalRecord record)
    {
        var kind = record.Operation + " " + record.Kind;
        try
        {
            mishaps.BeforeJournalWrite(kind);
        }
        catch (IOException exception)
        {
            throw new UnusableFileException(ErrorIds.JournalNotWritable, Location, exception.Message, exception);
        }

        if (mishaps.Tears(kind))
        {
            if (journal is JournalFile)
            {
                using var file = new FileStream(Location, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                file.Write(JournalLine.Write(record).AsSpan(0, 60));
            }

            mishaps.Die(kind);
        }

        return kind;
    }
}
