using System.Runtime.ExceptionServices;

namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Runs the same work several times at once, and stops all of it at the first failure.</summary>
internal static class Workers
{
    public static async Task RunAsync(int count, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? first = null;

        async Task Run()
        {
            try
            {
                await work(stop.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // What the others throw because they were stopped says nothing.
                _ = Interlocked.CompareExchange(ref first, exception, null);
                stop.Cancel();
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Max(0, count)).Select(_ => Run())).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (first is not null)
        {
            ExceptionDispatchInfo.Capture(first).Throw();
        }
    }
}
