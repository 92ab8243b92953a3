namespace ExchangeArchiveSafety;

/// <summary>The removal of one mailbox's surplus copies: first the question, then batch after batch.</summary>
public sealed class MailboxRemoval
{
    /// <summary>The most that can be exported at once.</summary>
    private const int BatchSize = 20;

    private readonly IGraphConnection _graph;
    private readonly IJournalStore _journal;
    private readonly RemovalLedger _ledger;
    private readonly IQuarantine _quarantine;
    private readonly RemovalRunSettings _settings;
    private readonly MailboxRemovalPlan _plan;
    private readonly FolderDirectory _folders;
    private readonly EvidenceGate _gate;
    private Queue<RemovalEntry> _left;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private bool _recovered;
    private bool _hasRemoved;
    private int _forbidden;

    internal MailboxRemoval(
        IGraphConnection graph,
        IJournalStore journal,
        RemovalLedger ledger,
        IQuarantine quarantine,
        RemovalRunSettings settings,
        GraphMailbox mailbox,
        MailboxRemovalPlan plan,
        FolderDirectory folders,
        long totalItems)
    {
        _graph = graph;
        _journal = journal;
        _ledger = ledger;
        _quarantine = quarantine;
        _settings = settings;
        _plan = plan;
        _folders = folders;
        _gate = new(plan.MinimumEvidence);
        _left = new(plan.Entries);
        Mailbox = mailbox;
        TotalItems = totalItems;
        Refusal = mailbox.ArchiveMailboxId == mailbox.PrimaryMailboxId
            ? DisplayText.Sentence(CoreMessages.SameMailboxIds, mailbox.User)
            : settings.Ceilings.Refusal(plan.Mailbox, plan.Count, totalItems);
    }

    /// <summary>The mailbox.</summary>
    public GraphMailbox Mailbox { get; }

    /// <summary>How many copies are to be removed at most.</summary>
    public int Count => _plan.Count;

    /// <summary>Their size as far as it is known.</summary>
    public long Bytes => _plan.Bytes;

    /// <summary>How many of them are removed only if their bodies turn out equal.</summary>
    public int ToVerify => _plan.ToVerify;

    /// <summary>Items of both locations.</summary>
    public long TotalItems { get; }

    /// <summary>The share of the mailbox's items, in percent.</summary>
    public double Percent => RemovalCeilings.Percent(Count, TotalItems);

    /// <summary>Why nothing may be removed here; null when it may.</summary>
    public string? Refusal { get; }

    /// <summary>Copies whose turn has not come.</summary>
    public int Left => _left.Count;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => (_recovered && _left.Count == 0) || Failure is not null;

    /// <summary>Why the mailbox ended early; null when it did not.</summary>
    public RemovalFailure? Failure { get; private set; }

    /// <summary>
    /// Finishes what an earlier run left open; after that, removes the next copies. The journal is not held meanwhile: other runs suspend, resume and remove
    /// at the same time, and what this one announces keeps them from the same copies.
    /// </summary>
    /// <param name="cancellation">Stops it: no further change is started, and what is under way is found out by the next run.</param>
    /// <exception cref="OperationCanceledException">It was stopped. What is known of the batch is in the journal.</exception>
    /// <exception cref="UnusableFileException">The journal cannot be used.</exception>
    public async Task<RemovalStep> NextAsync(CancellationToken cancellation)
    {
        if (Refusal is not null || Failure is not null)
        {
            throw new InvalidOperationException(Refusal ?? Failure!.Message);
        }

        cancellation.ThrowIfCancellationRequested();
        if (_recovered)
        {
            return await RemoveAsync(NextBatch(), cancellation).ConfigureAwait(false);
        }

        _recovered = true;
        var dead = _ledger.RefreshForDead(_journal, Mailbox.PrimaryMailboxId);
        _left = RefusedLast();
        return await RecoverAsync(dead, cancellation).ConfigureAwait(false);
    }

    /// <summary>What is to be said of the copies whose turn never came; after it there are none.</summary>
    public IReadOnlyList<ArchiveDuplicateRemoval> NotReached()
    {
        var results = _left.Where(entry => !_told.Contains(entry.Surplus.ItemId))
            .Select(entry => ArchiveDuplicateRemoval.Of(entry, RemovalStatus.Skipped, RemovalCause.Of(RemovalReason.NotReached))).ToList();
        _left.Clear();
        return results;
    }

    // What a hold protects is refused in every run, and must not keep the others from their turn.
    private Queue<RemovalEntry> RefusedLast() => new(_left.OrderBy(entry => Known(entry) is { WasRefused: true }));

    private LedgerItem? Known(RemovalEntry entry) => _ledger.Of(Mailbox.PrimaryMailboxId, entry.Surplus.ItemId);

    private async Task<RemovalStep> RecoverAsync(HashSet<Guid> dead, CancellationToken cancellation)
    {
        var results = new List<ArchiveDuplicateRemoval>();
        foreach (var item in _ledger.OpenRemovals(Mailbox.PrimaryMailboxId))
        {
            // What another run is at just now is that run's.
            if (dead.Contains(item.Run) && await RecoverAsync(item, cancellation).ConfigureAwait(false) is { Result: { } result })
            {
                _ = _told.Add(item.ItemId);
                results.Add(result);
            }
        }

        return new(results, Failure);
    }

    private async Task<CopyWork?> RecoverAsync(LedgerItem item, CancellationToken cancellation)
    {
        var remover = new CopyRemover(_graph, Mailbox, _settings);
        var work = await new CopyRecovery(_graph, Mailbox, _folders, _quarantine, remover, _settings.UtcNow).RecoverAsync(item, cancellation).ConfigureAwait(false);
        if (work?.State is not null)
        {
            Conclude(item.Run, item.RemovalId, [work]);
        }

        Failure ??= remover.Failure;
        if (work is not null)
        {
            await BringBackLastAsync(work, cancellation).ConfigureAwait(false);
        }

        return work;
    }

    // What was found out at the beginning is told once.
    private List<RemovalEntry> NextBatch()
    {
        var batch = new List<RemovalEntry>();
        while (_left.Count > 0 && batch.Count < BatchSize && (batch.Count == 0 || _left.Peek().Surplus.Location == batch[0].Surplus.Location))
        {
            var entry = _left.Dequeue();
            if (!_told.Contains(entry.Surplus.ItemId))
            {
                batch.Add(entry);
            }
        }

        return batch;
    }

    private async Task<RemovalStep> RemoveAsync(List<RemovalEntry> batch, CancellationToken cancellation)
    {
        if (batch.Count == 0)
        {
            return new([]);
        }

        var removalId = Guid.NewGuid();
        using var work = _journal.BeginWork();
        while (true)
        {
            var dead = _ledger.RefreshForDead(_journal, Mailbox.PrimaryMailboxId);
            var records = _ledger.RecordsOf(Mailbox.PrimaryMailboxId);
            var works = batch.ConvertAll(entry => Begin(entry, dead));
            await ExamineAsync(works, cancellation).ConfigureAwait(false);
            _ledger.Refresh(_journal);
            if (_ledger.RecordsOf(Mailbox.PrimaryMailboxId) != records)
            {
                // What was found gone may be what another run has announced and removed meanwhile.
                continue;
            }

            Failure ??= await new CopySaver(_graph, Mailbox, _quarantine, _settings.UtcNow).SaveAsync(works, batch[0].Surplus.Location, removalId, cancellation).ConfigureAwait(false);
            var ready = works.FindAll(one => one.IsOnItsWay);
            if (Failure is null && ready.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!Announce(work.Run, removalId, ready, records, cancellation))
                {
                    // Another run announced something in this mailbox while the copies were examined: perhaps the removal of one that was to stay.
                    continue;
                }

                await ChangeAsync(work.Run, removalId, ready, cancellation).ConfigureAwait(false);
            }

            return await ConcludeAsync(works, ready, cancellation).ConfigureAwait(false);
        }
    }

    private CopyWork Begin(RemovalEntry entry, HashSet<Guid> dead)
    {
        // What a run asked for that ended early may yet happen, at any moment. What one asks for that is at work is not for this one to touch.
        var known = Known(entry);
        var work = new CopyWork(entry) { WasAsked = known?.IsOpenRemoval ?? false };
        if (known is { IsOpen: true } && !dead.Contains(known.Run))
        {
            work.WasAsked = false;
            work.Skip(RemovalReason.AnotherRunAtWork);
        }

        return work;
    }

    private async Task ExamineAsync(List<CopyWork> works, CancellationToken cancellation)
    {
        var examiner = new CopyExaminer(_graph, Mailbox, _folders, _ledger, _gate);
        await InFlight.ForEachAsync(works.FindAll(work => work.IsOnItsWay), work => examiner.ExamineAsync(work, cancellation)).ConfigureAwait(false);
        Failure = examiner.Failure;
    }

    private async Task<RemovalStep> ConcludeAsync(List<CopyWork> works, List<CopyWork> ready, CancellationToken cancellation)
    {
        foreach (var work in works)
        {
            if (work.IsOnItsWay)
            {
                work.Skip(RemovalReason.NotReached);
            }
        }

        var results = new List<ArchiveDuplicateRemoval>();
        foreach (var work in works)
        {
            if (Failure is null && !ready.Contains(work) && work.WasAsked)
            {
                await FindOutAsync(work, Known(work.Entry)!, cancellation).ConfigureAwait(false);
            }

            results.Add(work.Result!);
        }

        return new(results, Failure);
    }

    /// <summary>Looks once more for a copy that an earlier run asked for, and that this one could not remove.</summary>
    private async Task FindOutAsync(CopyWork work, LedgerItem item, CancellationToken cancellation)
    {
        var found = await RecoverAsync(item, cancellation).ConfigureAwait(false);
        if (found?.Result is { } result)
        {
            work.Found(result);
        }
        else if (found?.State is null && work.Result!.Status != RemovalStatus.AlreadyRemoved)
        {
            work.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.OutcomeUnknown));
        }
    }

    private async Task ChangeAsync(Guid run, Guid removalId, List<CopyWork> ready, CancellationToken cancellation)
    {
        var remover = new CopyRemover(_graph, Mailbox, _settings);
        try
        {
            await InFlight.ForEachAsync(ready, work => remover.RemoveAsync(work, cancellation)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What was never asked for was not removed; what was asked for stays open until the next run reads it.
            foreach (var work in ready)
            {
                work.State ??= work.WasAsked ? null : JournalItemState.NotRemoved;
            }

            Conclude(run, removalId, ready);
            throw;
        }

        Conclude(run, removalId, ready);
        Failure = remover.Failure ?? Forbidden(ready);
        foreach (var work in ready)
        {
            await BringBackLastAsync(work, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Brings a copy back whose kept copy went while it was removed: somebody else removed that one, perhaps another run that keeps no
    /// journal with this one. Two copies that can be found again are better than none.
    /// </summary>
    private async Task BringBackLastAsync(CopyWork work, CancellationToken cancellation)
    {
        if (work.Result?.ReasonId != RemovalReason.KeptCopyGone)
        {
            return;
        }

        var restored = await new MailboxRestore(_graph, _journal, _ledger, _quarantine, _settings, Mailbox, _folders, folderPath: null)
            .RestoreAsync(work.Saved!, cancellation).ConfigureAwait(false);
        if (restored.Status is RestoreStatus.Restored or RestoreStatus.AlreadyRestored)
        {
            var cause = RemovalCause.Of(RemovalReason.BroughtBack, work.Entry.Kept.ToString(), restored.RestoredLocation, restored.RestoredFolderPath);
            work.End(RemovalStatus.Failed, cause);
            Failure = CopyRemover.KeptCopyGone(Mailbox, cause);
        }
    }

    /// <summary>Ends the mailbox where the server forbids whatever is asked for: then a permission is missing.</summary>
    private RemovalFailure? Forbidden(List<CopyWork> works)
    {
        _hasRemoved |= works.Exists(work => work.Result!.Status == RemovalStatus.Removed);
        _forbidden += works.Count(work => GraphRefusal.IsForbidden(work.Refusal));
        var isEach = works.TrueForAll(work => GraphRefusal.IsForbidden(work.Refusal));
        return isEach && !_hasRemoved && (_forbidden >= BatchSize || _left.Count == 0) ? GraphRefusal.Failure(works[works.Count - 1].Refusal!) : null;
    }

    /// <summary>Puts the intent on the disk.</summary>
    /// <returns>False where something was recorded about this mailbox since the copies were examined; then nothing was announced.</returns>
    private bool Announce(Guid run, Guid removalId, List<CopyWork> works, int records, CancellationToken cancellation)
    {
        var intent = Record(run, removalId, JournalRecordKind.Intent) with
        {
            Items = [.. works.Select(work => new JournalItem
            {
                ItemId = work.Entry.Surplus.ItemId,
                KeptItemId = work.Entry.Kept.ItemId,
                Location = work.Folder!.Location,
                FolderPath = work.Folder.Path,
                File = work.Saved!.Data,
                Sha256 = work.Saved.Sha256,
            })],
        };
        while (!_journal.TryAppend(intent, _ledger.Position, cancellation))
        {
            _ledger.Refresh(_journal);
            if (_ledger.RecordsOf(Mailbox.PrimaryMailboxId) != records)
            {
                return false;
            }

            intent = intent with { AtUtc = _settings.UtcNow() };
        }

        return true;
    }

    private void Conclude(Guid run, Guid removalId, IReadOnlyList<CopyWork> works)
    {
        var known = works.Where(work => work.State is not null)
            .Select(work => new JournalItem { ItemId = work.Entry.Surplus.ItemId, State = work.State!.Value }).ToList();
        if (known.Count == 0)
        {
            return;
        }

        try
        {
            _journal.Append(Record(run, removalId, JournalRecordKind.Outcome) with { Items = known });
        }
        catch (UnusableFileException exception)
        {
            throw new UnusableFileException(
                exception.ErrorId,
                exception.Path,
                DisplayText.Sentence(CoreMessages.OutcomeLost, Mailbox.User, exception.Path, known.Count(item => item.State == JournalItemState.Removed), exception.InnerException?.Message),
                exception);
        }
    }

    private JournalRecord Record(Guid run, Guid removalId, JournalRecordKind kind) => new()
    {
        Run = run,
        RemovalId = removalId,
        Kind = kind,
        Operation = JournalOperation.Remove,
        AtUtc = _settings.UtcNow(),
        Tenant = _settings.Tenant,
        MailboxId = Mailbox.PrimaryMailboxId,
        Identity = Mailbox.User,
    };
}
