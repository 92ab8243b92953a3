namespace ExchangeArchiveSafety.Removal;

/// <summary>Reads a surplus copy and its kept copy. Changes nothing.</summary>
internal sealed class CopyExaminer(MailboxContext context, EvidenceGate gate, MailboxFailure failure)
{
    /// <returns>The examined copy, or one that has ended.</returns>
    public async Task<CopyStage> ExamineAsync(PlannedCopy copy, CancellationToken cancellation)
    {
        var (planned, kept) = (copy.Entry.Surplus, copy.Entry.Kept);
        if (failure.Value is not null)
        {
            return copy.Skip(RemovalReason.NotReached);
        }

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

        var withBodies = gate.NeedsBodies(copy.Entry.Evidence);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (await context.ReadAsync(folder, planned.ItemId, cancellation, withBodies).ConfigureAwait(false) is not { } surplusRead
                || context.Known(planned.ItemId) is { WasRemoved: true })
            {
                return Gone(copy, RemovalCause.Of(RemovalReason.Gone));
            }

            cancellation.ThrowIfCancellationRequested();
            return await context.ReadAsync(keptFolder, kept.ItemId, cancellation, withBodies).ConfigureAwait(false) is { } keptRead
                ? ExaminedCopy.Compare(copy, new(folder, surplusRead), new(keptFolder, keptRead), gate)
                : copy.Skip(RemovalReason.KeptGone);
        }
        catch (GraphException exception)
        {
            failure.AddIfAboutAll(exception);
            return copy.End(RemovalStatus.Failed, RemovalCause.Of(RemovalReason.NotReadable, exception.Message));
        }
    }

    private GraphFolder? Find(MailItem item, out RemovalCause cause) => context.Folders.Find(item.Location, item.FolderPath, item.WellKnownFolder, out cause);

    private EndedCopy Gone(PlannedCopy copy, RemovalCause cause) => context.Known(copy.Entry.Surplus.ItemId) is { WasRemoved: true } known
        ? copy.End(RemovalStatus.AlreadyRemoved, RemovalCause.Of(RemovalReason.RemovedBefore, known.IntendedAtUtc))
        : copy.End(RemovalStatus.Skipped, cause);
}
