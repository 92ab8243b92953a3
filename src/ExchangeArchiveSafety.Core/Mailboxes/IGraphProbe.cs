namespace ExchangeArchiveSafety;

/// <summary>What readiness asks of a connection beyond the work itself. Its writes are for items of a probe's own making, and for nothing else.</summary>
public interface IGraphProbe
{
    /// <summary>How far the service's clock was ahead of this machine's when it answered last; null before it did.</summary>
    TimeSpan? ClockAhead { get; }

    /// <summary>Asks a question about the service.</summary>
    /// <param name="question">The question.</param>
    /// <param name="mailbox">The mailbox that it is asked of; null for <see cref="GraphQuestion.Connection"/>.</param>
    /// <param name="folder">The folder that it is asked of; null where there is none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GraphException">Nothing answers, or nothing that can be relied on.</exception>
    Task<GraphAnswer> AskAsync(GraphQuestion question, GraphMailbox? mailbox, GraphFolder? folder, CancellationToken cancellation);

    /// <summary>Finds the folders of Recoverable Items, where soft-deleted items lie.</summary>
    /// <returns>The folders; none where neither a list nor a well-known name shows them.</returns>
    Task<IReadOnlyList<GraphFolder>> RecoverableItemsAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation);

    /// <summary>Makes the message of a probe in the primary mailbox. Asked once, as every change is.</summary>
    /// <returns>The answer; null when nobody knows whether it was made.</returns>
    Task<GraphAnswer?> CreateAsync(GraphMailbox mailbox, ProbeMark mark, CancellationToken cancellation);

    /// <summary>Reads an item, and deletes it for good where it carries the mark of the probe; another one is not found.</summary>
    /// <exception cref="GraphException">The server refused.</exception>
    Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, ProbeMark mark, CancellationToken cancellation);
}
