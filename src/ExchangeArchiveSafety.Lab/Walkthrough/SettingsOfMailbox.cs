using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Walkthrough;

/// <summary>Every setting that decides whether a mailbox archives, as the tenant itself has it.</summary>
internal sealed record SettingsOfMailbox(
    bool RetentionHoldEnabled,
    DateTime? StartDateForRetentionHold,
    DateTime? EndDateForRetentionHold,
    bool ElcProcessingDisabled,
    bool AutoArchivingEnabled,
    string? RetentionPolicy,
    string? RetentionComment,
    bool LitigationHoldEnabled)
{
    public static SettingsOfMailbox Of(LabMailbox mailbox) => new(
        mailbox.RetentionHoldEnabled,
        mailbox.StartDateForRetentionHold,
        mailbox.EndDateForRetentionHold,
        mailbox.ElcProcessingDisabled,
        mailbox.AutoArchivingEnabled,
        mailbox.RetentionPolicy,
        mailbox.RetentionComment,
        mailbox.LitigationHoldEnabled);
}
