namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Asks for soft deletions. What the server did not clearly answer is unknown, and is left to reading.</summary>
internal sealed class ItemRemover(GraphSender sender, GraphRoutes routes, MailboxHomes homes)
{
    public Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        AskAsync(mailbox, folder, id => routes.SoftDelete(id, folder.Location, folder.Id, itemId), cancellation);

    /// <summary>Deletes for good: for an item of a probe that was read just now, and for nothing else.</summary>
    public Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        AskAsync(mailbox, folder, id => routes.HardDelete(id, folder.Location, folder.Id, itemId), cancellation);

    private async Task<GraphDeletion> AskAsync(GraphMailbox mailbox, GraphFolder folder, Func<string, GraphRequest> request, CancellationToken cancellation)
    {
        var mailboxId = homes.IdOf(mailbox, folder);
        var elsewhere = default(string);
        var answer = await AskAsync(mailboxId).ConfigureAwait(false);

        // A redirect did nothing; it is believed where the folder's own archive has named the same place before.
        return elsewhere is { } home ? await AskAsync(home).ConfigureAwait(false) : answer;

        Task<GraphDeletion> AskAsync(string id) => sender.ChangeAsync(
            request(id),
            reply => reply.Status switch
            {
                200 or 204 => GraphDeletion.Done,
                404 => GraphDeletion.NotFound,
                308 when id == mailboxId && MailboxRedirect.Target(reply, sender.Root) is { } there && homes.IsOf(mailbox.IdOf(folder.Location)!, there) => Move(there),
                _ when GraphFailure.IsFull(reply) => throw GraphFailure.Full(reply),
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
