using System.Buffers.Text;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

public sealed class MailFolder
{
    private const string IdPrefix = "AQMkLabF";
    private const string MailApiPrefix = "AAMkLabF";

    private readonly List<MailItem> _items = [];
    private readonly List<MailFolder> _children = [];

    internal MailFolder(string storeName, string path, MailFolder? parent, DateTime createdUtc, MailFolder? searchesIn = null)
    {
        Path = path;
        Parent = parent;
        CreatedUtc = createdUtc;
        SearchesIn = searchesIn;
        Id = IdPrefix + Base64Url.EncodeToString(new Chance(61, storeName + path.ToUpperInvariant()).Guid().ToByteArray()) + "==";
        FolderType = DefaultFolders.TypeOf(path) ?? "User Created";
        FolderClass = DefaultFolders.ClassOf(path);
        DisplayName = path.Length == 0 ? "Top of Information Store" : DefaultFolders.OwnPart(path[(path.LastIndexOf('/') + 1)..]);
        IsRecoverableItems = DefaultFolders.IsRecoverableItems(path);
        IsHidden = DefaultFolders.IsHidden(path);
        parent?._children.Add(this);
    }

    /// <summary>Never changes.</summary>
    public string Id { get; }

    /// <summary>The id under which the ordinary mail API knows it.</summary>
    public string MailApiId => MailApiPrefix + Id[IdPrefix.Length..];

    public string Path { get; }

    /// <summary>The last part of the path, unless a test wants a name that no path can hold.</summary>
    public string DisplayName { get; set; }

    /// <summary>The default folder type; folders that people made are <c>User Created</c>.</summary>
    public string FolderType { get; }

    /// <summary>What it is for: <c>IPF.Note</c> for mail.</summary>
    public string? FolderClass { get; set; }

    public bool IsRecoverableItems { get; }

    public bool IsHidden { get; set; }

    /// <summary>Subfolders that its count has and no list shows, as was reported of real mailboxes; none unless a test wants some.</summary>
    public int UnlistedChildren { get; set; }

    public DateTime CreatedUtc { get; }

    /// <summary>Null for the root.</summary>
    public MailFolder? Parent { get; }

    public IReadOnlyList<MailFolder> Children => _children;

    /// <summary>A search folder shows the items of another folder, under their own ids.</summary>
    public MailFolder? SearchesIn { get; }

    /// <summary>Of a search folder: which items it shows.</summary>
    public Predicate<MailItem> Shows { get; init; } = _ => true;

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<MailItem> Items => SearchesIn is null ? _items : [.. SearchesIn.Items.Where(item => Shows(item))];

    /// <summary>What its items weigh.</summary>
    public long Bytes { get; internal set; }

    /// <summary>The auxiliary archive mailbox that an auto-expanding archive put it in.</summary>
    public Guid? AuxiliaryMailbox { get; set; }

    /// <summary>Scheme and host that a redirect and the error of an export name, if a test wants wrong ones.</summary>
    public string? RedirectHost { get; set; }

    /// <summary>The mailbox id that a redirect, the error of an export and the refusal of an import name, if a test wants a wrong one.</summary>
    public string? RedirectMailbox { get; set; }

    /// <summary>What listings say about where its contents lie, if a test wants it wrong.</summary>
    public string? ParentMailboxUrl { get; set; }

    /// <summary>A personal tag stamped on the folder. It goes on working when it is no longer in the policy.</summary>
    public LabRetentionTag? ArchiveTag { get; set; }

    public LabRetentionTag? DeleteTag { get; set; }

    internal List<MailItem> Own => SearchesIn?.Own ?? _items;

    /// <summary>The id that goes with one of the ordinary mail API; empty if it is none.</summary>
    internal static string IdOf(string mailApiId) => mailApiId.StartsWith(MailApiPrefix, StringComparison.Ordinal) ? IdPrefix + mailApiId[MailApiPrefix.Length..] : "";

    internal void Forget(MailFolder child) => _children.Remove(child);
}
