namespace ExchangeArchiveSafety.Removal;

/// <summary>What is known of a copy whose removal an earlier run announced.</summary>
/// <param name="State">What the journal says of it now; null where it is not known.</param>
/// <param name="Ended">The copy; null where nothing is to be said.</param>
internal sealed record RecoveredCopy(JournalItemState? State, EndedCopy? Ended);

/// <summary>Finds out what became of copies whose removal was announced by a run that ended early.</summary>
internal sealed class CopyRecovery(MailboxContext context, MailboxFailure failure)
{
    // A deletion that was asked for may yet happen; after this long nobody waits for it.
    private static readonly TimeSpan LateArrival = TimeSpan.FromHours(1);

    private readonly KeptCopyProof _proof = new(context, failure);

    /// <summary>Looks for one of them, and concludes it where its fate is known.</summary>
    public async Task<RecoveredCopy> RecoverAsync(LedgerItem item, CancellationToken cancellation)
    {
        var found = await LookAsync(item, cancellation).ConfigureAwait(false);
        if (found.State is { } state)
        {
            context.Changes.Conclude(context.OutcomeOf(item, new() { ItemId = item.ItemId, State = state, Reason = found.Ended?.Why }));
        }

        return found.Ended is null ? found : found with { Ended = await _proof.BringBackLastAsync(found.Ended, cancellation).ConfigureAwait(false) };
    }

    private async Task<RecoveredCopy> LookAsync(LedgerItem item, CancellationToken cancellation)
    {
        var saved = context.Quarantine.Find(context.Mailbox.PrimaryMailboxId, item.ItemId);
        if ((saved?.Folder ?? context.Folders.Find(item.Location, item.FolderPath, null, out _)) is not { } folder)
        {
            return new(null, null);
        }

        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (await context.ReadAsync(folder, item.ItemId, cancellation).ConfigureAwait(false) is not null)
            {
                return new(context.Settings.UtcNow() - item.IntendedAtUtc > LateArrival ? JournalItemState.NotRemoved : null, null);
            }
        }
        catch (GraphException)
        {
            return new(null, null);
        }

        if (saved is null || !context.Quarantine.Verify(saved))
        {
            return new(null, EndedCopy.Of(EntryOf(item, saved), RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.QuarantineMissing), null));
        }

        var (entry, place) = (EntryOf(item, saved), new SavedPlace(saved, context.Quarantine.PathOf(saved)));
        var ended = await _proof.SeeAsync(entry, saved.KeptFolder, place, cancellation).ConfigureAwait(false);
        return new(ended.State, ended.Result is { Status: RemovalStatus.Removed, ReasonId: RemovalReason.None }
            ? EndedCopy.Of(entry, RemovalStatus.Removed, RemovalCause.Of(RemovalReason.Recovered, item.IntendedAtUtc), place, item.IntendedAtUtc)
            : ended);
    }

    private RemovalEntry EntryOf(LedgerItem item, QuarantineEntry? saved)
    {
        var unsaved = new MailItem { Mailbox = context.Mailbox.User, Location = item.Location, FolderPath = item.FolderPath, ItemId = item.ItemId };
        return saved is null ? new(unsaved, unsaved, null, DuplicateEvidence.Conflicting) : new(saved.Item, saved.Kept, null, saved.Evidence);
    }
}
