namespace ExchangeArchiveSafety.Suspension;

/// <summary>Makes results, each with the journal of the run.</summary>
internal sealed class SuspensionResults(string journal)
{
    /// <summary>A result for a mailbox that was not read.</summary>
    public ArchivePolicySuspension Of(JournaledSuspension suspension, SuspensionStatus status, string reason) => new()
    {
        Identity = suspension.Identity,
        ExchangeGuid = suspension.ExchangeGuid,
        Method = suspension.Method,
        Status = status,
        Before = status == SuspensionStatus.Closed ? suspension.Before : null,
        Reason = reason,
        JournalPath = journal,
        SuspendedAtUtc = suspension.SuspendedAtUtc,
    };

    public ArchivePolicySuspension Of(
        Mailbox mailbox, SuspensionMethod method, SuspensionStatus status, ArchivingSettings? before, ArchivingSettings? after, string reason, DateTime? suspendedAtUtc, IReadOnlyList<SettingDrift>? drift = null) => new()
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            Method = method,
            Status = status,
            Before = before,
            After = after,
            Reason = reason,
            JournalPath = journal,
            SuspendedAtUtc = suspendedAtUtc,
            Drift = drift,
        };

    public SuspensionOutcome ChangedMeanwhile(Mailbox mailbox, SuspensionMethod method, ArchivingSettings now, JournaledSuspension? open) =>
        new(Of(mailbox, method, SuspensionStatus.Unverified, open?.Before ?? now, now, CoreMessages.ReasonChangedMeanwhile, open?.SuspendedAtUtc), ErrorIds.SuspensionUnverified);

    /// <summary>What is said where the session lacks what a change needs.</summary>
    public SuspensionOutcome NotGranted(
        Mailbox mailbox, SuspensionMethod method, ArchivingSettings found, JournaledSuspension? open, string missing, string command, IReadOnlyList<SettingDrift>? drift = null)
    {
        var reason = DisplayText.Sentence(FindingKind.PermissionMissing.Sentence, missing, RoleGroups.For(command));
        return new(Of(mailbox, method, SuspensionStatus.Refused, found, found, reason, open?.SuspendedAtUtc, drift), ErrorIds.ExchangeParameterMissing);
    }

    /// <summary>The same for parameters of Set-Mailbox.</summary>
    public SuspensionOutcome NotGranted(
        Mailbox mailbox, SuspensionMethod method, ArchivingSettings found, JournaledSuspension? open, IEnumerable<ArchivingSetting> settings, IReadOnlyList<SettingDrift>? drift = null) =>
        NotGranted(mailbox, method, found, open, string.Join(", ", settings.Select(setting => "Set-Mailbox -" + setting)), "Set-Mailbox", drift);
}
