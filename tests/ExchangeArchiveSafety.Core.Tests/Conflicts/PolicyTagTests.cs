using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Rule 3a: which tags archive, and which policy counts (domain page, 3 and 3.1).</summary>
public class PolicyTagTests
{
    private static readonly string[] Types =
    [
        "All", "Archive", "Calendar", "Clutter", "Contacts", "ConversationHistory", "DeletedItems", "Drafts", "Inbox", "Journal", "JunkEmail",
        "LegacyArchiveJournals", "ManagedCustomFolder", "Notes", "Outbox", "Personal", "RecoverableItems", "RssSubscriptions", "SentItems", "SyncIssues", "Tasks",
    ];

    private static readonly string[] Actions =
        ["MoveToArchive", "DeleteAndAllowRecovery", "PermanentlyDelete", "MarkAsPastRetentionLimit", "MoveToDeletedItems", "MoveToFolder"];

    private static readonly RetentionTag Personal = TestTenant.Tag("Personal 1 year move to archive", "Personal", "MoveToArchive", true);

    public static TheoryData<string, string, bool> EveryTag()
    {
        var rows = new TheoryData<string, string, bool>();
        foreach (var type in Types)
        {
            foreach (var action in Actions)
            {
                rows.Add(type, action, true);
                rows.Add(type, action, false);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(EveryTag))]
    public void Only_an_enabled_MoveToArchive_tag_of_type_All_or_Personal_archives(string type, string action, bool enabled)
    {
        var archives = enabled && action == "MoveToArchive" && (type is "All" or "Personal");
        var tenant = TestTenant.Conflicting.Tag(type, action, enabled);
        var verdict = tenant.Verdict;
        Assert.Equal(archives ? ConflictState.Conflicting : ConflictState.Safe, verdict.State);
        Assert.Equal(archives ? [ArchivingEngine.RetentionPolicyTag] : [], verdict.ArchivingEngines);
        Assert.Equal(archives, tenant.FindingIds.Contains("EAS1201"));
        Assert.Equal(!archives, tenant.FindingIds.Contains("EAS1209"));
    }

    [Theory]
    [InlineData("ALL", "movetoarchive")]
    [InlineData("personal", "MOVETOARCHIVE")]
    public void Types_and_actions_are_compared_without_case(string type, string action)
    {
        Assert.Equal(ConflictState.Conflicting, TestTenant.Conflicting.Tag(type, action, true).State);
    }

    public static TheoryData<string?, string?, bool?, ConflictState> TagsWithMissingFacts => new()
    {
        { null, "MoveToArchive", true, ConflictState.Indeterminate },
        { "All", null, true, ConflictState.Indeterminate },
        { "All", "MoveToArchive", null, ConflictState.Indeterminate },
        { "Personal", null, null, ConflictState.Indeterminate },
        { null, null, null, ConflictState.Indeterminate },
        { null, "PermanentlyDelete", true, ConflictState.Safe },
        { null, "MoveToArchive", false, ConflictState.Safe },
        { "Inbox", null, true, ConflictState.Safe },
        { "RecoverableItems", null, null, ConflictState.Safe },
        { "All", null, false, ConflictState.Safe },
        { "All", "DeleteAndAllowRecovery", null, ConflictState.Safe },
    };

    [Theory]
    [MemberData(nameof(TagsWithMissingFacts))]
    public void A_missing_fact_of_a_tag_matters_only_where_it_could_make_the_tag_archive(string? type, string? action, bool? enabled, ConflictState expected)
    {
        static Known<string?> Text(string? text) => text is null ? default(Known<string?>) : text;
        var tenant = TestTenant.Conflicting.Tag(Text(type), Text(action), enabled is null ? default(Known<bool>) : enabled.Value);
        Assert.Equal(expected, tenant.State);
        Assert.Equal(expected == ConflictState.Indeterminate, tenant.FindingIds.Contains("EAS1401"));
        var optional = TestTenant.WithoutTags.OptedInto(tenant.DefaultTag);
        Assert.Equal(expected, optional.State);
    }

    [Fact]
    public void A_tag_with_missing_facts_does_not_matter_beside_one_that_archives()
    {
        var tenant = TestTenant.Conflicting.OptedInto(TestTenant.Tag("Odd", default, default, default));
        Assert.Equal(ConflictState.Conflicting, tenant.State);
    }

    public static TheoryData<string, ConflictState> OptedIntoRows => new()
    {
        { "archiving", ConflictState.Conflicting },
        { "disabled", ConflictState.Safe },
        { "deleting", ConflictState.Safe },
        { "recoverable items", ConflictState.Safe },
        { "none", ConflictState.Safe },
        { "not read", ConflictState.Indeterminate },
        { "deleting and archiving", ConflictState.Conflicting },
    };

    [Theory]
    [MemberData(nameof(OptedIntoRows))]
    public void A_personal_tag_that_the_user_opted_into_counts_like_one_of_the_policy(string row, ConflictState expected)
    {
        var deleting = Personal with { RetentionAction = "PermanentlyDelete" };
        var tenant = row switch
        {
            "archiving" => TestTenant.WithoutTags.OptedInto(Personal),
            "disabled" => TestTenant.WithoutTags.OptedInto(Personal with { RetentionEnabled = false }),
            "deleting" => TestTenant.WithoutTags.OptedInto(deleting),
            "recoverable items" => TestTenant.WithoutTags.OptedInto(Personal with { Type = "RecoverableItems" }),
            "deleting and archiving" => TestTenant.WithoutTags.OptedInto(deleting, Personal),
            "none" => TestTenant.WithoutTags.OptedInto(),
            _ => TestTenant.WithoutTags.OptedIntoUnknown(),
        };
        var verdict = tenant.Verdict;
        Assert.Equal(expected, verdict.State);
        Assert.Equal(expected == ConflictState.Conflicting ? [ArchivingEngine.OptionalPersonalTag] : [], verdict.ArchivingEngines);
        Assert.Equal(expected == ConflictState.Conflicting, tenant.FindingIds.Contains("EAS1202"));
    }

    [Fact]
    public void Both_kinds_of_tags_are_named_where_both_archive()
    {
        Assert.Equal([ArchivingEngine.RetentionPolicyTag, ArchivingEngine.OptionalPersonalTag], TestTenant.Conflicting.OptedInto(Personal).Verdict.ArchivingEngines);
    }

    [Fact]
    public void What_the_user_opted_into_does_not_matter_where_the_policy_archives_anyway()
    {
        Assert.Equal(ConflictState.Conflicting, TestTenant.Conflicting.OptedIntoUnknown().State);
    }

    public static TheoryData<string, ConflictState, string?> PolicyRows => new()
    {
        { "own policy archives", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "own policy archives, other case", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "own policy archives, named by guid", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "tag linked by guid", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "tag linked in other case", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "own policy quiet", ConflictState.Safe, TestTenant.QuietPolicy },
        { "own policy quiet while the default would apply", ConflictState.Safe, TestTenant.QuietPolicy },
        { "own policy without tags", ConflictState.Safe, TestTenant.DefaultPolicy },
        { "own policy unknown", ConflictState.Indeterminate, "Gone" },
        { "policies not read", ConflictState.Indeterminate, TestTenant.DefaultPolicy },
        { "links not returned", ConflictState.Indeterminate, TestTenant.DefaultPolicy },
        { "link to an unknown tag", ConflictState.Indeterminate, TestTenant.DefaultPolicy },
        { "link to an unknown tag beside one that archives", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "link to an unknown tag beside one that deletes", ConflictState.Indeterminate, TestTenant.DefaultPolicy },
        { "tags not read", ConflictState.Indeterminate, TestTenant.DefaultPolicy },
        { "tags not read, policy without tags", ConflictState.Safe, TestTenant.DefaultPolicy },
        { "policy not returned", ConflictState.Indeterminate, null },
        { "none shown, default applies", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "empty text shown, default applies", ConflictState.Conflicting, TestTenant.DefaultPolicy },
        { "none shown, default does not apply", ConflictState.Indeterminate, null },
        { "none shown, nothing said of the default", ConflictState.Indeterminate, null },
        { "none shown, default applies and is quiet", ConflictState.Safe, TestTenant.QuietPolicy },
        { "none shown, default does not apply and is quiet", ConflictState.Safe, null },
        { "none shown, nothing said of the default, which is quiet", ConflictState.Safe, null },
        { "none shown, default applies, no policy is the default", ConflictState.Indeterminate, null },
        { "none shown, default applies, two are the default", ConflictState.Indeterminate, null },
        { "none shown, default applies, policies not read", ConflictState.Indeterminate, null },
        { "none shown, default does not apply, policies not read", ConflictState.Indeterminate, null },
    };

    [Theory]
    [MemberData(nameof(PolicyRows))]
    public void The_effective_policy_decides(string row, ConflictState expected, string? policy)
    {
        var some = TestTenant.Conflicting;
        var none = some.Policy((string?)null);
        var quietDefault = none with { Default = none.Default with { IsDefault = false }, Quiet = none.Quiet with { IsDefault = true } };
        var tenant = row switch
        {
            "own policy archives" => some,
            "own policy archives, other case" => some.Policy("DEFAULT mrm policy"),
            "own policy archives, named by guid" => some.Policy("P-1") with { Default = some.Default with { OtherIdentities = ["p-1"] } },
            "tag linked by guid" => some.DefaultLinks("T-1") with { DefaultTag = some.DefaultTag with { OtherIdentities = ["t-1"] } },
            "tag linked in other case" => some.DefaultLinks(TestTenant.ArchivingTag.ToUpperInvariant()),
            "own policy quiet" => some.Policy(TestTenant.QuietPolicy),
            "own policy quiet while the default would apply" => some.Policy(TestTenant.QuietPolicy).UsesDefault(true),
            "own policy without tags" => some.DefaultLinks(),
            "own policy unknown" => some.Policy("Gone"),
            "policies not read" => some with { PoliciesRead = false },
            "links not returned" => some with { Default = some.Default with { RetentionPolicyTagLinks = default } },
            "link to an unknown tag" => some.DefaultLinks("Gone"),
            "link to an unknown tag beside one that archives" => some.DefaultLinks("Gone", TestTenant.ArchivingTag),
            "link to an unknown tag beside one that deletes" => some.DefaultLinks(TestTenant.DeletingTag, "Gone"),
            "tags not read" => some with { TagsRead = false },
            "tags not read, policy without tags" => some.DefaultLinks() with { TagsRead = false },
            "policy not returned" => some.Policy(default(Known<string?>)),
            "none shown, default applies" => none.UsesDefault(true),
            "empty text shown, default applies" => some.Policy("").UsesDefault(true),
            "none shown, default does not apply" => none.UsesDefault(false),
            "none shown, nothing said of the default" => none.UsesDefault(default),
            "none shown, default applies and is quiet" => quietDefault.UsesDefault(true),
            "none shown, default does not apply and is quiet" => quietDefault.UsesDefault(false),
            "none shown, nothing said of the default, which is quiet" => quietDefault.UsesDefault(default),
            "none shown, default applies, no policy is the default" => none.UsesDefault(true) with { Default = none.Default with { IsDefault = default } },
            "none shown, default applies, two are the default" => none.UsesDefault(true) with { Quiet = none.Quiet with { IsDefault = true } },
            "none shown, default applies, policies not read" => none.UsesDefault(true) with { PoliciesRead = false },
            "none shown, default does not apply, policies not read" => none.UsesDefault(false) with { PoliciesRead = false },
            _ => throw new ArgumentOutOfRangeException(nameof(row), row, null),
        };
        var verdict = tenant.Verdict;
        Assert.Equal(expected, verdict.State);
        Assert.Equal(expected == ConflictState.Conflicting ? [ArchivingEngine.RetentionPolicyTag] : [], verdict.ArchivingEngines);
        if (row.StartsWith("none shown", StringComparison.Ordinal) && policy is null)
        {
            // No policy shown: which one counts is not known, so none may be presented as the one that does.
            Assert.Contains("EAS1203", tenant.FindingIds);
            Assert.DoesNotContain("EAS1204", tenant.FindingIds);
        }
        else if (verdict.RetentionPolicy is { } shown)
        {
            Assert.Equal(policy, shown, ignoreCase: true);
        }
    }

    [Fact]
    public void A_default_policy_that_applies_is_named_with_its_reason()
    {
        var tenant = TestTenant.Conflicting.Policy((string?)null).UsesDefault(true);
        Assert.Equal(TestTenant.DefaultPolicy, tenant.Verdict.RetentionPolicy);
        Assert.Contains("EAS1204", tenant.FindingIds);
        Assert.DoesNotContain("EAS1203", tenant.FindingIds);
    }

    [Fact]
    public void A_fact_that_was_returned_is_never_called_missing()
    {
        var tenant = TestTenant.Conflicting.Policy((string?)null).UsesDefault(false);
        Assert.DoesNotContain(
            tenant.Verdict.Findings,
            finding => finding.Id == "EAS1401" && finding.Message.Contains("ShouldUseDefaultRetentionPolicy was not returned", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_missing_of_the_policy_is_named()
    {
        static string Missing(TestTenant tenant) => Assert.Single(tenant.Verdict.Findings, finding => finding.Id == "EAS1401").Message;
        Assert.Contains("Gone", Missing(TestTenant.Conflicting.Policy("Gone")), StringComparison.Ordinal);
        Assert.Contains("Gone", Missing(TestTenant.Conflicting.DefaultLinks("Gone")), StringComparison.Ordinal);
        Assert.Contains("RetentionPolicyTagLinks", Missing(TestTenant.Conflicting with { Default = TestTenant.Conflicting.Default with { RetentionPolicyTagLinks = default } }), StringComparison.Ordinal);
        Assert.Contains("ShouldUseDefaultRetentionPolicy", Missing(TestTenant.Conflicting.Policy((string?)null).UsesDefault(default)), StringComparison.Ordinal);
        Assert.Contains("OptionalInMailbox", Missing(TestTenant.WithoutTags.OptedIntoUnknown()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tag_that_is_missing_is_named_in_whatever_order_the_policy_links_them()
    {
        foreach (var links in new[] { new[] { "Gone 1", "Gone 2" }, ["Gone 2", "Gone 1"] })
        {
            var messages = string.Join(" ", TestTenant.Conflicting.DefaultLinks(links).Verdict.Findings.Where(finding => finding.Id == "EAS1401").Select(finding => finding.Message));
            Assert.Contains("Gone 1", messages, StringComparison.Ordinal);
            Assert.Contains("Gone 2", messages, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Personal", "DeleteAndAllowRecovery", true, true)]
    [InlineData("Inbox", "PermanentlyDelete", true, true)]
    [InlineData("All", "DeleteAndAllowRecovery", true, true)]
    [InlineData("All", "DeleteAndAllowRecovery", false, false)]
    [InlineData("RecoverableItems", "PermanentlyDelete", true, false)]
    [InlineData("All", "MarkAsPastRetentionLimit", true, false)]
    public void Tags_that_delete_are_a_weaker_finding_and_change_no_verdict(string type, string action, bool enabled, bool found)
    {
        var tenant = TestTenant.Conflicting.Tag(type, action, enabled);
        Assert.Equal(found, tenant.FindingIds.Contains("EAS1208"));
        Assert.Equal(ConflictState.Safe, tenant.State);
    }

    [Fact]
    public void Of_a_policy_that_may_not_apply_nothing_is_said_to_delete()
    {
        var tenant = TestTenant.Conflicting.Tag("Personal", "DeleteAndAllowRecovery", true).Tag("All", null, true).Policy((string?)null).UsesDefault(default);
        Assert.DoesNotContain(tenant.Verdict.Findings, finding => finding.Message.Contains("''", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_policies_or_tags_of_one_name_are_judged_alike_in_either_order()
    {
        var snapshot = TestTenant.Conflicting.Snapshot;
        var policies = snapshot.RetentionPolicies.Value;
        var twin = policies[0] with { RetentionPolicyTagLinks = new([]), IsDefault = false };
        var tags = snapshot.RetentionTags.Value;
        var twinTag = tags[0] with { RetentionEnabled = false };
        ConflictState State(TenantSnapshot changed) => new ConflictAnalyzer(changed, TestTenant.Now).Analyze(changed.Mailboxes[0]).State;
        Assert.Equal(
            State(snapshot with { RetentionPolicies = new([twin, .. policies]) }),
            State(snapshot with { RetentionPolicies = new([.. policies, twin]) }));
        Assert.Equal(
            State(snapshot with { RetentionTags = new([twinTag, .. tags]) }),
            State(snapshot with { RetentionTags = new([.. tags, twinTag]) }));
    }
}
