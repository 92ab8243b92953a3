namespace ExchangeArchiveSafety.Graph;

/// <summary>A clock that stands still until it is told to go on, with everybody who waits for it.</summary>
internal sealed class StillTime : GraphTime
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Done)> _waiting = [];
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    public override DateTimeOffset UtcNow
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    public override Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((_now + delay, done));
            return done.Task.WaitAsync(cancellation);
        }
    }

    public void GoOn(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
            foreach (var (_, done) in _waiting.Where(one => one.Due <= _now))
            {
                done.SetResult();
            }

            _waiting.RemoveAll(one => one.Due <= _now);
        }
    }
}
