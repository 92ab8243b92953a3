namespace ExchangeArchiveSafety.Removal;

/// <summary>
/// Removes one copy after the other, each seen before and after. Whether a deletion happened is found out by reading; it is asked for again
/// only after both copies were seen once more.
/// </summary>
internal sealed class CopyRemover(IGraphConnection graph, GraphMailbox mailbox, RemovalRunSettings settings)
{
    private const int MostAttempts = 3;

    // What a mailbox shows can lag behind what was done to it.
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    private RemovalFailure? _failure;

    /// <summary>Why the mailbox ends here; null when it goes on.</summary>
    public RemovalFailure? Failure => Volatile.Read(ref _failure);

    public async Task RemoveAsync(CopyWork work, CancellationToken cancellation)
    {
        var wasDone = false;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (surplus, kept, error) = await ReadBothAsync(work, cancellation).ConfigureAwait(false);
            if (error is null && surplus is null && work.WasAsked)
            {
                await ConfirmAsync(work, cancellation).ConfigureAwait(false);
                return;
            }

            var against = error is not null ? RemovalCause.Of(RemovalReason.NotReadable, error.Message)
                : surplus is null ? RemovalCause.Of(RemovalReason.Gone)
                : kept is null ? RemovalCause.Of(RemovalReason.KeptGone)
                : ItemChange.Find(work.Surplus!, surplus) is { } changed ? RemovalCause.Of(RemovalReason.Changed, changed)
                : ItemChange.Find(work.Kept!, kept) is { } keptChanged ? RemovalCause.Of(RemovalReason.KeptChanged, keptChanged)
                : Failure is not null ? RemovalCause.Of(RemovalReason.NotReached)
                : RemovalCause.None;
            if (against != RemovalCause.None)
            {
                GiveUp(work, error is null ? RemovalStatus.Skipped : RemovalStatus.Failed, against);
                return;
            }

            // What is deleted may stay readable by its id. Deleting that would be a purge.
            if (work.WasAsked && await IsListedAsync(work, cancellation).ConfigureAwait(false) is var isListed && isListed != true)
            {
                if (wasDone && isListed == false)
                {
                    await ConfirmAsync(work, cancellation).ConfigureAwait(false);
                    return;
                }

                break;
            }

            // The server said that it did it; it is slow to show it, and must not be asked twice.
            if (wasDone)
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            var (isKnown, isDone) = await TryDeleteAsync(work, cancellation).ConfigureAwait(false);
            if (isKnown)
            {
                return;
            }

            wasDone |= isDone;
        }

        work.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.OutcomeUnknown));
        work.State = JournalItemState.Unknown;
    }

    /// <summary>What ends a mailbox in which a copy that was to stay is gone.</summary>
    public static RemovalFailure KeptCopyGone(GraphMailbox mailbox, RemovalCause cause) =>
        new(ErrorIds.KeptCopyGone, DisplayText.Sentence(CoreMessages.AboutMailbox, mailbox.User, cause.Sentence));

    /// <summary>Sees that the copy that stays is there, now that the other one is gone.</summary>
    public async Task ConfirmAsync(CopyWork work, CancellationToken cancellation)
    {
        GraphException? error = null;
        foreach (var wait in Waits)
        {
            await WaitAsync(wait, cancellation).ConfigureAwait(false);
            try
            {
                error = null;
                if (await graph.ReadAsync(mailbox, work.KeptFolder!, work.Entry.Kept.ItemId, withBody: false, cancellation).ConfigureAwait(false) is not null)
                {
                    work.End(RemovalStatus.Removed, RemovalCause.None, settings.UtcNow());
                    work.State = JournalItemState.Removed;
                    return;
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
            work.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.KeptNotSeen, error.Message), settings.UtcNow());
            work.State = JournalItemState.Unknown;
            return;
        }

        var cause = RemovalCause.Of(RemovalReason.KeptCopyGone, work.Entry.Kept.ToString(), work.Entry.Surplus.ItemId);
        work.End(RemovalStatus.Removed, cause, settings.UtcNow());
        work.State = JournalItemState.Removed;
        Fail(KeptCopyGone(mailbox, cause));
    }

    /// <summary>Asks for the deletion, and looks for what came of it.</summary>
    /// <returns>Whether the copy's fate is known; otherwise it is still there, or nobody knows. And whether the server said that it did it.</returns>
    private async Task<(bool IsKnown, bool IsDone)> TryDeleteAsync(CopyWork work, CancellationToken cancellation)
    {
        var wasAsked = work.WasAsked;
        GraphException? refusal = null;
        var answer = GraphDeletion.Unknown;
        try
        {
            work.WasAsked = true;
            answer = await graph.SoftDeleteAsync(mailbox, work.Folder!, work.Entry.Surplus.ItemId, cancellation).ConfigureAwait(false);
        }
        catch (GraphException exception)
        {
            refusal = exception;
        }

        var isGone = await SeesGoneAsync(work, patient: refusal is null, cancellation).ConfigureAwait(false);
        if (isGone == true && answer == GraphDeletion.NotFound && !wasAsked)
        {
            // Somebody else was faster by the blink of an eye.
            work.WasAsked = false;
            GiveUp(work, RemovalStatus.Skipped, RemovalCause.Of(RemovalReason.Gone));
            return (true, false);
        }

        if (isGone == true)
        {
            await ConfirmAsync(work, cancellation).ConfigureAwait(false);
            return (true, false);
        }

        if (refusal is null)
        {
            return (false, answer == GraphDeletion.Done);
        }

        if (GraphRefusal.IsSignedOut(refusal))
        {
            Fail(GraphRefusal.Failure(refusal));
        }

        work.Refusal = refusal;
        work.WasAsked = wasAsked || isGone is null;
        GiveUp(work, RemovalStatus.Failed, RemovalCause.Of(RemovalReason.RefusedByServer, refusal.Message));
        return (true, false);
    }

    /// <summary>Ends without a deletion, unless one was asked for earlier that may have happened or may yet.</summary>
    private static void GiveUp(CopyWork work, RemovalStatus status, RemovalCause cause)
    {
        if (work.WasAsked)
        {
            work.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.OutcomeUnknown));
            work.State = JournalItemState.Unknown;
        }
        else
        {
            work.End(status, cause);
            work.State = JournalItemState.NotRemoved;
        }
    }

    private async Task<bool?> SeesGoneAsync(CopyWork work, bool patient, CancellationToken cancellation)
    {
        bool? isGone = null;
        foreach (var wait in patient ? Waits : [TimeSpan.Zero])
        {
            await WaitAsync(wait, cancellation).ConfigureAwait(false);
            try
            {
                isGone = await graph.ReadAsync(mailbox, work.Folder!, work.Entry.Surplus.ItemId, withBody: false, cancellation).ConfigureAwait(false) is null;
                if (isGone == true)
                {
                    return true;
                }
            }
            catch (GraphException)
            {
                // Read again after a while; without an answer in the end nobody knows.
                isGone = null;
            }
        }

        return isGone;
    }

    /// <summary>Whether the list of the folder still has the copy; null when it cannot be read.</summary>
    private async Task<bool?> IsListedAsync(CopyWork work, CancellationToken cancellation)
    {
        try
        {
            var from = work.Surplus!.Item.CreatedUtc ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
            var items = await graph.ListAsync(mailbox, work.Folder!, from, cancellation).ConfigureAwait(false);
            return items.Any(item => item.Item.ItemId == work.Entry.Surplus.ItemId);
        }
        catch (GraphException)
        {
            return null;
        }
    }

    private async Task<(GraphItem? Surplus, GraphItem? Kept, GraphException? Error)> ReadBothAsync(CopyWork work, CancellationToken cancellation)
    {
        try
        {
            var surplus = await graph.ReadAsync(mailbox, work.Folder!, work.Entry.Surplus.ItemId, withBody: false, cancellation).ConfigureAwait(false);
            var kept = await graph.ReadAsync(mailbox, work.KeptFolder!, work.Entry.Kept.ItemId, withBody: false, cancellation).ConfigureAwait(false);
            return (surplus, kept, null);
        }
        catch (GraphException exception)
        {
            return (null, null, exception);
        }
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancellation) => time > TimeSpan.Zero ? settings.Wait(time, cancellation) : Task.CompletedTask;

    private void Fail(RemovalFailure failure) => _ = Interlocked.CompareExchange(ref _failure, failure, null);
}
