namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The archiving settings as the fake tenant keeps them, whether or not it returns them.</summary>
internal sealed record MailboxState
{
    public bool Hold { get; init; }

    public DateTime? Start { get; init; }

    public DateTime? End { get; init; }

    public bool Elc { get; init; }

    public bool Auto { get; init; } = true;

    public object? this[ArchivingSetting setting] => setting switch
    {
        ArchivingSetting.RetentionHoldEnabled => Hold,
        ArchivingSetting.StartDateForRetentionHold => Start,
        ArchivingSetting.EndDateForRetentionHold => End,
        ArchivingSetting.ElcProcessingDisabled => Elc,
        _ => Auto,
    };

    public MailboxState With(ArchivingSetting setting, object? value) => setting switch
    {
        ArchivingSetting.RetentionHoldEnabled => this with { Hold = (bool)value! },
        ArchivingSetting.StartDateForRetentionHold => this with { Start = (DateTime?)value },
        ArchivingSetting.EndDateForRetentionHold => this with { End = (DateTime?)value },
        ArchivingSetting.ElcProcessingDisabled => this with { Elc = (bool)value! },
        _ => this with { Auto = (bool)value! },
    };

    /// <summary>Whether the flag is on and the time lies inside the dates: the documented rule, said once more.</summary>
    public bool HoldsAt(DateTime now) => Hold && (Start is null || Start <= now) && (End is null || End >= now);

    public static bool Same(object? left, object? right) =>
        left is DateTime one && right is DateTime other ? Math.Abs((one - other).TotalSeconds) < 1 : Equals(left, right);
}
