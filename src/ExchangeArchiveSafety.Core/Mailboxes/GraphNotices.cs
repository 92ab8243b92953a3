namespace ExchangeArchiveSafety;

/// <summary>Passes on what a connection tells to whoever listens at the time. Safe for several threads.</summary>
public sealed class GraphNotices
{
    private readonly object _lock = new();
    private Action<GraphNotice>[] _listeners = [];
    private long _requests;

    /// <summary>A number for one more request.</summary>
    public long NextRequest() => Interlocked.Increment(ref _requests);

    /// <summary>Tells a listener everything until the answer is disposed of.</summary>
    /// <param name="listener">Called from other threads, and must not keep them.</param>
    public IDisposable Listen(Action<GraphNotice> listener)
    {
        Change(listeners => [.. listeners, listener]);
        return new End(() => Change(listeners => [.. listeners.Where(one => one != listener)]));
    }

    /// <summary>Tells everybody who listens.</summary>
    public void Tell(GraphNotice notice)
    {
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            listener(notice);
        }
    }

    private void Change(Func<Action<GraphNotice>[], Action<GraphNotice>[]> change)
    {
        lock (_lock)
        {
            Volatile.Write(ref _listeners, change(_listeners));
        }
    }

    private sealed class End(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
