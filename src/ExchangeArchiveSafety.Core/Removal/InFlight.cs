namespace ExchangeArchiveSafety.Removal;

/// <summary>Does something for each of several items, some at a time. After a failure nothing more is begun, and what is under way ends first.</summary>
internal static class InFlight
{
    // The connection keeps each mailbox id within what the server takes; a primary mailbox, its archive and auxiliary archives have room for four requests each.
    private const int Most = 12;

    public static async Task ForEachAsync<T>(IReadOnlyList<T> items, Func<T, Task> work)
    {
        var next = -1;
        var failed = false;
        async Task Lane()
        {
            for (int place; !Volatile.Read(ref failed) && (place = Interlocked.Increment(ref next)) < items.Count;)
            {
                try
                {
                    await work(items[place]).ConfigureAwait(false);
                }
                catch
                {
                    Volatile.Write(ref failed, true);
                    throw;
                }
            }
        }

        await Task.WhenAll([.. Enumerable.Range(0, Math.Min(Most, items.Count)).Select(_ => Lane())]).ConfigureAwait(false);
    }
}
