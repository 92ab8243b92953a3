namespace ExchangeArchiveSafety.Journals;

/// <summary>Makes the results of cmdlets that suspend, resume and show, where no run made them.</summary>
/// <param name="journalPath">The journal of the cmdlet.</param>
internal sealed class SuspensionResults(string journalPath)
{
    /// <summary>A result about a mailbox that was read.</summary>
    public ArchivePolicySuspension Of(
        Mailbox mailbox,
        SuspensionMethod method,
        SuspensionStatus status,
        string reason,
        ArchivingSettings? after,
        JournaledSuspension? suspension = null,
        IReadOnlyList<SettingDrift>? drift = null,
        ArchivingSettings? before = null) => new()
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            Method = method,
            Status = status,
            Before = before ?? Settings(mailbox),
            After = after,
            Reason = reason,
            JournalPath = journalPath,
            SuspendedAtUtc = suspension?.SuspendedAtUtc,
            Drift = drift,
        };

    /// <summary>A result about a mailbox as it is now.</summary>
    public ArchivePolicySuspension Of(Mailbox mailbox, SuspensionMethod method, SuspensionStatus status, string reason, JournaledSuspension? suspension = null) =>
        Of(mailbox, method, status, reason, Settings(mailbox), suspension);

    /// <summary>A result about what the journal knows of a mailbox.</summary>
    public ArchivePolicySuspension Of(
        JournaledSuspension suspension, SuspensionStatus status, string reason, ArchivingSettings? after = null, string? identity = null, IReadOnlyList<SettingDrift>? drift = null) => new()
        {
            Identity = identity ?? suspension.Identity,
            ExchangeGuid = suspension.ExchangeGuid,
            Method = suspension.Method,
            Status = status,
            Before = suspension.Before,
            After = after,
            Reason = reason,
            JournalPath = journalPath,
            SuspendedAtUtc = suspension.SuspendedAtUtc,
            Drift = drift,
        };

    /// <summary>A result about a mailbox that is passed over without being read.</summary>
    public ArchivePolicySuspension PassedOver(MailboxIdentity identity, Guid exchangeGuid, SuspensionMethod method, string reason) => new()
    {
        Identity = identity.Name,
        ExchangeGuid = exchangeGuid,
        Method = method,
        Status = SuspensionStatus.Skipped,
        Reason = reason,
        JournalPath = journalPath,
    };

    /// <summary>The settings of a mailbox with others put on them.</summary>
    public static ArchivingSettings Planned(Mailbox mailbox, ArchivingSettings writes) =>
        writes.Known.Aggregate(ArchivingSettings.Of(mailbox), (after, setting) => after.With(setting, writes[setting]));

    private static ArchivingSettings? Settings(Mailbox mailbox) => (mailbox.Asked & MailboxQuestions.Settings) != 0 ? ArchivingSettings.Of(mailbox) : null;
}
