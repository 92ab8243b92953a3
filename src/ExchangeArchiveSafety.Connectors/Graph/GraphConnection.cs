using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace ExchangeArchiveSafety.Connectors.Graph;

/// <inheritdoc cref="IGraphConnection"/>
internal sealed class GraphConnection : IGraphConnection, IGraphProbe
{
    private readonly HttpClient _client;
    private readonly BaseGraphRequestAdapter _adapter;
    private readonly TokenSource _tokens;
    private readonly GraphSender _sender;
    private readonly GraphRoutes _routes;
    private readonly FolderLister _folders;
    private readonly MailboxResolver _resolver;
    private readonly MailboxScanner _scanner;
    private readonly ItemReader _reader;
    private readonly FolderSizeReader _sizes;
    private readonly ItemExporter _exporter;
    private readonly ItemRemover _remover;
    private readonly ItemImporter _importer;
    private readonly ProbeActions _probe;
    private readonly GraphEnvironment? _lacking;

    /// <summary>Makes it; signing in has happened.</summary>
    public GraphConnection(GraphConnectionSettings settings, Uri endpoint, TokenSource tokens, GraphConnectionInfo info, HttpClient client, TimeProvider time, Func<double> random, GraphNotices notices)
    {
        (_client, _tokens, Info, Notices) = (client, tokens, info, notices);
        var root = GraphAddress.Root(endpoint);

        // The sender puts the token on each request itself: the SDK's provider says nothing when it leaves the token out.
        _adapter = new(new AnonymousAuthenticationProvider(), graphClientOptions: null, httpClient: client) { BaseUrl = root + "/" + settings.PrimaryApiVersion };
        _sender = new(_adapter, endpoint, tokens, settings.TimeBudget, time, random, notices);
        _routes = new(root, settings.PrimaryApiVersion, settings.ArchiveApiVersion, settings.PageSize);
        _folders = new(_sender, _routes);
        _resolver = new(_sender, _routes);
        _scanner = new(_sender, _routes, _folders);
        _reader = new(_sender, _routes);
        _sizes = new(_sender, _routes);
        _exporter = new(_sender, _routes);
        _remover = new(_sender, _routes);
        _importer = new(_sender, _routes);
        _probe = new(_sender, _routes, _folders, _reader, _remover);
        _lacking = settings.GraphEndpoint is null && settings.Environment != GraphEnvironment.Global ? settings.Environment : null;
    }

    /// <inheritdoc/>
    public GraphConnectionInfo Info { get; }

    /// <inheritdoc/>
    public GraphNotices Notices { get; }

    /// <summary>Proves that a Graph answers and takes the token.</summary>
    /// <exception cref="GraphException">It does not.</exception>
    public Task ProveAsync(CancellationToken cancellation) => _sender.ProveAsync(_routes.Probe(), cancellation);

    /// <inheritdoc/>
    public Task<GraphMailbox> ResolveAsync(string user, CancellationToken cancellation) => Here().ResolveAsync(user, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GraphFolder>> FoldersAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation)
    {
        _ = Here();
        var tree = await _folders.ReadAsync(mailbox, location, cancellation).ConfigureAwait(false);
        return tree.Problems.Count == 0
            ? [.. tree.Folders.Select(folder => folder.Folder)]
            : throw new GraphException(ErrorIds.GraphFoldersIncomplete, DisplayText.Sentence(ConnectorMessages.FoldersIncomplete, mailbox.User, string.Join(" ", tree.Problems)));
    }

    /// <inheritdoc/>
    public Task<MailboxScan> ScanAsync(GraphMailbox mailbox, string workFolder, IProgress<MailboxScanProgress>? progress, CancellationToken cancellation)
    {
        _ = Here();
        return _scanner.RunAsync(mailbox, workFolder, progress, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphItem?> ReadAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, bool withBody, CancellationToken cancellation)
    {
        _ = Here();
        return _reader.ReadAsync(mailbox, folder, itemId, withBody, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<GraphItem>> ListAsync(GraphMailbox mailbox, GraphFolder folder, DateTime createdFromUtc, CancellationToken cancellation)
    {
        _ = Here();
        return _reader.ListAsync(mailbox, folder, createdFromUtc, cancellation);
    }

    /// <inheritdoc/>
    public Task<long?> SizeAsync(GraphMailbox mailbox, GraphFolder folder, CancellationToken cancellation)
    {
        _ = Here();
        return _sizes.ReadAsync(mailbox, folder, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExportedItem>> ExportAsync(GraphMailbox mailbox, MailItemLocation location, IReadOnlyList<string> itemIds, CancellationToken cancellation)
    {
        _ = Here();
        return _exporter.ExportAsync(mailbox, location, itemIds, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation)
    {
        _ = Here();
        return _remover.SoftDeleteAsync(mailbox, folder, itemId, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphImport> ImportAsync(GraphMailbox mailbox, GraphFolder folder, byte[] data, CancellationToken cancellation)
    {
        _ = Here();
        return _importer.ImportAsync(mailbox, folder, data, cancellation);
    }

    /// <inheritdoc/>
    public TimeSpan? ClockAhead => _sender.ClockAhead;

    /// <inheritdoc/>
    public Task<GraphAnswer> AskAsync(GraphQuestion question, GraphMailbox? mailbox, GraphFolder? folder, CancellationToken cancellation) =>
        _probe.AskAsync(question, mailbox, folder, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<GraphFolder>> RecoverableItemsAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation) =>
        _probe.RecoverableItemsAsync(mailbox, location, cancellation);

    /// <inheritdoc/>
    public Task<GraphAnswer?> CreateAsync(GraphMailbox mailbox, ProbeMark mark, CancellationToken cancellation)
    {
        _ = Here();
        return _probe.CreateAsync(mailbox, mark, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, ProbeMark mark, CancellationToken cancellation)
    {
        _ = Here();
        return _probe.EraseAsync(mailbox, folder, itemId, mark, cancellation);
    }

    /// <summary>Closes the connection and forgets its token.</summary>
    public void Dispose()
    {
        _adapter.Dispose();
        _client.Dispose();
        _tokens.Dispose();
    }

    /// <summary>Refuses what a cloud does not have, instead of letting it answer with riddles.</summary>
    private MailboxResolver Here() => _lacking is { } cloud
        ? throw new GraphException(ErrorIds.GraphNotInThisCloud, DisplayText.Sentence(ConnectorMessages.NotInThisCloud, cloud.ToString()))
        : _resolver;
}
