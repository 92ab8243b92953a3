using System.Text;
using ExchangeArchiveSafety.Core.Tests;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What goes wrong with one call.</summary>
public enum GraphFault
{
    None,

    /// <summary>Nothing happens and nobody answers.</summary>
    LostBefore,

    /// <summary>It happens, and nobody answers.</summary>
    LostAfter,

    /// <summary>Nothing happens now; it happens some calls later.</summary>
    Late,

    /// <summary>The answer says done, and nothing happened.</summary>
    Lie,

    /// <summary>The server refuses this item.</summary>
    Refused,

    /// <summary>The server refuses the caller.</summary>
    Denied,

    /// <summary>Recoverable Items take nothing more.</summary>
    Full,

    /// <summary>The server answers nothing of use for as long as anybody waits.</summary>
    Outage,

    /// <summary>An export or a listing leaves the item out.</summary>
    Omitted,

    /// <summary>An export gives no data.</summary>
    Empty,

    /// <summary>An export gives another change key.</summary>
    OtherVersion,
}

/// <summary>One mailbox with its archive, in memory, with faults, and with a point to be killed at before and after each call.</summary>
internal sealed class FakeMailbox(KillPoints points) : IGraphConnection
{
    public const string User = "adele@contoso.example";

    private readonly Dictionary<string, Stored> _items = new(StringComparer.Ordinal);
    private readonly List<(int AtCall, string ItemId)> _late = [];
    private readonly object _lock = new();
    private int _calls;
    private int _imported;

    public GraphNotices Notices { get; } = new();

    /// <summary>What no list shows although its id still answers.</summary>
    public HashSet<string> Unlisted { get; } = new(StringComparer.Ordinal);

    public static GraphMailbox Ids { get; } = new()
    {
        User = User,
        PrimaryMailboxId = "MBX:11111111-1111-1111-1111-111111111111@99999999-9999-9999-9999-999999999999",
        ArchiveMailboxId = "MBX:22222222-2222-2222-2222-222222222222@99999999-9999-9999-9999-999999999999",
    };

    /// <summary>Chooses a fault by the name of the call and the item.</summary>
    public Func<string, string, GraphFault> Fault { get; set; } = (_, _) => GraphFault.None;

    /// <summary>Called before each call is carried out, with its name and item.</summary>
    public Action<string, string> Before { get; set; } = (_, _) => { };

    /// <summary>Whether calls really run at the same time.</summary>
    public bool Yields { get; set; }

    /// <summary>Ids that were really deleted, in order.</summary>
    public List<string> Deleted { get; } = [];

    /// <summary>The calls, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Folders, also those that are empty.</summary>
    public HashSet<(MailItemLocation, string)> ExtraFolders { get; } = [];

    public DateTime Now { get; set; } = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    public GraphConnectionInfo Info { get; } = new();

    public IReadOnlyList<MailItem> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items.Values.Select(stored => stored.Item)];
            }
        }
    }

    public FakeMailbox With(IEnumerable<MailItem> items, Func<MailItem, string>? body = null)
    {
        foreach (var item in items)
        {
            _ = ExtraFolders.Add((item.Location, item.FolderPath));
            _items.Add(item.ItemId, new(item, body?.Invoke(item) ?? "body of " + item.InternetMessageId));
        }

        return this;
    }

    public bool Has(string itemId)
    {
        lock (_lock)
        {
            return _items.ContainsKey(itemId);
        }
    }

    public void Vanish(string itemId)
    {
        lock (_lock)
        {
            _ = _items.Remove(itemId);
        }
    }

    public void Change(string itemId, Func<MailItem, MailItem>? change = null)
    {
        lock (_lock)
        {
            var stored = _items[itemId];
            _items[itemId] = stored with { Item = change?.Invoke(stored.Item) ?? stored.Item, Version = stored.Version + 1 };
        }
    }

    public void SetBody(string itemId, string? body)
    {
        lock (_lock)
        {
            _items[itemId] = _items[itemId] with { Body = body };
        }
    }

    public Task<GraphMailbox> ResolveAsync(string user, CancellationToken cancellation) => Task.FromResult(Ids);

    public async Task<IReadOnlyList<GraphFolder>> FoldersAsync(GraphMailbox mailbox, MailItemLocation location, CancellationToken cancellation) =>
        await Call<IReadOnlyList<GraphFolder>>("folders", "", cancellation, _ =>
            [.. _items.Values.Select(stored => (stored.Item.Location, stored.Item.FolderPath)).Concat(ExtraFolders).Where(folder => folder.Item1 == location)
                .GroupBy(folder => folder.Item2)
                .Select(group => FolderOf(location, group.Key, _items.Values.Count(stored => stored.Item.Location == location && stored.Item.FolderPath == group.Key)))]);

    public Task<MailboxScan> ScanAsync(GraphMailbox mailbox, string workFolder, IProgress<MailboxScanProgress>? progress, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public async Task<GraphItem?> ReadAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, bool withBody, CancellationToken cancellation) =>
        await Call("read", itemId, cancellation, fault => fault != GraphFault.None ? throw Error(fault)
            : _items.TryGetValue(itemId, out var stored) && FolderOf(stored.Item).Id == folder.Id ? stored.Show(withBody) : null);

    public async Task<IReadOnlyList<GraphItem>> ListAsync(GraphMailbox mailbox, GraphFolder folder, DateTime createdFromUtc, CancellationToken cancellation) =>
        await Call<IReadOnlyList<GraphItem>>("list", folder.Path, cancellation, fault => fault is GraphFault.Refused or GraphFault.Denied ? throw Error(fault)
            : [.. _items.Values.Where(stored => FolderOf(stored.Item).Id == folder.Id && stored.Item.CreatedUtc >= createdFromUtc && fault != GraphFault.Omitted && !Unlisted.Contains(stored.Item.ItemId))
                .Select(stored => stored.Show(false))]);

    /// <summary>What the Recoverable Items of each location hold; nothing where that cannot be read.</summary>
    public Dictionary<MailItemLocation, long> Recoverable { get; } = [];

    public Task<long?> SizeAsync(GraphMailbox mailbox, GraphFolder folder, CancellationToken cancellation) =>
        Task.FromResult<long?>(folder.Id == "recoverableitemsdeletions" && Recoverable.TryGetValue(folder.Location, out var size) ? size : null);

    public MailBody? BodyOf(GraphMailbox mailbox, GraphItem seen) => null;

    public async Task<IReadOnlyList<SeenItem>> SeeAsync(GraphMailbox mailbox, GraphFolder folder, IReadOnlyList<MailItem> items, CancellationToken cancellation)
    {
        var seen = new List<SeenItem>();
        foreach (var item in items)
        {
            try
            {
                seen.Add(new(item.ItemId, await ReadAsync(mailbox, folder, item.ItemId, withBody: false, cancellation)));
            }
            catch (GraphException exception) when (exception.StatusCode == 403)
            {
                return [.. items.Select(one => new SeenItem(one.ItemId, null) { Error = exception })];
            }
            catch (GraphException exception)
            {
                seen.Add(new(item.ItemId, null) { Error = exception });
            }
        }

        return seen;
    }

    public async Task<IReadOnlyList<ExportedItem>> ExportAsync(GraphMailbox mailbox, IReadOnlyList<GraphPlace> items, CancellationToken cancellation)
    {
        List<string> itemIds = [.. items.Select(item => item.ItemId)];
        Xunit.Assert.InRange(itemIds.Count, 1, 20);
        return await Call<IReadOnlyList<ExportedItem>>("export", itemIds[0], cancellation, fault => fault is GraphFault.Refused or GraphFault.Denied or GraphFault.Outage ? throw Error(fault)
            : [.. itemIds.Where(id => Fault(itemIds.Count == 1 ? "export one" : "export item", id) != GraphFault.Omitted).Select(id => Export(id, Fault("export data", id)))]);
    }

    public async Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        await Call("delete", itemId, cancellation, fault =>
        {
            switch (fault)
            {
                case GraphFault.LostBefore:
                    return GraphDeletion.Unknown;
                case GraphFault.Late:
                    _late.Add((_calls + 9, itemId));
                    return GraphDeletion.Unknown;
                case GraphFault.Lie:
                    return GraphDeletion.Done;
                case GraphFault.Refused or GraphFault.Denied or GraphFault.Full:
                    throw Error(fault);
                default:
                    var isDone = Delete(itemId);
                    return fault == GraphFault.LostAfter ? GraphDeletion.Unknown : isDone ? GraphDeletion.Done : GraphDeletion.NotFound;
            }
        });

    public async Task<GraphImport> ImportAsync(GraphMailbox mailbox, GraphFolder folder, byte[] data, CancellationToken cancellation) =>
        await Call("import", folder.Location.ToString(), cancellation, fault =>
        {
            if (fault is GraphFault.Refused or GraphFault.Denied or GraphFault.Outage)
            {
                throw Error(fault);
            }

            if (fault == GraphFault.LostBefore)
            {
                return new();
            }

            var source = Encoding.UTF8.GetString(data).Split('\n');
            var original = Exported[source[0]];
            var id = "imported-" + ++_imported;
            var item = original.Item.WithFolder(folder.Location, folder.Path);
            _items.Add(id, original with { Item = Copy(item, id), Version = 1 });
            return new GraphImport { ItemId = fault == GraphFault.LostAfter ? null : id };
        });

    /// <summary>Every item that was ever exported, as it was.</summary>
    public Dictionary<string, Stored> Exported { get; } = new(StringComparer.Ordinal);

    public void Dispose()
    {
    }

    private static GraphFolder FolderOf(MailItem item) => FolderOf(item.Location, item.FolderPath, 0);

    private static GraphFolder FolderOf(MailItemLocation location, string path, int count) => new() { Id = location + "/" + path, Location = location, Path = path, TotalItemCount = count };

    private static GraphException Error(GraphFault fault) => fault == GraphFault.Full
        ? new("RecoverableItemsFull", "Recoverable Items are full.") { StatusCode = 507 }
        : fault == GraphFault.Denied
        ? new("GraphPermissionMissing", "MailboxItem.ReadWrite.All is missing.") { StatusCode = 403 }
        : new("GraphRequestFailed", "The server is unwell.") { StatusCode = fault == GraphFault.Outage ? 500 : 400 };

    private MailItem Copy(MailItem item, string id) => new()
    {
        Mailbox = item.Mailbox,
        Location = item.Location,
        FolderPath = item.FolderPath,
        ItemId = id,
        ItemClass = item.ItemClass,
        InternetMessageId = item.InternetMessageId,
        Subject = item.Subject,
        Sender = item.Sender,
        SentUtc = item.SentUtc,
        ReceivedUtc = item.ReceivedUtc,
        CreatedUtc = Now,
        LastModifiedUtc = Now,
        Size = item.Size + 77,
        HasAttachments = item.HasAttachments,
        SearchKey = item.SearchKey,
    };

    private ExportedItem Export(string id, GraphFault fault)
    {
        if (!_items.TryGetValue(id, out var stored))
        {
            return new() { ItemId = id, Error = "ErrorItemNotFound" };
        }

        Exported[id] = stored;
        return new()
        {
            ItemId = id,
            ChangeKey = fault == GraphFault.OtherVersion ? "another" : stored.ChangeKey,
            Data = fault == GraphFault.Empty ? [] : Encoding.UTF8.GetBytes(id + "\n" + stored.Body),
        };
    }

    private bool Delete(string itemId)
    {
        if (!_items.Remove(itemId))
        {
            return false;
        }

        Deleted.Add(itemId);
        return true;
    }

    private async Task<T> Call<T>(string name, string item, CancellationToken cancellation, Func<GraphFault, T> answer)
    {
        if (Yields)
        {
            await Task.Yield();
        }

        lock (_lock)
        {
            cancellation.ThrowIfCancellationRequested();
            points.Pass("before " + name + " " + item);
            cancellation.ThrowIfCancellationRequested();
            _calls++;
            foreach (var late in _late.Where(late => late.AtCall <= _calls).ToList())
            {
                _ = Delete(late.ItemId);
                _ = _late.Remove(late);
            }

            Calls.Add(name + " " + item);
            Before(name, item);
            var result = answer(Fault(name, item));
            points.Pass("after " + name + " " + item);
            return result;
        }
    }

    /// <summary>An item with its body; null for a body that cannot be read.</summary>
    internal sealed record Stored(MailItem Item, string? Body)
    {
        public int Version { get; init; } = 1;

        public string ChangeKey => Item.ItemId + "#" + Version;

        public GraphItem Show(bool withBody) => new()
        {
            Item = Item,
            ChangeKey = ChangeKey,
            Body = withBody && Body is not null ? new MailBody { Text = Digest(Body) } : null,
        };

        private static string Digest(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
