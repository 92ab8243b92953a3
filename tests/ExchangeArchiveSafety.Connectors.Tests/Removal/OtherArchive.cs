using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExchangeArchiveSafety.Graph;

namespace ExchangeArchiveSafety.Removal;

/// <summary>
/// A mailbox with an archive that grew, on a server made from the documentation alone: of its folders it lists everything and tells by redirects where they lie,
/// its numbers stand in quotes, its ids of properties are in lower case, its pages have tokens, its items come youngest first.
/// </summary>
internal sealed class OtherArchive : IDisposable
{
    private const string Primary = "MBX:10000000-0000-0000-0000-000000000001@contoso";
    private const string Archive = "MBX:20000000-0000-0000-0000-000000000002@contoso";
    private const int Page = 50;

    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    // Id, name, the folder that it lies in, and the mailbox that keeps it.
    private static readonly (string Id, string Name, string Parent, string Home)[] Folders =
    [
        ("p0", "Oberste Ebene", "", Primary), ("p1", "Inbox", "p0", Primary), ("p2", "Sent Items", "p0", Primary), ("p3", "Projekte", "p1", Primary),
        ("a0", "Oberste Ebene", "", Archive), ("a1", "Inbox", "a0", Archive), ("a2", "Sent Items", "a0", Auxiliary(1)), ("a3", "Projekte", "a1", Auxiliary(2)),
        ("a4", "Inbox_2025 (Created on Jan 5, 2025 8_00)", "a1", Auxiliary(1)),
    ];

    private readonly Dictionary<string, Item> _items = [];
    private readonly HashSet<string> _moved = [];
    private readonly Random _chance;
    private readonly OtherServer _server;
    private int _next;

    public OtherArchive(int messages, int seed = 0)
    {
        _chance = new(seed);
        for (var number = 0; number < messages; number++)
        {
            // The original in the main archive or an auxiliary one, a copy that came back, and for every third one that was archived again, perhaps elsewhere.
            var (folder, primary) = (number % 4) switch { 0 => ("a1", "p1"), 1 => ("a2", "p2"), 2 => ("a3", "p3"), _ => ("a4", "p1") };
            Add(folder, number, Start.AddMinutes(number), "key");
            Add(primary, number, Start.AddDays(9).AddMinutes(number), "other key", isCopy: true);
            if (number % 3 == 0)
            {
                Add(folder == "a4" ? "a1" : folder == "a1" ? "a4" : folder, number, Start.AddDays(20).AddMinutes(number), "key", isCopy: true);
            }
        }

        // What only looks like a copy: another text, another subject under the same id; and mail that is there once.
        foreach (var number in Enumerable.Range(messages, 6))
        {
            Add("a1", number, Start.AddMinutes(number), "key");
            Add("p1", number, Start.AddDays(9).AddMinutes(number), "other key", text: number % 2 == 0 ? "edited" : "", subject: number % 2 == 0 ? "" : "Another");
            Add("p2", number + 100, Start.AddMinutes(number), "single");
        }

        Copies = [.. _items.Values.Where(item => item.IsCopy).Select(item => item.Id)];
        _server = new(Serve);
    }

    /// <summary>Ids of what the loop made.</summary>
    public HashSet<string> Copies { get; }

    /// <summary>Whether it has much to do.</summary>
    public bool IsRough { get; set; }

    /// <summary>Whether its owner is at work between the export of a copy and its deletion.</summary>
    public bool IsMoving { get; set; }

    public int Requests { get; private set; }

    /// <summary>Ids in the order in which their deletion was carried out.</summary>
    public List<string> Deleted { get; } = [];

    /// <summary>What went wrong with the caller's requests.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>What its owner changed, and what the owner deleted.</summary>
    public HashSet<string> Changed { get; } = [];

    public HashSet<string> Vanished { get; } = [];

    /// <summary>How many of each message are there.</summary>
    public IReadOnlyDictionary<int, int> Alive => _items.Values.GroupBy(item => item.Number).ToDictionary(group => group.Key, group => group.Count(item => !item.IsDeleted));

    /// <summary>Messages of which the owner deleted something.</summary>
    public HashSet<int> OfOwner => [.. Vanished.Select(id => _items[id].Number)];

    /// <summary>Whether the owner did something to a message.</summary>
    public bool IsTouched(string id) => Vanished.Concat(Changed).Any(touched => _items[touched].Number == _items[id].Number);

    public bool IsThere(string id) => !_items[id].IsDeleted;

    public bool IsInAuxiliary(string id) => HomeOf(_items[id].Folder) is not (Primary or Archive);

    public Task<IGraphConnection> ConnectAsync(FastTime time) => OtherServer.ConnectAsync(_server.Uri, time);

    public void Dispose() => _server.Dispose();

    private static string Auxiliary(int number) => $"MBX:30000000-0000-0000-0000-00000000000{number}@contoso";

    private static string HomeOf(string folder) => Folders.Single(one => one.Id == folder).Home;

    private Item Add(string folder, int number, DateTime created, string key, string text = "", string subject = "", bool isCopy = false)
    {
        var item = new Item("i" + _next++.ToString(CultureInfo.InvariantCulture), number, created, isCopy)
        {
            Folder = folder,
            Key = key + number,
            Subject = subject + "Subject of " + number,
            Text = text + "Text of " + number,
        };
        _items.Add(item.Id, item);
        return item;
    }

    private OtherAnswer Serve(HttpListenerRequest request)
    {
        Requests++;
        var path = Uri.UnescapeDataString(request.Url!.AbsolutePath).Trim('/').Split('/');
        var isUpload = path[0] == "upload";
        if ((request.Headers["Authorization"] is null) != isUpload)
        {
            Wrong.Add("authorization: " + request.Url.AbsolutePath);
        }

        var luck = IsRough ? _chance.NextDouble() : 1;
        if (luck < 0.08 && !isUpload)
        {
            return new(luck < 0.05 ? 429 : 503, """{"error":{"code":"TooManyRequests"}}""", RetryAfter: "1");
        }

        var answer = isUpload ? Import(request, path[1]) : path is [_, "users", ..] ? Settings(path[0]) : OfMailbox(request, path);
        return request.HttpMethod == "DELETE" && answer.Status == 204 && luck < 0.15 ? new(504)
            : request.HttpMethod != "DELETE" && !isUpload && luck > 0.98 && IsRough ? answer with { Body = answer.Body[..(answer.Body.Length / 2)] }
            : answer;
    }

    private static OtherAnswer Settings(string version) =>
        new(200, version == "beta" ? $$"""{"id":"s","inPlaceArchiveMailboxId":"{{Archive}}","primaryMailboxId":"{{Primary}}"}""" : $$"""{"primaryMailboxId":"{{Primary}}"}""");

    private OtherAnswer OfMailbox(HttpListenerRequest request, string[] path)
    {
        var (version, mailbox) = (path[0], path[4]);
        if (version == "v1.0" && mailbox != Primary)
        {
            return new(400, """{"error":{"code":"ErrorInvalidOperation","message":"Operation on Archive mailbox not allowed"}}""");
        }

        return path[5..] switch
        {
            ["folders"] => List(Folders.Where(folder => folder.Parent == (mailbox == Primary ? "p0" : "a0")).Select(Show)),
            ["folders", var id] => Folders.Any(folder => folder.Id == id) ? new(200, Show(Folders.Single(folder => folder.Id == id)).ToJsonString()) : NotFound("ErrorFolderNotFound"),
            ["folders", var id, "childFolders"] => List(Folders.Where(folder => folder.Parent == id).Select(Show)),
            ["folders", var id, ..] when HomeOf(id) != mailbox => mailbox == Archive && !id.StartsWith('p')
                ? new(308, Location: new Uri(request.Url!, request.Url!.PathAndQuery.Replace(Uri.EscapeDataString(mailbox), HomeOf(id), StringComparison.OrdinalIgnoreCase).Replace(mailbox, HomeOf(id), StringComparison.OrdinalIgnoreCase)).AbsoluteUri)
                : NotFound("ErrorFolderNotFound"),
            ["folders", var id, "items"] => Items(request, id),
            ["folders", var id, "items", var item] => One(request, id, item),
            ["exportItems"] => Export(Body(request)["itemIds"]!.AsArray().Select(id => (string)id!), mailbox),
            ["createImportSession"] => new(200, $$"""{"importUrl":"{{new Uri(request.Url!, "/upload/" + mailbox)}}"}"""),
            _ => NotFound("BadRequest"),
        };
    }

    private OtherAnswer Items(HttpListenerRequest request, string folder)
    {
        var query = request.QueryString;
        var (from, before) = (DateTime.MinValue, DateTime.MaxValue);
        foreach (var clause in (query["$filter"] ?? "").Split(" and ", StringSplitOptions.RemoveEmptyEntries))
        {
            var time = DateTime.Parse(clause.Split(' ')[2], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            (from, before) = clause.Contains(" ge ", StringComparison.Ordinal) ? (time, before) : (from, time);
        }

        var all = In(folder).Where(item => item.Created >= from && item.Created < before).OrderByDescending(item => item.Created).ToList();
        var skip = int.Parse(query["$skiptoken"]?[1..] ?? query["$skip"] ?? "0", CultureInfo.InvariantCulture);
        var page = all.Skip(skip).Take(Page).ToList();
        var next = skip + page.Count < all.Count
            ? new Uri(request.Url!, $"{request.Url!.AbsolutePath}?$select={query["$select"]}&$expand={query["$expand"]}&$filter={query["$filter"]}&$count=true&$skiptoken=x{skip + page.Count}").AbsoluteUri : null;
        return List(page.Select(item => Show(item, query["$expand"])), all.Count, next);
    }

    private OtherAnswer One(HttpListenerRequest request, string folder, string id)
    {
        if (!_items.TryGetValue(id, out var item) || item.IsDeleted || item.Folder != folder)
        {
            return NotFound("ErrorItemNotFound");
        }

        if (request.HttpMethod == "GET")
        {
            return new(200, Show(item, request.QueryString["$expand"]).ToJsonString());
        }

        if (request.QueryString["disposalType"] != "softDelete")
        {
            Wrong.Add(request.HttpMethod + " " + request.Url);
        }

        item.IsDeleted = true;
        Deleted.Add(id);
        return new(204);
    }

    private OtherAnswer Export(IEnumerable<string> ids, string mailbox)
    {
        var exported = new JsonArray();
        foreach (var id in ids)
        {
            if (IsRough && _chance.NextDouble() < 0.05)
            {
                continue;
            }

            var item = _items.GetValueOrDefault(id);
            exported.Add(item is null || item.IsDeleted ? Error(id, "ErrorItemNotFound", "")
                : HomeOf(item.Folder) is var home && home != mailbox ? Error(id, "ErrorArchiveFolderMovedPermanently", new Uri(_server.Uri, $"beta/admin/exchange/mailboxes/{home}/exportItems").AbsoluteUri)
                : new JsonObject { ["data"] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(item)), ["changeKey"] = item.ChangeKey, ["itemId"] = id });
            if (IsMoving && item is not null && _moved.Add(id))
            {
                Move(item);
            }
        }

        return new(200, new JsonObject { ["value"] = exported }.ToJsonString());
    }

    /// <summary>Its owner deletes the copy or what it is a copy of, or edits one of them.</summary>
    private void Move(Item item)
    {
        var luck = _chance.NextDouble();
        var other = _items.Values.First(one => one.Number == item.Number);
        if (luck < 0.05)
        {
            (luck < 0.025 ? item : other).IsDeleted = true;
            _ = Vanished.Add((luck < 0.025 ? item : other).Id);
        }
        else if (luck < 0.15)
        {
            var changed = luck < 0.1 ? item : other;
            (changed.Text, changed.ChangeKey) = ("edited " + changed.Text, changed.ChangeKey + "x");
            _ = Changed.Add(changed.Id);
        }
    }

    private OtherAnswer Import(HttpListenerRequest request, string mailbox)
    {
        var body = Body(request);
        var folder = (string)body["FolderId"]!;
        if (HomeOf(folder) != mailbox)
        {
            return new(409, $$$"""{"error":{"code":"Conflict","message":"Invalid import session. The target session is expected in mailbox {{{HomeOf(folder)}}}."}}""");
        }

        var saved = JsonSerializer.Deserialize<Item>(Convert.FromBase64String((string)body["Data"]!))!;
        var made = Add(folder, saved.Number, Start.AddDays(40), "");
        (made.Key, made.Subject, made.Text) = (saved.Key, saved.Subject, saved.Text);
        return new(200, $$"""{"changeKey":"k","itemId":"{{made.Id}}"}""");
    }

    private IEnumerable<Item> In(string folder) => _items.Values.Where(item => item.Folder == folder && !item.IsDeleted);

    private JsonObject Show((string Id, string Name, string Parent, string Home) folder) => new()
    {
        ["childFolderCount"] = Folders.Count(one => one.Parent == folder.Id).ToString(CultureInfo.InvariantCulture),
        ["totalItemCount"] = In(folder.Id).Count().ToString(CultureInfo.InvariantCulture),
        ["type"] = "IPF.Note",
        ["unheard"] = new JsonObject { ["of"] = 1 },
        ["displayName"] = folder.Name,
        ["wellKnownName"] = folder.Id is "p1" ? "inbox" : folder.Id is "p2" ? "sentitems" : null,
        ["parentFolderId"] = folder.Parent,
        ["id"] = folder.Id,
    };

    private static JsonObject Show(Item item, string? expand)
    {
        var id = Invariant($"<{item.Number}@mail.example>");
        var values = new (string Id, string Value)[]
        {
            ("string 0x1035", id), ("binary 0x300b", Convert.ToBase64String(Encoding.UTF8.GetBytes(item.Key))), ("systemtime 0x39", "2026-01-02T03:04:05Z"),
            ("systemtime 0xe06", "2026-01-02T03:04:09Z"), ("string 0x37", item.Subject), ("string 0x5d01", "sender@example.com"), ("boolean 0xe1b", "false"), ("string 0x1000", item.Text),
        };
        return new()
        {
            ["singleValueExtendedProperties"] = new JsonArray([.. values.Where(one => one.Id != "string 0x1000" || expand?.Contains("0x1000", StringComparison.OrdinalIgnoreCase) == true)
                .Select(one => new JsonObject { ["value"] = one.Value, ["id"] = one.Id })]),
            ["size"] = "2000",
            ["type"] = "IPM.Note",
            ["changeKey"] = item.ChangeKey,
            ["lastModifiedDateTime"] = item.Created,
            ["createdDateTime"] = item.Created,
            ["id"] = item.Id,
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static OtherAnswer List(IEnumerable<JsonObject> all, int? count = null, string? next = null)
    {
        var list = new JsonObject { ["value"] = new JsonArray([.. all.Reverse()]) };
        _ = count is null || list.TryAdd("@odata.count", count);
        _ = next is null || list.TryAdd("@odata.nextLink", next);
        return new(200, list.ToJsonString());
    }

    private static JsonObject Error(string id, string code, string message) => new() { ["Error"] = new JsonObject { ["message"] = message, ["code"] = code }, ["itemId"] = id };

    private static OtherAnswer NotFound(string code) => new(code == "BadRequest" ? 400 : 404, $$$"""{"error":{"code":"{{{code}}}"}}""");

    private static JsonNode Body(HttpListenerRequest request) => JsonNode.Parse(request.InputStream)!;

    internal sealed record Item(string Id, int Number, DateTime Created, bool IsCopy)
    {
        public string Folder { get; set; } = "";

        public string Key { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Text { get; set; } = "";

        public string ChangeKey { get; set; } = "k";

        public bool IsDeleted { get; set; }
    }
}
