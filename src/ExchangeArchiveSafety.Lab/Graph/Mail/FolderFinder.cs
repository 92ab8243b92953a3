using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Finds the folder that a path names, or where it went.</summary>
internal static class FolderFinder
{
    /// <summary>To be called under the tenant's gate.</summary>
    /// <exception cref="GraphException">There is none, or it lies in another mailbox of the archive.</exception>
    public static MailFolder Find(GraphRequest request, MailboxDoor door, MailboxDirectory directory, GraphOptions options)
    {
        var folder = Lookup(door, request.FolderId!, options) ?? throw GraphException.NoFolder();
        if (folder.AuxiliaryMailbox == door.Auxiliary)
        {
            return folder;
        }

        if (door.Auxiliary is not null)
        {
            throw GraphException.NoFolder();
        }

        var path = request.Path.Replace(
            "/mailboxes/" + request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[4],
            "/mailboxes/" + directory.HomeOf(folder, door),
            StringComparison.Ordinal);
        throw new GraphException(308, "ErrorArchiveFolderMovedPermanently", "The folder has moved to another archive mailbox.")
        {
            Headers = { ("Location", (folder.RedirectHost ?? request.BaseAddress) + path + request.Query) },
        };
    }

    public static MailFolder? Lookup(MailboxDoor door, string key, GraphOptions options) =>
        (door.Store.FindFolderById(key) is { } folder && (options.TellsOutermostFolder || !FolderRoutes.IsOuter(folder, door)) ? folder : null) ?? (!door.IsArchive || options.ArchiveTakesWellKnownNames ? ByWellKnownName(door, key) : null);

    public static MailFolder? ByWellKnownName(MailboxDoor door, string name) => name.ToUpperInvariant() switch
    {
        "MSGFOLDERROOT" => door.Store.Root,
        "ARCHIVEDELETEDITEMS" => door.IsArchive ? door.Store.FindFolder("/Deleted Items") : null,
        _ => DefaultFolders.PathOf(name) is not { } path ? null
            : DefaultFolders.IsRecoverableItems(path) ? door.Store.RecoverableItems(path, door.Auxiliary, door.Mailbox.WhenCreatedUtc)
            : door.IsArchive ? null : door.Store.FindFolder(path),
    };
}
