namespace ExchangeArchiveSafety;

/// <summary>Removes from several mailboxes at once, a batch of each; whichever is done first is told first.</summary>
/// <param name="most">How many mailboxes at most.</param>
public sealed class RemovalsAtOnce(int most)
{
    private readonly List<(MailboxRemoval Removal, Task<RemovalStep> Step)> _running = [];

    /// <summary>Whether no other mailbox may be begun before a batch has ended.</summary>
    public bool IsFull => _running.Count >= most;

    /// <summary>Whether nothing is under way.</summary>
    public bool IsEmpty => _running.Count == 0;

    /// <summary>Begins the next batch of a mailbox.</summary>
    /// <param name="removal">The mailbox.</param>
    /// <param name="cancellation">Stops it, as <see cref="MailboxRemoval.NextAsync"/> has it.</param>
    public void Begin(MailboxRemoval removal, CancellationToken cancellation) => _running.Add((removal, Task.Run(() => removal.NextAsync(cancellation), CancellationToken.None)));

    /// <summary>Waits for a batch to end.</summary>
    /// <returns>The mailbox, and its batch, which has ended in whatever way.</returns>
    public async Task<(MailboxRemoval Removal, Task<RemovalStep> Step)> NextAsync()
    {
        _ = await Task.WhenAny(_running.Select(one => one.Step)).ConfigureAwait(false);
        var ended = _running.Find(one => one.Step.IsCompleted);
        _ = _running.Remove(ended);
        return ended;
    }
}
