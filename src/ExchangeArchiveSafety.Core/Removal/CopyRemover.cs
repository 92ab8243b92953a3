namespace ExchangeArchiveSafety.Removal;

/// <summary>
/// Removes one copy, seen before and after. Whether a deletion happened is found out by reading; it is asked for again only after both copies were seen once more.
/// </summary>
internal sealed class CopyRemover(MailboxContext context, SavedCopy copy, MailboxFailure failure)
{
    private const int MostAttempts = 3;

    private readonly FoundItem _surplus = copy.Examined.Surplus;
    private readonly FoundItem _kept = copy.Examined.Kept;
    private bool _wasAsked = copy.WasAsked;

    /// <summary>What became of it; null as long as it is not known.</summary>
    public EndedCopy? Ended { get; private set; }

    /// <summary>What the journal is to say of it, also of a removal that was stopped: what was never asked for was not removed; what was stays open.</summary>
    public JournalItemState? State => Ended is not null ? Ended.State : _wasAsked ? null : JournalItemState.NotRemoved;

    private string ItemId => copy.Entry.Surplus.ItemId;

    public async Task RemoveAsync(CancellationToken cancellation)
    {
        var wasDone = false;
        for (var attempt = 0; attempt < MostAttempts && Ended is null; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (surplus, kept, error) = await ReadBothAsync(cancellation).ConfigureAwait(false);
            if (error is null && surplus is null && _wasAsked)
            {
                await ProveAsync(cancellation).ConfigureAwait(false);
                return;
            }

            if (Against(surplus, kept, error) is { } against)
            {
                GiveUp(error is null ? RemovalStatus.Skipped : RemovalStatus.Failed, against);
                return;
            }

            // What is deleted may stay readable by its id. Deleting that would be a purge.
            if (_wasAsked && await IsListedAsync(cancellation).ConfigureAwait(false) is var isListed && isListed != true)
            {
                if (wasDone && isListed == false)
                {
                    await ProveAsync(cancellation).ConfigureAwait(false);
                }

                break;
            }

            // The server said that it did it; it is slow to show it, and must not be asked twice.
            if (wasDone)
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            wasDone = await DeleteAsync(cancellation).ConfigureAwait(false);
        }

        Ended ??= Unknown();
    }

    private RemovalCause? Against(GraphItem? surplus, GraphItem? kept, GraphException? error) =>
        error is not null ? RemovalCause.Of(RemovalReason.NotReadable, error.Message)
        : surplus is null ? RemovalCause.Of(RemovalReason.Gone)
        : kept is null ? RemovalCause.Of(RemovalReason.KeptGone)
        : ItemChange.Find(_surplus.Read, surplus) is { } changed ? RemovalCause.Of(RemovalReason.Changed, changed)
        : ItemChange.Find(_kept.Read, kept) is { } keptChanged ? RemovalCause.Of(RemovalReason.KeptChanged, keptChanged)
        : failure.Value is not null ? RemovalCause.Of(RemovalReason.NotReached)
        : null;

    /// <summary>Asks for the deletion, and looks for what came of it; where that shows, the copy has ended.</summary>
    /// <returns>Whether the server said that it did it, though the copy is still there or nobody knows.</returns>
    private async Task<bool> DeleteAsync(CancellationToken cancellation)
    {
        var wasAsked = _wasAsked;
        GraphException? refusal = null;
        var answer = GraphDeletion.Unknown;
        try
        {
            _wasAsked = true;
            answer = await context.Graph.SoftDeleteAsync(context.Mailbox, _surplus.Folder, ItemId, cancellation).ConfigureAwait(false);
        }
        catch (GraphException exception)
        {
            refusal = exception;
        }

        var isGone = await SeesGoneAsync(isPatient: refusal is null, cancellation).ConfigureAwait(false);
        if (isGone == true && answer == GraphDeletion.NotFound && !wasAsked)
        {
            // Somebody else was faster by the blink of an eye.
            _wasAsked = false;
            GiveUp(RemovalStatus.Skipped, RemovalCause.Of(RemovalReason.Gone));
        }
        else if (isGone == true)
        {
            await ProveAsync(cancellation).ConfigureAwait(false);
        }
        else if (refusal is not null)
        {
            if (GraphRefusal.IsSignedOut(refusal) || GraphRefusal.IsFull(refusal))
            {
                failure.Add(GraphRefusal.Failure(refusal));
            }

            _wasAsked = wasAsked || isGone is null;
            GiveUp(RemovalStatus.Failed, RemovalCause.Of(GraphRefusal.IsFull(refusal) ? RemovalReason.RecoverableItemsFull : RemovalReason.RefusedByServer, refusal.Message));
            Ended = Ended! with { Refusal = refusal };
        }

        return answer == GraphDeletion.Done;
    }

    private async Task ProveAsync(CancellationToken cancellation) =>
        Ended = await new KeptCopyProof(context, failure).SeeAsync(copy.Entry, _kept.Folder, copy.Place, cancellation).ConfigureAwait(false);

    /// <summary>Ends without a deletion, unless one was asked for earlier that may have happened or may yet.</summary>
    private void GiveUp(RemovalStatus status, RemovalCause cause) =>
        Ended = _wasAsked ? Unknown() : copy.End(status, cause) with { State = JournalItemState.NotRemoved };

    private EndedCopy Unknown() => copy.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.OutcomeUnknown)) with { State = JournalItemState.Unknown };

    private async Task<bool?> SeesGoneAsync(bool isPatient, CancellationToken cancellation)
    {
        bool? isGone = null;
        foreach (var pause in MailboxContext.Pauses.Take(isPatient ? MailboxContext.Pauses.Count : 1))
        {
            await context.PauseAsync(pause, cancellation).ConfigureAwait(false);
            try
            {
                isGone = await context.ReadAsync(_surplus.Folder, ItemId, cancellation).ConfigureAwait(false) is null;
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
    private async Task<bool?> IsListedAsync(CancellationToken cancellation)
    {
        try
        {
            var from = _surplus.Read.Item.CreatedUtc ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
            var items = await context.Graph.ListAsync(context.Mailbox, _surplus.Folder, from, cancellation).ConfigureAwait(false);
            return items.Any(item => item.Item.ItemId == ItemId);
        }
        catch (GraphException)
        {
            return null;
        }
    }

    private async Task<(GraphItem? Surplus, GraphItem? Kept, GraphException? Error)> ReadBothAsync(CancellationToken cancellation)
    {
        try
        {
            var surplus = await context.ReadAsync(_surplus.Folder, ItemId, cancellation).ConfigureAwait(false);
            var kept = await context.ReadAsync(_kept.Folder, copy.Entry.Kept.ItemId, cancellation).ConfigureAwait(false);
            return (surplus, kept, null);
        }
        catch (GraphException exception)
        {
            return (null, null, exception);
        }
    }
}
