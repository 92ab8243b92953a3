namespace ExchangeArchiveSafety.Reports;

/// <summary>What is known of one suspension: a result that was handed in, or what the journal holds open.</summary>
internal sealed record HeldMailbox
{
    public string Identity { get; init; } = "";

    public Guid ExchangeGuid { get; init; }

    public SuspensionStatus Status { get; init; }

    public SuspensionMethod Method { get; init; }

    public DateTime? SinceUtc { get; init; }

    /// <summary>When it ends by itself, UTC; null where it does not.</summary>
    public DateTime? UntilUtc { get; init; }

    public IReadOnlyList<SettingDrift> Drift { get; init; } = [];

    public string Reason { get; init; } = "";

    public bool Holds => Status is SuspensionStatus.Suspended or SuspensionStatus.AlreadySuspended;

    public static HeldMailbox Of(ArchivePolicySuspension result) => new()
    {
        Identity = result.Identity,
        ExchangeGuid = result.ExchangeGuid,
        Status = result.Status,
        Method = result.Method,
        SinceUtc = result.SuspendedAtUtc,
        UntilUtc = result.After?.EndDateForRetentionHold,
        Drift = result.Drift ?? [],
        Reason = result.Reason,
    };

    public static HeldMailbox Of(JournaledSuspension open, SuspensionReview review) => new()
    {
        Identity = open.Identity,
        ExchangeGuid = open.ExchangeGuid,
        Status = review.Status,
        Method = open.Method,
        SinceUtc = open.SuspendedAtUtc,
        UntilUtc = open.After.EndDateForRetentionHold,
        Drift = review.Drift ?? [],
        Reason = review.Reason,
    };
}
