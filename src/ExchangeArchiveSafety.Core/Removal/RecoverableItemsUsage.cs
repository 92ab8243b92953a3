namespace ExchangeArchiveSafety.Removal;

/// <summary>Finds out through Graph how full the Recoverable Items are where nobody else said it.</summary>
internal static class RecoverableItemsUsage
{
    // Names of folders are documented as such for the primary mailbox only. Where the first is not found, nothing is known.
    private static readonly string[] WellKnown = ["recoverableitemsdeletions", "recoverableitemspurges", "recoverableitemsversions"];

    /// <summary>Completes facts for the locations, and the auxiliary archives, that copies are removed from.</summary>
    public static async Task<RecoverableItemsFacts> CompleteAsync(
        IGraphConnection graph, GraphMailbox mailbox, FolderDirectory folders, RecoverableItemsFacts facts, IEnumerable<RemovalEntry> entries, CancellationToken cancellation)
    {
        foreach (var (location, auxiliary) in entries.Select(entry => (entry.Surplus.Location, folders.AuxiliaryOf(entry.Surplus))).Distinct().ToList())
        {
            if (!facts.In(location, auxiliary).IsKnown
                && await ReadAsync(graph, mailbox, folders.RecoverableItems(location, auxiliary), auxiliary is null ? location : null, cancellation).ConfigureAwait(false) is { } size)
            {
                facts = facts.With(location, auxiliary, size);
            }
        }

        return facts;
    }

    private static async Task<long?> ReadAsync(IGraphConnection graph, GraphMailbox mailbox, IReadOnlyList<GraphFolder> listed, MailItemLocation? location, CancellationToken cancellation)
    {
        var folders = listed.Count > 0 ? listed
            : location == MailItemLocation.Primary ? [.. WellKnown.Select(name => new GraphFolder { Id = name, Location = MailItemLocation.Primary, Path = "/Recoverable Items" })]
            : (IReadOnlyList<GraphFolder>)[];
        long? sum = null;
        try
        {
            foreach (var folder in folders)
            {
                cancellation.ThrowIfCancellationRequested();
                var size = await graph.SizeAsync(mailbox, folder, cancellation).ConfigureAwait(false);
                if (size is null && sum is null)
                {
                    return null;
                }

                sum = (sum ?? 0) + (size ?? 0);
            }

            return sum;
        }
        catch (GraphException)
        {
            // Nobody knows it then, and the question says so.
            return null;
        }
    }
}
