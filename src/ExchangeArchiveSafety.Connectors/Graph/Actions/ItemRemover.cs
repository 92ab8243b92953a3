namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Asks for soft deletions. What the server did not clearly answer is unknown, and is left to reading.</summary>
internal sealed class ItemRemover(GraphSender sender, GraphRoutes routes)
{
    public Task<GraphDeletion> SoftDeleteAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        AskAsync(routes.SoftDelete(IdOf(mailbox, folder), folder.Location, folder.Id, itemId), cancellation);

    /// <summary>Deletes for good: for an item of a probe that was read just now, and for nothing else.</summary>
    public Task<GraphDeletion> EraseAsync(GraphMailbox mailbox, GraphFolder folder, string itemId, CancellationToken cancellation) =>
        AskAsync(routes.HardDelete(IdOf(mailbox, folder), folder.Location, folder.Id, itemId), cancellation);

    private static string IdOf(GraphMailbox mailbox, GraphFolder folder) => mailbox.IdOf(folder.Location) ?? throw GraphFailure.NoArchive(mailbox);

    private Task<GraphDeletion> AskAsync(GraphRequest request, CancellationToken cancellation) =>
        sender.ChangeAsync(
            request,
            reply => reply.Status switch
            {
                200 or 204 => GraphDeletion.Done,
                404 => GraphDeletion.NotFound,
                _ when GraphFailure.IsFull(reply) => throw GraphFailure.Full(reply),
                (>= 300 and < 400) or (> 400 and < 500 and not 408) or 400 => throw GraphFailure.Of(reply),
                _ => GraphDeletion.Unknown,
            },
            GraphDeletion.Unknown,
            cancellation);
}
