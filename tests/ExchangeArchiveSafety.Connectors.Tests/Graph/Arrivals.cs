namespace ExchangeArchiveSafety.Graph;

/// <summary>Counts what happens, and lets a test wait until enough of it has.</summary>
internal sealed class Arrivals
{
    private readonly object _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public void Add()
    {
        lock (_lock)
        {
            _count++;
            _waiting.Where(one => one.Count <= _count).ToList().ForEach(one => one.Reached.TrySetResult());
        }
    }

    public Task ReachAsync(int count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            if (_count >= count)
            {
                reached.SetResult();
            }

            return reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }
}
