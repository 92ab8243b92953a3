namespace ExchangeArchiveSafety.Probing;

/// <summary>A connection whose process may be killed before and after each request that the probe makes.</summary>
internal sealed class MortalConnection(IGraphConnection inner, KillPoints points) : IGraphConnection, IGraphProbe
{
    private IGraphProbe Probe => (IGraphProbe)inner;

    public GraphConnectionInfo Info => inner.Info;

    public GraphNotices Notices => inner.Notices;

    public TimeSpan? ClockAhead => Probe.ClockAhead;

    public Task<GraphMailbox> ResolveAsync(string user, CancellationToken cancellation) => inner.ResolveAsync(user, cancellation);

    public Task<IReadOnlyList<GraphFolder>> FoldersAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation) => inner.FoldersAsync(mailbox, location, cancellation);

    public Task<MailboxScan> ScanAsync(GraphMailbox mailbox, string workFolder, IProgress<MailboxScanProgress>? progress, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<GraphItem?> ReadAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, bool withBody, CancellationToken cancellation) =>
        points.AroundAsync("read", () => inner.ReadAsync(mailbox, folder, itemId, withBody, cancellation));

    public Task<IReadOnlyList<GraphItem>> ListAsync(GraphMailbox mailbox, GraphFolder folder, DateTime createdFromUtc, CancellationToken cancellation) =>
        points.AroundAsync("list", () => inner.ListAsync(mailbox, folder, createdFromUtc, cancellation));

    public Task<long?> SizeAsync(GraphMailbox mailbox, GraphFolder folder, CancellationToken cancellation) => inner.SizeAsync(mailbox, folder, cancellation);

    public Task<IReadOnlyList<ExportedItem>> ExportAsync(GraphMailbox mailbox, IReadOnlyList<GraphPlace> items, CancellationToken cancellation) =>
        points.AroundAsync("export", () => inner.ExportAsync(mailbox, items, cancellation));

    public Task<IReadOnlyList<SeenItem>> SeeAsync(GraphMailbox mailbox, GraphFolder folder, IReadOnlyList<MailItem> items, CancellationToken cancellation) =>
        inner.SeeAsync(mailbox, folder, items, cancellation);

    public MailBody? BodyOf(GraphMailbox mailbox, GraphItem seen) => inner.BodyOf(mailbox, seen);

    public Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        points.AroundAsync("soft delete", () => inner.SoftDeleteAsync(mailbox, folder, itemId, cancellation));

    public Task<GraphImport> ImportAsync(GraphMailbox mailbox, GraphFolder folder, byte[] data, CancellationToken cancellation) =>
        points.AroundAsync("import", () => inner.ImportAsync(mailbox, folder, data, cancellation));

    public Task<GraphAnswer> AskAsync(GraphQuestion question, GraphMailbox? mailbox, GraphFolder? folder, CancellationToken cancellation) =>
        Probe.AskAsync(question, mailbox, folder, cancellation);

    public Task<IReadOnlyList<GraphFolder>> RecoverableItemsAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation) =>
        Probe.RecoverableItemsAsync(mailbox, location, cancellation);

    public Task<GraphAnswer?> CreateAsync(GraphMailbox mailbox, ProbeMark mark, CancellationToken cancellation) =>
        points.AroundAsync("create", () => Probe.CreateAsync(mailbox, mark, cancellation));

    public Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, ProbeMark mark, CancellationToken cancellation) =>
        points.AroundAsync("erase", () => Probe.EraseAsync(mailbox, folder, itemId, mark, cancellation));

    public void Dispose() => inner.Dispose();
}
