namespace ExchangeArchiveSafety.Removal.Restore;

/// <summary>Looks whether a saved copy has to be brought back at all, and for what an import made.</summary>
internal sealed class RestoredSearch(MailboxContext context)
{
    // The clock of the server and ours may differ by this much, and by what its answers show.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <summary>Whether nothing has to be imported: the original is there, or what an earlier run brought back.</summary>
    /// <returns>What is said of it then; null where it has to be imported.</returns>
    public async Task<ArchiveDuplicateRestore?> FindAsync(QuarantineEntry entry, HashSet<Guid> dead, CancellationToken cancellation)
    {
        if (await context.ReadAsync(entry.Folder, entry.Item.ItemId, cancellation).ConfigureAwait(false) is not null)
        {
            return context.Tell(entry, RestoreStatus.NotRemoved, RemovalCause.Of(RemovalReason.NeverRemoved));
        }

        var known = context.Known(entry.Item.ItemId);
        if (known is { IsOpen: true } && !dead.Contains(known.Run))
        {
            return context.Tell(entry, RestoreStatus.Skipped, RemovalCause.Of(RemovalReason.AnotherRunAtWork));
        }

        if (await FindRestoredAsync(entry, known, cancellation).ConfigureAwait(false) is { } restored)
        {
            if (entry.Restored != restored)
            {
                context.Quarantine.Mark(entry, restored);
            }

            return context.Tell(entry, RestoreStatus.AlreadyRestored, RemovalCause.Of(RemovalReason.RestoredBefore, restored.FolderPath), restored);
        }

        return known is { IsOpenRestore: true } ? await RecoverAsync(entry, known, cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>What lies in a folder and may have been there before an import.</summary>
    public Task<IReadOnlyList<GraphItem>> ListAsync(GraphFolder folder, DateTime since, CancellationToken cancellation) =>
        context.Graph.ListAsync(context.Mailbox, folder, since - ClockSlack + (context.Graph is IGraphProbe { ClockAhead: { Ticks: < 0 } ahead } ? ahead : TimeSpan.Zero), cancellation);

    /// <summary>Looks in a folder for what an import made; null where it cannot be seen.</summary>
    /// <param name="entry">The saved copy.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="since">When the import began.</param>
    /// <param name="before">The ids that were there before it.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<GraphItem?> FindNewAsync(QuarantineEntry entry, GraphFolder folder, DateTime since, HashSet<string> before, CancellationToken cancellation)
    {
        context.Refresh();
        var found = await ListAsync(folder, since, cancellation).ConfigureAwait(false);
        return found.FirstOrDefault(item =>
            item.Item.ItemId != entry.Kept.ItemId && !before.Contains(item.Item.ItemId)
            && !context.Ledger.IsOthersBroughtBack(context.Mailbox.PrimaryMailboxId, entry.Item.ItemId, item.Item.ItemId) && RestoredCopy.Is(entry.Item, item.Item));
    }

    /// <summary>Notes where a copy was brought back, by this run or one before, and says so.</summary>
    public ArchiveDuplicateRestore Settle(QuarantineEntry entry, GraphFolder folder, GraphItem found, RestoreStatus status, RemovalCause why)
    {
        var restored = At(found.Item.ItemId, folder);
        context.Quarantine.Mark(entry, restored);
        return RestoredCopy.LooksLike(entry.Item, found.Item)
            ? context.Tell(entry, status, why, restored)
            : context.Tell(entry, RestoreStatus.Unverified, RemovalCause.Of(RemovalReason.RestoredDiffers), restored);
    }

    private async Task<QuarantineRestore?> FindRestoredAsync(QuarantineEntry entry, LedgerItem? known, CancellationToken cancellation)
    {
        var places = new List<QuarantineRestore>();
        if (entry.Restored is { } marked)
        {
            places.Add(marked);
        }

        if (known?.NewItemId is { } id && id != entry.Restored?.ItemId && context.Folders.Find(known.Location, known.FolderPath, null, out _) is { } folder)
        {
            places.Add(At(id, folder));
        }

        foreach (var place in places)
        {
            var there = new GraphFolder { Id = place.FolderId, Location = place.Location, Path = place.FolderPath };
            if (await context.ReadAsync(there, place.ItemId, cancellation).ConfigureAwait(false) is not null)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Looks for what a run that ended early may have imported.</summary>
    private async Task<ArchiveDuplicateRestore?> RecoverAsync(QuarantineEntry entry, LedgerItem known, CancellationToken cancellation)
    {
        if (context.Folders.Find(known.Location, known.FolderPath, null, out var cause) is not { } folder)
        {
            return context.Tell(entry, RestoreStatus.Unverified, cause);
        }

        var found = await FindNewAsync(entry, folder, known.IntendedAtUtc, [], cancellation).ConfigureAwait(false);

        // Where there is nothing the import never happened, and this run may ask for it.
        context.Changes.Conclude(context.OutcomeOf(known, new()
        {
            ItemId = entry.Item.ItemId,
            State = found is not null ? JournalItemState.Restored : JournalItemState.NotRestored,
            NewItemId = found?.Item.ItemId,
        }));
        return found is null ? null : Settle(entry, folder, found, RestoreStatus.AlreadyRestored, RemovalCause.Of(RemovalReason.RestoreRecovered, known.IntendedAtUtc));
    }

    private QuarantineRestore At(string itemId, GraphFolder folder) => new()
    {
        ItemId = itemId,
        Location = folder.Location,
        FolderPath = folder.Path,
        FolderId = folder.Id,
        AtUtc = context.Settings.UtcNow(),
    };
}
