namespace ExchangeArchiveSafety.Conflicts.Reasons;

/// <summary>What the verdict needs and does not have, and which questions failed.</summary>
internal static class OpenReasons
{
    public static void Add(List<Finding> findings, JudgedMailbox judged)
    {
        if (judged.State == ConflictState.Indeterminate)
        {
            foreach (var open in OpenFacts(judged).Distinct())
            {
                findings.Add(open.Found());
            }
        }

        if (judged.Migration.Activity == MigrationActivity.Ended)
        {
            return;
        }

        foreach (var failure in judged.Snapshot.Failures.Concat(judged.Mailbox.Failures).Distinct())
        {
            var name = failure.Parameter is null ? failure.Cmdlet : failure.Cmdlet + " -" + failure.Parameter;
            findings.Add(failure.MissingPermission
                ? FindingKind.PermissionMissing.Found(name, RoleGroups.For(failure.Cmdlet))
                : FindingKind.QuestionFailed.Found(name, failure.Message));
        }
    }

    private static IEnumerable<OpenFact> OpenFacts(JudgedMailbox judged)
    {
        var (mailbox, policy) = (judged.Mailbox, judged.Policy);
        (VerdictFact Fact, Func<IEnumerable<OpenFact>> Open)[] open =
        [
            (VerdictFact.Archive, () => [mailbox.ArchiveGuid.IsKnown ? OpenFact.Of("ArchiveStatus", mailbox.ArchiveStatus) : new("ArchiveGuid")]),
            (VerdictFact.PolicyTag, () => policy.Open),
            (VerdictFact.OptionalTag, () => mailbox.OptionalTags.IsKnown
                ? mailbox.OptionalTags.Value.Where(tag => tag.Archives is null).SelectMany(tag => tag.Unclear()).OrderBy(fact => fact.Name, StringComparer.Ordinal)
                : [new("Get-RetentionPolicyTag -OptionalInMailbox")]),
            (VerdictFact.AutoArchivingLevel, () => [new(mailbox.ProhibitSendReceiveQuota.IsKnown ? "TotalItemSize" : "ProhibitSendReceiveQuota")]),
            (VerdictFact.RetentionHold, () =>
            [
                new(!mailbox.RetentionHoldEnabled.IsKnown ? "RetentionHoldEnabled" : !mailbox.StartDateForRetentionHold.IsKnown ? "StartDateForRetentionHold" : "EndDateForRetentionHold"),
            ]),
            (VerdictFact.MailboxProcessingDisabled, () => [new("ElcProcessingDisabled")]),
            (VerdictFact.OrganizationProcessingDisabled, () => [new("ElcProcessingDisabled (Get-OrganizationConfig)")]),
            (VerdictFact.PurviewHold, () => [new(mailbox.InPlaceHolds.IsKnown ? "InPlaceHolds (Get-OrganizationConfig)" : "InPlaceHolds")]),
        ];
        return open.Where(pair => judged.Worlds.Matters(pair.Fact)).SelectMany(pair => pair.Open());
    }
}
