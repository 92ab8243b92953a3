using static ExchangeArchiveSafety.Conflicts.Reasons.FactText;

namespace ExchangeArchiveSafety.Conflicts.Reasons;

/// <summary>What holds archiving off, and how far it can be trusted.</summary>
internal static class SwitchReasons
{
    public static void Add(List<Finding> findings, JudgedMailbox judged)
    {
        AddRetentionHold(findings, judged);
        AddAutoArchiving(findings, judged);
        AddProcessing(findings, judged);
    }

    private static void AddRetentionHold(List<Finding> findings, JudgedMailbox judged)
    {
        var (mailbox, worlds) = (judged.Mailbox, judged.Worlds);
        KeyValuePair<string, string>[] facts =
        [
            Fact("RetentionHoldEnabled", mailbox.RetentionHoldEnabled),
            Fact("StartDateForRetentionHold", mailbox.StartDateForRetentionHold),
            Fact("EndDateForRetentionHold", mailbox.EndDateForRetentionHold),
        ];
        var (start, end) = (mailbox.StartDateForRetentionHold.Or(null), mailbox.EndDateForRetentionHold.Or(null));
        if (worlds.Always(world => world.Hold != HoldWindow.None))
        {
            var isOpenEnded = worlds.Always(world => world.Hold == HoldWindow.OpenEnded);
            findings.Add(end is null && isOpenEnded ? FindingKind.RetentionHoldOpenEnded.Found(facts)
                : isOpenEnded ? FindingKind.MigrationCompletesFirst.Found(facts, end, judged.Migration.CompletesUtc)
                : FindingKind.RetentionHoldEnding.Found(facts, end));
            if (worlds.Always(world => world.AutoArchiving != AutoArchivingLevel.Rests && !world.AutoArchivingOff) && worlds.Never(world => world.ProcessingDisabled))
            {
                findings.Add(FindingKind.RetentionHoldNotTrusted.Found(facts));
            }
        }
        else if (mailbox.RetentionHoldEnabled.Is(true) && worlds.Never(world => world.Hold != HoldWindow.None))
        {
            findings.Add(start > judged.AsOfUtc ? FindingKind.RetentionHoldNotBegun.Found(facts, start) : FindingKind.RetentionHoldExpired.Found(facts, end));
        }
    }

    private static void AddAutoArchiving(List<Finding> findings, JudgedMailbox judged)
    {
        if (judged.HeldOffBy.Contains(ArchivingSwitch.AutoArchivingDisabled) && MailboxFill.Percent(judged.Mailbox) is { } percent)
        {
            findings.Add(FindingKind.AutoArchivingSwitchedOff.Found(
                [Fact("AutoArchivingEnabled", judged.Mailbox.AutoArchivingEnabled), .. EngineReasons.FillFacts(judged)], Math.Floor(percent), judged.Threshold));
        }
    }

    private static void AddProcessing(List<Finding> findings, JudgedMailbox judged)
    {
        var worlds = judged.Worlds;
        KeyValuePair<string, string>[] facts = [Fact("ElcProcessingDisabled", true)];
        if (worlds.Always(world => world.MailboxProcessingDisabled))
        {
            findings.Add(FindingKind.ElcProcessingDisabled.Found(facts));
        }

        if (worlds.Always(world => world.OrganizationProcessingDisabled))
        {
            findings.Add(FindingKind.OrganizationElcProcessingDisabled.Found(facts));
        }

        // A retention hold is obeyed whatever the lock: with one, nothing hangs on the switch as a rule.
        if (!worlds.Always(world => world.ProcessingDisabled) || worlds.Never(world => world.PurviewHold && world.HangsOnProcessing))
        {
            return;
        }

        if (PurviewHolds.Of(judged.Mailbox, judged.Snapshot.Organization) is { Count: > 0 } holds)
        {
            var names = string.Join(", ", holds);
            findings.Add(FindingKind.PreservationLockPossible.Found([Fact("InPlaceHolds", names)], names));
        }

        var run = judged.Loop?.Run;
        KeyValuePair<string, string>[] counters =
            [Fact("ElcLastSuccessTimestamp", run?.LastSuccessUtc), Fact("ElcLastRunArchivedFromRootItemCount", run?.ArchivedFromRootItemCount)];
        KeyValuePair<string, string>[] silence = [.. counters, Fact("TotalItemSize", judged.Mailbox.TotalItemSize), Fact("AccountDisabled", judged.Mailbox.AccountDisabled)];
        findings.Add(worlds.Never(world => world.AssistantGoesOn) ? FindingKind.ProcessingSwitchObeyed.Found(silence, run?.LastSuccessUtc)
            : worlds.Always(world => world.AssistantGoesOn) ? FindingKind.ProcessingSwitchIgnored.Found(counters, run?.ArchivedFromRootItemCount, run?.LastSuccessUtc)
            : FindingKind.ProcessingSwitchUnproven.Found(silence));
    }
}
