namespace ExchangeArchiveSafety;

/// <summary>What an open suspension looks like in the tenant. Pure.</summary>
public sealed class SuspensionReview
{
    private SuspensionReview(SuspensionStatus status, string reason, IReadOnlyList<SettingDrift>? drift)
    {
        Status = status;
        Reason = reason;
        Drift = drift;
    }

    /// <summary>Suspended, Drifted, Unverified, or Closed where nothing is left to restore.</summary>
    public SuspensionStatus Status { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>What somebody else changed; null where the mailbox was not compared.</summary>
    public IReadOnlyList<SettingDrift>? Drift { get; }

    /// <summary>Compares a suspension by setting with its mailbox.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="mailbox">The mailbox as it is now.</param>
    /// <param name="asOfUtc">The time, UTC.</param>
    /// <param name="inForceSinceUtc">Since when it is known to be in force, UTC; null where nobody saw that.</param>
    public static SuspensionReview Of(JournaledSuspension suspension, Mailbox mailbox, DateTime asOfUtc, DateTime? inForceSinceUtc = null)
    {
        var plan = ResumePlan.Create(suspension, mailbox);

        // What an unconfirmed change did not reach, or a resumption has brought back, is nobody's doing.
        var drift = suspension.Stage == SuspensionStage.Suspended ? ResumePlan.Compare(suspension, mailbox) : plan.Drift;
        if (drift.Count > 0)
        {
            return new(SuspensionStatus.Drifted, string.Join(" ", SettingDrift.Sentences(drift, plan.LeftAlone)), drift);
        }

        var current = ArchivingSettings.Of(mailbox);
        var unseen = suspension.Before.Known.Where(setting => !current.Has(setting)).ToList();
        return suspension.Stage != SuspensionStage.Suspended ? new(SuspensionStatus.Unverified, DisplayText.Sentence(CoreMessages.ReasonOpenStage, suspension.Stage), drift)
            : unseen.Count > 0 ? new(SuspensionStatus.Unverified, DisplayText.Sentence(CoreMessages.ReasonNotComparable, string.Join(", ", unseen)), drift)
            : !SuspensionPlan.Stands(suspension.Method, suspension.After, mailbox, asOfUtc) ? new(SuspensionStatus.Unverified, DisplayText.Sentence(CoreMessages.ReasonNoLongerHolds, current), drift)
            : new(SuspensionStatus.Suspended, CoreMessages.ReasonStands + (inForceSinceUtc is { } since ? " " + HoldDelay.Told(since, asOfUtc) : ""), drift);
    }

    /// <summary>Compares a suspension by stopping with the migration.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="records">The migration records of its mailbox.</param>
    public static SuspensionReview Of(JournaledSuspension suspension, IReadOnlyList<MigrationRecord> records) =>
        MigrationStop.Running(records).Count > 0 ? new(SuspensionStatus.Drifted, DisplayText.Sentence(CoreMessages.ReasonRunsAgain, MigrationStop.Show(records)), [])
        : suspension.Stage != SuspensionStage.Suspended ? new(SuspensionStatus.Unverified, DisplayText.Sentence(CoreMessages.ReasonOpenStage, suspension.Stage), [])
        : new(SuspensionStatus.Suspended, CoreMessages.ReasonStands, []);

    /// <summary>What is said of a suspension whose mailbox is proved to be gone.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    public static SuspensionReview OfGone(JournaledSuspension suspension) =>
        new(SuspensionStatus.Closed, DisplayText.Sentence(CoreMessages.ReasonGoneStillOpen, suspension.Identity, suspension.ExchangeGuid), null);

    /// <summary>What is said of a suspension whose mailbox was not read.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    public static SuspensionReview OfUnread(JournaledSuspension suspension) =>
        new(SuspensionStatus.Unverified, DisplayText.Sentence(CoreMessages.ReasonNotCompared, suspension.Stage), null);
}
