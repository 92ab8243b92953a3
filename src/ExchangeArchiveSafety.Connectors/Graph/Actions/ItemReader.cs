using System.Collections.Concurrent;
using System.Globalization;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Reads single items, and the youngest items of a folder.</summary>
internal sealed class ItemReader(GraphSender sender, GraphRoutes routes, MailboxHomes homes)
{
    private readonly KnownBodies _bodies = new();

    // Which mailboxes have shown which folders: the id of a mailbox does not tell whose it is, but a folder has its id in one of them only.
    private readonly ConcurrentDictionary<(string MailboxId, string FolderId), bool> _places = new();

    /// <summary>The body of an item in the version that was just seen, where it was read before; else null.</summary>
    public MailBody? BodyOf(GraphMailbox mailbox, GraphItem seen) => mailbox.IdOf(seen.Item.Location) is { } id ? _bodies.Of(id, seen) : null;

    /// <summary>Reads one item; null when the server says that it is not there.</summary>
    public async Task<GraphItem?> ReadAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, bool withBody, CancellationToken cancellation)
    {
        var objects = new ItemObjects(mailbox, folder, withBody);
        var (home, main) = (homes.IdOf(mailbox, folder), mailbox.IdOf(folder.Location)!);
        var item = await AskAsync(home).ConfigureAwait(false);

        // An auxiliary archive that does not have the folder says nothing of its items: perhaps they have gone on to another one. The main archive knows.
        if (item is null && home != main && !await HasFolderAsync(home).ConfigureAwait(false))
        {
            item = await AskAsync(main).ConfigureAwait(false);
        }

        return item is not null || homes.IdOf(mailbox, folder) is var there && there == main || await HasFolderAsync(there).ConfigureAwait(false)
            ? item
            : throw new GraphException(ErrorIds.GraphRequestFailed, DisplayText.Sentence(ConnectorMessages.AuxiliaryUnknown, there)) { StatusCode = 404 };

        async Task<bool> HasFolderAsync(string id)
        {
            if (!_places.ContainsKey((id, folder.Id)) && await sender.ReadAsync(routes.OneFolder(id, folder.Location, folder.Id), reply => reply.IsSuccess, cancellation).ConfigureAwait(false))
            {
                _places[(id, folder.Id)] = true;
            }

            return _places.ContainsKey((id, folder.Id));
        }

        Task<GraphItem?> AskAsync(string id) => sender.ReadAsync(
            routes.OneItem(id, folder.Location, folder.Id, itemId, withBody),
            reply =>
            {
                if (reply.Status == 404)
                {
                    return null;
                }

                var item = ItemJson.ReadItem(reply.Body, (body, raw) => objects.Make(body, raw));
                if (item.Item.ItemId != itemId)
                {
                    throw StrictJson.Broken();
                }

                _places[(reply.Request.MailboxId, folder.Id)] = true;
                _bodies.Add(mailbox.IdOf(folder.Location)!, item);
                return item;
            },
            cancellation);
    }

    /// <summary>Reads the items of a folder that were created at a time or later, by the filter that is documented for it, and checks what it gave.</summary>
    public async Task<IReadOnlyList<GraphItem>> ListAsync(GraphMailbox mailbox, GraphFolder folder, DateTime createdFromUtc, CancellationToken cancellation)
    {
        var from = createdFromUtc.ToUniversalTime();
        var items = new Dictionary<string, GraphItem>(StringComparer.Ordinal);
        var objects = new ItemObjects(mailbox, folder, withBody: false);
        var request = routes.Items(homes.IdOf(mailbox, folder), folder.Location, folder.Id);
        if (from > DateTime.MinValue)
        {
            // Times are returned in whole seconds and filtered more finely: ask from the second's beginning.
            var second = new DateTime(from.Ticks - (from.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
            from = second;
            request = request.With(GraphRoutes.Filter, "createdDateTime ge " + second.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        var links = new HashSet<string>(StringComparer.Ordinal);
        for (var next = request; next is not null;)
        {
            var (page, following, _) = await sender.ReadAsync(next, reply => Page(reply, objects), cancellation).ConfigureAwait(false);
            foreach (var item in page.Where(item => item.Item.CreatedUtc is not { } created || created >= from))
            {
                items[item.Item.ItemId] = item;
            }

            if (following is not null && !links.Add(following.Address.AbsoluteUri))
            {
                throw new GraphException(ErrorIds.GraphRequestFailed, DisplayText.Sentence(ConnectorMessages.LinkLoop, GraphFailure.Action(GraphOperation.Items)));
            }

            next = following;
        }

        return [.. items.Values];
    }

    /// <summary>Reads a page of a list of items.</summary>
    public static (List<GraphItem> Items, GraphRequest? Next, int? Count) Page(GraphReply reply, ItemObjects objects)
    {
        if (reply.Status == 404)
        {
            throw GraphFailure.Of(reply);
        }

        var items = new List<GraphItem>();
        var end = ItemJson.ReadPage(reply.Body, (body, raw) => items.Add(objects.Make(body, raw)));
        return items.Count == 0 && end.Link is not null
            ? throw new BrokenAnswerException(ConnectorMessages.ReasonShort)
            : (items, end.Link is null ? null : GraphLink.Next(reply.Request, end.Link), end.Count);
    }
}
