using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Removal;

/// <summary>
/// Reads each item that stays once for all its copies in a batch, just before the first of them is deleted. Where its body was read before, it need not be read
/// again in the version in which the batch has just seen it.
/// </summary>
internal sealed class KeptReads(MailboxContext context, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<((MailItemLocation, string), bool), Lazy<Task<GraphItem?>>> _reads = new();

    public Task<GraphItem?> ReadAsync(FoundItem kept, bool withBody) =>
        _reads.GetOrAdd((kept.Key, withBody), _ => new(() => withBody && context.Graph.BodyOf(context.Mailbox, kept.Read) is { } body
            ? Task.FromResult<GraphItem?>(new() { Item = kept.Read.Item, ChangeKey = kept.Read.ChangeKey, Body = body })
            : context.ReadAsync(kept.Folder, kept.Read.Item.ItemId, cancellation, withBody))).Value;
}
