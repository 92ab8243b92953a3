namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>A journal in memory. Each record has been a line once; it is read as what came back of it.</summary>
internal sealed class MemoryJournal : IJournalStore
{
    private readonly List<JournalRecord> _records = [];
    private readonly HashSet<Guid> _atWork = [];

    public string Location => "memory";

    public bool Exists => true;

    public long Bytes { get; private set; }

    public void EnsureWritable()
    {
    }

    public void TryWriting()
    {
    }

    public JournalPosition Read(JournalPosition from, IJournalReader reader)
    {
        for (var i = (int)from.Records; i < _records.Count; i++)
        {
            reader.Add(_records[i]);
        }

        return new() { Offset = _records.Count, Lines = _records.Count, Records = _records.Count };
    }

    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation)
    {
        if (seen.Records != _records.Count)
        {
            return false;
        }

        Append(record);
        return true;
    }

    public void Append(JournalRecord record)
    {
        var line = JournalLine.Write(record);
        _records.Add(JournalLine.Read(line.AsSpan(0, line.Length - 1), Location, _records.Count + 1));
        Bytes += line.Length;
    }

    public IJournalWork BeginWork()
    {
        var work = new Work(this, Guid.NewGuid());
        _ = _atWork.Add(work.Run);
        return work;
    }

    public bool IsAtWork(Guid run) => _atWork.Contains(run);

    private sealed class Work(MemoryJournal journal, Guid run) : IJournalWork
    {
        public Guid Run => run;

        public void Dispose() => _ = journal._atWork.Remove(run);
    }
}
