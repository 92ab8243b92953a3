namespace ExchangeArchiveSafety;

/// <summary>Counts what became of the copies of one mailbox.</summary>
/// <param name="mailbox">The mailbox, safe to show.</param>
/// <param name="quarantine">Where copies are saved.</param>
/// <param name="planned">How many copies there are.</param>
/// <param name="utcNow">Gives the time, UTC.</param>
public sealed class CopyTally(string mailbox, string quarantine, int planned, Func<DateTime> utcNow)
{
    private readonly DateTime _begun = utcNow();
    private readonly Dictionary<RemovalReason, int> _reasons = [];
    private int _before;
    private int _stayed;
    private int _failed;
    private long _bytes;

    /// <summary>How many copies were removed or brought back, or would be.</summary>
    public int Done { get; private set; }

    /// <summary>Counts a copy.</summary>
    /// <param name="result">What became of it.</param>
    public void Add(ArchiveDuplicateRemoval result)
    {
        switch (result.Status)
        {
            case RemovalStatus.Removed or RemovalStatus.WhatIf:
                Do(result.Size ?? 0);
                break;
            case RemovalStatus.AlreadyRemoved:
                _before++;
                break;
            default:
                Leave(result.ReasonId, result.Status is RemovalStatus.Failed or RemovalStatus.Unverified);
                break;
        }
    }

    /// <summary>Counts a saved copy.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="bytes">Its saved size.</param>
    public void Add(ArchiveDuplicateRestore result, long bytes)
    {
        switch (result.Status)
        {
            case RestoreStatus.AlreadyRestored:
            case RestoreStatus.WhatIf when result.NewItemId.Length > 0:
                _before++;
                break;
            case RestoreStatus.Restored or RestoreStatus.WhatIf:
                Do(bytes);
                break;
            default:
                Leave(result.ReasonId, result.Status is RestoreStatus.Failed or RestoreStatus.Unverified);
                break;
        }
    }

    /// <summary>The summary of a removal.</summary>
    /// <param name="status">How it ended; null where the numbers tell.</param>
    /// <param name="reason">Why, in a sentence, safe to show.</param>
    /// <param name="room">What Recoverable Items have room for; null where it was not looked at.</param>
    public ArchiveDuplicateRemovalSummary Removal(CopyRunStatus? status, string reason, RemovalRoom? room) => new()
    {
        Mailbox = mailbox,
        Status = status ?? Status,
        Reason = reason,
        Planned = Done + _before + _failed + Stayed,
        Removed = Done,
        AlreadyRemoved = _before,
        Stayed = Stayed,
        Failed = _failed,
        Reasons = Reasons,
        Bytes = _bytes,
        DurationSeconds = Seconds,
        QuarantinePath = quarantine,
        UndoLastsUntilUtc = Done > 0 ? room?.UndoLastsUntilUtc : null,
        Undo = Done > 0 ? room?.Sentence ?? "" : "",
    };

    /// <summary>The summary of a restore.</summary>
    /// <param name="status">How it ended; null where the numbers tell.</param>
    /// <param name="reason">Why, in a sentence, safe to show.</param>
    public ArchiveDuplicateRestoreSummary Restore(CopyRunStatus? status, string reason) => new()
    {
        Mailbox = mailbox,
        Status = status ?? Status,
        Reason = reason,
        Planned = Done + _before + _failed + Stayed,
        Restored = Done,
        AlreadyRestored = _before,
        Stayed = Stayed,
        Failed = _failed,
        Reasons = Reasons,
        Bytes = _bytes,
        DurationSeconds = Seconds,
        QuarantinePath = quarantine,
    };

    private CopyRunStatus Status => Stayed + _failed == 0 ? CopyRunStatus.Completed : Done + _before + Stayed == 0 ? CopyRunStatus.Failed : CopyRunStatus.Partial;

    // Of a refused mailbox no copy was counted; copies that an earlier run left open come on top of those of the plan.
    private int Stayed => Math.Max(_stayed, planned - Done - _before - _failed);

    private double Seconds => Math.Round((utcNow() - _begun).TotalSeconds, 1);

    private ShownList<RemovalReasonCount> Reasons => new(_reasons.OrderByDescending(one => one.Value).ThenBy(one => one.Key).Select(one => new RemovalReasonCount(one.Key, one.Value)));

    private void Do(long bytes)
    {
        Done++;
        _bytes += bytes;
    }

    private void Leave(RemovalReason reason, bool isFailure)
    {
        _failed += isFailure ? 1 : 0;
        _stayed += isFailure ? 0 : 1;
        _reasons[reason] = _reasons.TryGetValue(reason, out var count) ? count + 1 : 1;
    }
}
