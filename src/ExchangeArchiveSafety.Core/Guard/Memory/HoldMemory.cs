namespace ExchangeArchiveSafety.Guard.Memory;

/// <summary>Since when suspensions are known to be in force. One that is announced again begins again, since what it found was undone.</summary>
internal sealed class HoldMemory
{
    private readonly Dictionary<Guid, DateTime> _announced = [];
    private readonly Dictionary<Guid, DateTime> _inForce = [];

    public DateTime? InForceSinceUtc(Guid suspensionId) => _inForce.TryGetValue(suspensionId, out var since) ? since : null;

    /// <summary>Whether a sighting says nothing new: it is known for longer, or older than what was announced since.</summary>
    public bool IsKnown(Guid suspensionId, DateTime atUtc) =>
        (_inForce.TryGetValue(suspensionId, out var since) && since <= atUtc) || (_announced.TryGetValue(suspensionId, out var announced) && atUtc < announced);

    public void See(Guid suspensionId, DateTime atUtc)
    {
        if (!IsKnown(suspensionId, atUtc))
        {
            _inForce[suspensionId] = atUtc;
        }
    }

    public void Apply(SuspensionRecord record)
    {
        if (record.Kind == JournalRecordKind.Intent)
        {
            _announced[record.SuspensionId] = record.AtUtc;
            _ = _inForce.Remove(record.SuspensionId);
        }
        else if (record is { Operation: JournalOperation.Suspend, Status: SuspensionStatus.Suspended, Closed: false })
        {
            See(record.SuspensionId, record.AtUtc);
        }
    }

    public void Clear()
    {
        _announced.Clear();
        _inForce.Clear();
    }
}
