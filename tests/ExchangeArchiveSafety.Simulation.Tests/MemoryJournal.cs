namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>
/// A journal in memory. Each record has been a line once; it is read as what came back of it. When it has grown long a snapshot takes its place, as in the stores that
/// are shipped, and whoever read it before begins anew.
/// </summary>
internal sealed class MemoryJournal : IJournalStore
{
    private const int Long = 200;
    private const long Generation = 1L << 32;

    private readonly List<JournalRecord> _records = [];
    private readonly HashSet<Guid> _atWork = [];
    private long _generation;
    private int _compactFrom = Long;

    public string Location => "memory";

    public bool Exists => true;

    public long Bytes { get; private set; }

    public void EnsureWritable()
    {
        if (_records.Count < _compactFrom)
        {
            return;
        }

        var snapshot = new JournalSnapshot();
        _ = Read(JournalPosition.Start, snapshot);
        var lines = snapshot.Lines("before").ToList();
        _records.Clear();
        _generation += Generation;
        (Bytes, _compactFrom) = (0, lines.Count + Long);
        lines.ForEach(Add);
    }

    public void TryWriting()
    {
    }

    public JournalPosition Read(JournalPosition from, IJournalReader reader)
    {
        var isFromHere = from.Offset > _generation;
        if (!isFromHere)
        {
            reader.StartOver();
        }

        for (var i = isFromHere ? (int)from.Records : 0; i < _records.Count; i++)
        {
            reader.Add(_records[i]);
        }

        return new() { Offset = _generation + 1 + _records.Count, Lines = _records.Count, Records = _records.Count };
    }

    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation)
    {
        if (seen.Offset != _generation + 1 + _records.Count)
        {
            return false;
        }

        Append(record);
        return true;
    }

    public void Append(JournalRecord record) => Add(JournalLine.Write(record));

    public IJournalWork BeginWork()
    {
        var work = new Work(this, Guid.NewGuid());
        _ = _atWork.Add(work.Run);
        return work;
    }

    public bool IsAtWork(Guid run) => _atWork.Contains(run);

    private void Add(byte[] line)
    {
        _records.Add(JournalLine.Read(line.AsSpan(0, line.Length - 1), Location, _records.Count + 1));
        Bytes += line.Length;
    }

    private sealed class Work(MemoryJournal journal, Guid run) : IJournalWork
    {
        public Guid Run => run;

        public void Dispose() => _ = journal._atWork.Remove(run);
    }
}
