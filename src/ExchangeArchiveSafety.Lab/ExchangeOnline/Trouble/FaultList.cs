namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;

/// <summary>The faults that are on.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(entry => entry.Fault)];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(fault));
        }
    }

    public void Add(string command, FaultKind kind, string? mailbox = null, int times = int.MaxValue, int skip = 0) =>
        Add(new Fault(command, kind) { Mailbox = mailbox, Times = times, Skip = skip });

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    /// <summary>The faults that hit this call; counts it.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="means">Does the call ask about the mailbox of this fault?</param>
    internal IReadOnlyList<Fault> Hit(string command, Predicate<Fault> means)
    {
        lock (_gate)
        {
            var hit = new List<Fault>();
            foreach (var entry in _entries)
            {
                if ((entry.Fault.Command == "*" || entry.Fault.Command.Equals(command, StringComparison.OrdinalIgnoreCase))
                    && means(entry.Fault)
                    && entry.CountIn())
                {
                    hit.Add(entry.Fault);
                }
            }

            return hit;
        }
    }

    private sealed class Entry(Fault fault)
    {
        private int _calls;

        public Fault Fault { get; } = fault;

        public bool CountIn()
        {
            var call = _calls++;
            return call >= Fault.Skip && call - Fault.Skip < Fault.Times;
        }
    }
}
