using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Items: the lists, one of them, and one gone.</summary>
internal sealed class ItemRoutes(LabTenant tenant, GraphOptions options, MailboxDirectory directory)
{
    public GraphAnswer List(GraphRequest request, MailboxDoor door)
    {
        var query = new ItemQuery(request);
        var shape = ItemJson.Of(request, options);
        ListPage<MailItem> page;
        lock (tenant.Gate)
        {
            page = ListPage.Cut(request, options, query.Apply(FolderFinder.Find(request, door, directory, options).Items), shape.Write);
        }

        return page.Answer();
    }

    /// <summary>The first round gives everything, later ones what came since.</summary>
    public GraphAnswer Delta(GraphRequest request, MailboxDoor door)
    {
        var query = new ItemQuery(request);
        var shape = ItemJson.Of(request, options);
        lock (tenant.Gate)
        {
            var items = FolderFinder.Find(request, door, directory, options).Items;
            var known = request.Number("$deltatoken", 0);
            var answer = DeltaPage.Write(request, options, [.. query.Apply(items).Where(item => item.Number > known)], (int)(items.Count == 0 ? known : items[^1].Number), shape.Write);
            if (door.IsArchive && options.ItemsDeltaOfArchiveIsCut)
            {
                answer.Cut(0.6);
            }

            return answer;
        }
    }

    public GraphAnswer Get(GraphRequest request, MailboxDoor door)
    {
        var shape = ItemJson.Of(request, options);
        lock (tenant.Gate)
        {
            return GraphAnswer.Json((Find(request, door), shape), static (json, state) => state.shape.Write(json, state.Item1));
        }
    }

    public GraphAnswer Delete(GraphRequest request, MailboxDoor door)
    {
        var disposal = request.Option("disposalType");
        if (disposal is not ("softDelete" or "hardDelete"))
        {
            throw GraphException.BadRequest("The query parameter disposalType is required: softDelete or hardDelete.");
        }

        lock (tenant.Gate)
        {
            var item = Find(request, door);
            if (door.Auxiliary is not null ? options.AuxiliaryRefusesDelete : door.IsArchive && options.ArchiveRefusesDelete)
            {
                throw new GraphException(400, "ErrorInvalidOperation", "Operation on Archive mailbox not allowed.");
            }

            var onRetentionHold = door.Mailbox.IsOnRetentionHoldAt(tenant.Now);
            if (disposal == "hardDelete" ? tenant.RecoverableItems.AreKept(door.Mailbox) || onRetentionHold : onRetentionHold && options.RetentionHoldRefusesSoftDelete)
            {
                throw new GraphException(403, "ErrorAccessDenied", "The item is protected by a hold or a retention policy.");
            }

            if (disposal == "hardDelete")
            {
                door.Store.Take(item);
            }
            else if (!item.Folder.IsRecoverableItems)
            {
                SoftDelete(item, door);
            }

            return new GraphAnswer(204);
        }
    }

    private void SoftDelete(MailItem item, MailboxDoor door)
    {
        if (!tenant.RecoverableItems.HasRoomFor(item, door.Mailbox, door.Store))
        {
            // Nobody has seen this answer: the code is the one of Exchange for a mailbox that is full, the status that of a store without room.
            throw new GraphException(507, "ErrorQuotaExceeded", "The Recoverable Items folder of the mailbox has exceeded its maximum size.");
        }

        door.Store.Take(item);
        if (options.SoftDeleteGoesToDeletedItems)
        {
            tenant.Place(item, door.Store, "/Deleted Items");
        }
        else
        {
            tenant.RecoverableItems.Place(item, door.Mailbox, door.Store);
        }
    }

    private MailItem Find(GraphRequest request, MailboxDoor door) =>
        door.Store.FindItem(FolderFinder.Find(request, door, directory, options), request.ItemId!) ?? throw GraphException.NoItem();
}
