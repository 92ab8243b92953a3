namespace ExchangeArchiveSafety;

/// <summary>What suspending one mailbox by one of the setting methods would change, with everything that resuming needs. Pure.</summary>
public sealed class SuspensionPlan
{
    private SuspensionPlan(ArchivingSettings writes, ArchivingSettings before, ArchivingSettings after, IReadOnlyList<Finding> warnings, string? refusal)
    {
        Writes = writes;
        Before = before;
        After = after;
        Warnings = warnings;
        Refusal = refusal;
    }

    /// <summary>The settings to write now; none where everything already stands.</summary>
    public ArchivingSettings Writes { get; }

    /// <summary>The values to restore one day, for every setting that this module changed or changes.</summary>
    public ArchivingSettings Before { get; }

    /// <summary>The values that those settings then have.</summary>
    public ArchivingSettings After { get; }

    /// <summary>What to know before saying yes.</summary>
    public IReadOnlyList<Finding> Warnings { get; }

    /// <summary>Why it cannot be done; null where it can.</summary>
    public string? Refusal { get; }

    /// <summary>Plans a suspension.</summary>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="mailbox">The mailbox as it is now.</param>
    /// <param name="organization">The organization, null where it was not read.</param>
    /// <param name="untilUtc">End of the hold, UTC; null for open.</param>
    /// <param name="open">The open suspension of this mailbox by the same method; null where there is none.</param>
    public static SuspensionPlan Create(
        SuspensionMethod method, Mailbox mailbox, Organization? organization, DateTime? untilUtc, JournaledSuspension? open)
    {
        var current = ArchivingSettings.Of(mailbox);
        var (target, required) = method == SuspensionMethod.RetentionHold
            ? (HoldTarget(current, untilUtc), RequiredForHold(untilUtc))
            : (ArchivingSettings.None.With(ArchivingSetting.ElcProcessingDisabled, true), [ArchivingSetting.ElcProcessingDisabled]);
        foreach (var setting in required)
        {
            if (!current.Has(setting))
            {
                return new(ArchivingSettings.None, current, current, [], DisplayText.Sentence(CoreMessages.ReasonPropertyMissing, setting));
            }
        }

        var writes = target.Only(target.Known.Where(setting => current.Has(setting) && !current.Has(setting, target[setting])));
        var before = open?.Before ?? ArchivingSettings.None;
        var after = open?.After ?? ArchivingSettings.None;

        // What an earlier suspension found stays the value to restore, unless somebody gave the setting a third value since: then that is what is found now.
        var taken = before.Known.Where(setting => current.Has(setting) && !current.Has(setting, before[setting]) && !open!.IsOurs(setting, current)).ToList();
        before = before.Only(before.Known.Except(taken));
        after = after.Only(after.Known.Except(taken));
        foreach (var setting in writes.Known)
        {
            before = before.Has(setting) ? before : before.With(setting, current[setting]);
            after = after.With(setting, target[setting]);
        }

        if (HoldSetting.IsIn(before))
        {
            // The hold is one setting: what stands already belongs to it, so that a later change of it is seen. Where nothing is written nothing is recorded, and what
            // was recorded counts.
            foreach (var property in HoldSetting.Properties.Where(property => current.Has(property)))
            {
                before = before.Has(property) ? before : before.With(property, current[property]);
                after = writes.Known.Count == 0 && after.Has(property) ? after : after.With(property, target[property]);
            }
        }

        return new(writes, before, after, [.. Warn(method, mailbox, organization, untilUtc, current, before)], null);
    }

    /// <summary>The warning that auto-archiving cannot be switched off along with the hold.</summary>
    /// <param name="why">What stands in the way.</param>
    public static Finding AutoArchivingStays(string why) => FindingKind.AutoArchivingNotStopped.Found(why);

    /// <summary>The same plan with one setting left as it is.</summary>
    /// <param name="setting">The setting that the session does not grant.</param>
    internal SuspensionPlan Without(ArchivingSetting setting) => new(
        Writes.Only(Writes.Known.Where(one => one != setting)),
        Before.Only(Before.Known.Where(one => one != setting)),
        After.Only(After.Known.Where(one => one != setting)),
        Warnings,
        Refusal);

    /// <summary>Whether a mailbox that was read back is suspended as planned: every setting stands, and now lies inside the hold.</summary>
    /// <param name="method">RetentionHold or ElcProcessing.</param>
    /// <param name="planned">The settings that were to stand.</param>
    /// <param name="mailbox">The mailbox as it was read back.</param>
    /// <param name="asOfUtc">The time, UTC.</param>
    public static bool Stands(SuspensionMethod method, ArchivingSettings planned, Mailbox mailbox, DateTime asOfUtc)
    {
        if (method == SuspensionMethod.ElcProcessing)
        {
            return mailbox.ElcProcessingDisabled.Is(true);
        }

        var current = ArchivingSettings.Of(mailbox);
        return Array.TrueForAll(RetentionHoldWindow.Possible(mailbox, asOfUtc, null), window => window != HoldWindow.None)
            && planned.Known.All(setting => current.Has(setting, planned[setting]));
    }

    private static ArchivingSettings HoldTarget(ArchivingSettings current, DateTime? untilUtc)
    {
        var target = ArchivingSettings.None
            .With(ArchivingSetting.StartDateForRetentionHold, null)
            .With(ArchivingSetting.EndDateForRetentionHold, untilUtc)
            .With(ArchivingSetting.RetentionHoldEnabled, true);
        return current.Has(ArchivingSetting.AutoArchivingEnabled) ? target.With(ArchivingSetting.AutoArchivingEnabled, false) : target;
    }

    private static ArchivingSetting[] RequiredForHold(DateTime? untilUtc) => untilUtc is null
        ? [ArchivingSetting.RetentionHoldEnabled]
        : [ArchivingSetting.RetentionHoldEnabled, ArchivingSetting.EndDateForRetentionHold];

    private static IEnumerable<Finding> Warn(
        SuspensionMethod method, Mailbox mailbox, Organization? organization, DateTime? untilUtc, ArchivingSettings current, ArchivingSettings before)
    {
        var threshold = MailboxFill.Threshold(organization);
        var percent = MailboxFill.Percent(mailbox);
        if (percent is null)
        {
            yield return FindingKind.QuotaUnknown.Found();
        }
        else if (percent >= Math.Min(threshold, MailboxFill.DefaultThreshold) - MailboxFill.ActsBefore)
        {
            yield return FindingKind.QuotaNearFull.Found(Math.Floor(percent.Value));
        }

        if (method == SuspensionMethod.ElcProcessing)
        {
            yield return FindingKind.RecoverableItemsFill.Found();
            if (PurviewHolds.Of(mailbox, organization) is { Count: > 0 } holds)
            {
                yield return FindingKind.PreservationLockMayIgnore.Found(string.Join(", ", holds));
            }

            yield break;
        }

        yield return FindingKind.OtherEnginesGoOn.Found();
        if (mailbox.RetentionHoldEnabled.Is(true) && !before.Has(ArchivingSetting.RetentionHoldEnabled, false))
        {
            yield return FindingKind.HoldAlreadyOn.Found(current.Only(
                [ArchivingSetting.StartDateForRetentionHold, ArchivingSetting.EndDateForRetentionHold, ArchivingSetting.RetentionHoldEnabled]).ToString());
        }

        if (untilUtc is not null)
        {
            yield return FindingKind.HoldEndsByItself.Found(untilUtc);
        }

        foreach (var setting in new[] { ArchivingSetting.StartDateForRetentionHold, ArchivingSetting.EndDateForRetentionHold })
        {
            if (!current.Has(setting))
            {
                yield return FindingKind.PropertyNotReturned.Found(setting);
            }
        }

        if (!current.Has(ArchivingSetting.AutoArchivingEnabled) && threshold < MailboxFill.ThresholdOff)
        {
            yield return FindingKind.AutoArchivingNotStopped.Found("AutoArchivingEnabled was not returned");
        }
    }
}
