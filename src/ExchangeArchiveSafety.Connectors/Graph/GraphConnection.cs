using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace ExchangeArchiveSafety.Connectors.Graph;

/// <inheritdoc cref="IGraphConnection"/>
internal sealed class GraphConnection : IGraphConnection, IGraphProbe
{
    private readonly HttpClient _client;
    private readonly BaseGraphRequestAdapter _adapter;
    private readonly TokenSource _tokens;
    private readonly MailboxHomes _homes = new();
    private readonly GraphSender _sender;
    private readonly GraphRoutes _routes;
    private readonly FolderLister _folders;
    private readonly MailboxResolver _resolver;
    private readonly MailboxScanner _scanner;
    private readonly ItemReader _reader;
    private readonly ItemSight _sight;
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
        _sender = new(_adapter, endpoint, tokens, settings.TimeBudget, time, random, notices, _homes);
        _routes = new(root, settings.PrimaryApiVersion, settings.ArchiveApiVersion, settings.PageSize);
        _folders = new(_sender, _routes, _homes);
        _resolver = new(_sender, _routes);
        _scanner = new(_sender, _routes, _folders);
        _reader = new(_sender, _routes, _homes);
        _sight = new(_sender, _routes, _homes, _reader);
        _sizes = new(_sender, _routes);
        _exporter = new(_sender, _routes, _homes);
        _remover = new(_sender, _routes, _homes);
        _importer = new(_sender, _routes, _homes);
        _probe = new(_sender, _routes, _folders, _reader, _remover);
        _lacking = settings.GraphEndpoint is null && settings.Environment != GraphEnvironment.Global ? settings.Environment : null;
    }

    /// <inheritdoc/>
    public GraphConnectionInfo Info { get; }

    /// <inheritdoc/>
    public GraphNotices Notices { get; }

    /// <summary>Who is signed in, for other services of Azure; null where a token for Graph was all that was given.</summary>
    public Azure.Core.TokenCredential? SignIn => _tokens.Credential;

    /// <summary>Proves that a Graph answers and takes the token.</summary>
    /// <exception cref="GraphException">It does not.</exception>
    public Task ProveAsync(CancellationToken cancellation) => _sender.ProveAsync(_routes.Probe(), cancellation);

    /// <inheritdoc/>
    public async Task<GraphMailbox> ResolveAsync(string user, CancellationToken cancellation)
    {
        Here();
        var mailbox = await _resolver.ResolveAsync(user, cancellation).ConfigureAwait(false);
        _homes.Know(mailbox);
        return mailbox;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GraphFolder>> FoldersAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation)
    {
        Here(mailbox);
        var tree = await _folders.ReadAsync(mailbox, location, cancellation).ConfigureAwait(false);
        return tree.Problems.Count == 0
            ? [.. tree.Folders.Select(folder => folder.Folder)]
            : throw new GraphException(ErrorIds.GraphFoldersIncomplete, DisplayText.Sentence(ConnectorMessages.FoldersIncomplete, mailbox.User, string.Join(" ", tree.Problems)));
    }

    /// <inheritdoc/>
    public Task<MailboxScan> ScanAsync(GraphMailbox mailbox, string workFolder, IProgress<MailboxScanProgress>? progress, CancellationToken cancellation)
    {
        Here(mailbox);
        return _scanner.RunAsync(mailbox, workFolder, progress, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphItem?> ReadAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, bool withBody, CancellationToken cancellation)
    {
        Here(mailbox);
        return _reader.ReadAsync(mailbox, folder, itemId, withBody, cancellation);
    }

    /// <inheritdoc/>
    public MailBody? BodyOf(GraphMailbox mailbox, GraphItem seen) => _reader.BodyOf(mailbox, seen);

    /// <inheritdoc/>
    public Task<IReadOnlyList<GraphItem>> ListAsync(GraphMailbox mailbox, GraphFolder folder, DateTime createdFromUtc, CancellationToken cancellation)
    {
        Here(mailbox);
        return _reader.ListAsync(mailbox, folder, createdFromUtc, cancellation);
    }

    /// <inheritdoc/>
    public Task<long?> SizeAsync(GraphMailbox mailbox, GraphFolder folder, CancellationToken cancellation)
    {
        Here(mailbox);
        return _sizes.ReadAsync(mailbox, folder, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeenItem>> SeeAsync(GraphMailbox mailbox, GraphFolder folder, IReadOnlyList<MailItem> items, CancellationToken cancellation)
    {
        Here(mailbox);
        return _sight.SeeAsync(mailbox, folder, items, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExportedItem>> ExportAsync(GraphMailbox mailbox, IReadOnlyList<GraphPlace> items, CancellationToken cancellation)
    {
        Here(mailbox);
        return _exporter.ExportAsync(mailbox, items, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation)
    {
        Here(mailbox);
        return _remover.SoftDeleteAsync(mailbox, folder, itemId, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphImport> ImportAsync(GraphMailbox mailbox, GraphFolder folder, byte[] data, CancellationToken cancellation)
    {
        Here(mailbox);
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
        Here(mailbox);
        return _probe.CreateAsync(mailbox, mark, cancellation);
    }

    /// <inheritdoc/>
    public Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, ProbeMark mark, CancellationToken cancellation)
    {
        Here(mailbox);
        return _probe.EraseAsync(mailbox, folder, itemId, mark, cancellation);
    }

    /// <summary>Closes the connection and forgets its token.</summary>
    public void Dispose()
    {
        _adapter.Dispose();
        _client.Dispose();
        _tokens.Dispose();
    }

    /// <summary>Refuses what a cloud does not have, instead of letting it answer with riddles; and notes whose the ids of a mailbox are.</summary>
    private void Here(GraphMailbox? mailbox = null)
    {
        if (_lacking is { } cloud)
        {
            throw new GraphException(ErrorIds.GraphNotInThisCloud, DisplayText.Sentence(ConnectorMessages.NotInThisCloud, cloud.ToString()));
        }

        if (mailbox is not null)
        {
            _homes.Know(mailbox);
        }
    }
}
