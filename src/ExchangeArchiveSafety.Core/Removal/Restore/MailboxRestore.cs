namespace ExchangeArchiveSafety;

/// <summary>Brings copies back to one mailbox, one after the other.</summary>
public sealed class MailboxRestore
{
    // The clock of the server and ours may differ by this much.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    private readonly IGraphConnection _graph;
    private readonly IJournalStore _journal;
    private readonly RemovalLedger _ledger;
    private readonly IQuarantine _quarantine;
    private readonly RemovalRunSettings _settings;
    private readonly FolderDirectory _folders;
    private readonly string? _folderPath;

    internal MailboxRestore(
        IGraphConnection graph, IJournalStore journal, RemovalLedger ledger, IQuarantine quarantine, RemovalRunSettings settings, GraphMailbox mailbox, FolderDirectory folders, string? folderPath)
    {
        _graph = graph;
        _journal = journal;
        _ledger = ledger;
        _quarantine = quarantine;
        _settings = settings;
        _folders = folders;
        _folderPath = folderPath;
        Mailbox = mailbox;
    }

    /// <summary>The mailbox.</summary>
    public GraphMailbox Mailbox { get; }

    /// <summary>Why the mailbox ended early; null when it did not.</summary>
    public RemovalFailure? Failure { get; private set; }

    /// <summary>Brings one copy back.</summary>
    /// <param name="entry">The saved copy.</param>
    /// <param name="cancellation">Stops it: no further change is started, and what is under way is found out by the next run.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="UnusableFileException">The journal or the quarantine cannot be written.</exception>
    public async Task<ArchiveDuplicateRestore> RestoreAsync(QuarantineEntry entry, CancellationToken cancellation)
    {
        if (entry.PrimaryMailboxId != Mailbox.PrimaryMailboxId)
        {
            return Result(entry, RestoreStatus.Skipped, RemovalCause.Of(RemovalReason.OtherMailbox, entry.Mailbox));
        }

        byte[] data;
        try
        {
            data = _quarantine.Read(entry);
        }
        catch (UnusableFileException exception)
        {
            return Result(entry, RestoreStatus.Failed, RemovalCause.Of(RemovalReason.QuarantineDamaged, exception.Message));
        }

        cancellation.ThrowIfCancellationRequested();
        try
        {
            using var work = _journal.BeginWork();
            ArchiveDuplicateRestore? result;
            do
            {
                // Another run may have brought it back meanwhile.
                var current = _quarantine.Find(entry.PrimaryMailboxId, entry.Item.ItemId) ?? entry;
                var dead = _ledger.RefreshForDead(_journal, Mailbox.PrimaryMailboxId);
                var records = _ledger.RecordsOf(Mailbox.PrimaryMailboxId);
                result = await FindAsync(current, dead, cancellation).ConfigureAwait(false)
                    ?? await ImportAsync(current, data, work.Run, records, cancellation).ConfigureAwait(false);
            }
            while (result is null);

            return result;
        }
        catch (GraphException exception)
        {
            Stop(exception);
            return Result(entry, RestoreStatus.Failed, RemovalCause.Of(RemovalReason.NotReadable, exception.Message));
        }
    }

    /// <summary>Whether nothing has to be imported: the original is there, or what an earlier run brought back.</summary>
    private async Task<ArchiveDuplicateRestore?> FindAsync(QuarantineEntry entry, HashSet<Guid> dead, CancellationToken cancellation)
    {
        if (await _graph.ReadAsync(Mailbox, entry.Folder, entry.Item.ItemId, withBody: false, cancellation).ConfigureAwait(false) is not null)
        {
            return Result(entry, RestoreStatus.NotRemoved, RemovalCause.Of(RemovalReason.NeverRemoved));
        }

        var known = _ledger.Of(Mailbox.PrimaryMailboxId, entry.Item.ItemId);
        if (known is { IsOpen: true } && !dead.Contains(known.Run))
        {
            return Result(entry, RestoreStatus.Skipped, RemovalCause.Of(RemovalReason.AnotherRunAtWork));
        }

        if (await FindRestoredAsync(entry, known, cancellation).ConfigureAwait(false) is { } restored)
        {
            if (entry.Restored != restored)
            {
                _quarantine.Mark(entry, restored);
            }

            return Result(entry, RestoreStatus.AlreadyRestored, RemovalCause.Of(RemovalReason.RestoredBefore, restored.FolderPath), restored);
        }

        if (known is { IsOpenRestore: true })
        {
            return await RecoverAsync(entry, known, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<QuarantineRestore?> FindRestoredAsync(QuarantineEntry entry, LedgerItem? known, CancellationToken cancellation)
    {
        var places = new List<QuarantineRestore>();
        if (entry.Restored is { } marked)
        {
            places.Add(marked);
        }

        if (known?.NewItemId is { } id && id != entry.Restored?.ItemId && _folders.Find(known.Location, known.FolderPath, null, out _) is { } folder)
        {
            places.Add(At(id, folder));
        }

        foreach (var place in places)
        {
            var there = new GraphFolder { Id = place.FolderId, Location = place.Location, Path = place.FolderPath };
            if (await _graph.ReadAsync(Mailbox, there, place.ItemId, withBody: false, cancellation).ConfigureAwait(false) is not null)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Looks for what a run that ended early may have imported.</summary>
    private async Task<ArchiveDuplicateRestore?> RecoverAsync(QuarantineEntry entry, LedgerItem known, CancellationToken cancellation)
    {
        if (_folders.Find(known.Location, known.FolderPath, null, out var cause) is not { } folder)
        {
            return Result(entry, RestoreStatus.Unverified, cause);
        }

        if (await FindNewAsync(entry, folder, known.IntendedAtUtc, [], cancellation).ConfigureAwait(false) is { } found)
        {
            return Finish(entry, known.Run, known.RemovalId, folder, found, RemovalCause.Of(RemovalReason.RestoreRecovered, known.IntendedAtUtc));
        }

        // The import never happened: this run may ask for it.
        Conclude(entry, known.Run, known.RemovalId, JournalItemState.NotRestored, null);
        return null;
    }

    /// <returns>Null where another run recorded something about this mailbox meanwhile, so that everything has to be looked at again.</returns>
    private async Task<ArchiveDuplicateRestore?> ImportAsync(QuarantineEntry entry, byte[] data, Guid run, int records, CancellationToken cancellation)
    {
        var targets = Targets(entry, out var cause);
        if (targets.Count == 0)
        {
            return Result(entry, RestoreStatus.Failed, cause);
        }

        GraphException? refusal = null;
        foreach (var folder in targets)
        {
            var began = _settings.UtcNow();
            var before = await _graph.ListAsync(Mailbox, folder, began - ClockSlack, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (Announce(entry, folder, run, records, cancellation) is not { } id)
            {
                return null;
            }

            cancellation.ThrowIfCancellationRequested();
            GraphImport import;
            try
            {
                import = await _graph.ImportAsync(Mailbox, folder, data, cancellation).ConfigureAwait(false);
            }
            catch (GraphException exception)
            {
                refusal = exception;
                Conclude(entry, run, id, JournalItemState.NotRestored, null);
                _ledger.Refresh(_journal);
                records = _ledger.RecordsOf(Mailbox.PrimaryMailboxId);
                continue;
            }

            var why = folder.Location == entry.Item.Location ? RemovalCause.None : RemovalCause.Of(RemovalReason.RestoredToPrimary, refusal?.Message ?? cause.Sentence);
            return await SeeAsync(entry, run, id, folder, import.ItemId, began, [.. before.Select(item => item.Item.ItemId)], why, cancellation).ConfigureAwait(false);
        }

        Stop(refusal!);
        return Result(entry, RestoreStatus.Failed, RemovalCause.Of(RemovalReason.RefusedByServer, refusal!.Message));
    }

    /// <summary>Sees what the import made. Nothing is imported again because it cannot be seen.</summary>
    private async Task<ArchiveDuplicateRestore> SeeAsync(
        QuarantineEntry entry, Guid run, Guid id, GraphFolder folder, string? newItemId, DateTime began, HashSet<string> before, RemovalCause why, CancellationToken cancellation)
    {
        string? error = null;
        foreach (var wait in Waits)
        {
            if (wait > TimeSpan.Zero)
            {
                await _settings.Wait(wait, cancellation).ConfigureAwait(false);
            }

            try
            {
                error = null;
                var found = newItemId is not null
                    ? await _graph.ReadAsync(Mailbox, folder, newItemId, withBody: false, cancellation).ConfigureAwait(false)
                    : await FindNewAsync(entry, folder, began, before, cancellation).ConfigureAwait(false);
                if (found is not null)
                {
                    return Finish(entry, run, id, folder, found, why);
                }
            }
            catch (GraphException exception)
            {
                error = exception.Message;
            }
        }

        // It stays open in the journal; an id that the server gave is kept for the next run.
        Conclude(entry, run, id, JournalItemState.Unknown, newItemId);
        return Result(entry, RestoreStatus.Unverified, RemovalCause.Of(RemovalReason.RestoreNotSeen, error ?? ""));
    }

    private async Task<GraphItem?> FindNewAsync(QuarantineEntry entry, GraphFolder folder, DateTime since, HashSet<string> before, CancellationToken cancellation)
    {
        _ledger.Refresh(_journal);
        var found = await _graph.ListAsync(Mailbox, folder, since - ClockSlack, cancellation).ConfigureAwait(false);
        return found.FirstOrDefault(item =>
            item.Item.ItemId != entry.Kept.ItemId && !before.Contains(item.Item.ItemId) && !_ledger.IsOthersBroughtBack(Mailbox.PrimaryMailboxId, entry.Item.ItemId, item.Item.ItemId) && RestoredCopy.Is(entry.Item, item.Item));
    }

    private ArchiveDuplicateRestore Finish(QuarantineEntry entry, Guid run, Guid id, GraphFolder folder, GraphItem found, RemovalCause why)
    {
        var restored = At(found.Item.ItemId, folder);
        Conclude(entry, run, id, JournalItemState.Restored, restored.ItemId);
        _quarantine.Mark(entry, restored);
        return RestoredCopy.LooksLike(entry.Item, found.Item)
            ? Result(entry, RestoreStatus.Restored, why, restored)
            : Result(entry, RestoreStatus.Unverified, RemovalCause.Of(RemovalReason.RestoredDiffers), restored);
    }

    /// <summary>Where it may go: to the location and folder that it came from; from the archive also to the same folder of the primary, should the archive not take it.</summary>
    private List<GraphFolder> Targets(QuarantineEntry entry, out RemovalCause cause)
    {
        var path = _folderPath ?? entry.Item.FolderPath;
        var targets = new List<GraphFolder>();
        cause = RemovalCause.None;
        foreach (var location in entry.Item.Location == MailItemLocation.Archive ? new[] { MailItemLocation.Archive, MailItemLocation.Primary } : [MailItemLocation.Primary])
        {
            if (_folders.Find(location, path, _folderPath is null ? entry.Item.WellKnownFolder : null, out var missing) is { } folder)
            {
                targets.Add(folder);
            }

            cause = cause == RemovalCause.None ? missing : cause;
        }

        return targets;
    }

    private QuarantineRestore At(string itemId, GraphFolder folder) => new()
    {
        ItemId = itemId,
        Location = folder.Location,
        FolderPath = folder.Path,
        FolderId = folder.Id,
        AtUtc = _settings.UtcNow(),
    };

    private Guid? Announce(QuarantineEntry entry, GraphFolder folder, Guid run, int records, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        JournalItem[] items = [new() { ItemId = entry.Item.ItemId, Location = folder.Location, FolderPath = folder.Path, File = entry.Data, Sha256 = entry.Sha256 }];
        while (!_journal.TryAppend(Record(run, id, JournalRecordKind.Intent) with { Items = items }, _ledger.Position, cancellation))
        {
            _ledger.Refresh(_journal);
            if (_ledger.RecordsOf(Mailbox.PrimaryMailboxId) != records)
            {
                return null;
            }
        }

        return id;
    }

    private void Conclude(QuarantineEntry entry, Guid run, Guid id, JournalItemState state, string? newItemId)
    {
        try
        {
            _journal.Append(Record(run, id, JournalRecordKind.Outcome) with { Items = [new() { ItemId = entry.Item.ItemId, State = state, NewItemId = newItemId }] });
        }
        catch (UnusableFileException exception)
        {
            throw new UnusableFileException(
                exception.ErrorId, exception.Path, DisplayText.Sentence(CoreMessages.RestoreOutcomeLost, Mailbox.User, exception.Path, exception.InnerException?.Message), exception);
        }
    }

    private JournalRecord Record(Guid run, Guid id, JournalRecordKind kind) => new()
    {
        Run = run,
        RemovalId = id,
        Kind = kind,
        Operation = JournalOperation.Restore,
        AtUtc = _settings.UtcNow(),
        Tenant = _settings.Tenant,
        MailboxId = Mailbox.PrimaryMailboxId,
        Identity = Mailbox.User,
    };

    private void Stop(GraphException exception)
    {
        if (GraphRefusal.IsAboutAll(exception))
        {
            Failure = GraphRefusal.Failure(exception);
        }
    }

    private ArchiveDuplicateRestore Result(QuarantineEntry entry, RestoreStatus status, RemovalCause cause, QuarantineRestore? restored = null) =>
        ArchiveDuplicateRestore.Of(entry, _quarantine.PathOf(entry), status, cause, restored);
}
