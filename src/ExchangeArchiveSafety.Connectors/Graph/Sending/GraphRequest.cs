using Microsoft.Kiota.Abstractions;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>
/// One request as a template and its values. Ids come from the server and may hold anything; they get into an address only as
/// values of a template, which encodes them.
/// </summary>
internal sealed class GraphRequest
{
    public const string MailboxParameter = "mailbox%2Did";
    public const string FolderParameter = "folder%2Did";
    public const string ItemParameter = "item%2Did";
    public const string UserParameter = "user%2Did";

    public GraphOperation Operation { get; init; }

    public Method Method { get; init; } = Method.GET;

    /// <summary>The root with its version, already encoded.</summary>
    public string Root { get; init; } = "";

    /// <summary>What follows the root.</summary>
    public string Template { get; init; } = "";

    /// <summary>The mailbox whose budget it takes; empty when there is none.</summary>
    public string MailboxId { get; init; } = "";

    public IReadOnlyDictionary<string, object> Path { get; init; } = new Dictionary<string, object>();

    public IReadOnlyDictionary<string, object> Query { get; init; } = new Dictionary<string, object>();

    /// <summary>What is sent along, JSON; null for nothing.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A link of the server to more of the same, checked already; null for the template's own address.</summary>
    public Uri? Link { get; init; }

    /// <summary>Whether the connection's token goes along, where the address is the connection's own.</summary>
    public bool HasToken { get; init; } = true;

    /// <summary>Statuses that are answers, not failures.</summary>
    public IReadOnlyList<int> Answers { get; init; } = [];

    /// <summary>Whether it may be asked of the mailbox that the server points to. Never for what changes anything.</summary>
    public bool MayFollow => Method == Method.GET && FolderId.Length > 0;

    /// <summary>The folder that is asked for; empty where none is.</summary>
    public string FolderId => Path.TryGetValue(FolderParameter, out var folder) ? (string)folder : "";

    /// <summary>The address.</summary>
    public Uri Address => Link ?? ToInformation().URI;

    /// <summary>The same of another mailbox.</summary>
    public GraphRequest Of(string mailboxId)
    {
        var path = Path.ToDictionary(pair => pair.Key, pair => pair.Value);
        path[MailboxParameter] = mailboxId;
        return Copy(mailboxId, path, Query, link: null);
    }

    /// <summary>The same of another version.</summary>
    public GraphRequest Under(string root) => new()
    {
        Operation = Operation,
        Method = Method,
        Root = root,
        Template = Template,
        MailboxId = MailboxId,
        Path = Path,
        Query = Query,
        Body = Body,
        HasToken = HasToken,
        Answers = Answers,
    };

    /// <summary>The same further on, by a link of the server.</summary>
    public GraphRequest At(Uri link) => Copy(MailboxId, Path, Query, link);

    /// <summary>The same with another value in its query.</summary>
    public GraphRequest With(string name, object value)
    {
        var query = Query.ToDictionary(pair => pair.Key, pair => pair.Value);
        query[name] = value;
        return Copy(MailboxId, Path, query, link: null);
    }

    /// <summary>The same without one value of its query.</summary>
    public GraphRequest Without(string name) =>
        Copy(MailboxId, Path, Query.Where(pair => pair.Key != name).ToDictionary(pair => pair.Key, pair => pair.Value), link: null);

    /// <summary>The same with one more status that is an answer.</summary>
    public GraphRequest WithAnswer(int status) => Copy(MailboxId, Path, Query, Link, [.. Answers, status]);

    public RequestInformation ToInformation()
    {
        var information = new RequestInformation
        {
            HttpMethod = Method,
            UrlTemplate = "{+root}" + Template,
            PathParameters = new Dictionary<string, object>(Path.ToDictionary(pair => pair.Key, pair => pair.Value)) { ["root"] = Root },
        };
        if (Link is not null)
        {
            information.URI = Link;
        }
        else
        {
            foreach (var pair in Query)
            {
                information.QueryParameters.Add(pair.Key, pair.Value);
            }
        }

        information.Headers.Add("Accept", "application/json");
        if (Body is not null)
        {
            information.SetStreamContent(new MemoryStream(Body, writable: false), "application/json");
        }
        else if (Method == Method.DELETE)
        {
            // HTTP itself repeats a request without a body when a used connection closes. A deletion may have happened by then.
            information.Content = new MemoryStream([], writable: false);
        }

        return information;
    }

    private GraphRequest Copy(string mailboxId, IReadOnlyDictionary<string, object> path, IReadOnlyDictionary<string, object> query, Uri? link, int[]? answers = null) => new()
    {
        Operation = Operation,
        Method = Method,
        Root = Root,
        Template = Template,
        MailboxId = mailboxId,
        Path = path,
        Query = query,
        Body = Body,
        Link = link,
        HasToken = HasToken,
        Answers = answers ?? Answers,
    };
}
