using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Graph;

/// <summary>A clock that goes on by what is waited for, and by nothing else, in no time.</summary>
internal sealed class FastTime : GraphTime
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private long _ahead;

    public ConcurrentQueue<TimeSpan> Delays { get; } = new();

    public override DateTimeOffset UtcNow => _start + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Whether no answer is worth waiting for: each request has used up all its time when it begins.</summary>
    public bool IsUpAtOnce { get; init; }

    /// <summary>How long the requests were to be waited for.</summary>
    public ConcurrentQueue<TimeSpan> Limits { get; } = new();

    public override void CancelAfter(CancellationTokenSource source, TimeSpan time)
    {
        Limits.Enqueue(time);
        if (IsUpAtOnce)
        {
            Interlocked.Add(ref _ahead, time.Ticks);
            source.Cancel();
        }
    }

    public override async Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        Delays.Enqueue(delay);
        Interlocked.Add(ref _ahead, delay.Ticks);
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
    }
}
