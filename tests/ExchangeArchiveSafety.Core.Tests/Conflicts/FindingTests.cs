using System.Text.RegularExpressions;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Every reason is a finding with a stable id and a sentence.</summary>
public class FindingTests
{
    // Ids are stable: a script may filter by them. One that is gone or means something else breaks it.
    private static readonly Dictionary<string, string> StableIds = new()
    {
        ["EAS1001"] = "MigrationStillSyncs",
        ["EAS1002"] = "MigrationWillSync",
        ["EAS1003"] = "MigrationDormant",
        ["EAS1004"] = "MigrationEnded",
        ["EAS1005"] = "NotMigrating",
        ["EAS1006"] = "MigrationTypeUnaffected",
        ["EAS1007"] = "MigrationTypeNotJudged",
        ["EAS1008"] = "MigrationStatusNotJudged",
        ["EAS1009"] = "MigrationStatusUnknown",
        ["EAS1010"] = "ExternallyMigrating",
        ["EAS1011"] = "MigrationUserListShort",
        ["EAS1012"] = "SeveralMigrationUsers",
        ["EAS1013"] = "BatchNameRepeats",
        ["EAS1101"] = "ArchiveExists",
        ["EAS1102"] = "NoArchive",
        ["EAS1103"] = "ArchiveStatusContradicts",
        ["EAS1104"] = "GhostArchive",
        ["EAS1105"] = "ArchiveMayAppear",
        ["EAS1201"] = "PolicyTagArchives",
        ["EAS1202"] = "OptionalTagArchives",
        ["EAS1203"] = "NoPolicyShown",
        ["EAS1204"] = "DefaultPolicyApplies",
        ["EAS1205"] = "AutoArchivingActs",
        ["EAS1206"] = "AutoArchivingAhead",
        ["EAS1207"] = "AutoArchivingRests",
        ["EAS1208"] = "DeleteTags",
        ["EAS1209"] = "NothingArchives",
        ["EAS1210"] = "AutoArchivingAssumedOn",
        ["EAS1301"] = "RetentionHoldOpenEnded",
        ["EAS1302"] = "RetentionHoldEnding",
        ["EAS1303"] = "RetentionHoldExpired",
        ["EAS1304"] = "RetentionHoldNotBegun",
        ["EAS1305"] = "ElcProcessingDisabled",
        ["EAS1306"] = "OrganizationElcProcessingDisabled",
        ["EAS1307"] = "RetentionHoldNotTrusted",
        ["EAS1308"] = "PreservationLockPossible",
        ["EAS1309"] = "MigrationCompletesFirst",
        ["EAS1310"] = "AutoArchivingSwitchedOff",
        ["EAS1311"] = "ProcessingSwitchObeyed",
        ["EAS1312"] = "ProcessingSwitchIgnored",
        ["EAS1313"] = "ProcessingSwitchUnproven",
        ["EAS1314"] = "HoldInForce",
        ["EAS1401"] = "FactMissing",
        ["EAS1402"] = "PermissionMissing",
        ["EAS1403"] = "MailboxNotRead",
        ["EAS1404"] = "QuestionFailed",
        ["EAS1405"] = "ValueNotDocumented",
        ["EAS1501"] = "LoopObserved",
        ["EAS1502"] = "LoopNotObserved",
        ["EAS1503"] = "LoopUnknown",
        ["EAS1504"] = "LoopHistory",
    };

    [Fact]
    public void The_ids_of_verdicts_are_stable_and_unique()
    {
        var verdicts = FindingKind.All.Where(kind => kind.Id.StartsWith("EAS1", StringComparison.Ordinal)).ToDictionary(kind => kind.Id, kind => kind.Name);
        Assert.Equal(StableIds.OrderBy(pair => pair.Key), verdicts.OrderBy(pair => pair.Key));
        Assert.Equal(FindingKind.All.Count, FindingKind.All.Select(kind => kind.Id).Distinct().Count());
        Assert.Equal(FindingKind.All.Count, FindingKind.All.Select(kind => kind.Name).Distinct().Count());
        Assert.All(FindingKind.All, kind => Assert.Matches("^EAS[12][0-9]{3}$", kind.Id));
        Assert.All(FindingKind.All, kind => Assert.EndsWith(".", kind.Sentence.Replace(": {0}", ".").Replace(": {1}", "."), StringComparison.Ordinal));
    }

    [Fact]
    public void The_worst_finding_comes_first()
    {
        var tenant = TestTenant.Conflicting.Full(95).OpenHold().AlsoIn("Stopped", "Stopped", "IMAP").LastRun(TestTenant.Now.AddDays(-1), 12);
        var severities = tenant.Verdict.Findings.Select(finding => finding.Severity).ToList();
        Assert.Equal(severities.OrderDescending(), severities);
        Assert.Equal(Enum.GetValues<FindingSeverity>().Length, severities.Distinct().Count());
    }

    [Fact]
    public void A_finding_repeats_what_its_kind_says_and_names_the_help()
    {
        foreach (var finding in TestTenant.Conflicting.Verdict.Findings)
        {
            var kind = Assert.Single(FindingKind.All, kind => kind.Id == finding.Id);
            Assert.Equal(kind.Name, finding.Name);
            Assert.Equal(kind.Severity, finding.Severity);
            Assert.Equal("about_ArchiveMigrationConflicts", finding.HelpTopic);
            Assert.StartsWith(finding.Id, finding.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_permission_names_cmdlet_parameter_and_role_group()
    {
        var failure = new ReadFailure("Get-RetentionPolicyTag", "OptionalInMailbox", MissingPermission: true, "");
        foreach (var tenant in new[] { TestTenant.Conflicting with { Failures = [failure] }, TestTenant.Conflicting.With(mailbox => mailbox with { Failures = [failure] }) })
        {
            var finding = Assert.Single(tenant.Verdict.Findings, finding => finding.Id == "EAS1402");
            Assert.Contains("Get-RetentionPolicyTag", finding.Message, StringComparison.Ordinal);
            Assert.Contains("OptionalInMailbox", finding.Message, StringComparison.Ordinal);
            Assert.Matches("Organization Management|Records Management|Retention Management", finding.Message);
        }
    }

    [Theory]
    [InlineData("Get-MigrationBatch", "Recipient Management")]
    [InlineData("Get-MigrationUser", "Recipient Management")]
    [InlineData("Get-RetentionPolicy", "Records Management")]
    [InlineData("Get-OrganizationConfig", "Organization")]
    [InlineData("Get-Mailbox", "Recipient")]
    public void Each_cmdlet_is_granted_by_a_role_group_of_the_domain_page(string cmdlet, string group)
    {
        var tenant = TestTenant.Conflicting with { Failures = [new(cmdlet, null, MissingPermission: true, "")] };
        Assert.Contains(group, Assert.Single(tenant.Verdict.Findings, finding => finding.Id == "EAS1402").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_failed_is_told_with_what_Exchange_said()
    {
        var tenant = TestTenant.Conflicting.With(mailbox => mailbox with { Failures = [new("Get-MailboxStatistics", null, MissingPermission: false, "Micro delay {0}")] });
        var finding = Assert.Single(tenant.Verdict.Findings, finding => finding.Id == "EAS1404");
        Assert.Contains("Get-MailboxStatistics", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Micro delay {0}", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_the_tenant_are_data_in_every_sentence()
    {
        const string Evil = "{0} {9} %s \u202Egnp.\u0007\r\n$(x)";
        var tenant = TestTenant.Conflicting
            .WithUser(user => user with { Identity = Evil, BatchId = Evil })
            .WithBatch(batch => batch with { Identity = Evil })
            .Policy(Evil) with
        { DefaultTag = TestTenant.Conflicting.DefaultTag with { Name = Evil } };
        tenant = tenant with { Default = tenant.Default with { Name = Evil, RetentionPolicyTagLinks = new([Evil]) } };
        tenant = tenant.OptedInto(tenant.DefaultTag).With(mailbox => mailbox with { DisplayName = Evil, Failures = [new(Evil, Evil, false, Evil)] });
        var verdict = tenant.Verdict;
        Assert.Equal(ConflictState.Conflicting, verdict.State);
        foreach (var text in verdict.Findings.SelectMany(finding => finding.Facts.Select(fact => fact.Value).Append(finding.Message)))
        {
            Assert.DoesNotMatch(new Regex(@"[\p{Cc}\u202E]"), text);
        }

        Assert.Contains(verdict.Findings, finding => finding.Message.Contains(@"{0} {9} %s \u{202E}gnp.\u{0007}\u{000D}\u{000A}$(x)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_carries_the_facts_it_rests_on_also_those_that_are_missing()
    {
        var tenant = TestTenant.WithoutTags.Full(60).Archive(TestTenant.SomeArchive, default(Known<string?>));
        var archive = Assert.Single(tenant.Verdict.Findings, finding => finding.Id == "EAS1101");
        Assert.Contains(new KeyValuePair<string, string>("ArchiveGuid", TestTenant.SomeArchive.ToString()), archive.Facts);
        Assert.Contains(archive.Facts, fact => fact is { Key: "ArchiveStatus", Value: "not returned" });
        var ahead = Assert.Single(tenant.Verdict.Findings, finding => finding.Id == "EAS1206");
        Assert.Contains(new KeyValuePair<string, string>("TotalItemSize", "600000000"), ahead.Facts);
        Assert.Contains(new KeyValuePair<string, string>("ProhibitSendReceiveQuota", "1000000000"), ahead.Facts);
    }
}
