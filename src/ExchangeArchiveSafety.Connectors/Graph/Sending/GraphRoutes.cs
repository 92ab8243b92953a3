using Microsoft.Kiota.Abstractions;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>The routes that are used, each written once. Deleting folders is not among them, and deleting for good is for what a probe made.</summary>
internal sealed class GraphRoutes(string root, string primaryVersion, string archiveVersion, int pageSize)
{
    public const string Top = "%24top";
    public const string Skip = "%24skip";
    public const string Filter = "%24filter";
    public const string Count = "%24count";
    public const string Hidden = "includeHiddenFolders";

    // Reported in use with folders: up to 999. Nothing is known of a limit; a list of folders is short anyway.
    private const int FolderPage = 100;

    /// <summary>Items asked for a page.</summary>
    public int PageSize => pageSize;

    private const string Mailbox = "/admin/exchange/mailboxes/{" + GraphRequest.MailboxParameter + "}";
    private const string Folder = Mailbox + "/folders/{" + GraphRequest.FolderParameter + "}";
    private const string Item = Folder + "/items/{" + GraphRequest.ItemParameter + "}";
    private const string ItemFields = "id,size,type,createdDateTime,lastModifiedDateTime,changeKey";

    /// <summary>
    /// Asks for nobody by the route that every search begins with: it needs no permission of its own, because also the refusal or the
    /// news that there is no such user is an answer of a Graph that has taken the token.
    /// </summary>
    public GraphRequest Probe() => Settings(Guid.Empty.ToString(), GraphConnectionSettings.DefaultArchiveApiVersion, GraphOperation.Probe);

    /// <summary>Only beta tells the archive's id for certain (documented), so it is asked whatever version the rest uses.</summary>
    public GraphRequest Settings(string user) => Settings(user, GraphConnectionSettings.DefaultArchiveApiVersion);

    /// <summary>The same by the version that tells the primary's id for certain (documented), and is said to tell the archive's too (reported).</summary>
    public GraphRequest SettingsOfPrimary(string user) => Settings(user, GraphConnectionSettings.DefaultPrimaryApiVersion);

    public GraphRequest Folders(string mailboxId, MailItemLocation location) =>
        Of(GraphOperation.Folders, mailboxId, location, Mailbox + "/folders{?includeHiddenFolders,%24top}", query: FolderQuery());

    public GraphRequest ChildFolders(string mailboxId, MailItemLocation location, string folderId) =>
        Of(GraphOperation.Folders, mailboxId, location, Folder + "/childFolders{?includeHiddenFolders,%24top}", folderId, query: FolderQuery());

    /// <summary>A list of folders by the version whose lists are documented to hold hidden ones; null where it is that one already.</summary>
    public GraphRequest? WithHidden(GraphRequest folders) =>
        root + "/" + GraphConnectionSettings.DefaultArchiveApiVersion is var beta && folders.Root == beta ? null : folders.Under(beta);

    public GraphRequest OneFolder(string mailboxId, MailItemLocation location, string folderId) =>
        Of(GraphOperation.Folders, mailboxId, location, Folder, folderId, answers: [404]);

    public GraphRequest Items(string mailboxId, MailItemLocation location, string folderId) =>
        Of(
            GraphOperation.Items,
            mailboxId,
            location,
            Folder + "/items{?%24select,%24expand,%24filter,%24count,%24top,%24skip}",
            folderId,
            query: new() { ["%24select"] = ItemFields, ["%24expand"] = ItemProperties.ExpandEnvelope, [Top] = pageSize },
            answers: [404]);

    /// <summary>The items of a folder with nothing but their sizes.</summary>
    public GraphRequest Sizes(string mailboxId, MailItemLocation location, string folderId) =>
        Of(GraphOperation.Items, mailboxId, location, Folder + "/items{?%24select,%24top,%24skip}", folderId, query: new() { ["%24select"] = "id,size", [Top] = pageSize }, answers: [404]);

    public GraphRequest OneItem(string mailboxId, MailItemLocation location, string folderId, string itemId, bool withBody) =>
        Of(
            GraphOperation.Items,
            mailboxId,
            location,
            Item + "{?%24select,%24expand}",
            folderId,
            itemId,
            new() { ["%24select"] = ItemFields, ["%24expand"] = withBody ? ItemProperties.ExpandAll : ItemProperties.ExpandEnvelope },
            [404]);

    public GraphRequest SoftDelete(string mailboxId, MailItemLocation location, string folderId, string itemId) => Delete(mailboxId, location, folderId, itemId, "softDelete");

    public GraphRequest HardDelete(string mailboxId, MailItemLocation location, string folderId, string itemId) => Delete(mailboxId, location, folderId, itemId, "hardDelete");

    /// <summary>The folders of a user by the mail API.</summary>
    public GraphRequest FoldersOfUser(string user) => OfUser(user, primaryVersion, "/mailFolders{?%24top}", GraphOperation.Folders, new() { [Top] = 1 });

    /// <summary>A new message by the mail API, which is a draft.</summary>
    public GraphRequest Message(GraphMailbox mailbox, byte[] body) =>
        OfUser(mailbox.User, primaryVersion, "/messages", GraphOperation.Create, mailboxId: mailbox.PrimaryMailboxId, method: Method.POST, body: body);

    public GraphRequest Export(string mailboxId, MailItemLocation location, byte[] body) =>
        Of(GraphOperation.Export, mailboxId, location, Mailbox + "/exportItems", method: Method.POST, body: body);

    public GraphRequest ImportSession(string mailboxId, MailItemLocation location) =>
        Of(GraphOperation.ImportSession, mailboxId, location, Mailbox + "/createImportSession", method: Method.POST);

    /// <summary>The upload to where the server says, outside the API and its budget of places.</summary>
    public static GraphRequest Import(Uri address, string mailboxId, byte[] body) => new()
    {
        Operation = GraphOperation.Import,
        Method = Method.POST,
        MailboxId = mailboxId,
        Link = address,
        Body = body,
        HasToken = false,
    };

    private GraphRequest Settings(string user, string version, GraphOperation operation = GraphOperation.Resolve) => OfUser(user, version, "/settings/exchange", operation);

    private GraphRequest OfUser(
        string user, string version, string template, GraphOperation operation, Dictionary<string, object>? query = null, string mailboxId = "", Method method = Method.GET, byte[]? body = null) => new()
        {
            Operation = operation,
            Method = method,
            Root = root + "/" + version,
            Template = "/users/{" + GraphRequest.UserParameter + "}" + template,
            MailboxId = mailboxId,
            Path = new Dictionary<string, object> { [GraphRequest.UserParameter] = user },
            Query = query ?? [],
            Body = body,
        };

    private GraphRequest Delete(string mailboxId, MailItemLocation location, string folderId, string itemId, string disposal) =>
        Of(GraphOperation.Delete, mailboxId, location, Item + "{?disposalType}", folderId, itemId, new() { ["disposalType"] = disposal }, method: Method.DELETE);

    private static Dictionary<string, object> FolderQuery() => new() { [Hidden] = "true", [Top] = FolderPage };

    private GraphRequest Of(
        GraphOperation operation,
        string mailboxId,
        MailItemLocation location,
        string template,
        string? folderId = null,
        string? itemId = null,
        Dictionary<string, object>? query = null,
        int[]? answers = null,
        Method method = Method.GET,
        byte[]? body = null)
    {
        var path = new Dictionary<string, object> { [GraphRequest.MailboxParameter] = mailboxId };
        if (folderId is not null)
        {
            path[GraphRequest.FolderParameter] = folderId;
        }

        if (itemId is not null)
        {
            path[GraphRequest.ItemParameter] = itemId;
        }

        return new()
        {
            Operation = operation,
            Method = method,
            Root = root + "/" + (location == MailItemLocation.Archive ? archiveVersion : primaryVersion),
            Template = template,
            MailboxId = mailboxId,
            Path = path,
            Query = query ?? [],
            Answers = answers ?? [],
            Body = body,
        };
    }
}
