namespace ExchangeArchiveSafety;

/// <summary>
/// Finds out what a tenant does, on one item of its own making: made in the primary, exported, imported into the archive, found there, deleted softly, found among
/// the deleted items, brought back, and removed with everything else that was made. Each write goes through the journal; what a run that was killed left is
/// removed first.
/// </summary>
public sealed class ArchiveProbe : IDisposable
{
    /// <summary>The most items that a mailbox for tests has.</summary>
    public const int MostItems = 1000;

    private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10)];

    private readonly IGraphConnection _graph;
    private readonly IGraphProbe _probe;
    private readonly IJournalStore _journal;
    private readonly ProbeSettings _settings;
    private readonly GraphMailbox _mailbox;
    private readonly IReadOnlyList<GraphFolder> _folders;
    private readonly GraphFolder? _target;
    private readonly ProbeLedger _ledger = new();
    private readonly Queue<(string Name, Func<CancellationToken, Task<ProbeResult>> Act)> _steps = new();
    private IJournalWork? _work;
    private ProbeItems? _items;
    private int _records;
    private byte[]? _data;
    private (GraphFolder Folder, string ItemId)? _made;
    private string? _archived;
    private string? _brokenAt;
    private bool _hasPassed = true;

    private ArchiveProbe(IGraphConnection graph, IGraphProbe probe, IJournalStore journal, ProbeSettings settings, GraphMailbox mailbox, IReadOnlyList<GraphFolder> folders)
    {
        (_graph, _probe, _journal, _settings, _mailbox, _folders) = (graph, probe, journal, settings, mailbox, folders);
        _target = ProbeTarget.Of(folders);
        var items = folders.Sum(folder => (long)folder.TotalItemCount);
        Refusal = mailbox.ArchiveMailboxId is null ? CoreMessages.CheckNoArchive
            : items > MostItems && !settings.IsForced ? DisplayText.Sentence(CoreMessages.ProbeTooLarge, mailbox.User, items, MostItems)
            : _target is null ? DisplayText.Sentence(CoreMessages.ProbeNoFolder, mailbox.User)
            : null;
    }

    /// <summary>Why nothing is probed here; null where it can be.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether it is over.</summary>
    public bool IsDone => _steps.Count == 0;

    /// <summary>That nothing was probed.</summary>
    /// <param name="why">Why.</param>
    public static ArchiveSafetyCheck NotDone(string why) => new() { Category = "Probe", Name = "Probe", Status = ReadinessStatus.Skipped, Because = why, Source = CoreMessages.SourceNotProbed };

    /// <summary>That nobody asked for it, and what the journal remembers.</summary>
    /// <param name="journal">The journal; null where it is not known.</param>
    public static ArchiveSafetyCheck NotRun(IJournalStore? journal) => NotDone(HasPassed(journal) ? CoreMessages.ProbePassedBefore : CoreMessages.ProbeNotPassed);

    /// <summary>Whether the last probe of this tenant passed, as far as its journal can be read.</summary>
    /// <param name="journal">The journal; null where it is not known.</param>
    public static bool HasPassed(IJournalStore? journal)
    {
        var ledger = new ProbeLedger();
        try
        {
            if (journal is not null)
            {
                ledger.Refresh(journal);
            }
        }
        catch (UnusableFileException)
        {
            // What it is unusable for is said where it is used.
        }

        return ledger.HasPassed;
    }

    /// <summary>Looks at a mailbox. Nothing is written.</summary>
    /// <param name="graph">The connection.</param>
    /// <param name="probe">The same, for the writes of a probe.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="settings">What it needs besides.</param>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="GraphException">Its folders cannot be read.</exception>
    public static async Task<ArchiveProbe> OpenAsync(
        IGraphConnection graph, IGraphProbe probe, IJournalStore journal, ProbeSettings settings, GraphMailbox mailbox, CancellationToken stop)
    {
        var folders = new List<GraphFolder>(await graph.FoldersAsync(mailbox, MailItemLocation.Primary, stop).ConfigureAwait(false));
        if (mailbox.ArchiveMailboxId is not null)
        {
            folders.AddRange(await graph.FoldersAsync(mailbox, MailItemLocation.Archive, stop).ConfigureAwait(false));
        }

        return new(graph, probe, journal, settings, mailbox, folders);
    }

    /// <summary>Begins: the journal has to be writable by now.</summary>
    /// <exception cref="UnusableFileException">The journal cannot be used.</exception>
    public void Begin()
    {
        _work = _journal.BeginWork();
        _items = new(_graph, _probe, _mailbox, new(_work.Run), _folders);
        _ledger.Refresh(_journal);
        _records = _ledger.RecordsOf(_mailbox.PrimaryMailboxId);
        var open = _ledger.Open.Where(one => one.MailboxId == _mailbox.PrimaryMailboxId).ToList();
        if (open.Exists(one => _journal.IsAtWork(one.ProbeId)))
        {
            Refusal = DisplayText.Sentence(CoreMessages.ProbeAtWork, _mailbox.User);
            return;
        }

        foreach (var earlier in open)
        {
            _steps.Enqueue(("Clean up after an interrupted probe", stop => CleanUpAsync(earlier, stop)));
        }

        _steps.Enqueue(("Create a message in the primary", stop => WriteAsync(ProbeStep.Create, CreateAsync, stop)));
        _steps.Enqueue(("Export it", ExportAsync));
        _steps.Enqueue(("Import it into the archive", stop => WriteAsync(ProbeStep.Import, ImportAsync, stop)));
        _steps.Enqueue(("Find it in the archive", FindInArchiveAsync));
        _steps.Enqueue(("Delete it softly in the archive", SoftDeleteAsync));
        _steps.Enqueue(("Find it in Recoverable Items of the archive", FindDeletedAsync));
        _steps.Enqueue(("Restore it to the archive", stop => WriteAsync(ProbeStep.Restore, ImportAsync, stop)));
        _steps.Enqueue(("Remove what the probe made", CleanUpAsync));
    }

    /// <summary>Takes the next step. After one that did not pass only what was made is removed.</summary>
    /// <param name="stop">Stops it; what is under way is removed by the next run.</param>
    /// <exception cref="UnusableFileException">The journal cannot be written.</exception>
    public async Task<ArchiveSafetyCheck> NextAsync(CancellationToken stop)
    {
        var (name, act) = _steps.Dequeue();
        var began = _settings.UtcNow();
        var isLast = _steps.Count == 0;
        var result = _brokenAt is not null && !isLast
            ? new(ReadinessStatus.Skipped, DisplayText.Sentence(CoreMessages.ProbeStepSkipped, _brokenAt))
            : await SafelyAsync(() => act(stop)).ConfigureAwait(false);
        _hasPassed &= result.Status == ReadinessStatus.Passed;
        if (result is { Status: not ReadinessStatus.Passed, MayGoOn: false })
        {
            _brokenAt ??= name;
        }

        return new()
        {
            Category = "Probe",
            Name = name,
            Status = result.Status,
            Because = result.Because,
            Remedy = result.Remedy,
            Source = CoreMessages.SourceProbe,
            Duration = _settings.UtcNow() - began,
            Answer = result.Answer,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _work?.Dispose();

    private async Task<ProbeResult> CreateAsync(CancellationToken stop)
    {
        GraphAnswer? answer;
        try
        {
            answer = await _probe.CreateAsync(_mailbox, _items!.Mark, stop).ConfigureAwait(false);
        }
        catch (GraphException exception) when (exception.ErrorId == ErrorIds.GraphPermissionMissing)
        {
            return new(ReadinessStatus.Skipped, exception.Message) { Remedy = DisplayText.Sentence(CoreMessages.RemedyPermission, GraphPermission.OfApplication(GraphOperation.Create)) };
        }

        // Where the answer did not tell what the service calls it, the subject alone tells it until it is seen.
        _items.Mark = _items.Mark with { MessageId = answer?.MessageId ?? "" };
        var found = await SeenAsync(async () => (await _items.FindAsync(MailItemLocation.Primary, null, stop).ConfigureAwait(false)) is { Count: > 0 } all ? all : null, stop).ConfigureAwait(false);
        if (found is null)
        {
            return new(answer is null ? ReadinessStatus.Unknown : ReadinessStatus.Failed, CoreMessages.ProbeNotSeen) { Answer = answer?.ToString() ?? "" };
        }

        _made = (found[0].Folder, found[0].Item.Item.ItemId);
        _items.Mark = _items.Mark with { MessageId = found[0].Item.Item.InternetMessageId ?? "" };
        return new(ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.ProbeSeen, found[0].Folder.Path)) { Answer = answer?.ToString() ?? "" };
    }

    private async Task<ProbeResult> ExportAsync(CancellationToken stop)
    {
        var exported = (await _graph.ExportAsync(_mailbox, [new(_made!.Value.Folder, _made.Value.ItemId)], stop).ConfigureAwait(false))[0];
        _data = exported.Data;
        return _data is null
            ? new(ReadinessStatus.Failed, exported.Error)
            : new(ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.ProbeExported, _data.Length));
    }

    private async Task<ProbeResult> ImportAsync(CancellationToken stop)
    {
        _archived = (await _graph.ImportAsync(_mailbox, _target!, _data!, stop).ConfigureAwait(false)).ItemId;
        var item = await SeenAsync(
            async () => _archived is { } id
                ? await _graph.ReadAsync(_mailbox, _target!, id, withBody: false, stop).ConfigureAwait(false) is { } read && _items!.Mark.IsOn(read.Item) ? read : null
                : (await _items!.InAsync(_target!, stop).ConfigureAwait(false)).FirstOrDefault(),
            stop).ConfigureAwait(false);
        _archived = item?.Item.ItemId;
        _items!.IsStray |= item is null;
        return item is null ? new(ReadinessStatus.Failed, CoreMessages.ProbeNotSeen) : new(ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.ProbeSeen, _target!.Path));
    }

    private async Task<ProbeResult> FindInArchiveAsync(CancellationToken stop)
    {
        var found = await SeenAsync(async () => (await _items!.InAsync(_target!, stop).ConfigureAwait(false)).FirstOrDefault(item => item.Item.ItemId == _archived), stop).ConfigureAwait(false);
        return found is null ? new(ReadinessStatus.Failed, CoreMessages.ProbeNotSeen) : new(ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.ProbeSeen, _target!.Path));
    }

    private async Task<ProbeResult> SoftDeleteAsync(CancellationToken stop)
    {
        // What lands where nobody can look can be neither found nor removed.
        return (await _probe.RecoverableItemsAsync(_mailbox, MailItemLocation.Archive, stop).ConfigureAwait(false)).Count == 0 && !_settings.IsForced
            ? new(ReadinessStatus.Skipped, CoreMessages.ProbeNoDeletions)
            : await WriteAsync(ProbeStep.SoftDelete, DeleteAsync, stop).ConfigureAwait(false);
    }

    private async Task<ProbeResult> DeleteAsync(CancellationToken stop)
    {
        var item = await _graph.ReadAsync(_mailbox, _target!, _archived!, withBody: false, stop).ConfigureAwait(false);
        if (item is null || !_items!.Mark.IsOn(item.Item))
        {
            return new(ReadinessStatus.Failed, CoreMessages.ProbeNotSeen);
        }

        var answer = await _graph.SoftDeleteAsync(_mailbox, _target!, _archived!, stop).ConfigureAwait(false);
        var isGone = await SeenAsync(
            async () => await _graph.ReadAsync(_mailbox, _target!, _archived!, withBody: false, stop).ConfigureAwait(false) is null ? "" : null, stop).ConfigureAwait(false) is not null;
        return new(
            isGone ? ReadinessStatus.Passed : ReadinessStatus.Failed, DisplayText.Sentence(isGone ? CoreMessages.ProbeGone : CoreMessages.ProbeNotGone, answer))
        { Answer = answer.ToString() };
    }

    private async Task<ProbeResult> FindDeletedAsync(CancellationToken stop)
    {
        var deleted = await _probe.RecoverableItemsAsync(_mailbox, MailItemLocation.Archive, stop).ConfigureAwait(false);
        if (deleted.Count == 0)
        {
            return new(ReadinessStatus.Unknown, CoreMessages.ProbeNoDeletions) { MayGoOn = true };
        }

        if (await SeenAsync(() => _items!.WhereAsync(deleted, stop), stop).ConfigureAwait(false) is { } place)
        {
            return new(ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.ProbeSeen, place.Path));
        }

        var elsewhere = await _items!.FindAsync(MailItemLocation.Archive, _target, stop).ConfigureAwait(false);
        _items.IsStray |= elsewhere.Count == 0;
        return new(ReadinessStatus.Failed, elsewhere.Count > 0 ? DisplayText.Sentence(CoreMessages.ProbeElsewhere, elsewhere[0].Folder.Path) : CoreMessages.ProbeNotSeen) { MayGoOn = true };
    }

    private async Task<ProbeResult> CleanUpAsync(CancellationToken stop) => await WriteAsync(
        new() { ProbeId = _work!.Run, MailboxId = _mailbox.PrimaryMailboxId, Step = ProbeStep.CleanUp },
        announced => CleanedAsync(announced, _items!, _target, _hasPassed, stop),
        stop).ConfigureAwait(false);

    private async Task<ProbeResult> CleanUpAsync(ProbeRecord earlier, CancellationToken stop)
    {
        // A run that was killed before it wrote down what the service called its message: the subject alone tells it.
        var items = new ProbeItems(_graph, _probe, _mailbox, new(earlier.ProbeId) { MessageId = earlier.MessageId ?? "" }, _folders) { IsStray = earlier.Status != ReadinessStatus.Passed };
        var target = _folders.FirstOrDefault(folder => folder.Id == earlier.FolderId);
        return await WriteAsync(
            new() { ProbeId = earlier.ProbeId, MailboxId = _mailbox.PrimaryMailboxId, Step = ProbeStep.CleanUp, FolderId = earlier.FolderId, MessageId = earlier.MessageId },
            announced => CleanedAsync(announced, items, target, hasPassed: false, stop),
            stop).ConfigureAwait(false);
    }

    private async Task<(ProbeResult, ProbeRecord)> CleanedAsync(ProbeRecord announced, ProbeItems items, GraphFolder? target, bool hasPassed, CancellationToken stop)
    {
        var left = await items.EraseAsync(target, stop).ConfigureAwait(false);

        // What was deleted softly may lie where nobody can look. It stays open for a run that can.
        _ledger.Refresh(_journal);
        var isUnseen = left.Length == 0 && _ledger.HasDeleted(announced.ProbeId) && (await _probe.RecoverableItemsAsync(_mailbox, MailItemLocation.Archive, stop).ConfigureAwait(false)).Count == 0;
        var isClean = left.Length == 0 && !isUnseen;
        return (
            isClean ? new(ReadinessStatus.Passed, CoreMessages.ProbeClean)
                : isUnseen ? new(ReadinessStatus.Unknown, DisplayText.Sentence(CoreMessages.ProbeUnseen, items.Mark.Subject)) { Remedy = CoreMessages.RemedyProbeUnseen, MayGoOn = true }
                : new(ReadinessStatus.Failed, left) { Remedy = CoreMessages.RemedyProbe },
            announced with { Passed = hasPassed && isClean, Closed = isClean });
    }

    private Task<ProbeResult> WriteAsync(ProbeStep step, Func<CancellationToken, Task<ProbeResult>> act, CancellationToken stop) => WriteAsync(
        new() { ProbeId = _work!.Run, MailboxId = _mailbox.PrimaryMailboxId, Step = step },
        async announced => (await SafelyAsync(() => act(stop)).ConfigureAwait(false), announced),
        stop);

    /// <summary>Announces, acts, and records what came of it. Where another run recorded something about the mailbox meanwhile, nothing is done.</summary>
    private async Task<ProbeResult> WriteAsync(ProbeRecord intent, Func<ProbeRecord, Task<(ProbeResult Result, ProbeRecord Record)>> act, CancellationToken stop)
    {
        ProbeResult? result = null;
        var isMade = await new JournalledChanges(_journal, _ledger, _settings.UtcNow).MakeAsync(
            _work!,
            intent with
            {
                Kind = JournalRecordKind.Intent,
                Operation = JournalOperation.Probe,
                AtUtc = _settings.UtcNow(),
                Tenant = _settings.Tenant,
                Identity = _mailbox.User,
                FolderId = intent.FolderId ?? _target!.Id,
            },
            _records,
            async announced =>
            {
                (result, var record) = await act(announced).ConfigureAwait(false);
                return record with
                {
                    Kind = JournalRecordKind.Outcome,
                    AtUtc = _settings.UtcNow(),
                    Status = result.Status,
                    MessageId = intent.MessageId ?? (intent.ProbeId == _work!.Run ? _items!.Mark.MessageId : null),
                };
            },
            _ => null,
            stop).ConfigureAwait(false);
        _records += isMade ? 2 : 0;
        return isMade ? result! : new(ReadinessStatus.Failed, DisplayText.Sentence(CoreMessages.ProbeAtWork, _mailbox.User));
    }

    private async Task<T?> SeenAsync<T>(Func<Task<T?>> look, CancellationToken stop)
        where T : class
    {
        foreach (var pause in Pauses)
        {
            if (pause > TimeSpan.Zero)
            {
                await _settings.Wait(pause, stop).ConfigureAwait(false);
            }

            if (await look().ConfigureAwait(false) is { } seen)
            {
                return seen;
            }
        }

        return null;
    }

    private static async Task<ProbeResult> SafelyAsync(Func<Task<ProbeResult>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (GraphException exception)
        {
            return new(ReadinessStatus.Failed, exception.Message) { Answer = $"{exception.StatusCode} {GraphAnswer.WordOf(exception.Code)}".TrimEnd() };
        }
    }
}
