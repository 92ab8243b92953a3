namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A journal that can be killed at each write, and says what it was given.</summary>
internal abstract class TestJournal(KillPoints points) : IJournalStore
{
    private readonly HashSet<Guid> _atWork = [];

    /// <summary>Called for each record that is durable.</summary>
    public Action<JournalRecord>? Appended { get; set; }

    /// <summary>Called before an intent is recorded: the moment in which another run may come first.</summary>
    public Action? Announcing { get; set; }

    public abstract string Location { get; }

    public bool Exists => true;

    public void EnsureWritable()
    {
    }

    public void TryWriting()
    {
    }

    public abstract JournalPosition Read(JournalPosition from, IJournalReader reader);

    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation)
    {
        if (Announcing is { } announcing)
        {
            Announcing = null;
            announcing();
        }

        return IsAt(seen) && Put(record);
    }

    public void Append(JournalRecord record) => Put(record);

    public IJournalWork BeginWork()
    {
        var work = new Work(_atWork);
        _ = _atWork.Add(work.Run);
        return work;
    }

    public bool IsAtWork(Guid run) => _atWork.Contains(run);

    protected abstract bool IsAt(JournalPosition position);

    protected abstract void Write(JournalRecord record);

    /// <summary>Writes as much as a killed process may have; true where the record counts nevertheless.</summary>
    protected abstract bool WriteTorn(JournalRecord record);

    private bool Put(JournalRecord record)
    {
        var what = record.Operation + " " + record.Kind;
        points.Pass("before writing " + what);
        try
        {
            points.Pass("while writing " + what);
        }
        catch (KilledException)
        {
            if (WriteTorn(record))
            {
                Appended?.Invoke(record);
            }

            throw;
        }

        Write(record);
        Appended?.Invoke(record);
        points.Pass("after writing " + what);
        return true;
    }

    // A kill unwinds the stack and ends the work, as the system does it for a process.
    private sealed class Work(HashSet<Guid> atWork) : IJournalWork
    {
        public Guid Run { get; } = Guid.NewGuid();

        public void Dispose() => atWork.Remove(Run);
    }
}

/// <summary>In memory, through the same lines as the file.</summary>
internal sealed class MemoryJournal(KillPoints points) : TestJournal(points)
{
    private readonly List<JournalRecord> _records = [];

    public override string Location => "memory";

    public override JournalPosition Read(JournalPosition from, IJournalReader reader)
    {
        for (var number = (int)from.Records; number < _records.Count; number++)
        {
            reader.Add(_records[number]);
        }

        return new() { Records = _records.Count };
    }

    protected override bool IsAt(JournalPosition position) => position.Records == _records.Count;

    protected override void Write(JournalRecord record) => _records.Add(JournalLine.Read(JournalLine.Write(record).AsSpan()[..^1], Location, _records.Count + 1));

    protected override bool WriteTorn(JournalRecord record) => false;
}

/// <summary>The real file, opened anew by each process, with a write that stops after some bytes.</summary>
internal sealed class TearingJournal : TestJournal
{
    private readonly string _path;
    private readonly int _tearAfter;
    private JournalFile _file;

    public TearingJournal(KillPoints points, string path, int tearAfter)
        : base(points)
    {
        (_path, _tearAfter, _file) = (path, tearAfter, new(path));
        _file.EnsureWritable();
    }

    public override string Location => _path;

    public void StartNewProcess() => _file = new(_path);

    public override JournalPosition Read(JournalPosition from, IJournalReader reader) => _file.Read(from, reader);

    protected override bool IsAt(JournalPosition position) => position.Offset == _file.Read(position, new RecordList()).Offset;

    protected override void Write(JournalRecord record) => _file.Append(record);

    protected override bool WriteTorn(JournalRecord record)
    {
        var line = JournalLine.Write(record);
        var length = _tearAfter >= 0 ? Math.Min(_tearAfter, line.Length) : Math.Max(0, line.Length + _tearAfter);
        using var file = new FileStream(_path, FileMode.Append);
        file.Write(line, 0, length);

        // All but the newline is a whole record.
        return length >= line.Length - 1;
    }
}
