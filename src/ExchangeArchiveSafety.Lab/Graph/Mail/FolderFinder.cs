using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Finds the folder that a path names, or where it went.</summary>
internal static class FolderFinder
{
    /// <summary>To be called under the tenant's gate.</summary>
    /// <exception cref="GraphException">There is none, or it lies in another mailbox of the archive.</exception>
    public static MailFolder Find(GraphRequest request, MailboxDoor door, MailboxDirectory directory)
    {
        var folder = Lookup(door, request.FolderId!) ?? throw GraphException.NoFolder();
        if (folder.AuxiliaryMailbox == door.Auxiliary)
        {
            return folder;
        }

        if (door.Auxiliary is not null)
        {
            throw GraphException.NoFolder();
        }

        var there = folder.RedirectMailbox ?? directory.IdOf(folder.AuxiliaryMailbox!.Value);
        var path = request.Path.Replace(
            "/mailboxes/" + request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[4],
            "/mailboxes/" + there,
            StringComparison.Ordinal);
        throw new GraphException(308, "ErrorArchiveFolderMovedPermanently", "The folder has moved to another archive mailbox.")
        {
            Headers = { ("Location", (folder.RedirectHost ?? request.BaseAddress) + path + request.Query) },
        };
    }

    public static MailFolder? Lookup(MailboxDoor door, string key) =>
        door.Store.FindFolderById(key) ?? key.ToUpperInvariant() switch
        {
            "MSGFOLDERROOT" => door.Store.Root,
            "ARCHIVEDELETEDITEMS" => door.IsArchive ? door.Store.FindFolder("/Deleted Items") : null,
            "RECOVERABLEITEMSDELETIONS" => door.Store.FindFolder("/Deletions") ?? door.Store.Folder("/Deletions", door.Mailbox.WhenCreatedUtc),
            _ => !door.IsArchive && DefaultFolders.PathOf(key) is { } path ? door.Store.FindFolder(path) : null,
        };
}
