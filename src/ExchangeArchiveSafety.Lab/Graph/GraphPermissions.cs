namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>The application permissions that the caller has. All of them, until one is denied.</summary>
public sealed class GraphPermissions
{
    private static readonly string[] Known =
    [
        "User.Read.All", "MailboxFolder.Read.All", "MailboxFolder.ReadWrite.All", "MailboxItem.Read.All", "MailboxItem.ReadWrite.All",
        "MailboxItem.Export.All", "MailboxItem.ImportExport.All", "Mail.Read", "Mail.ReadWrite",
    ];

    private readonly Lock _gate = new();
    private readonly HashSet<string> _denied = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Granted
    {
        get
        {
            lock (_gate)
            {
                return [.. Known.Where(permission => !_denied.Contains(permission))];
            }
        }
    }

    /// <summary>What a route needs, or null for none.</summary>
    public static string? NeededFor(GraphRoute route) => route switch
    {
        GraphRoute.Settings => "User.Read.All",
        GraphRoute.Folders or GraphRoute.Folder or GraphRoute.ChildFolders or GraphRoute.FoldersDelta => "MailboxFolder.Read.All",
        GraphRoute.CreateFolder or GraphRoute.DeleteFolder => "MailboxFolder.ReadWrite.All",
        GraphRoute.Items or GraphRoute.ItemsDelta or GraphRoute.Item => "MailboxItem.Read.All",
        GraphRoute.DeleteItem => "MailboxItem.ReadWrite.All",
        GraphRoute.ExportItems => "MailboxItem.Export.All",
        GraphRoute.CreateImportSession => "MailboxItem.ImportExport.All",
        GraphRoute.Message => "Mail.Read",
        GraphRoute.CreateMessage or GraphRoute.DeleteMessage or GraphRoute.PermanentDelete => "Mail.ReadWrite",
        _ => null,
    };

    public void Deny(params IEnumerable<string> permissions)
    {
        lock (_gate)
        {
            _denied.UnionWith(permissions);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _denied.Clear();
        }
    }

    internal bool Allows(GraphRoute route)
    {
        lock (_gate)
        {
            return NeededFor(route) is not { } needed || !_denied.Contains(needed) || (needed == "Mail.Read" && !_denied.Contains("Mail.ReadWrite"));
        }
    }
}
