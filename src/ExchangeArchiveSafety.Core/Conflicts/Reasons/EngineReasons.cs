using static ExchangeArchiveSafety.Conflicts.Reasons.FactText;

namespace ExchangeArchiveSafety.Conflicts.Reasons;

/// <summary>What archives.</summary>
internal static class EngineReasons
{
    public static void Add(List<Finding> findings, JudgedMailbox judged)
    {
        AddPolicy(findings, judged);
        AddOptionalTags(findings, judged);
        AddAutoArchiving(findings, judged);
        AddDeletion(findings, judged);
        if (judged.Worlds.Never(world => world.HasEngine))
        {
            findings.Add(FindingKind.NothingArchives.Found());
        }
    }

    private static void AddPolicy(List<Finding> findings, JudgedMailbox judged)
    {
        var (policy, usesDefault) = (judged.Policy, judged.Mailbox.ShouldUseDefaultRetentionPolicy);
        if (policy.IsDefaultForNone)
        {
            findings.Add(policy.Name is not null && usesDefault.Is(true)
                ? FindingKind.DefaultPolicyApplies.Found([Fact("ShouldUseDefaultRetentionPolicy", true)], policy.Name)
                : FindingKind.NoPolicyShown.Found([Fact("RetentionPolicy", null), Fact("ShouldUseDefaultRetentionPolicy", usesDefault)]));
        }

        if (policy.Archives is true)
        {
            foreach (var tag in policy.ArchivingTags)
            {
                findings.Add(FindingKind.PolicyTagArchives.Found(TagFacts(tag), policy.Name, tag.Name, Shown(tag.Type), Age(tag)));
            }
        }
    }

    private static void AddOptionalTags(List<Finding> findings, JudgedMailbox judged)
    {
        foreach (var tag in judged.Mailbox.OptionalTags.Or([]))
        {
            if (tag.Archives is true)
            {
                findings.Add(FindingKind.OptionalTagArchives.Found(TagFacts(tag), tag.Name, Age(tag)));
            }
        }
    }

    private static void AddAutoArchiving(List<Finding> findings, JudgedMailbox judged)
    {
        var (mailbox, threshold) = (judged.Mailbox, judged.Threshold);
        if (threshold >= MailboxFill.ThresholdOff || mailbox.AutoArchivingEnabled.Is(false))
        {
            return;
        }

        if (MailboxFill.Percent(mailbox) is { } percent)
        {
            var facts = FillFacts(judged);
            var shown = Math.Floor(percent);
            findings.Add(judged.Worlds.Always(world => world.AutoArchiving == AutoArchivingLevel.Acts)
                ? FindingKind.AutoArchivingActs.Found(facts, shown, threshold, threshold - MailboxFill.ActsBefore)
                : judged.Worlds.Always(world => world.AutoArchiving == AutoArchivingLevel.Ahead) ? FindingKind.AutoArchivingAhead.Found(facts, shown, threshold)
                : FindingKind.AutoArchivingRests.Found(facts, shown, threshold));
        }

        if (!mailbox.AutoArchivingEnabled.IsKnown)
        {
            findings.Add(FindingKind.AutoArchivingAssumedOn.Found([Fact("AutoArchivingEnabled", mailbox.AutoArchivingEnabled)]));
        }
    }

    private static void AddDeletion(List<Finding> findings, JudgedMailbox judged)
    {
        // Of a policy that may or may not apply nothing is stated.
        if (judged.Policy is { Name.Length: > 0, DeletingTags: { Count: > 0 } tags })
        {
            findings.Add(FindingKind.DeleteTags.Found([.. tags.SelectMany(TagFacts)], string.Join("', '", tags.Select(tag => tag.Name)), judged.Policy.Name));
        }
    }

    /// <summary>How full the mailbox is, and from when on auto-archiving acts.</summary>
    internal static KeyValuePair<string, string>[] FillFacts(JudgedMailbox judged) =>
    [
        Fact("TotalItemSize", judged.Mailbox.TotalItemSize),
        Fact("ProhibitSendReceiveQuota", judged.Mailbox.ProhibitSendReceiveQuota),
        Fact("TotalDeletedItemSize", judged.Mailbox.TotalDeletedItemSize),
        Fact("RecoverableItemsQuota", judged.Mailbox.RecoverableItemsQuota),
        Fact("AutoArchivingThresholdPercentage", judged.Threshold),
    ];

    private static KeyValuePair<string, string>[] TagFacts(RetentionTag tag) =>
    [
        Fact("Name", tag.Name),
        Fact("Type", tag.Type),
        Fact("RetentionAction", tag.RetentionAction),
        Fact("RetentionEnabled", tag.RetentionEnabled),
        Fact("AgeLimitForRetention", tag.AgeLimitForRetention),
    ];

    private static string Age(RetentionTag tag) => tag.AgeLimitForRetention.Or(null) is { } age ? DisplayText.Show((int)age.TotalDays) + " days" : "not given";
}
