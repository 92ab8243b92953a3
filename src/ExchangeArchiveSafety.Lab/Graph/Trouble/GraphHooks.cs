namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

/// <summary>Callbacks around a request, for tests in the same process.</summary>
public sealed class GraphHooks
{
    private readonly Lock _gate = new();
    private Hook[] _hooks = [];

    /// <summary>Runs before the tenant does anything. Dispose to take it off.</summary>
    public IDisposable Before(Predicate<GraphCall> when, Action<GraphCall> action) => Add(new Hook(this, when, true, action));

    public IDisposable Before(GraphRoute route, Action<GraphCall> action) => Before(call => call.Route == route, action);

    /// <summary>Runs when the tenant has done it and before the caller hears of it.</summary>
    public IDisposable After(Predicate<GraphCall> when, Action<GraphCall> action) => Add(new Hook(this, when, false, action));

    public IDisposable After(GraphRoute route, Action<GraphCall> action) => After(call => call.Route == route, action);

    internal void Run(GraphCall call, bool before)
    {
        foreach (var hook in Volatile.Read(ref _hooks))
        {
            if (hook.IsBefore == before && hook.When(call))
            {
                hook.Action(call);
            }
        }
    }

    private Hook Add(Hook hook)
    {
        lock (_gate)
        {
            _hooks = [.. _hooks, hook];
        }

        return hook;
    }

    private sealed record Hook(GraphHooks Owner, Predicate<GraphCall> When, bool IsBefore, Action<GraphCall> Action) : IDisposable
    {
        public void Dispose()
        {
            lock (Owner._gate)
            {
                Owner._hooks = [.. Owner._hooks.Where(hook => !ReferenceEquals(hook, this))];
            }
        }
    }
}
