using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Graph;

/// <summary>A clock that goes on by what is waited for, and by nothing else, in no time.</summary>
internal sealed class FastTime : TimeProvider
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private long _ahead;

    public ConcurrentQueue<TimeSpan> Delays { get; } = new();

    /// <summary>Whether no answer is worth waiting for: each request has used up all its time when it begins.</summary>
    public bool IsUpAtOnce { get; init; }

    /// <summary>How long the requests were to be waited for.</summary>
    public ConcurrentQueue<TimeSpan> Limits { get; } = new();

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>A limit is what a source of cancellations asks for, a delay what a task does. Limits are not reached: nothing here takes time.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isLimit = state is CancellationTokenSource;
        (isLimit ? Limits : Delays).Enqueue(dueTime);
        if (!isLimit || IsUpAtOnce)
        {
            Interlocked.Add(ref _ahead, dueTime.Ticks);
            _ = Task.Run(() => callback(state));
        }

        return new Rung();
    }

    private sealed class Rung : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
