namespace ExchangeArchiveSafety;

/// <summary>Folds journal records into suspensions; records about copies are passed over. Pure.</summary>
public sealed class SuspensionLedger : JournalLedger
{
    private readonly List<Guid> _order = [];
    private readonly Dictionary<Guid, JournaledSuspension> _suspensions = [];
    private readonly Dictionary<Guid, List<Guid>> _ofMailbox = [];
    private readonly Dictionary<Guid, int> _records = [];
    private readonly Dictionary<Guid, List<SuspensionEvent>> _history = [];
    private readonly HashSet<string> _tenants = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it keeps what was told of each suspension, which a snapshot has to carry on.</summary>
    internal bool KeepsHistory { get; init; }

    /// <summary>The tenants that its records name.</summary>
    public IReadOnlyCollection<string> Tenants => _tenants;

    /// <summary>Every suspension, open and closed, in the order in which they began.</summary>
    public IReadOnlyList<JournaledSuspension> All => _order.ConvertAll(id => _suspensions[id]);

    /// <summary>Every suspension that is open, in the order in which they began.</summary>
    public IReadOnlyList<JournaledSuspension> Open => [.. _order.Select(id => _suspensions[id]).Where(one => one.IsOpen)];

    /// <summary>The suspensions of records, open and closed, in the order in which they began.</summary>
    /// <param name="records">The records, oldest first.</param>
    public static IReadOnlyList<JournaledSuspension> Fold(IEnumerable<JournalRecord> records)
    {
        var ledger = new SuspensionLedger();
        foreach (var record in records)
        {
            ledger.Apply(record);
        }

        return ledger.All;
    }

    /// <summary>The open suspensions of a mailbox, in the order in which they began.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    public IReadOnlyList<JournaledSuspension> OpenOf(Guid exchangeGuid) =>
        _ofMailbox.TryGetValue(exchangeGuid, out var ids) ? [.. ids.Select(id => _suspensions[id]).Where(one => one.IsOpen)] : [];

    /// <summary>A suspension by its id; null where there is none.</summary>
    /// <param name="id">The id.</param>
    public JournaledSuspension? Find(Guid id) => _suspensions.TryGetValue(id, out var suspension) ? suspension : null;

    /// <summary>How many records there are about a mailbox: another number means that something happened to it.</summary>
    /// <param name="exchangeGuid">The mailbox.</param>
    internal int RecordsOf(Guid exchangeGuid) => _records.TryGetValue(exchangeGuid, out var count) ? count : 0;

    internal override int RecordsLike(JournalRecord record) => RecordsOf(((SuspensionRecord)record).ExchangeGuid);

    private protected override void Apply(JournalRecord any)
    {
        if ((any.Tenant ?? (any as SnapshotRecord)?.Suspended?.Suspension?.Tenant) is { } tenant)
        {
            _ = _tenants.Add(tenant);
        }

        if (any is SnapshotRecord { Suspended: { } state })
        {
            Take(state);
        }

        if (any is not SuspensionRecord record)
        {
            return;
        }

        _records[record.ExchangeGuid] = RecordsOf(record.ExchangeGuid) + 1;
        if (!_suspensions.TryGetValue(record.SuspensionId, out var known))
        {
            known = Begin(record);
            Enlist(known);
        }

        _suspensions[record.SuspensionId] = Next(record, known);
        if (KeepsHistory)
        {
            SuspensionEvent.Tell(HistoryOf(record.SuspensionId), record);
        }
    }

    internal override IEnumerable<JournalRecord> Condensed()
    {
        var counts = new Dictionary<Guid, int>(_records);
        foreach (var suspension in _order.Select(id => _suspensions[id]))
        {
            // The first one of a mailbox carries the count.
            _ = counts.TryGetValue(suspension.ExchangeGuid, out var count);
            _ = counts.Remove(suspension.ExchangeGuid);
            yield return new SnapshotRecord
            {
                Suspended = new() { ExchangeGuid = suspension.ExchangeGuid, Records = count, Suspension = suspension, History = [.. HistoryOf(suspension.Id)] },
            };
        }

        foreach (var count in counts)
        {
            yield return new SnapshotRecord { Suspended = new() { ExchangeGuid = count.Key, Records = count.Value } };
        }
    }

    private void Take(SuspendedState state)
    {
        _records[state.ExchangeGuid] = RecordsOf(state.ExchangeGuid) + state.Records;
        if (state.Suspension is not { } suspension)
        {
            return;
        }

        if (!_suspensions.ContainsKey(suspension.Id))
        {
            Enlist(suspension);
        }

        _suspensions[suspension.Id] = suspension;
        if (KeepsHistory)
        {
            HistoryOf(suspension.Id).AddRange(state.History ?? []);
        }
    }

    private void Enlist(JournaledSuspension suspension)
    {
        _order.Add(suspension.Id);
        if (!_ofMailbox.TryGetValue(suspension.ExchangeGuid, out var ids))
        {
            _ofMailbox.Add(suspension.ExchangeGuid, ids = []);
        }

        ids.Add(suspension.Id);
    }

    private List<SuspensionEvent> HistoryOf(Guid id)
    {
        if (!_history.TryGetValue(id, out var history))
        {
            _history.Add(id, history = []);
        }

        return history;
    }

    private protected override void Forget()
    {
        _order.Clear();
        _suspensions.Clear();
        _ofMailbox.Clear();
        _records.Clear();
        _history.Clear();
        _tenants.Clear();
    }

    private static JournaledSuspension Begin(SuspensionRecord record) => new()
    {
        Id = record.SuspensionId,
        ExchangeGuid = record.ExchangeGuid,
        Identity = record.Identity,
        Tenant = record.Tenant,
        Method = record.Method,
        SuspendedAtUtc = record.AtUtc,
    };

    private static JournaledSuspension Next(SuspensionRecord record, JournaledSuspension suspension) => (record.Kind, record.Operation) switch
    {
        (JournalRecordKind.Intent, JournalOperation.Suspend) => suspension with
        {
            Stage = SuspensionStage.Intended,
            Pending = record.Run,
            PendingSinceUtc = record.AtUtc,
            Identity = record.Identity,
            ExternallyMigrating = suspension.ExternallyMigrating || record.ExternallyMigrating,
            Why = suspension.Why ?? record.Reason,
            Before = record.Before ?? ArchivingSettings.None,
            After = record.After ?? ArchivingSettings.None,
            Earlier = suspension.After.Known.Count > 0 ? [.. suspension.Earlier.Append(suspension.After).Concat(HalfBack(suspension)).Distinct()] : suspension.Earlier,
        },
        (JournalRecordKind.Intent, JournalOperation.Resume) => suspension with { Stage = SuspensionStage.Resuming, Pending = record.Run, PendingSinceUtc = record.AtUtc },

        // The intent of another run came after the one that this is about: only the last one can be open, whatever an earlier run says late.
        _ when suspension.Pending != Guid.Empty && record.Run != Guid.Empty && record.Run != suspension.Pending => suspension,
        (JournalRecordKind.Outcome, JournalOperation.Suspend) => suspension with
        {
            Stage = record.Closed ? SuspensionStage.Closed
                : record.Status is SuspensionStatus.Suspended ? SuspensionStage.Suspended
                : SuspensionStage.Unconfirmed,
            Pending = Guid.Empty,
            ExternallyMigrating = suspension.ExternallyMigrating || record.ExternallyMigrating,
            After = record.After?.MigrationStatus is { } status ? ArchivingSettings.OfMigration(status) : suspension.After,
            Earlier = record.Status is SuspensionStatus.Suspended ? [] : suspension.Earlier,
        },
        _ => Restored(suspension, record),
    };

    // Where a resumption that was announced may have been cut off: with the dates of the hold back and its flag not yet. Suspending again forgets the
    // announcement, but what it may have left is ours all the same.
    private static IEnumerable<ArchivingSettings> HalfBack(JournaledSuspension suspension) =>
        suspension.Stage != SuspensionStage.Resuming || !HoldSetting.IsIn(suspension.Before) ? []
        : [HoldSetting.Properties.Aggregate(
            suspension.After,
            (made, property) => made.With(
                property, property == ArchivingSetting.RetentionHoldEnabled ? HoldSetting.Made(made, property) : HoldSetting.Found(suspension, property)))];

    /// <summary>Whether a record says that somebody undid something: nobody resumed, so the rest stands as it stood.</summary>
    internal static bool IsGivenUp(SuspensionRecord record) => record is { Status: SuspensionStatus.Drifted, Restored.Count: > 0 };

    // What is back is no longer this module's: whoever sets it again meanwhile means it.
    private static JournaledSuspension Restored(JournaledSuspension suspension, SuspensionRecord record)
    {
        var left = suspension.Before.Known.Except(record.Restored ?? []).ToList();
        return suspension with
        {
            Stage = record.Closed ? SuspensionStage.Closed : IsGivenUp(record) ? suspension.Stage : SuspensionStage.Resuming,
            Pending = Guid.Empty,
            Before = suspension.Before.Only(left),
            After = suspension.After.Only(left),
        };
    }
}
