namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>A journal that can be killed at each write, and says what it was given.</summary>
internal abstract class TestJournal(KillPoints points) : IJournalStore
{
    private bool _held;

    /// <summary>Called for each record that is durable.</summary>
    public Action<JournalRecord>? Appended { get; set; }

    public abstract string Location { get; }

    public void EnsureWritable()
    {
    }

    public IDisposable? TryEnter()
    {
        if (_held)
        {
            return null;
        }

        _held = true;
        return new Hold(this);
    }

    public abstract IReadOnlyList<JournalRecord> Read();

    public void Append(JournalRecord record)
    {
        if (!_held)
        {
            throw new InvalidOperationException("Appended outside the hold.");
        }

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
    }

    protected abstract void Write(JournalRecord record);

    /// <summary>Writes as much as a killed process may have; true where the record counts nevertheless.</summary>
    protected abstract bool WriteTorn(JournalRecord record);

    private sealed class Hold(TestJournal journal) : IDisposable
    {
        public void Dispose() => journal._held = false;
    }
}

/// <summary>In memory, through the same lines as the file.</summary>
internal sealed class MemoryJournal(KillPoints points) : TestJournal(points)
{
    private readonly List<JournalRecord> _records = [];

    public override string Location => "memory";

    public override IReadOnlyList<JournalRecord> Read() => [.. _records];

    protected override void Write(JournalRecord record) => _records.Add(JournalLine.Read(JournalLine.Write(record).AsSpan()[..^1], Location, _records.Count + 1));

    protected override bool WriteTorn(JournalRecord record) => false;
}

/// <summary>The real file, opened anew by each process, with a write that stops after some bytes.</summary>
internal sealed class TearingJournal(KillPoints points, string path, int tearAfter) : TestJournal(points)
{
    private JournalFile _file = new(path);

    public override string Location => path;

    public void StartNewProcess() => _file = new(path);

    public override IReadOnlyList<JournalRecord> Read() => _file.Read();

    protected override void Write(JournalRecord record) => _file.Append(record);

    protected override bool WriteTorn(JournalRecord record)
    {
        var line = JournalLine.Write(record);
        var length = tearAfter >= 0 ? Math.Min(tearAfter, line.Length) : Math.Max(0, line.Length + tearAfter);
        using var file = new FileStream(path, FileMode.Append);
        file.Write(line, 0, length);

        // All but the newline is a whole record.
        return length >= line.Length - 1;
    }
}
