using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Graph;

/// <summary>A clock that is ahead of the real one by everything that was waited for, in no time.</summary>
internal sealed class FastTime : GraphTime
{
    private long _ahead;

    public ConcurrentQueue<TimeSpan> Delays { get; } = new();

    public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override async Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        Delays.Enqueue(delay);
        Interlocked.Add(ref _ahead, delay.Ticks);
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
    }
}
