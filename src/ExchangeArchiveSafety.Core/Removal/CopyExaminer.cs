namespace ExchangeArchiveSafety.Removal;

/// <summary>Looks at surplus copies and the ones that stay, all of a batch together. Changes nothing.</summary>
internal sealed class CopyExaminer(MailboxContext context, MailboxFailure failure)
{
    /// <summary>Examines what is planned; each copy is examined after that, or has ended.</summary>
    public async Task ExamineAsync(CopyStage[] copies, CancellationToken cancellation)
    {
        var pairs = new (FoundItem Surplus, FoundItem Kept)?[copies.Length];
        for (var place = 0; place < copies.Length; place++)
        {
            if (copies[place] is PlannedCopy copy)
            {
                copies[place] = Locate(copy, out pairs[place]);
            }
        }

        var seen = await context.SeeAsync(pairs.OfType<(FoundItem Surplus, FoundItem Kept)>().SelectMany(pair => new[] { pair.Surplus, pair.Kept }), cancellation).ConfigureAwait(false);
        for (var place = 0; place < copies.Length; place++)
        {
            if (copies[place] is PlannedCopy copy && pairs[place] is var (surplus, kept))
            {
                copies[place] = Examine(copy, (surplus.Folder, seen[surplus.Key]), (kept.Folder, seen[kept.Key]));
            }
        }
    }

    private CopyStage Locate(PlannedCopy copy, out (FoundItem Surplus, FoundItem Kept)? pair)
    {
        var (planned, kept) = (copy.Entry.Surplus, copy.Entry.Kept);
        pair = null;
        if (planned.ItemId == kept.ItemId)
        {
            return copy.End(RemovalStatus.Refused, RemovalCause.Of(RemovalReason.SameItem));
        }

        // A folder may be gone with its last item.
        if (Find(planned, out var cause) is not { } folder || Find(kept, out cause) is not { } keptFolder)
        {
            return Gone(copy, cause);
        }

        if (context.Known(kept.ItemId) is { } other && (other.WasRemoved || other.IsOpenRemoval))
        {
            return copy.Skip(RemovalReason.KeptBeingRemoved);
        }

        pair = (new(folder, new() { Item = planned }), new(keptFolder, new() { Item = kept }));
        return copy;
    }

    private CopyStage Examine(PlannedCopy copy, (GraphFolder Folder, SeenItem Seen) surplus, (GraphFolder Folder, SeenItem Seen) kept)
    {
        if ((surplus.Seen.Error ?? kept.Seen.Error) is { } error)
        {
            failure.AddIfAboutAll(error);
            return copy.End(RemovalStatus.Failed, RemovalCause.Of(RemovalReason.NotReadable, error.Message)) with { Refusal = error };
        }

        return surplus.Seen.Item is not { } read || context.Known(copy.Entry.Surplus.ItemId) is { WasRemoved: true } ? Gone(copy, RemovalCause.Of(RemovalReason.Gone))
            : kept.Seen.Item is { } keptRead ? ExaminedCopy.Compare(copy, new(surplus.Folder, read), new(kept.Folder, keptRead))
            : copy.Skip(RemovalReason.KeptGone);
    }

    private GraphFolder? Find(MailItem item, out RemovalCause cause) => context.Folders.Find(item.Location, item.FolderPath, item.WellKnownFolder, out cause);

    private EndedCopy Gone(PlannedCopy copy, RemovalCause cause) => context.Known(copy.Entry.Surplus.ItemId) is { WasRemoved: true } known
        ? copy.End(RemovalStatus.AlreadyRemoved, RemovalCause.Of(RemovalReason.RemovedBefore, known.IntendedAtUtc))
        : copy.End(RemovalStatus.Skipped, cause);
}
