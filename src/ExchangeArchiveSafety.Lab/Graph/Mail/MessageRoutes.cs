using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>The ordinary mail API, as far as one message goes: written, read, deleted, purged. It knows primary mailboxes only, under ids of its own.</summary>
internal sealed class MessageRoutes(LabTenant tenant, GraphOptions options)
{
    public GraphAnswer Create(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var folder = Folder(request, door) ?? door.Store.Folder("/Drafts", tenant.Now);
            var content = new MessageReader(request.Json(), door.Mailbox, tenant.Now).Read();
            var message = new MailMessage(tenant.NewMessageSeed(), folder.Path, content.ReceivedUtc!.Value, 2048 + (content.Body ?? content.Html ?? "").Length, fromSource: false);
            message.Rewrite(_ => content);
            return Answer(tenant.AddCopy(door.Store, message, folder, tenant.Now), new MessageJson(null, [], options), 201);
        }
    }

    public GraphAnswer Get(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            return Answer(Find(request, door), MessageJson.Of(request, options), 200);
        }
    }

    /// <summary>To Deleted Items, as was reported; the documentation does not say where.</summary>
    public GraphAnswer Delete(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var item = Find(request, door);
            if (item.Folder.IsRecoverableItems)
            {
                throw new GraphException(403, "ErrorAccessDenied", "Items in Recoverable Items cannot be deleted this way.");
            }

            door.Store.Take(item);
            if (item.Folder.Path == "/Deleted Items")
            {
                tenant.RecoverableItems.Place(item, door.Mailbox, door.Store);
            }
            else
            {
                tenant.Place(item, door.Store, "/Deleted Items");
            }

            return new GraphAnswer(204);
        }
    }

    public GraphAnswer PermanentDelete(GraphRequest request, MailboxDoor door)
    {
        lock (tenant.Gate)
        {
            var item = Find(request, door);
            door.Store.Take(item);
            tenant.RecoverableItems.Place(item, door.Mailbox, door.Store, DefaultFolders.Purges);
            return new GraphAnswer(204);
        }
    }

    private static GraphAnswer Answer(MailItem item, MessageJson shape, int status) =>
        GraphAnswer.Json((item, shape), static (json, state) => state.shape.Write(json, state.item), status);

    private MailItem Find(GraphRequest request, MailboxDoor door)
    {
        var id = options.SharedIds ? request.ItemId! : MailItem.ItemIdOf(request.ItemId!);
        return (Folder(request, door) is { } folder ? door.Store.FindItem(folder, id) : door.Store.FindItem(id)) ?? throw GraphException.NoItem();
    }

    /// <summary>Null where the request names none.</summary>
    private MailFolder? Folder(GraphRequest request, MailboxDoor door) =>
        request.FolderId is not { } key ? null
        : door.Store.FindFolderById(options.SharedIds ? key : MailFolder.IdOf(key)) ?? FolderFinder.ByWellKnownName(door, key) ?? throw GraphException.NoFolder();
}
