namespace ExchangeArchiveSafety.Removal;

/// <summary>Copies that are exported together: examined, saved, announced, removed, concluded.</summary>
/// <param name="context">The mailbox.</param>
/// <param name="gate">Which evidence is enough.</param>
/// <param name="failure">Why the mailbox ends.</param>
/// <param name="entries">The copies.</param>
/// <param name="judge">Tells from what became of those that were asked for why the mailbox ends; null when it goes on.</param>
internal sealed class RemovalBatch(
    MailboxContext context, EvidenceGate gate, MailboxFailure failure, IReadOnlyList<RemovalEntry> entries, Func<IReadOnlyList<EndedCopy>, RemovalFailure?> judge)
{
    /// <summary>The most that can be exported at once.</summary>
    public const int Most = 20;

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
            await ExamineAsync(copies, cancellation).ConfigureAwait(false);
            context.Refresh();
            if (context.Records != records)
            {
                // What was found gone may be what another run has announced and removed meanwhile.
                continue;
            }

            if (failure.Value is null)
            {
                failure.Value = await new CopySaver(context, entries[0].Surplus.Location, _removalId).SaveAsync(copies, cancellation).ConfigureAwait(false);
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

    private async Task ExamineAsync(CopyStage[] copies, CancellationToken cancellation)
    {
        var examiner = new CopyExaminer(context, gate, failure);
        int[] places = [.. Enumerable.Range(0, copies.Length).Where(place => copies[place] is PlannedCopy)];
        await InFlight.ForEachAsync(places, async place => copies[place] = await examiner.ExamineAsync((PlannedCopy)copies[place], cancellation).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <returns>False where something was recorded about this mailbox since the copies were examined; then nothing was announced.</returns>
    private async Task<bool> RemoveAsync(IJournalWork work, CopyStage[] copies, int records, CancellationToken cancellation)
    {
        var saved = copies.OfType<SavedCopy>().ToList();
        var removers = saved.ConvertAll(copy => new CopyRemover(context, copy, failure));
        var isMade = await context.Changes.MakeAsync(
            work,
            context.Intent(JournalOperation.Remove, _removalId, saved.ConvertAll(Describe)),
            records,
            async announced =>
            {
                await InFlight.ForEachAsync(removers, remover => remover.RemoveAsync(cancellation)).ConfigureAwait(false);
                return Outcome(announced);
            },
            Outcome,
            cancellation).ConfigureAwait(false);
        if (!isMade)
        {
            return false;
        }

        var ended = removers.ConvertAll(remover => remover.Ended!);
        failure.Add(judge(ended));
        var proof = new KeptCopyProof(context, failure);
        for (int place = 0, next = 0; place < copies.Length; place++)
        {
            if (copies[place] is SavedCopy)
            {
                copies[place] = await proof.BringBackLastAsync(ended[next++], cancellation).ConfigureAwait(false);
            }
        }

        return true;

        CopyRecord? Outcome(CopyRecord announced) => context.Outcome(
            announced,
            [.. removers.Zip(saved, (remover, copy) => (remover.State, copy.Entry.Surplus.ItemId))
                .Where(one => one.State is not null)
                .Select(one => new JournalItem { ItemId = one.ItemId, State = one.State!.Value })]);
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
