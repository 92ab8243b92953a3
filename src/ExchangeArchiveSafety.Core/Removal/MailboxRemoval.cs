namespace ExchangeArchiveSafety;

/// <summary>The removal of one mailbox's surplus copies: first the question, then batch after batch.</summary>
public sealed class MailboxRemoval
{
    /// <summary>The most that can be exported at once.</summary>
    private const int BatchSize = 20;

    private readonly IGraphConnection _graph;
    private readonly IJournalStore _journal;
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
        IQuarantine quarantine,
        RemovalRunSettings settings,
        GraphMailbox mailbox,
        MailboxRemovalPlan plan,
        FolderDirectory folders,
        long totalItems)
    {
        _graph = graph;
        _journal = journal;
        _quarantine = quarantine;
        _settings = settings;
        _plan = plan;
        _folders = folders;
        _gate = new(plan.MinimumEvidence);
        _left = new(plan.Entries);
        Mailbox = mailbox;
        TotalItems = totalItems;
        Refusal = mailbox.ArchiveMailboxId == mailbox.PrimaryMailboxId
            ? DisplayText.Sentence(RemovalMessages.SameHalves, mailbox.User)
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

    /// <summary>Items of both halves.</summary>
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

    /// <summary>Finishes what an earlier run left open; after that, removes the next copies. Each call holds the journal once.</summary>
    /// <param name="cancellation">Stops it: no further change is started, and what is under way is found out by the next run.</param>
    /// <exception cref="OperationCanceledException">It was stopped. What is known of the batch is in the journal.</exception>
    /// <exception cref="UnusableFileException">The journal cannot be used.</exception>
    public async Task<RemovalStep> NextAsync(CancellationToken cancellation)
    {
        if (Refusal is not null || Failure is not null)
        {
            throw new InvalidOperationException(Refusal ?? Failure!.Message);
        }

        using (await _settings.EnterJournal(cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            var ledger = RemovalLedger.Fold(_journal.Read());
            if (_recovered)
            {
                return await RemoveAsync(NextBatch(), ledger, cancellation).ConfigureAwait(false);
            }

            _recovered = true;
            _left = RefusedLast(ledger);
            return await RecoverAsync(ledger, cancellation).ConfigureAwait(false);
        }
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
    private Queue<RemovalEntry> RefusedLast(RemovalLedger ledger) => new(_left.OrderBy(entry => Known(ledger, entry) is { WasRefused: true }));

    private LedgerItem? Known(RemovalLedger ledger, RemovalEntry entry) => ledger.Of(Mailbox.PrimaryMailboxId, entry.Surplus.ItemId);

    private async Task<RemovalStep> RecoverAsync(RemovalLedger ledger, CancellationToken cancellation)
    {
        var results = new List<ArchiveDuplicateRemoval>();
        foreach (var item in ledger.OpenRemovals(Mailbox.PrimaryMailboxId))
        {
            if (await RecoverAsync(item, cancellation).ConfigureAwait(false) is { Result: { } result })
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
            Conclude(item.RemovalId, [work]);
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

    private async Task<RemovalStep> RemoveAsync(List<RemovalEntry> batch, RemovalLedger ledger, CancellationToken cancellation)
    {
        if (batch.Count == 0)
        {
            return new([]);
        }

        // What a run asked for that ended early may yet happen, at any moment.
        var works = batch.ConvertAll(entry => new CopyWork(entry) { WasAsked = Known(ledger, entry)?.IsOpenRemoval ?? false });
        var examiner = new CopyExaminer(_graph, Mailbox, _folders, ledger, _gate);
        await InFlight.ForEachAsync(works, work => examiner.ExamineAsync(work, cancellation)).ConfigureAwait(false);
        var removalId = Guid.NewGuid();
        Failure = examiner.Failure
            ?? await new CopySaver(_graph, Mailbox, _quarantine, _settings.UtcNow).SaveAsync(works, batch[0].Surplus.Location, removalId, cancellation).ConfigureAwait(false);
        var ready = works.FindAll(work => work.IsOnItsWay);
        if (Failure is null && ready.Count > 0)
        {
            await ChangeAsync(removalId, ready, cancellation).ConfigureAwait(false);
        }

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
                await FindOutAsync(work, Known(ledger, work.Entry)!, cancellation).ConfigureAwait(false);
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

    private async Task ChangeAsync(Guid removalId, List<CopyWork> ready, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Announce(removalId, ready);
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

            Conclude(removalId, ready);
            throw;
        }

        Conclude(removalId, ready);
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

        var restored = await new MailboxRestore(_graph, _journal, _quarantine, _settings, Mailbox, _folders, folderPath: null)
            .RestoreHeldAsync(work.Saved!, cancellation).ConfigureAwait(false);
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

    private void Announce(Guid removalId, List<CopyWork> works) => _journal.Append(Record(removalId, JournalRecordKind.Intent) with
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
    });

    private void Conclude(Guid removalId, IReadOnlyList<CopyWork> works)
    {
        var known = works.Where(work => work.State is not null)
            .Select(work => new JournalItem { ItemId = work.Entry.Surplus.ItemId, State = work.State!.Value }).ToList();
        if (known.Count == 0)
        {
            return;
        }

        try
        {
            _journal.Append(Record(removalId, JournalRecordKind.Outcome) with { Items = known });
        }
        catch (UnusableFileException exception)
        {
            throw new UnusableFileException(
                exception.ErrorId,
                exception.Path,
                DisplayText.Sentence(RemovalMessages.OutcomeLost, Mailbox.User, exception.Path, known.Count(item => item.State == JournalItemState.Removed), exception.InnerException?.Message),
                exception);
        }
    }

    private JournalRecord Record(Guid removalId, JournalRecordKind kind) => new()
    {
        RemovalId = removalId,
        Kind = kind,
        Operation = JournalOperation.Remove,
        AtUtc = _settings.UtcNow(),
        Tenant = _settings.Tenant,
        MailboxId = Mailbox.PrimaryMailboxId,
        Identity = Mailbox.User,
    };
}
