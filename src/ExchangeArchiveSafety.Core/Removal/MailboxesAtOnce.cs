namespace ExchangeArchiveSafety;

/// <summary>Works at several mailboxes at once, one step of each; whichever step ends first is told first.</summary>
/// <typeparam name="TMailbox">What is known of a mailbox.</typeparam>
/// <typeparam name="TStep">What comes of a step.</typeparam>
public sealed class MailboxesAtOnce<TMailbox, TStep> : IDisposable
{
    private readonly int _most;
    private readonly CancellationTokenSource _end;
    private readonly List<(TMailbox Mailbox, Task<TStep> Step)> _running = [];

    /// <summary>Nothing is under way yet.</summary>
    /// <param name="most">How many mailboxes at most.</param>
    /// <param name="stop">Stops all of them.</param>
    public MailboxesAtOnce(int most, CancellationToken stop)
    {
        _most = most;
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Whether no other mailbox may be begun before a step has ended.</summary>
    public bool IsFull => _running.Count >= _most;

    /// <summary>Whether nothing is under way.</summary>
    public bool IsEmpty => _running.Count == 0;

    /// <summary>Begins the next step of a mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="step">The step; it ends soon after its token is cancelled.</param>
    public void Begin(TMailbox mailbox, Func<CancellationToken, Task<TStep>> step) => _running.Add((mailbox, Task.Run(() => step(_end.Token), CancellationToken.None)));

    /// <summary>Waits for a step to end.</summary>
    /// <returns>The mailbox, and its step, which has ended in whatever way.</returns>
    public async Task<(TMailbox Mailbox, Task<TStep> Step)> NextAsync()
    {
        _ = await Task.WhenAny(_running.Select(one => one.Step)).ConfigureAwait(false);
        var ended = _running.Find(one => one.Step.IsCompleted);
        _ = _running.Remove(ended);
        return ended;
    }

    /// <summary>Stops what is under way, and waits for it: nothing goes on behind the caller's back.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _ = ((IAsyncResult)Task.WhenAll(_running.Select(one => one.Step))).AsyncWaitHandle.WaitOne();
        _end.Dispose();
    }
}
