using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph.Mail;
using ExchangeArchiveSafety.Lab.Graph.Moving;
using ExchangeArchiveSafety.Lab.Graph.SignIn;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>Takes a request, does it on the tenant, and lets go wrong what was asked to go wrong.</summary>
public sealed class GraphService
{
    private readonly MailboxTraffic _traffic;
    private readonly MailboxDirectory _directory;
    private readonly FolderRoutes _folders;
    private readonly ItemRoutes _items;
    private readonly MessageRoutes _messages;
    private readonly ExportRoute _export;
    private readonly ImportRoutes _import;
    private readonly Spoiler _spoiler;
    private int _underWay;

    public GraphService(LabTenant tenant)
    {
        Tokens = new GraphTokens(tenant, Permissions);
        var messages = new KnownMessages();
        _traffic = new MailboxTraffic(Options);
        _directory = new MailboxDirectory(tenant);
        _folders = new FolderRoutes(tenant, Options, _directory);
        _items = new ItemRoutes(tenant, Options, _directory);
        _messages = new MessageRoutes(tenant, Options);
        _export = new ExportRoute(tenant, Options, _directory, messages);
        _import = new ImportRoutes(tenant, Options, _directory, messages);
        _spoiler = new Spoiler(tenant, Faults);
    }

    public GraphOptions Options { get; } = new();

    public GraphCallLog Calls { get; } = new();

    /// <summary>Every attempt to delete an item.</summary>
    public IReadOnlyList<GraphCall> Deletes => Calls.Deletes;

    public GraphFaultList Faults { get; } = new();

    public GraphHooks Hooks { get; } = new();

    /// <summary>What faults did to items as if somebody else had done it.</summary>
    public IReadOnlyList<Disturbance> Disturbances => _spoiler.Disturbances;

    public GraphPermissions Permissions { get; } = new();

    public GraphTokens Tokens { get; }

    /// <summary>Empties the call log.</summary>
    public void Clear() => Calls.Clear();

    public string PrimaryIdOf(LabMailbox mailbox) => _directory.IdOf(mailbox.ExchangeGuid);

    public string ArchiveIdOf(LabMailbox mailbox) => _directory.IdOf(mailbox.ArchiveGuid);

    /// <summary>The ids of the auxiliary archives that auto-expanding has made.</summary>
    public IReadOnlyList<string> AuxiliaryIdsOf(LabMailbox mailbox) => [.. mailbox.AuxiliaryArchives.Select(_directory.IdOf)];

    /// <summary>Until no request is under way: what a caller began is done to the end when he has gone, and would be in the way of the next.</summary>
    public async Task QuietAsync()
    {
        while (Volatile.Read(ref _underWay) > 0)
        {
            await Task.Delay(1);
        }
    }

    /// <summary>Once begun it is done to the end, also when the caller has gone meanwhile.</summary>
    internal async Task<GraphAnswer> AnswerAsync(GraphRequest request)
    {
        if (request.Route is GraphRoute.CreateMessage or GraphRoute.Message or GraphRoute.DeleteMessage or GraphRoute.PermanentDelete && _directory.User(request.User!) is { } user)
        {
            // The same mailbox and the same budget, whichever API asks.
            request.MailboxId = PrimaryIdOf(user);
        }

        _ = Interlocked.Increment(ref _underWay);
        var inFlight = _traffic.Enter(request.MailboxId);
        try
        {
            var call = Calls.Add(request, inFlight);
            GraphAnswer answer;
            try
            {
                answer = await TreatAsync(request, call);
            }
            catch (GraphException refusal)
            {
                answer = refusal.Answer();
            }

            call.Status = answer.End == AnswerEnd.Dropped ? 0 : answer.Status;
            return answer;
        }
        finally
        {
            // Before the answer leaves: a caller who sends the next request on the last byte keeps to the limit.
            _traffic.Leave(request.MailboxId);
            _ = Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task<GraphAnswer> TreatAsync(GraphRequest request, GraphCall call)
    {
        _traffic.Check(request.MailboxId, call.InFlight);
        if (Options.Latency > TimeSpan.Zero && request.Route != GraphRoute.Batch)
        {
            await Task.Delay(Options.Latency);
        }

        var faults = Faults.Hit(request);
        foreach (var fault in faults)
        {
            request.Troubles.Add(fault.Kind);
            if (fault.Kind == GraphFaultKind.Latency)
            {
                await Task.Delay(fault.Delay);
            }
            else if (fault.Kind == GraphFaultKind.TokensExpire)
            {
                Tokens.ExpireAll();
            }
        }

        if (request.Route != GraphRoute.Import && !Tokens.Accepts(request.Authorization))
        {
            throw GraphException.NoToken();
        }

        foreach (var fault in faults)
        {
            if (Spoiler.Instead(fault, Options.ClockSkew) is { } instead)
            {
                return instead;
            }
        }

        Hooks.Run(call, before: true);
        GraphAnswer answer;
        try
        {
            answer = await DoAsync(request, faults);
        }
        catch (GraphException refusal)
        {
            answer = refusal.Answer();
        }

        call.Status = answer.Status;
        Hooks.Run(call, before: false);
        return faults.Aggregate(answer, (so, fault) => Spoiler.Afterwards(fault, so));
    }

    private async Task<GraphAnswer> DoAsync(GraphRequest request, IReadOnlyList<GraphFault> faults)
    {
        if (!Permissions.Allows(request.Route))
        {
            throw GraphException.Forbidden();
        }

        switch (request.Route)
        {
            case GraphRoute.Batch:
                return await BatchRoute.RunAsync(request, AnswerAsync);
            case GraphRoute.Settings:
                return Settings(request);
            case GraphRoute.Import:
                return _import.Import(request);
            case GraphRoute.Unknown:
                throw GraphException.BadRequest("Resource not found for the segment.", "BadRequest");
        }

        if (request.MailboxId is null)
        {
            throw NoUser(request);
        }

        var door = _directory.Open(request.MailboxId, takesArchives: request.IsBeta || Options.V1TakesArchives);
        foreach (var fault in faults)
        {
            _spoiler.Disturb(fault, request, door);
        }

        return request.Route switch
        {
            GraphRoute.Folders => _folders.Top(request, door),
            GraphRoute.Folder => _folders.Get(request, door),
            GraphRoute.ChildFolders => _folders.Children(request, door),
            GraphRoute.FoldersDelta => _folders.Delta(request, door),
            GraphRoute.CreateFolder => _folders.Create(request, door),
            GraphRoute.DeleteFolder => _folders.Delete(request, door),
            GraphRoute.Items => _items.List(request, door),
            GraphRoute.ItemsDelta => _items.Delta(request, door),
            GraphRoute.Item => _items.Get(request, door),
            GraphRoute.DeleteItem => _items.Delete(request, door),
            GraphRoute.CreateMessage => _messages.Create(request, door),
            GraphRoute.Message => _messages.Get(request, door),
            GraphRoute.DeleteMessage => _messages.Delete(request, door),
            GraphRoute.PermanentDelete => _messages.PermanentDelete(request, door),
            GraphRoute.ExportItems => _export.Export(request, door),
            GraphRoute.CreateImportSession => _import.CreateSession(request, door),
            _ => throw new InvalidOperationException($"No way to do {request.Route}."),
        };
    }

    private GraphAnswer Settings(GraphRequest request)
    {
        var mailbox = _directory.User(request.User!) ?? throw NoUser(request);
        if (!mailbox.ReachedByGraph)
        {
            throw new GraphException(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
        }

        var archive = mailbox.HasWorkingArchive && (request.IsBeta || Options.ArchiveIdInV1) ? ArchiveIdOf(mailbox) : null;
        return GraphAnswer.Json((Primary: PrimaryIdOf(mailbox), Archive: archive), static (json, ids) => WriteSettings(json, ids.Primary, ids.Archive));
    }

    private static GraphException NoUser(GraphRequest request) => new(404, "ErrorInvalidUser", $"The requested user '{request.User}' is invalid.");

    private static void WriteSettings(Utf8JsonWriter json, string primary, string? archive)
    {
        json.WriteStartObject();
        json.WriteString("@odata.context", "https://graph.microsoft.com/$metadata#microsoft.graph.exchangeSettings");
        json.WriteString("primaryMailboxId", primary);
        if (archive is not null)
        {
            json.WriteString("inPlaceArchiveMailboxId", archive);
        }

        json.WriteEndObject();
    }
}
