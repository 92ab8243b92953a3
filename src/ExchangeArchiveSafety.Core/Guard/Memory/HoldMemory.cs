namespace ExchangeArchiveSafety.Guard.Memory;

/// <summary>When suspensions were in force as far as it was seen. One that is announced again begins again, since what it made was undone.</summary>
internal sealed class HoldMemory
{
    private readonly Dictionary<Guid, (Guid ExchangeGuid, SuspensionMethod? Method)> _told = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _ofMailbox = [];
    private readonly Dictionary<Guid, DateTime> _announced = [];
    private readonly Dictionary<Guid, List<HeldPeriod>> _periods = [];

    public IReadOnlyList<HeldPeriod> Of(Guid exchangeGuid) =>
        _ofMailbox.TryGetValue(exchangeGuid, out var ids)
            ? [.. ids.SelectMany(id => _periods.TryGetValue(id, out var periods) ? periods : []).Where(period => period.EndedUtc != period.FromUtc).Select(period => period with { Method = ToldOf(period.SuspensionId).Method }).OrderBy(period => period.FromUtc)]
            : [];

    /// <summary>
    /// Every period, also those that the records of suspensions told. What was only announced is one without length: it still says whose suspension it is, and that
    /// older sightings tell nothing of it.
    /// </summary>
    public IEnumerable<MemoryRecord> Condensed() => _announced
        .Where(one => !_periods.TryGetValue(one.Key, out var periods) || !periods.Exists(period => period.EndedUtc >= one.Value))
        .Select(one => new HeldPeriod(one.Key, null, one.Value, one.Value))
        .Concat(_periods.Values.SelectMany(periods => periods))
        .GroupBy(period => period.FromUtc).OrderBy(group => group.Key).Select(group => new MemoryRecord
        {
            Kind = JournalRecordKind.Outcome,
            Operation = JournalOperation.Remember,
            AtUtc = group.Key,
            Holds = [.. group.OrderBy(period => period.SuspensionId).ThenByDescending(period => period.EndedUtc.HasValue).Select(period => new HoldNews
            {
                SuspensionId = period.SuspensionId,
                ExchangeGuid = ToldOf(period.SuspensionId).ExchangeGuid,
                Method = ToldOf(period.SuspensionId).Method,
                EndedUtc = period.EndedUtc,
            })],
        });

    public DateTime? InForceSinceUtc(Guid suspensionId) => Lasting(suspensionId)?.FromUtc;

    /// <summary>Whether a sighting says nothing new: it is known for longer, or older than what was announced or ended since.</summary>
    public bool IsKnown(Guid suspensionId, DateTime atUtc) =>
        (_announced.TryGetValue(suspensionId, out var announced) && atUtc < announced)
        || (_periods.TryGetValue(suspensionId, out var periods) && periods.Exists(period => period.EndedUtc is { } ended ? atUtc < ended : period.FromUtc <= atUtc));

    public void See(HoldNews hold, DateTime atUtc)
    {
        if (hold.ExchangeGuid != Guid.Empty)
        {
            Tell(hold.SuspensionId, hold.ExchangeGuid, hold.Method);
        }

        if (IsKnown(hold.SuspensionId, atUtc))
        {
            return;
        }

        var periods = PeriodsOf(hold.SuspensionId);
        _ = periods.RemoveAll(period => period.EndedUtc is null);
        periods.Add(new(hold.SuspensionId, null, atUtc, hold.EndedUtc));
    }

    public void Apply(SuspensionRecord record)
    {
        Tell(record.SuspensionId, record.ExchangeGuid, record.Method);
        switch (record)
        {
            case { Kind: JournalRecordKind.Intent, Operation: JournalOperation.Suspend }:
                _announced[record.SuspensionId] = record.AtUtc;
                End(record);
                break;
            case { Kind: JournalRecordKind.Outcome, Closed: true }:
            case { Kind: JournalRecordKind.Outcome, Restored: { } back } when back.Any(one => one is ArchivingSetting.RetentionHoldEnabled or ArchivingSetting.ElcProcessingDisabled):
                End(record);
                break;
            case { Kind: JournalRecordKind.Outcome, Operation: JournalOperation.Suspend, Status: SuspensionStatus.Suspended }:
                See(new() { SuspensionId = record.SuspensionId }, record.AtUtc);
                break;
        }
    }

    public void Clear()
    {
        _told.Clear();
        _ofMailbox.Clear();
        _announced.Clear();
        _periods.Clear();
    }

    private (Guid ExchangeGuid, SuspensionMethod? Method) ToldOf(Guid suspensionId) => _told.TryGetValue(suspensionId, out var told) ? told : default;

    private void Tell(Guid suspensionId, Guid exchangeGuid, SuspensionMethod? method)
    {
        _told[suspensionId] = (exchangeGuid, method);
        if (!_ofMailbox.TryGetValue(exchangeGuid, out var ids))
        {
            _ofMailbox.Add(exchangeGuid, ids = []);
        }

        _ = ids.Add(suspensionId);
    }

    private HeldPeriod? Lasting(Guid suspensionId) => _periods.TryGetValue(suspensionId, out var periods) ? periods.Find(period => period.EndedUtc is null) : null;

    private void End(SuspensionRecord record)
    {
        if (Lasting(record.SuspensionId) is { } lasting)
        {
            var periods = PeriodsOf(record.SuspensionId);
            periods[periods.IndexOf(lasting)] = lasting with { EndedUtc = record.AtUtc };
        }
    }

    private List<HeldPeriod> PeriodsOf(Guid suspensionId)
    {
        if (!_periods.TryGetValue(suspensionId, out var periods))
        {
            _periods.Add(suspensionId, periods = []);
        }

        return periods;
    }
}
