namespace ExchangeArchiveSafety;

/// <summary>The removal of one mailbox's surplus copies: first the question, then batch after batch.</summary>
public sealed class MailboxRemoval
{
    private readonly MailboxContext _context;
    private readonly EvidenceGate _gate;
    private readonly MailboxFailure _failure = new();
    private readonly HashSet<string> _recoveredIds = new(StringComparer.Ordinal);
    private Queue<RemovalEntry> _left;
    private bool _recovered;
    private readonly ForbiddenDeletions _forbidden;
    private long _bytesToSave;

    internal MailboxRemoval(MailboxContext context, MailboxRemovalPlan plan, RemovalRoom room, long totalItems, long bytesBefore, long bytesOfOthers)
    {
        _context = context;
        _gate = new(plan.MinimumEvidence);
        _forbidden = new(_failure);
        _left = new(SideBySide(room.Taken));
        Room = room;
        TotalItems = totalItems;
        Refusal = Mailbox.ArchiveMailboxId == Mailbox.PrimaryMailboxId
            ? new(ErrorIds.RemovalAboveCeiling, DisplayText.Sentence(CoreMessages.SameMailboxIds, Mailbox.User))
            : context.Settings.Ceilings.Refusal(plan.Mailbox, plan.Count, totalItems) is { } above ? new(ErrorIds.RemovalAboveCeiling, above)
            : room.Refusal is { } full ? new(ErrorIds.RemovalAboveQuota, full)
            : context.Quarantine.WhyNoRoom(plan.Mailbox, room.Taken.Count, room.Bytes - bytesBefore + bytesOfOthers) is { } disk ? new(ErrorIds.QuarantineNotWritable, disk)
            : null;
        _bytesToSave = Refusal is null ? room.Bytes - bytesBefore : 0;
    }

    /// <summary>The mailbox.</summary>
    public GraphMailbox Mailbox => _context.Mailbox;

    /// <summary>What Recoverable Items have room for.</summary>
    public RemovalRoom Room { get; }

    /// <summary>How many copies are to be removed now at most.</summary>
    public int Count => Room.Taken.Count;

    /// <summary>How many of them are removed only if their bodies turn out equal.</summary>
    public int ToVerify => Room.Taken.Count(entry => entry.Evidence < DuplicateEvidence.Identical && _gate.NeedsBodies(entry.Evidence));

    /// <summary>Items of both locations.</summary>
    public long TotalItems { get; }

    /// <summary>The share of the mailbox's items, in percent.</summary>
    public double Percent => RemovalCeilings.Percent(Count, TotalItems);

    /// <summary>Why nothing may be removed here; null when it may.</summary>
    public RemovalFailure? Refusal { get; }

    /// <summary>Copies whose turn has not come.</summary>
    public int Left => _left.Count;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => (_recovered && _left.Count == 0) || Failure is not null;

    /// <summary>Why the mailbox ended early; null when it did not.</summary>
    public RemovalFailure? Failure => _failure.Value;

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
            throw new InvalidOperationException((Refusal ?? Failure)!.Message);
        }

        cancellation.ThrowIfCancellationRequested();
        if (_recovered)
        {
            return await RemoveAsync(NextBatch(), cancellation).ConfigureAwait(false);
        }

        _recovered = true;
        var dead = _context.RefreshForDead();
        _left = RefusedLast();
        return await RecoverAsync(dead, cancellation).ConfigureAwait(false);
    }

    /// <summary>What is yet to be saved, and has no room on the disk until then. May be asked for while copies are removed.</summary>
    internal long BytesToSave => Math.Max(0, Interlocked.Read(ref _bytesToSave));

    /// <summary>What is to be said of the copies whose turn never came, also because there is no room for them; after it there are none.</summary>
    public IReadOnlyList<ArchiveDuplicateRemoval> NotReached() => Rest(RemovalStatus.Skipped, RemovalReason.NotReached);

    /// <summary>What is said of each copy when the caller said no, or only asked what would be done.</summary>
    /// <param name="isWhatIf">Whether the caller only asked.</param>
    public IReadOnlyList<ArchiveDuplicateRemoval> NotDone(bool isWhatIf) =>
        isWhatIf ? Rest(RemovalStatus.WhatIf, RemovalReason.WhatIf) : Rest(RemovalStatus.Skipped, RemovalReason.Declined);

    private List<ArchiveDuplicateRemoval> Rest(RemovalStatus status, RemovalReason reason)
    {
        var left = _left.Where(entry => !_recoveredIds.Contains(entry.Surplus.ItemId)).ToList();
        _left.Clear();
        _ = Interlocked.Exchange(ref _bytesToSave, 0);
        return
        [
            .. left.Select(entry => ArchiveDuplicateRemoval.Of(entry, status, RemovalCause.Of(reason))),
            .. Room.Postponed.Where(entry => !_recoveredIds.Contains(entry.Surplus.ItemId)).Select(entry => ArchiveDuplicateRemoval.Of(entry, RemovalStatus.Skipped, RemovalCause.Of(RemovalReason.NoRoomToUndo))),
        ];
    }

    // The mailbox, its archive and each auxiliary archive take requests of their own, so each batch has some of all.
    private IEnumerable<RemovalEntry> SideBySide(IEnumerable<RemovalEntry> entries) => entries
        .GroupBy(entry => _context.Folders.Find(entry.Surplus.Location, entry.Surplus.FolderPath, entry.Surplus.WellKnownFolder, out _) is { } folder ? _context.Mailbox.HomeOf(folder) : null)
        .SelectMany(home => home.ToList() is var list ? list.Select((entry, place) => (entry, Share: (place + 1.0) / list.Count)) : [])
        .OrderBy(one => one.Share)
        .Select(one => one.entry);

    // What a hold protects is refused in every run, and must not keep the others from their turn.
    private Queue<RemovalEntry> RefusedLast() => new(_left.OrderBy(entry => _context.Known(entry.Surplus.ItemId) is { WasRefused: true }));

    private async Task<RemovalStep> RecoverAsync(HashSet<Guid> dead, CancellationToken cancellation)
    {
        var recovery = new CopyRecovery(_context, _failure);
        var results = new List<ArchiveDuplicateRemoval>();
        foreach (var item in _context.Ledger.OpenRemovals(Mailbox.PrimaryMailboxId))
        {
            // What another run is at just now is that run's.
            if (dead.Contains(item.Run) && (await recovery.RecoverAsync(item, cancellation).ConfigureAwait(false)).Ended is { } ended)
            {
                _ = _recoveredIds.Add(item.ItemId);
                results.Add(ended.Result);
            }
        }

        return new(results, Failure);
    }

    // What was found out at the beginning is told once.
    private List<RemovalEntry> NextBatch()
    {
        var batch = new List<RemovalEntry>();
        while (_left.Count > 0 && batch.Count < RemovalBatch.Most)
        {
            var entry = _left.Dequeue();
            if (!_recoveredIds.Contains(entry.Surplus.ItemId))
            {
                batch.Add(entry);
            }
        }

        return batch;
    }

    private async Task<RemovalStep> RemoveAsync(List<RemovalEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return new([]);
        }

        var ended = await new RemovalBatch(_context, _gate, _failure, _forbidden, entries).RunAsync(cancellation).ConfigureAwait(false);
        _ = Interlocked.Add(ref _bytesToSave, -entries.Sum(entry => entry.Surplus.Size ?? 0));
        if (_left.Count == 0)
        {
            _forbidden.EndIfEach();
        }

        return new([.. ended.Select(copy => copy.Result)], Failure);
    }
}
