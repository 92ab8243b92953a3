using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>
/// Keeps each mailbox id within the number of requests that Exchange takes at once (documented: four for an application and a mailbox;
/// primary, archive and auxiliary archives are reported to have budgets of their own), and keeps all of them back while the server
/// wants none: it refuses an application's requests to a mailbox, not the one request that it answers.
/// </summary>
internal sealed class MailboxGates(TimeProvider time)
{
    public const int RequestsAtOnce = 4;

    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <summary>Waits for a place, and with it for the end of a pause. Disposing the answer frees the place.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="patience">The longest time to wait for the end of a pause. Waiting for a place is not counted.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<Place> EnterAsync(string mailboxId, TimeSpan patience, CancellationToken cancellation)
    {
        var gate = Of(mailboxId);
        await gate.Places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // With the place in hand: at the end of the pause no more begin than the mailbox takes.
            var waited = TimeSpan.Zero;
            for (TimeSpan left; (left = gate.PauseLeft(time.GetUtcNow())) > TimeSpan.Zero; waited += left)
            {
                if (left > patience - waited)
                {
                    return new(gate.Places, waited, left);
                }

                await time.Delay(left, cancellation).ConfigureAwait(false);
            }

            return new(gate.Places, waited, null);
        }
        catch
        {
            _ = gate.Places.Release();
            throw;
        }
    }

    /// <summary>Lets no request to a mailbox begin for a while. A longer pause stands.</summary>
    public void Pause(string mailboxId, TimeSpan asked)
    {
        // What belongs to no mailbox shares no budget with the others.
        if (mailboxId.Length > 0)
        {
            Of(mailboxId).Pause(time.GetUtcNow(), asked);
        }
    }

    private Gate Of(string mailboxId) => _gates.GetOrAdd(mailboxId, _ => new());

    /// <summary>A place in flight.</summary>
    /// <param name="places">Where it goes back to.</param>
    /// <param name="waited">How long a pause was waited for.</param>
    /// <param name="refused">What is left of a pause that is longer than the caller's patience; nothing must be sent then. Else null.</param>
    internal readonly struct Place(SemaphoreSlim places, TimeSpan waited, TimeSpan? refused) : IDisposable
    {
        public TimeSpan Waited => waited;

        public TimeSpan? Refused => refused;

        public void Dispose() => _ = places.Release();
    }

    private sealed class Gate
    {
        private readonly object _lock = new();
        private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

        public SemaphoreSlim Places { get; } = new(RequestsAtOnce, RequestsAtOnce);

        public TimeSpan PauseLeft(DateTimeOffset now)
        {
            lock (_lock)
            {
                return _closedUntil - now;
            }
        }

        public void Pause(DateTimeOffset now, TimeSpan asked)
        {
            var until = asked < DateTimeOffset.MaxValue - now ? now + asked : DateTimeOffset.MaxValue;
            lock (_lock)
            {
                _closedUntil = until > _closedUntil ? until : _closedUntil;
            }
        }
    }
}
