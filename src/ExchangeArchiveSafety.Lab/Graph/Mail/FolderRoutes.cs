using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Folders: the lists, one of them, a new one, and the whole of one gone.</summary>
internal sealed class FolderRoutes(LabTenant tenant, GraphOptions options, MailboxDirectory directory)
{
    public GraphAnswer Get(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var folder = FolderFinder.Find(request, door, directory, options);
            return GraphAnswer.Json((folder, new FolderJson(request, door, directory, options)), static (json, state) => state.Item2.Write(json, state.folder));
        }
    }

    public GraphAnswer Top(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var top = Shown(door.Auxiliary is { } auxiliary ? door.Store.Folders.Where(folder => folder.AuxiliaryMailbox == auxiliary) : door.Store.Root.Children, request);
            var listed = top.Concat(options.TopListHoldsDescendants ? Shown(door.Store.Folders, request).Where(folder => folder.Parent != door.Store.Root) : []);
            return Page(request, door, [.. listed]);
        }
    }

    public GraphAnswer Children(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var folder = FolderFinder.Find(request, door, directory, options);
            return Page(request, door, IsOuter(folder, door) ? Outer(folder, door, request) : [.. Shown(folder.Children, request)]);
        }
    }

    /// <summary>All folders as one flat list, or all below one; later rounds tell nothing new.</summary>
    public GraphAnswer Delta(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var within = request.FolderId is null ? door.Store.Root : FolderFinder.Find(request, door, directory, options);
            List<MailFolder> folders = request.Option("$deltatoken") is not null ? []
                : [.. door.Store.Folders.Where(folder => (!folder.IsRecoverableItems || options.ListsRecoverableItems)
                    && (door.Auxiliary is null || folder.AuxiliaryMailbox == door.Auxiliary)
                    && folder.Path.StartsWith(within.Path + "/", StringComparison.OrdinalIgnoreCase))];
            return DeltaPage.Write(request, options, folders, 0, new FolderJson(request, door, directory, options).Write);
        }
    }

    public GraphAnswer Create(GraphRequest request, MailboxDoor door)
    {
        var name = request.Json().TryGetProperty("displayName", out var text) ? text.GetString() : null;
        if (string.IsNullOrWhiteSpace(name))
        {
            throw GraphException.BadRequest("A folder needs a displayName.");
        }

        if (door.Auxiliary is not null)
        {
            // Documented is only that such a folder would be invisible: here nobody gets one.
            throw new GraphException(400, "ErrorInvalidOperation", "Folders cannot be created in an auxiliary archive mailbox.");
        }

        lock (tenant.Gate)
        {
            // Changes to folders are never redirected.
            var parent = request.FolderId is null ? door.Store.Root : FolderFinder.Lookup(door, request.FolderId, options) ?? throw GraphException.NoFolder();
            var path = parent.Path + "/" + name.Replace('/', '\uF8FF');
            if (door.Store.FindFolder(path) is not null)
            {
                throw new GraphException(409, "ErrorFolderExists", "A folder with the specified name already exists.");
            }

            var folder = door.Store.Folder(path, tenant.Now);
            folder.DisplayName = name;
            return GraphAnswer.Json((folder, new FolderJson(request, door, directory, options)), static (json, state) => state.Item2.Write(json, state.folder), 201);
        }
    }

    public GraphAnswer Delete(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var folder = FolderFinder.Lookup(door, request.FolderId!, options) ?? throw GraphException.NoFolder();
            if (door.IsArchive && (door.Mailbox.AutoExpandingArchiveEnabled || door.Mailbox.AuxiliaryArchives.Count > 0))
            {
                // KB 3210985, by design.
                throw new GraphException(400, "ErrorInvalidOperation", "Folders of an auto-expanded archive cannot be deleted.");
            }

            door.Store.RemoveFolder(folder);
            return new GraphAnswer(204);
        }
    }

    /// <summary>What counts as below a folder: Recoverable Items lie beside the folders that people see.</summary>
    public static IEnumerable<MailFolder> Below(MailFolder folder, MailboxDoor door) =>
        folder == door.Store.Outermost ? [door.Store.Root, door.Store.RecoverableItemsRoot]
        : folder == door.Store.RecoverableItemsRoot ? door.Store.Folders.Where(child => child.IsRecoverableItems && child.AuxiliaryMailbox == door.Auxiliary)
        : folder.Children.Where(child => !child.IsRecoverableItems && child.AuxiliaryMailbox is var lies && (door.Auxiliary is null || lies == door.Auxiliary));

    /// <summary>Whether a folder is none of those that people see.</summary>
    public static bool IsOuter(MailFolder folder, MailboxDoor door) => folder == door.Store.Outermost || folder == door.Store.RecoverableItemsRoot;

    // Every mailbox has the folders of Recoverable Items, whether something was deleted or not; and they are hidden.
    private static List<MailFolder> Outer(MailFolder folder, MailboxDoor door, GraphRequest request)
    {
        _ = door.Store.RecoverableItems(DefaultFolders.Deletions, door.Auxiliary, door.Mailbox.WhenCreatedUtc);
        return [.. Below(folder, door).Where(child => child == door.Store.Root || "true".Equals(request.Option("includeHiddenFolders"), StringComparison.OrdinalIgnoreCase))];
    }

    private IEnumerable<MailFolder> Shown(IEnumerable<MailFolder> folders, GraphRequest request)
    {
        var hidden = "true".Equals(request.Option("includeHiddenFolders"), StringComparison.OrdinalIgnoreCase);
        return folders.Where(folder => (hidden || !folder.IsHidden) && (options.ListsRecoverableItems || !folder.IsRecoverableItems));
    }

    private GraphAnswer Page(GraphRequest request, MailboxDoor door, IReadOnlyList<MailFolder> folders)
    {
        if (request.Option("$filter") is { } filter)
        {
            folders = filter.Split(" eq ") is ["type", var kind]
                ? [.. folders.Where(folder => folder.FolderClass == kind.Trim('\''))]
                : throw GraphException.BadRequest($"Invalid filter clause: '{filter}'.");
        }

        return ListPage.Write(request, options, folders, new FolderJson(request, door, directory, options).Write);
    }
}
