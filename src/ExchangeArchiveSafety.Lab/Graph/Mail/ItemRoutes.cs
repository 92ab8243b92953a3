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
            page = ListPage.Cut(request, options, query.Apply(FolderFinder.Find(request, door, directory).Items), shape.Write);
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
            var items = FolderFinder.Find(request, door, directory).Items;
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
            if (disposal == "hardDelete")
            {
                if (door.Mailbox.IsOnHold || door.Mailbox.ComplianceTagHoldApplied || door.Mailbox.DelayHoldApplied || door.Mailbox.IsOnRetentionHoldAt(tenant.Now))
                {
                    throw new GraphException(403, "ErrorAccessDenied", "The item is protected by a hold or a retention policy.");
                }

                door.Store.Take(item);
            }
            else if (!item.Folder.IsRecoverableItems)
            {
                door.Store.Take(item);
                tenant.PlaceInRecoverableItems(item, door.Store);
            }

            return new GraphAnswer(204);
        }
    }

    private MailItem Find(GraphRequest request, MailboxDoor door) =>
        door.Store.FindItem(FolderFinder.Find(request, door, directory), request.ItemId!) ?? throw GraphException.NoItem();
}
