namespace ExchangeArchiveSafety.Removal;

/// <summary>
/// Removes one copy, seen before and after. Whether a deletion happened is found out by looking; it is asked for again only after both copies were seen once more.
/// </summary>
internal sealed class CopyRemover(MailboxContext context, EvidenceGate gate, SavedCopy copy, KeptReads keptReads, ForbiddenDeletions forbidden, MailboxFailure failure)
{
    private readonly bool _withBodies = gate.NeedsBodies(copy.Entry.Evidence);
    private readonly KeptCopyProof _proof = new(context, failure);
    private readonly FoundItem _surplus = copy.Examined.Surplus;
    private readonly FoundItem _kept = copy.Examined.Kept;
    private RemovalEntry _entry = copy.Entry;
    private bool _wasAsked = copy.WasAsked;
    private bool _isRepeated;
    private bool _wasForNothing;
    private bool _wasDone;
    private (GraphDeletion Answer, GraphException? Refusal, bool WasAsked)? _open;

    /// <summary>What became of it; null as long as it is not known.</summary>
    public EndedCopy? Ended { get; private set; }

    /// <summary>What the journal is to say of it, also of a removal that was stopped: what was never asked for was not removed; what was stays open.</summary>
    public JournalItem? Outcome =>
        Ended is { State: { } state } ? new() { ItemId = ItemId, State = state, Reason = Ended.Why }
        : Ended is null && !_wasAsked ? new() { ItemId = ItemId, State = JournalItemState.NotRemoved, Reason = nameof(RemovalReason.NotReached) }
        : null;

    /// <summary>Whether it was asked for, and nothing is known yet of what came of it.</summary>
    public bool IsOpen => _open is not null && Ended is null;

    /// <summary>What has to be looked for afterwards. Where the server did not say that it deleted the copy, only reading that proves anything.</summary>
    public IEnumerable<FoundItem> Looks => _open is { Answer: GraphDeletion.Done } ? [_surplus, _kept] : [_kept];

    private string ItemId => copy.Entry.Surplus.ItemId;

    /// <summary>Sees both copies as they are just now, and asks for the deletion. The copy to remove is read last.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _open = null;
        var (surplus, kept, error) = await ReadBothAsync(cancellation).ConfigureAwait(false);
        if (error is null && surplus is null && _wasAsked)
        {
            await ProveAsync(cancellation).ConfigureAwait(false);
        }
        else if (Against(surplus, kept, error) is { } against)
        {
            _wasForNothing = surplus is not null && !_wasAsked;
            GiveUp(error is null ? RemovalStatus.Skipped : RemovalStatus.Failed, against);
            Ended = Ended! with { Refusal = error };
        }
        else if (!_wasAsked || await MayAskAgainAsync(cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            await DeleteAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Concludes from a look at the folders what came of it. What is still there after a refusal has ended; for the rest it may be too early.</summary>
    public async Task ConcludeAsync(IReadOnlyDictionary<(MailItemLocation Location, string ItemId), SeenItem> seen, CancellationToken cancellation)
    {
        var (answer, refusal, wasAsked) = _open!.Value;
        var isGone = seen.TryGetValue(_surplus.Key, out var surplus) ? surplus.Error is null ? surplus.Item is null : null : await IsGoneAsync(cancellation).ConfigureAwait(false);
        if (isGone == true && answer == GraphDeletion.NotFound && !wasAsked)
        {
            // Somebody else was faster by the blink of an eye.
            _wasAsked = false;
            GiveUp(RemovalStatus.Skipped, RemovalCause.Of(RemovalReason.Gone));
        }
        else if (isGone == true)
        {
            // That no list shows it does not prove that the copy that stays is gone.
            Ended = seen.TryGetValue(_kept.Key, out var kept) && kept.Item is not null ? _proof.Seen(_entry, copy.Place) : null;
            if (Ended is null)
            {
                await ProveAsync(cancellation).ConfigureAwait(false);
            }
        }
        else if (refusal is not null)
        {
            _wasAsked = wasAsked || isGone is null;
            GiveUp(RemovalStatus.Failed, RemovalCause.Of(GraphRefusal.IsFull(refusal) ? RemovalReason.RecoverableItemsFull : RemovalReason.RefusedByServer, refusal.Message));
            Ended = Ended! with { Refusal = refusal };
        }
    }

    /// <summary>Takes out of quarantine what was seen to stay, and was never asked for.</summary>
    public void Discard()
    {
        try
        {
            if (_wasForNothing)
            {
                context.Quarantine.Discard(copy.Place.Saved);
            }
        }
        catch (UnusableFileException)
        {
            // It is only in the way there; bringing it back sees that it was never removed.
        }
    }

    /// <summary>Ends what nobody knows.</summary>
    public void EndOpen() => Ended ??= Unknown();

    private RemovalCause? Against(GraphItem? surplus, GraphItem? kept, GraphException? error)
    {
        var against = error is not null ? RemovalCause.Of(RemovalReason.NotReadable, error.Message)
            : surplus is null ? RemovalCause.Of(RemovalReason.Gone)
            : kept is null ? RemovalCause.Of(RemovalReason.KeptGone)
            : ItemChange.Find(_surplus.Read, surplus) is { } changed ? RemovalCause.Of(RemovalReason.Changed, changed)
            : ItemChange.Find(_kept.Read, kept) is { } keptChanged ? RemovalCause.Of(RemovalReason.KeptChanged, keptChanged)
            : failure.Value is not null ? RemovalCause.Of(RemovalReason.NotReached)
            : null;
        if (against is not null)
        {
            return against;
        }

        var bodies = _withBodies ? BodyComparer.Compare(kept!.Body, surplus!.Body) : BodyComparison.Unknown;
        (var evidence, against) = gate.Judge(kept!.Item, surplus!.Item, bodies);
        _entry = against == RemovalCause.None ? copy.Entry.With(evidence) : _entry;
        return against == RemovalCause.None ? null : against;
    }

    /// <summary>Whether a copy that was asked for and still answers to its id may be asked for again; otherwise it has ended.</summary>
    private async Task<bool> MayAskAgainAsync(CancellationToken cancellation)
    {
        // What is deleted may stay readable by its id. Deleting that would be a purge. And what the server said that it did must not be asked for twice: it is slow to show it.
        var isListed = await IsListedAsync(cancellation).ConfigureAwait(false);
        if (_wasDone && isListed == false)
        {
            await ProveAsync(cancellation).ConfigureAwait(false);
        }

        if (isListed != true || _wasDone)
        {
            EndOpen();
        }

        return Ended is null;
    }

    private async Task DeleteAsync(CancellationToken cancellation)
    {
        var wasAsked = _wasAsked;
        try
        {
            _wasAsked = true;
            var answer = await context.Graph.SoftDeleteAsync(context.Mailbox, _surplus.Folder, ItemId, cancellation).ConfigureAwait(false);
            _wasDone |= answer == GraphDeletion.Done;
            _open = (answer, null, wasAsked);
        }
        catch (GraphException exception)
        {
            _open = (GraphDeletion.Unknown, exception, wasAsked);
            if (GraphRefusal.IsSignedOut(exception) || GraphRefusal.IsFull(exception))
            {
                failure.Add(GraphRefusal.Failure(exception));
            }
        }

        forbidden.Add(_open!.Value.Refusal);
    }

    private async Task ProveAsync(CancellationToken cancellation) => Ended = await _proof.SeeAsync(_entry, _kept.Folder, copy.Place, cancellation).ConfigureAwait(false);

    /// <summary>Ends without a deletion, unless one was asked for earlier that may have happened or may yet.</summary>
    private void GiveUp(RemovalStatus status, RemovalCause cause) =>
        Ended = _wasAsked ? Unknown() : EndedCopy.Of(copy.Entry, status, cause, _wasForNothing ? null : copy.Place) with { State = JournalItemState.NotRemoved };

    private EndedCopy Unknown() => copy.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.OutcomeUnknown)) with { State = JournalItemState.Unknown };

    /// <summary>Whether the copy is gone; null without an answer.</summary>
    private async Task<bool?> IsGoneAsync(CancellationToken cancellation)
    {
        try
        {
            return await context.ReadAsync(_surplus.Folder, ItemId, cancellation).ConfigureAwait(false) is null;
        }
        catch (GraphException)
        {
            return null;
        }
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
            var kept = await (_isRepeated ? context.ReadAsync(_kept.Folder, copy.Entry.Kept.ItemId, cancellation, _withBodies) : keptReads.ReadAsync(_kept, _withBodies)).ConfigureAwait(false);
            _isRepeated = true;
            return (await context.ReadAsync(_surplus.Folder, ItemId, cancellation, _withBodies).ConfigureAwait(false), kept, null);
        }
        catch (GraphException exception)
        {
            return (null, null, exception);
        }
    }
}
