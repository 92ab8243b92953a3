namespace ExchangeArchiveSafety.Lab.Tenant;

/// <summary>The tenant's clock. It stands still until it is advanced; then everything that falls due happens, in the order of time.</summary>
public sealed class Timeline(DateTime start)
{
    private readonly PriorityQueue<Action, (DateTime Due, long Order)> _due = new();
    private long _order;

    public DateTime Now { get; private set; } = DateTime.SpecifyKind(start, DateTimeKind.Utc);

    /// <summary>Two things due at the same moment happen in the order in which they were announced.</summary>
    public void At(DateTime when, Action happens) => _due.Enqueue(happens, (when < Now ? Now : when, _order++));

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = Now + by;
        while (_due.TryPeek(out var happens, out var key) && key.Due <= until)
        {
            _due.Dequeue();
            Now = key.Due;
            happens();
        }

        Now = until;
    }
}
