using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>What a guard may change of a mailbox, and has to give back.</summary>
internal sealed record GuardedSettings(bool RetentionHoldEnabled, DateTime? Start, DateTime? End, bool ElcProcessingDisabled, bool AutoArchivingEnabled)
{
    public const string HoldName = "hold";
    private const string ProcessingName = "processing switch";
    private const string AutoArchivingName = "auto-archiving";

    public static IReadOnlyList<string> Names { get; } = [HoldName, ProcessingName, AutoArchivingName];

    /// <summary>The hold is one setting in three properties.</summary>
    public string Hold => $"{RetentionHoldEnabled} {Start:s} {End:s}";

    public string this[string name] => name switch
    {
        HoldName => Hold,
        ProcessingName => ElcProcessingDisabled.ToString(),
        _ => AutoArchivingEnabled.ToString(),
    };

    public static GuardedSettings Of(LabMailbox mailbox) =>
        new(mailbox.RetentionHoldEnabled, mailbox.StartDateForRetentionHold, mailbox.EndDateForRetentionHold, mailbox.ElcProcessingDisabled, mailbox.AutoArchivingEnabled);

    /// <summary>Does it hold archiving off for good, in a way in which the other does not?</summary>
    public bool HoldsMoreThan(GuardedSettings other, DateTime now) =>
        (IsHeldOpenly(now) && !other.IsHeldOpenly(now)) || (ElcProcessingDisabled && !other.ElcProcessingDisabled) || (!AutoArchivingEnabled && other.AutoArchivingEnabled);

    private bool IsHeldOpenly(DateTime now) => RetentionHoldEnabled && !(now < Start) && End is null;
}
