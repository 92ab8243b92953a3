using Microsoft.Extensions.Time.Testing;

namespace ExchangeArchiveSafety.Graph;

/// <summary>A clock that stands, and tells who waits for it. Limits of requests are no waiting.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private readonly Arrivals _waits = new();
    private int _rung;

    /// <summary>How many waits have come to their end.</summary>
    public int Rung => Volatile.Read(ref _rung);

    /// <summary>Until so many waits have begun.</summary>
    public Task WaitsAsync(int count) => _waits.ReachAsync(count);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isLimit = state is CancellationTokenSource;
        var timer = base.CreateTimer(isLimit ? callback : Ring, state, dueTime, period);
        if (!isLimit)
        {
            _waits.Add();
        }

        return timer;

        void Ring(object? waits)
        {
            _ = Interlocked.Increment(ref _rung);
            callback(waits);
        }
    }
}
