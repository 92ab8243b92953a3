namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Asks for soft deletions. What the server did not clearly answer is unknown, and is left to reading.</summary>
internal sealed class ItemRemover(GraphSender sender, GraphRoutes routes, MailboxHomes homes)
{
    public Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        AskAsync(mailbox, folder, id => routes.SoftDelete(id, folder.Location, folder.Id, itemId), cancellation);

    /// <summary>Deletes for good: for an item of a probe that was read just now, and for nothing else.</summary>
    public Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        AskAsync(mailbox, folder, id => routes.HardDelete(id, folder.Location, folder.Id, itemId), cancellation);

    private Task<GraphDeletion> AskAsync(GraphMailbox mailbox, GraphFolder folder, Func<string, GraphRequest> request, CancellationToken cancellation)
    {
        var (mailboxId, archiveId) = (homes.IdOf(mailbox, folder), mailbox.IdOf(folder.Location)!);
        return sender.ChangeAsync(
            request(mailboxId),
            reply => reply.Status switch
            {
                200 or 204 => GraphDeletion.Done,
                404 => GraphDeletion.NotFound,

                // Nothing was done. Where the archive itself has named the place before, that is where to look next: nothing is deleted where it was not read.
                308 when MailboxRedirect.Target(reply, sender.Root) is { } there && homes.IsOf(archiveId, there) && homes.Learn(archiveId, folder.Id, there) == there => GraphDeletion.Unknown,
                _ when GraphFailure.IsFull(reply) => throw GraphFailure.Full(reply),
                (>= 300 and < 400) or (> 400 and < 500 and not 408) or 400 => throw GraphFailure.Of(reply),
                _ => GraphDeletion.Unknown,
            },
            GraphDeletion.Unknown,
            cancellation);
    }
}
