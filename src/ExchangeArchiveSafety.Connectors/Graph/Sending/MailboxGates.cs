using System.Collections.Concurrent;

namespace ExchangeArchiveSafety;

/// <summary>
/// Keeps each mailbox id within the number of requests that Exchange takes at once (documented: four for an application and a mailbox;
/// primary, archive and auxiliary archives are reported to have budgets of their own).
/// </summary>
internal sealed class MailboxGates
{
    public const int RequestsAtOnce = 4;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    /// <summary>Waits for a place. Disposing the answer frees it.</summary>
    public async Task<Place> EnterAsync(string mailboxId, CancellationToken cancellation)
    {
        var gate = _gates.GetOrAdd(mailboxId, _ => new(RequestsAtOnce, RequestsAtOnce));
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        return new(gate);
    }

    internal readonly struct Place(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => _ = gate.Release();
    }
}
