namespace ExchangeArchiveSafety.Removal;

/// <summary>Copies that go together: examined, saved, announced, removed, concluded.</summary>
/// <param name="context">The mailbox.</param>
/// <param name="gate">Which evidence is enough.</param>
/// <param name="failure">Why the mailbox ends.</param>
/// <param name="forbidden">Tells deletions that are forbidden.</param>
/// <param name="entries">The copies.</param>
internal sealed class RemovalBatch(MailboxContext context, EvidenceGate gate, MailboxFailure failure, ForbiddenDeletions forbidden, IReadOnlyList<RemovalEntry> entries)
{
    /// <summary>
    /// The most in one batch. They share an intent, the lists before and after, and what is lost in waiting for the slowest; and so many can be under way when a
    /// run is killed, or when a copy that was to stay is found gone.
    /// </summary>
    public const int Most = 40;

    private const int MostAttempts = 3;

    private readonly Guid _removalId = Guid.NewGuid();

    /// <summary>Goes through with it.</summary>
    /// <returns>What became of each copy, in the order of the entries.</returns>
    public async Task<IReadOnlyList<EndedCopy>> RunAsync(CancellationToken cancellation)
    {
        using var work = context.Journal.BeginWork();
        while (true)
        {
            failure.Value = null;
            var dead = context.RefreshForDead();
            var records = context.Records;
            CopyStage[] copies = [.. entries.Select(entry => Begin(entry, dead))];
            await new CopyExaminer(context, failure).ExamineAsync(copies, cancellation).ConfigureAwait(false);
            context.Refresh();
            if (context.Records != records)
            {
                // What was found gone may be what another run has announced and removed meanwhile.
                continue;
            }

            if (failure.Value is null)
            {
                await JudgeAnnouncedAsync(copies, cancellation).ConfigureAwait(false);
                await new CopySaver(context, _removalId, failure).SaveAsync(copies, cancellation).ConfigureAwait(false);
            }

            var unsaved = Array.ConvertAll(copies, copy => copy is not SavedCopy);
            if (failure.Value is null && unsaved.Contains(false))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!await RemoveAsync(work, copies, records, cancellation).ConfigureAwait(false))
                {
                    // Another run announced something in this mailbox while the copies were examined: perhaps the removal of one that was to stay.
                    continue;
                }
            }

            RecordRedirected(copies);
            return await ConcludeAsync(copies, unsaved, cancellation).ConfigureAwait(false);
        }
    }

    private CopyStage Begin(RemovalEntry entry, HashSet<Guid> dead)
    {
        // What a run asked for that ended early may yet happen, at any moment. What one asks for that is at work is not for this one to touch.
        var known = context.Known(entry.Surplus.ItemId);
        return known is { IsOpen: true } && !dead.Contains(known.Run)
            ? new PlannedCopy(entry, WasAsked: false).Skip(RemovalReason.AnotherRunAtWork)
            : new PlannedCopy(entry, known?.IsOpenRemoval ?? false);
    }

    /// <summary>
    /// Compares the bodies of copies that a dead run announced before they are announced again: what must stay keeps the time at which it was, so that it is
    /// settled when nobody waits for that any more, however often this is run until then.
    /// </summary>
    private Task JudgeAnnouncedAsync(CopyStage[] copies, CancellationToken cancellation) => InFlight.ForEachAsync(
        [.. Enumerable.Range(0, copies.Length).Where(place => copies[place] is ExaminedCopy { WasAsked: true } && gate.NeedsBodies(copies[place].Entry.Evidence))],
        async place =>
        {
            var copy = (ExaminedCopy)copies[place];
            try
            {
                cancellation.ThrowIfCancellationRequested();
                if (await context.ReadAsync(copy.Kept.Folder, copy.Entry.Kept.ItemId, cancellation, withBody: true).ConfigureAwait(false) is { } kept
                    && await context.ReadAsync(copy.Surplus.Folder, copy.Entry.Surplus.ItemId, cancellation, withBody: true).ConfigureAwait(false) is { } surplus
                    && gate.Judge(kept.Item, surplus.Item, BodyComparer.Compare(kept.Body, surplus.Body)).Against is var against && against != RemovalCause.None)
                {
                    copies[place] = copy.End(RemovalStatus.Skipped, against);
                }
            }
            catch (GraphException)
            {
                // Reading it before its deletion will show that.
            }
        });

    /// <returns>False where something was recorded about this mailbox since the copies were examined; then nothing was announced.</returns>
    private async Task<bool> RemoveAsync(IJournalWork work, CopyStage[] copies, int records, CancellationToken cancellation)
    {
        var saved = copies.OfType<SavedCopy>().ToList();
        var keptReads = new KeptReads(context, cancellation);
        var removers = saved.ConvertAll(copy => new CopyRemover(context, gate, copy, keptReads, forbidden, failure));
        var isMade = await context.Changes.MakeAsync(
            work,
            context.Intent(JournalOperation.Remove, _removalId, saved.ConvertAll(Describe)),
            records,
            async announced =>
            {
                await RemoveAsync(removers, cancellation).ConfigureAwait(false);
                return Outcome(announced);
            },
            Outcome,
            cancellation).ConfigureAwait(false);
        if (!isMade)
        {
            return false;
        }

        var proof = new KeptCopyProof(context, failure);
        for (int place = 0, next = 0; place < copies.Length; place++)
        {
            if (copies[place] is SavedCopy)
            {
                var remover = removers[next++];
                remover.Discard();
                copies[place] = await proof.BringBackLastAsync(remover.Ended!, cancellation).ConfigureAwait(false);
            }
        }

        return true;

        CopyRecord? Outcome(CopyRecord announced) => context.Outcome(announced, [.. removers.Select(remover => remover.Outcome).OfType<JournalItem>()]);
    }

    private async Task RemoveAsync(List<CopyRemover> removers, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MostAttempts && removers.Exists(remover => remover.Ended is null); attempt++)
        {
            await InFlight.ForEachAsync(removers.FindAll(remover => remover.Ended is null), remover => remover.AskAsync(cancellation)).ConfigureAwait(false);
            var open = removers.FindAll(remover => remover.IsOpen);
            foreach (var pause in MailboxContext.Pauses.Take(open.Count == 0 ? 0 : MailboxContext.Pauses.Count))
            {
                await context.PauseAsync(pause, cancellation).ConfigureAwait(false);
                var seen = await context.SeeAsync(open.SelectMany(remover => remover.Looks), cancellation).ConfigureAwait(false);
                await InFlight.ForEachAsync(open, remover => remover.ConcludeAsync(seen, cancellation)).ConfigureAwait(false);
                open = open.FindAll(remover => remover.IsOpen);
                if (open.Count == 0)
                {
                    break;
                }
            }
        }

        removers.ForEach(remover => remover.EndOpen());
    }

    /// <summary>Records what a server sends to where it must not be followed; nothing was announced of it, and nothing done.</summary>
    private void RecordRedirected(CopyStage[] copies)
    {
        var redirected = copies.OfType<EndedCopy>().Where(copy => copy is { State: null, WasAsked: false, Refusal.ErrorId: ErrorIds.GraphRedirectRefused });
        context.Changes.Conclude(context.Outcome(
            context.Intent(JournalOperation.Remove, _removalId, []),
            [.. redirected.Select(copy => new JournalItem { ItemId = copy.Entry.Surplus.ItemId, State = JournalItemState.NotRemoved, Reason = copy.Why })]));
    }

    private static JournalItem Describe(SavedCopy copy) => new()
    {
        ItemId = copy.Entry.Surplus.ItemId,
        KeptItemId = copy.Entry.Kept.ItemId,
        Location = copy.Examined.Surplus.Folder.Location,
        FolderPath = copy.Examined.Surplus.Folder.Path,
        File = copy.Place.Saved.Data,
        Sha256 = copy.Place.Saved.Sha256,
    };

    private async Task<IReadOnlyList<EndedCopy>> ConcludeAsync(CopyStage[] copies, bool[] unsaved, CancellationToken cancellation)
    {
        var ended = new List<EndedCopy>();
        for (var place = 0; place < copies.Length; place++)
        {
            var copy = copies[place] as EndedCopy ?? copies[place].Skip(RemovalReason.NotReached);
            ended.Add(failure.Value is null && unsaved[place] && copy.WasAsked ? await FindOutAsync(copy, cancellation).ConfigureAwait(false) : copy);
        }

        return ended;
    }

    /// <summary>Looks once more for a copy that an earlier run asked for, and that this one could not remove.</summary>
    private async Task<EndedCopy> FindOutAsync(EndedCopy copy, CancellationToken cancellation)
    {
        var found = await new CopyRecovery(context, failure).RecoverAsync(context.Known(copy.Entry.Surplus.ItemId)!, cancellation).ConfigureAwait(false);
        return found.Ended
            ?? (found.State is null && copy.Result.Status != RemovalStatus.AlreadyRemoved ? copy.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.OutcomeUnknown)) : copy);
    }
}
