namespace ExchangeArchiveSafety.Removal;

/// <summary>Sees that the copy that stays is there, now that the other one is gone.</summary>
internal sealed class KeptCopyProof(MailboxContext context, MailboxFailure failure)
{
    /// <summary>What ends a mailbox in which a copy that was to stay is gone.</summary>
    public static RemovalFailure KeptCopyGone(GraphMailbox mailbox, RemovalCause cause) =>
        new(ErrorIds.KeptCopyGone, DisplayText.Sentence(CoreMessages.AboutMailbox, mailbox.User, cause.Sentence));

    /// <summary>What is said when it was seen.</summary>
    public EndedCopy Seen(RemovalEntry entry, SavedPlace place) => Gone(entry, place, RemovalStatus.Removed, RemovalCause.None, JournalItemState.Removed);

    /// <summary>Looks for it.</summary>
    /// <param name="entry">The two copies.</param>
    /// <param name="keptFolder">The folder of the one that stays.</param>
    /// <param name="place">Where the other one is saved.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<EndedCopy> SeeAsync(RemovalEntry entry, GraphFolder keptFolder, SavedPlace place, CancellationToken cancellation)
    {
        GraphException? error = null;
        foreach (var pause in MailboxContext.Pauses)
        {
            await context.PauseAsync(pause, cancellation).ConfigureAwait(false);
            try
            {
                error = null;
                if (await context.ReadAsync(keptFolder, entry.Kept.ItemId, cancellation).ConfigureAwait(false) is not null)
                {
                    return Seen(entry, place);
                }
            }
            catch (GraphException exception)
            {
                error = exception;
            }
        }

        if (error is not null)
        {
            // It stays open in the journal, so that the next run looks for the kept copy again.
            return Gone(entry, place, RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.KeptNotSeen, error.Message), JournalItemState.Unknown);
        }

        var cause = RemovalCause.Of(RemovalReason.KeptCopyGone, entry.Kept.ToString(), entry.Surplus.ItemId);
        failure.Add(KeptCopyGone(context.Mailbox, cause));
        return Gone(entry, place, RemovalStatus.Removed, cause, JournalItemState.Removed);
    }

    /// <summary>
    /// Brings a copy back whose kept copy went while it was removed: somebody else removed that one, perhaps another run that keeps no
    /// journal with this one. Two copies that can be found again are better than none.
    /// </summary>
    public async Task<EndedCopy> BringBackLastAsync(EndedCopy copy, CancellationToken cancellation)
    {
        if (copy.Result.ReasonId != RemovalReason.KeptCopyGone)
        {
            return copy;
        }

        var restored = await new MailboxRestore(context, folderPath: null).RestoreAsync(copy.Place!.Saved, cancellation).ConfigureAwait(false);
        if (restored.Status is not (RestoreStatus.Restored or RestoreStatus.AlreadyRestored))
        {
            return copy;
        }

        var cause = RemovalCause.Of(RemovalReason.BroughtBack, copy.Entry.Kept.ToString(), restored.RestoredLocation, restored.RestoredFolderPath);
        failure.Value = KeptCopyGone(context.Mailbox, cause);
        return copy.End(RemovalStatus.Failed, cause);
    }

    private EndedCopy Gone(RemovalEntry entry, SavedPlace place, RemovalStatus status, RemovalCause cause, JournalItemState state) =>
        EndedCopy.Of(entry, status, cause, place, context.Settings.UtcNow()) with { State = state };
}
