namespace ExchangeArchiveSafety;

/// <summary>
/// What resuming one suspension would write. Pure. Drift is judged per setting and never overwritten; the retention hold is one setting in three properties.
/// </summary>
public sealed class ResumePlan
{
    private ResumePlan()
    {
    }

    /// <summary>
    /// The calls, in order: dates while the hold is on, since Exchange takes them only then, and the flags last, so that archiving starts again when everything
    /// else is in place.
    /// </summary>
    public IReadOnlyList<ArchivingSettings> Steps { get; private init; } = [];

    /// <summary>Recorded settings that already are what they were.</summary>
    public IReadOnlyList<ArchivingSetting> AlreadyBack { get; private init; } = [];

    /// <summary>What somebody else changed: neither what it was nor what the suspension made it.</summary>
    public IReadOnlyList<SettingDrift> Drift { get; private init; } = [];

    /// <summary>Recorded settings that are left alone for it: with one property of the hold, all of it.</summary>
    public IReadOnlyList<ArchivingSetting> LeftAlone { get; private init; } = [];

    /// <summary>Recorded settings about which nothing can be said or done, since they, or a property of the hold with them, were not returned this time.</summary>
    public IReadOnlyList<ArchivingSetting> Unseen { get; private init; } = [];

    /// <summary>The settings that are written, with the values that are restored.</summary>
    public ArchivingSettings Restored { get; private init; } = ArchivingSettings.None;

    /// <summary>What nobody can observe from here, and what therefore is a warning and no obstacle.</summary>
    public static Finding WaitingTimes => FindingKind.WaitAfterMxChange.Found();

    /// <summary>Everything of a suspension that is not what the suspension made it: changed or set back by somebody else.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="mailbox">The mailbox as it is now.</param>
    public static IReadOnlyList<SettingDrift> Compare(JournaledSuspension suspension, Mailbox mailbox)
    {
        var current = ArchivingSettings.Of(mailbox);
        return [.. Groups(suspension).SelectMany(group => group.Changed(current))];
    }

    /// <summary>Plans to restore what a suspension changed.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="mailbox">The mailbox as it is now.</param>
    public static ResumePlan Create(JournaledSuspension suspension, Mailbox mailbox)
    {
        var current = ArchivingSettings.Of(mailbox);
        var restore = ArchivingSettings.None;
        var (back, alone, unseen, drift) = (new List<ArchivingSetting>(), new List<ArchivingSetting>(), new List<ArchivingSetting>(), new List<SettingDrift>());
        foreach (var group in Groups(suspension))
        {
            if (group.Foreign(current) is { Count: > 0 } foreign)
            {
                drift.AddRange(foreign);
                alone.AddRange(group.Recorded);
            }
            else if (group.IsUnseen(current))
            {
                unseen.AddRange(group.Recorded);
            }
            else if (group.IsBack(current))
            {
                back.AddRange(group.Recorded);
            }
            else if (group.IsOurs(current))
            {
                foreach (var setting in group.Recorded.Where(setting => !current.Has(setting, suspension.Before[setting])))
                {
                    restore = restore.With(setting, suspension.Before[setting]);
                }
            }
            else
            {
                drift.AddRange(group.Changed(current));
                alone.AddRange(group.Recorded);
            }
        }

        return new() { Steps = StepsFor(restore), AlreadyBack = back, Drift = drift, LeftAlone = alone, Unseen = unseen, Restored = restore };
    }

    /// <summary>The recorded settings that somebody undid: they are what they were, or, of the hold, it is off. Whoever sets them again means it.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="current">The settings as they are now.</param>
    internal static IReadOnlyList<ArchivingSetting> Undone(JournaledSuspension suspension, ArchivingSettings current) =>
        [.. Groups(suspension).Where(group => !group.IsUnseen(current) && group.IsUndone(current)).SelectMany(group => group.Recorded)];

    /// <summary>The recorded settings that are what they were.</summary>
    /// <param name="suspension">The suspension, as the journal knows it.</param>
    /// <param name="current">The settings as they are now.</param>
    internal static IReadOnlyList<ArchivingSetting> Back(JournaledSuspension suspension, ArchivingSettings current) =>
        [.. Groups(suspension).Where(group => !group.IsUnseen(current) && group.IsBack(current)).SelectMany(group => group.Recorded)];

    private static List<ArchivingSettings> StepsFor(ArchivingSettings restore)
    {
        var dates = restore.Only([ArchivingSetting.StartDateForRetentionHold, ArchivingSetting.EndDateForRetentionHold]);
        var flags = restore.Only([ArchivingSetting.RetentionHoldEnabled, ArchivingSetting.ElcProcessingDisabled, ArchivingSetting.AutoArchivingEnabled]);
        return [.. new[] { dates, flags }.Where(step => step.Known.Count > 0)];
    }

    private static IEnumerable<Group> Groups(JournaledSuspension suspension)
    {
        if (HoldSetting.IsIn(suspension.Before))
        {
            // Earlier versions brought the hold back property by property: of what they left only what they still name is ours.
            var isPart = suspension.Stage == SuspensionStage.Resuming && !suspension.Before.Has(ArchivingSetting.RetentionHoldEnabled);
            yield return new(suspension, isPart ? [.. HoldSetting.Properties.Where(property => suspension.Before.Has(property))] : HoldSetting.Properties);
        }

        foreach (var setting in suspension.Before.Known.Except(HoldSetting.Properties))
        {
            yield return new(suspension, [setting]);
        }
    }

    /// <summary>Properties that are one setting together.</summary>
    private sealed class Group(JournaledSuspension suspension, IReadOnlyList<ArchivingSetting> properties)
    {
        public IReadOnlyList<ArchivingSetting> Recorded { get; } = [.. properties.Where(property => suspension.Before.Has(property))];

        /// <summary>Whether something that was recorded was not returned this time.</summary>
        public bool IsUnseen(ArchivingSettings current) => Recorded.Any(property => !current.Has(property));

        public bool IsBack(ArchivingSettings current) => Seen(current).All(property => IsFound(property, current));

        /// <summary>Whether nothing of what the suspension made holds anything off any more.</summary>
        public bool IsUndone(ArchivingSettings current) => Changed(current).Count > 0
            && (IsBack(current) || (HoldSetting.IsIn(suspension.Before.Only(Recorded)) && current.RetentionHoldEnabled == false));

        /// <summary>Whether it is as a suspension made it or may have made it, or where a resumption that was announced may have left it: with its dates back.</summary>
        public bool IsOurs(ArchivingSettings current) =>
            suspension.Earlier.Append(suspension.After).Any(made => Seen(current).All(property => IsMade(property, made, current)))
            || (suspension.Stage == SuspensionStage.Resuming && Seen(current).All(property => property is ArchivingSetting.RetentionHoldEnabled
                ? IsMade(property, suspension.After, current)
                : IsFound(property, current)));

        /// <summary>What is neither what it was nor what any intent made it.</summary>
        public IReadOnlyList<SettingDrift> Foreign(ArchivingSettings current) => [.. Seen(current)
            .Where(property => !IsFound(property, current) && !suspension.Earlier.Append(suspension.After).Any(made => IsMade(property, made, current)))
            .Select(property => DriftOf(property, current))];

        /// <summary>What is not what the suspension made it.</summary>
        public IReadOnlyList<SettingDrift> Changed(ArchivingSettings current) =>
            [.. Seen(current).Where(property => !IsMade(property, suspension.After, current)).Select(property => DriftOf(property, current))];

        private IEnumerable<ArchivingSetting> Seen(ArchivingSettings current) => properties.Where(property => current.Has(property));

        private bool IsFound(ArchivingSetting property, ArchivingSettings current) => current.Has(property, HoldSetting.Found(suspension, property));

        private static bool IsMade(ArchivingSetting property, ArchivingSettings made, ArchivingSettings current) => current.Has(property, HoldSetting.Made(made, property));

        private SettingDrift DriftOf(ArchivingSetting property, ArchivingSettings current) =>
            new(property, HoldSetting.Found(suspension, property), HoldSetting.Made(suspension.After, property), current[property]);
    }
}
