namespace ExchangeArchiveSafety.Suspension;

/// <summary>The journal as a suspension uses it: what is open, whose turn it is, and what is announced and concluded.</summary>
internal sealed class SuspensionJournal
{
    private readonly IJournalStore _store;
    private readonly CheckedExchange _exchange;
    private readonly Func<DateTime> _utcNow;
    private readonly string? _tenant;
    private readonly CancellationToken _stop;
    private readonly SuspensionLedger _ledger = new();
    private readonly JournalledChanges _changes;

    public SuspensionJournal(IJournalStore store, CheckedExchange exchange, Func<DateTime> utcNow, string? tenant, CancellationToken stop)
    {
        _store = store;
        _exchange = exchange;
        _utcNow = utcNow;
        _tenant = tenant;
        _stop = stop;
        _changes = new(store, _ledger, utcNow);
    }

    /// <summary>The open suspensions of a mailbox, or of all, as they are recorded now.</summary>
    public IReadOnlyList<JournaledSuspension> Open(Guid? exchangeGuid = null)
    {
        _ledger.Refresh(_store);
        return exchangeGuid is { } mailbox ? _ledger.OpenOf(mailbox) : _ledger.Open;
    }

    /// <summary>The open suspension by a method that was known at the last look.</summary>
    public JournaledSuspension? OpenBy(Guid exchangeGuid, SuspensionMethod method) => _ledger.OpenOf(exchangeGuid).LastOrDefault(one => one.Method == method);

    /// <summary>Says by which other methods a mailbox is suspended already.</summary>
    public IReadOnlyList<string> OtherMethods(Guid exchangeGuid, SuspensionMethod method) => [.. Open(exchangeGuid)
        .Where(one => one.Method != method)
        .Select(one => DisplayText.Sentence(CoreMessages.ReasonOtherMethod, one.Method, one.SuspendedAtUtc, one.Id))];

    /// <summary>Looks and acts until nothing was recorded about the mailbox between the two, and nobody else is at work on it.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    /// <param name="attempt">Acts, given how many records about the mailbox there were; null where there are others now.</param>
    public SuspensionOutcome Act(Guid exchangeGuid, Func<int, SuspensionOutcome?> attempt)
    {
        for (var waits = 0; ;)
        {
            _exchange.ThrowIfStopping();
            _ledger.Refresh(_store);
            var records = _ledger.RecordsOf(exchangeGuid);
            var pending = _ledger.OpenOf(exchangeGuid).Where(one => one.Pending != Guid.Empty).ToList();
            if (pending.Find(one => _store.IsAtWork(one.Pending)) is { } other)
            {
                if (!_exchange.Port.WaitBeforeReadingAgain(waits++))
                {
                    _exchange.ThrowIfStopping();
                    return new(Results.Of(other, SuspensionStatus.Refused, DisplayText.Sentence(CoreMessages.ReasonAnotherRun, other.PendingSinceUtc)), ErrorIds.MailboxBusy);
                }
            }
            else if (pending.Count > 0 && HasNews(exchangeGuid, records))
            {
                // A run says what came of its work before it lets go: it was not dead, it had ended.
                continue;
            }
            else if (attempt(records) is { } outcome)
            {
                return outcome;
            }
        }
    }

    /// <summary>The same for a suspension that is to end.</summary>
    public SuspensionOutcome ActOn(Guid suspensionId, Func<JournaledSuspension, int, SuspensionOutcome?> attempt)
    {
        _ledger.Refresh(_store);
        return Act(_ledger.Find(suspensionId)!.ExchangeGuid, records => _ledger.Find(suspensionId)! is { IsOpen: true } open
            ? attempt(open, records)
            : new(Results.Of(_ledger.Find(suspensionId)!, SuspensionStatus.Skipped, CoreMessages.ReasonClosedMeanwhile)));
    }

    /// <summary>Makes a change that is done when this returns. A stop that arrives while it is announced keeps the call from being started.</summary>
    public bool Make(SuspensionRecord intent, int records, Func<SuspensionRecord, SuspensionRecord> act)
    {
        _exchange.ThrowIfStopping();
        using var work = _store.BeginWork();
        var made = _changes.MakeAsync(work, intent, records, Act, _ => null, _stop);
        return made.GetAwaiter().GetResult();

        Task<SuspensionRecord?> Act(SuspensionRecord announced)
        {
            _exchange.ThrowIfStopping();
            return Task.FromResult<SuspensionRecord?>(act(announced));
        }
    }

    /// <summary>Records something; false where something was recorded about its mailbox since.</summary>
    public bool TryRecord(SuspensionRecord record, int records) => _changes.TryRecord(record, records, _stop) is not null;

    /// <summary>The intent to suspend a mailbox, or to suspend it again.</summary>
    public SuspensionRecord Intent(Mailbox mailbox, SuspensionMethod method, JournaledSuspension? open, string? why = null) =>
        Intent(JournalOperation.Suspend, open?.Id ?? Guid.NewGuid(), mailbox.ExchangeGuid, mailbox.Identity, method) with { Reason = why };

    /// <summary>The intent to resume; it concludes that of a dead run until it is announced.</summary>
    public SuspensionRecord IntentToResume(JournaledSuspension open, string identity) =>
        Intent(JournalOperation.Resume, open.Id, open.ExchangeGuid, identity, open.Method) with { Run = open.Pending };

    /// <summary>What came of an intent.</summary>
    public SuspensionRecord Outcome(SuspensionRecord intent, SuspensionStatus status, string reason) => intent with
    {
        Kind = JournalRecordKind.Outcome,
        AtUtc = _utcNow(),
        Before = null,
        After = null,
        Status = status,
        Reason = reason,
    };

    /// <summary>Records that what was found suspended is suspended: the run that announced it may have ended before it could say so.</summary>
    public bool Confirm(Mailbox mailbox, JournaledSuspension open, ArchivePolicySuspension result, bool external, int records) => TryRecord(
        Outcome(Intent(mailbox, open.Method, open) with { Run = open.Pending }, SuspensionStatus.Suspended, result.Reason) with
        {
            After = result.After,
            ExternallyMigrating = external,
        },
        records);

    /// <summary>Ends a record without restoring anything.</summary>
    public bool Close(JournaledSuspension open, string identity, string reason, int records) =>
        TryRecord(Outcome(IntentToResume(open, identity), SuspensionStatus.Closed, reason) with { Closed = true }, records);

    /// <summary>Makes results that name this journal.</summary>
    public SuspensionResults Results => new(_store.Location);

    private bool HasNews(Guid exchangeGuid, int records)
    {
        _ledger.Refresh(_store);
        return _ledger.RecordsOf(exchangeGuid) != records;
    }

    private SuspensionRecord Intent(JournalOperation operation, Guid id, Guid exchangeGuid, string identity, SuspensionMethod method) => new()
    {
        SuspensionId = id,
        Kind = JournalRecordKind.Intent,
        Operation = operation,
        AtUtc = _utcNow(),
        Tenant = _tenant,
        ExchangeGuid = exchangeGuid,
        Identity = identity,
        Method = method,
    };
}
