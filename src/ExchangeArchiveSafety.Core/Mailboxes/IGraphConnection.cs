namespace ExchangeArchiveSafety;

/// <summary>
/// The mailboxes of a tenant through Microsoft Graph. Safe for several threads; it keeps itself within four requests in flight for
/// each mailbox id, waits as the server asks within the connection's time budget, renews its token, and takes a broken answer for an error.
/// </summary>
public interface IGraphConnection : IDisposable
{
    /// <summary>The connection as it is shown.</summary>
    GraphConnectionInfo Info { get; }

    /// <summary>What the connection tells while it works.</summary>
    GraphNotices Notices { get; }

    /// <summary>Finds the ids of a mailbox and its archive.</summary>
    /// <param name="user">User principal name or object id.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GraphException">There is no such mailbox, a permission is missing, or the ids of the two locations are the same.</exception>
    Task<GraphMailbox> ResolveAsync(string user, CancellationToken cancellation);

    /// <summary>Every folder of one location, subfolders and hidden ones too, each once.</summary>
    Task<IReadOnlyList<GraphFolder>> FoldersAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation);

    /// <summary>Reads every item of both locations into inventory files.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="workFolder">A folder for the files, which only the owner can read; what an interrupted reading of the same mailbox left there is gone on from.</param>
    /// <param name="progress">Told from other threads; null for nobody.</param>
    /// <param name="cancellation">Stops it; what is read whole stays for the next time.</param>
    Task<MailboxScan> ScanAsync(GraphMailbox mailbox, string workFolder, IProgress<MailboxScanProgress>? progress, CancellationToken cancellation);

    /// <summary>Reads one item with everything that evidence rests on.</summary>
    /// <returns>The item, or null when the server says that it is not there.</returns>
    Task<GraphItem?> ReadAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, bool withBody, CancellationToken cancellation);

    /// <summary>The body of an item in the version that was just seen, where this connection has read it before. Asks for nothing.</summary>
    /// <returns>The body; null where that version was not read.</returns>
    MailBody? BodyOf(GraphMailbox mailbox, GraphItem seen);

    /// <summary>Looks for several items of one folder, by listing it where that is cheaper than asking for each.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="items">The items, with their ids and where it is known their time of creation.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What was seen of each, in their order.</returns>
    Task<IReadOnlyList<SeenItem>> SeeAsync(GraphMailbox mailbox, GraphFolder folder, IReadOnlyList<MailItem> items, CancellationToken cancellation);

    /// <summary>Reads every item of one folder that was created at a time or later.</summary>
    Task<IReadOnlyList<GraphItem>> ListAsync(GraphMailbox mailbox, GraphFolder folder, DateTime createdFromUtc, CancellationToken cancellation);

    /// <summary>Adds up the sizes of the items in a folder, which may be named by a well-known name.</summary>
    /// <returns>The size in bytes, or null when there is no such folder or its items have no sizes.</returns>
    Task<long?> SizeAsync(GraphMailbox mailbox, GraphFolder folder, CancellationToken cancellation);

    /// <summary>Exports items; each id comes back once, with its data or with the reason why not.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="items">At most 20; those of one mailbox id are asked for together.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<IReadOnlyList<ExportedItem>> ExportAsync(GraphMailbox mailbox, IReadOnlyList<GraphPlace> items, CancellationToken cancellation);

    /// <summary>Asks once for the soft deletion of an item. It is repeated only where the server said that it did nothing: too many requests, or a token that it does not take.</summary>
    /// <exception cref="GraphException">The server refused: a missing permission, a hold, a redirect to another mailbox.</exception>
    Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation);

    /// <summary>Imports an exported item into a folder, as a new item. Asked once, as a deletion is.</summary>
    /// <exception cref="GraphException">The server refused.</exception>
    Task<GraphImport> ImportAsync(GraphMailbox mailbox, GraphFolder folder, byte[] data, CancellationToken cancellation);
}
