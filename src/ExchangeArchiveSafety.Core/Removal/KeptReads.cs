using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Removal;

/// <summary>Reads each item that stays once for all its copies in a batch, just before the first of them is deleted.</summary>
internal sealed class KeptReads(MailboxContext context, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<((MailItemLocation, string), bool), Lazy<Task<GraphItem?>>> _reads = new();

    public Task<GraphItem?> ReadAsync(FoundItem kept, bool withBody) =>
        _reads.GetOrAdd((kept.Key, withBody), _ => new(() => context.ReadAsync(kept.Folder, kept.Read.Item.ItemId, cancellation, withBody))).Value;
}
