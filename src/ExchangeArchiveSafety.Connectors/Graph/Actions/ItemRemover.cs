namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Asks for soft deletions. What the server did not clearly answer is unknown, and is left to reading.</summary>
internal sealed class ItemRemover(GraphSender sender, GraphRoutes routes, MailboxHomes homes)
{
    public async Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation)
    {
        var mailboxId = homes.IdOf(mailbox, folder);
        var elsewhere = default(string);
        var answer = await AskAsync(mailboxId).ConfigureAwait(false);

        // A redirect did nothing; it is believed where the folder's own archive has named the same place before.
        return elsewhere is { } home ? await AskAsync(home).ConfigureAwait(false) : answer;

        Task<GraphDeletion> AskAsync(string id) => sender.ChangeAsync(
            routes.SoftDelete(id, folder.Location, folder.Id, itemId),
            reply => reply.Status switch
            {
                200 or 204 => GraphDeletion.Done,
                404 => GraphDeletion.NotFound,
                308 when id == mailboxId && MailboxRedirect.Target(reply, sender.Root) is { } there && homes.IsOf(mailbox.IdOf(folder.Location)!, there) => Move(there),
                (>= 300 and < 400) or (> 400 and < 500 and not 408) or 400 => throw GraphFailure.Of(reply),
                _ => GraphDeletion.Unknown,
            },
            GraphDeletion.Unknown,
            cancellation);

        GraphDeletion Move(string there)
        {
            elsewhere = there;
            return GraphDeletion.Unknown;
        }
    }
}
