namespace ExchangeArchiveSafety;

/// <summary>A setting that somebody else changed while archiving was suspended.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Before">What it was before the suspension.</param>
/// <param name="After">What the suspension made it.</param>
/// <param name="Current">What it is now.</param>
public sealed record SettingDrift(ArchivingSetting Setting, object? Before, object? After, object? Current)
{
    /// <summary>Setting, current and recorded values in one sentence.</summary>
    public override string ToString() => DisplayText.Sentence(
        CoreMessages.ReasonDrift, Setting, ArchivingSettings.Show(Current), ArchivingSettings.Show(Before), ArchivingSettings.Show(After));
}

/// <summary>What resuming one suspension would write. Pure. Drift is judged per setting and never overwritten.</summary>
public sealed class ResumePlan
{
    private ResumePlan(IReadOnlyList<ArchivingSettings> steps, IReadOnlyList<ArchivingSetting> alreadyBack, IReadOnlyList<SettingDrift> drift)
    {
        Steps = steps;
        AlreadyBack = alreadyBack;
        Drift = drift;
    }

    /// <summary>
    /// The calls, in order: dates while the hold is on, since Exchange takes them only then, and the flags last, so that archiving starts again when everything
    /// else is in place.
    /// </summary>
    public IReadOnlyList<ArchivingSettings> Steps { get; }

    /// <summary>Settings that already are what they were.</summary>
    public IReadOnlyList<ArchivingSetting> AlreadyBack { get; }

    /// <summary>Settings that are neither what they were nor what the suspension made them.</summary>
    public IReadOnlyList<SettingDrift> Drift { get; }

    /// <summary>Settings that were not returned this time, so that nothing can be said or done about them.</summary>
    public IReadOnlyList<ArchivingSetting> Unseen { get; private init; } = [];

    /// <summary>The settings that are written, with the values that are restored.</summary>
    public ArchivingSettings Restored { get; private init; } = ArchivingSettings.None;

    /// <summary>What nobody can observe from here, and what therefore is a warning and no obstacle.</summary>
    public static Finding WaitingTimes => FindingKind.WaitAfterMxChange.Found();

    /// <summary>Every setting of a suspension that is not what the suspension made it: changed or set back by somebody else.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="mailbox">The mailbox as it is now.</param>
    public static IReadOnlyList<SettingDrift> Compare(Suspension suspension, Mailbox mailbox)
    {
        var current = ArchivingSettings.Of(mailbox);
        return [.. suspension.Before.Known
            .Where(setting => current.Has(setting) && !current.Has(setting, suspension.After[setting]))
            .Select(setting => new SettingDrift(setting, suspension.Before[setting], suspension.After[setting], current[setting]))];
    }

    /// <summary>Plans to restore what a suspension changed.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="mailbox">The mailbox as it is now.</param>
    public static ResumePlan Create(Suspension suspension, Mailbox mailbox)
    {
        var current = ArchivingSettings.Of(mailbox);
        var restore = ArchivingSettings.None;
        var back = new List<ArchivingSetting>();
        var drift = new List<SettingDrift>();
        var unseen = new List<ArchivingSetting>();
        foreach (var setting in suspension.Before.Known)
        {
            if (!current.Has(setting))
            {
                unseen.Add(setting);
            }
            else if (current.Has(setting, suspension.Before[setting]))
            {
                back.Add(setting);
            }
            else if (suspension.IsOurs(setting, current))
            {
                restore = restore.With(setting, suspension.Before[setting]);
            }
            else
            {
                drift.Add(new(setting, suspension.Before[setting], suspension.After[setting], current[setting]));
            }
        }

        return new(StepsFor(restore, current, suspension.Before.Has(ArchivingSetting.RetentionHoldEnabled)), back, drift) { Restored = restore, Unseen = unseen };
    }

    private static List<ArchivingSettings> StepsFor(ArchivingSettings restore, ArchivingSettings current, bool holdIsOurs)
    {
        var dates = restore.Only([ArchivingSetting.StartDateForRetentionHold, ArchivingSetting.EndDateForRetentionHold]);
        var flags = restore.Only([ArchivingSetting.RetentionHoldEnabled, ArchivingSetting.ElcProcessingDisabled, ArchivingSetting.AutoArchivingEnabled]);
        var steps = new List<ArchivingSettings>();
        if (dates.Known.Count > 0)
        {
            // Somebody may have switched the hold off already. Dates are refused then, so it goes on for the one call and off again with the flags. Only where
            // the journal knows the flag: a run that is killed in between has to find out that the hold was off.
            var holdIsOff = holdIsOurs && current.RetentionHoldEnabled is false;
            steps.Add(holdIsOff ? dates.With(ArchivingSetting.RetentionHoldEnabled, true) : dates);
            flags = holdIsOff ? flags.With(ArchivingSetting.RetentionHoldEnabled, false) : flags;
        }

        if (flags.Known.Count > 0)
        {
            steps.Add(flags);
        }

        return steps;
    }
}
