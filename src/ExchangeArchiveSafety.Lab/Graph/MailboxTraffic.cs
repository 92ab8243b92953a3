using System.Collections.Concurrent;
using System.Diagnostics;

namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>Who is in flight: each mailbox id, also that of an archive, has a budget of its own.</summary>
internal sealed class MailboxTraffic(GraphOptions options)
{
    private readonly ConcurrentDictionary<string, Budget> _budgets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a request in.</summary>
    public int Enter(string? mailboxId) => mailboxId is null ? 0 : Interlocked.Increment(ref BudgetOf(mailboxId).InFlight);

    public void Leave(string? mailboxId)
    {
        if (mailboxId is not null)
        {
            Interlocked.Decrement(ref BudgetOf(mailboxId).InFlight);
        }
    }

    /// <exception cref="GraphException">Too many.</exception>
    public void Check(string? mailboxId, int inFlight)
    {
        if (mailboxId is null)
        {
            return;
        }

        if (inFlight > options.MailboxConcurrency)
        {
            throw Throttled("Application is over its MailboxConcurrency limit.");
        }

        if (options.MailboxRequests > 0 && BudgetOf(mailboxId).CountIn() > options.MailboxRequests)
        {
            throw Throttled("Application is over its MailboxRequests limit.");
        }
    }

    private Budget BudgetOf(string mailboxId) => _budgets.GetOrAdd(mailboxId, _ => new Budget());

    private GraphException Throttled(string message)
    {
        var error = new GraphException(429, "ApplicationThrottled", message);
        if (options.LimitRetryAfter is { } seconds)
        {
            error.Headers.Add(("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return error;
    }

    private sealed class Budget
    {
        public int InFlight;
        private long _since = Stopwatch.GetTimestamp();
        private int _requests;

        public int CountIn()
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _since)) > TimeSpan.FromMinutes(10))
            {
                Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());
                Interlocked.Exchange(ref _requests, 0);
            }

            return Interlocked.Increment(ref _requests);
        }
    }
}
