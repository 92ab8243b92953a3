using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>A request, whether it came by itself or inside a batch.</summary>
internal sealed class GraphRequest
{
    private Dictionary<string, StringValues>? _options;

    public required string Method { get; init; }

    /// <summary>Scheme and host under which the caller knows the lab.</summary>
    public required string BaseAddress { get; init; }

    /// <summary>The path from the version on, as it was written.</summary>
    public required string Path { get; init; }

    /// <summary>With its question mark, as it was written.</summary>
    public string Query { get; init; } = "";

    public string? Authorization { get; init; }

    public byte[] Body { get; init; } = [];

    public bool InBatch { get; init; }

    public string? Prefer { get; init; }

    public string Version { get; private set; } = "";

    public bool IsBeta => Version == "beta";

    public GraphRoute Route { get; private set; }

    public string? User { get; private set; }

    public string? MailboxId { get; set; }

    public string? FolderId { get; private set; }

    public string? ItemId { get; private set; }

    public HashSet<Trouble.GraphFaultKind> Troubles { get; } = [];

    public string? Option(string name)
    {
        _options ??= QueryHelpers.ParseQuery(Query);
        return _options.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <exception cref="GraphException">The body is not an object.</exception>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw GraphException.BadRequest("The body is no object.");
        }
        catch (JsonException)
        {
            throw GraphException.BadRequest("Unable to read JSON request payload.", "BadRequest");
        }
    }

    /// <summary>The ids to export; null where there is no list. The documentation writes itemIds, the SDK sends ItemIds.</summary>
    public IReadOnlyList<string>? ItemIds() =>
        Json().EnumerateObject().Where(part => part.Name.Equals("itemIds", StringComparison.OrdinalIgnoreCase)).Select(part => part.Value).FirstOrDefault() is { ValueKind: JsonValueKind.Array } ids
            ? [.. ids.EnumerateArray().Select(id => id.GetString() ?? "")]
            : null;

    /// <summary>The same request with other values of some options, as a link to follow.</summary>
    public string Link(string name, int value, params string[] without)
    {
        var kept = Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => Uri.UnescapeDataString(part.Split('=')[0]) is var key && key != name && !without.Contains(key));
        return $"{BaseAddress}{Path}?{string.Join('&', kept.Append(FormattableString.Invariant($"{Uri.EscapeDataString(name)}={value}")))}";
    }

    public int Number(string name, int otherwise) =>
        Option(name) is not { } text ? otherwise
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : throw GraphException.BadRequest($"Invalid value '{text}' for {name}.");

    /// <summary>A request of which others know what it asks for.</summary>
    public GraphRequest As(GraphRoute route)
    {
        Route = route;
        return this;
    }

    /// <summary>Finds out what is asked for.</summary>
    public GraphRequest Read()
    {
        var parts = Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        Version = parts is [var version, ..] ? version : "";
        Route = (Method, parts) switch
        {
            ("POST", ["import", var mailbox, _]) => OfImport(mailbox),
            ("POST", [_, "$batch"]) => GraphRoute.Batch,
            ("GET", [_, "users", var user, "settings", "exchange"]) => OfUser(user),
            (_, [_, "users", var user, .. var rest]) => OfMail(user, rest),
            (_, [_, "admin", "exchange", "mailboxes", var mailbox, .. var rest]) => OfMailbox(mailbox, rest),
            _ => GraphRoute.Unknown,
        };
        return this;
    }

    private GraphRoute OfImport(string mailbox)
    {
        MailboxId = mailbox;
        return GraphRoute.Import;
    }

    private GraphRoute OfUser(string user)
    {
        User = user;
        return GraphRoute.Settings;
    }

    /// <summary>The ordinary mail API: messages of the user, or of one of the user's folders.</summary>
    private GraphRoute OfMail(string user, string[] rest)
    {
        User = user;
        if (rest is ["mailFolders", var folder, .. var below])
        {
            (FolderId, rest) = (folder, below);
        }

        ItemId = rest is ["messages", var message, ..] ? message : null;
        return (Method, rest) switch
        {
            ("POST", ["messages"]) => GraphRoute.CreateMessage,
            ("GET", ["messages", _]) => GraphRoute.Message,
            ("DELETE", ["messages", _]) => GraphRoute.DeleteMessage,
            ("POST", ["messages", _, "permanentDelete"]) => GraphRoute.PermanentDelete,
            _ => GraphRoute.Unknown,
        };
    }

    private GraphRoute OfMailbox(string mailbox, string[] rest)
    {
        MailboxId = mailbox;
        switch (rest)
        {
            case ["exportItems"]:
                return Method == "POST" ? GraphRoute.ExportItems : GraphRoute.Unknown;
            case ["createImportSession"]:
                return Method == "POST" ? GraphRoute.CreateImportSession : GraphRoute.Unknown;
            case ["folders"]:
                return Method switch { "GET" => GraphRoute.Folders, "POST" => GraphRoute.CreateFolder, _ => GraphRoute.Unknown };
            case ["folders", "delta" or "delta()"]:
                return Method == "GET" ? GraphRoute.FoldersDelta : GraphRoute.Unknown;
            case ["folders", var folder, .. var below]:
                FolderId = folder;
                return InFolder(below);
            default:
                return GraphRoute.Unknown;
        }
    }

    private GraphRoute InFolder(string[] below)
    {
        switch (Method, below)
        {
            case ("GET", []):
                return GraphRoute.Folder;
            case ("DELETE", ["$ref"]):
                return GraphRoute.DeleteFolder;
            case ("GET", ["childFolders"]):
                return GraphRoute.ChildFolders;
            case ("POST", ["childFolders"]):
                return GraphRoute.CreateFolder;
            case ("GET", ["childFolders", "delta" or "delta()"]):
                return GraphRoute.FoldersDelta;
            case ("GET", ["items"]):
                return GraphRoute.Items;
            case ("GET", ["items", "delta" or "delta()"]):
                return GraphRoute.ItemsDelta;
            case ("GET", ["items", var item]):
                ItemId = item;
                return GraphRoute.Item;
            case ("DELETE", ["items", var item]):
                ItemId = item;
                return GraphRoute.DeleteItem;
            default:
                return GraphRoute.Unknown;
        }
    }
}
