namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Adds up the sizes of what lies in a folder. The routes tell no size of a folder itself.</summary>
internal sealed class FolderSizeReader(GraphSender sender, GraphRoutes routes)
{
    /// <summary>The size; null when there is no such folder, or an item of it has no size.</summary>
    public async Task<long?> ReadAsync(GraphMailbox mailbox, GraphFolder folder, CancellationToken cancellation)
    {
        var mailboxId = mailbox.HomeOf(folder) ?? throw GraphFailure.NoArchive(mailbox);
        var links = new HashSet<string>(StringComparer.Ordinal);
        long sum = 0;
        for (var next = routes.Sizes(mailboxId, folder.Location, folder.Id); next is not null;)
        {
            var (size, following) = await sender.ReadAsync(next, Page, cancellation).ConfigureAwait(false);
            if (size is not { } known || (following is not null && !links.Add(following.Address.AbsoluteUri)))
            {
                return null;
            }

            sum += known;
            next = following;
        }

        return sum;
    }

    private static (long? Size, GraphRequest? Next) Page(GraphReply reply)
    {
        if (reply.Status == 404)
        {
            return (null, null);
        }

        long? sum = 0;
        var link = ItemJson.ReadPage(reply.Body, (_, item) => sum += item.Size).Link;
        return (sum, link is null ? null : GraphLink.Next(reply.Request, link));
    }
}
