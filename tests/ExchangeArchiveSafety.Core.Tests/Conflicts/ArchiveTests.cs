using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Rule 2: does the mailbox have an archive? (domain page, 7)</summary>
public class ArchiveTests
{
    [Theory]
    [InlineData("Active", true, ConflictState.Conflicting, "EAS1101")]
    [InlineData("None", true, ConflictState.Conflicting, "EAS1103")]
    [InlineData("Active", false, ConflictState.Conflicting, "EAS1104")]
    [InlineData("active", false, ConflictState.Conflicting, "EAS1104")]
    [InlineData("None", false, ConflictState.Safe, "EAS1102")]
    public void Guid_and_status_decide_together(string status, bool hasGuid, ConflictState expected, string finding)
    {
        var tenant = TestTenant.Conflicting.Archive(hasGuid ? TestTenant.SomeArchive : Guid.Empty, status);
        Assert.Equal(expected, tenant.State);
        Assert.Contains(finding, tenant.FindingIds);
    }

    [Fact]
    public void A_contradiction_is_found_only_where_there_is_one()
    {
        Assert.DoesNotContain("EAS1103", TestTenant.Conflicting.FindingIds);
        Assert.DoesNotContain("EAS1104", TestTenant.Conflicting.FindingIds);
        Assert.DoesNotContain("EAS1103", TestTenant.Conflicting.Archive(TestTenant.SomeArchive, default(Known<string?>)).FindingIds);
    }

    public static TheoryData<string, bool?, bool?, ConflictState> MissingFacts => new()
    {
        { "guid set, status missing", true, null, ConflictState.Conflicting },
        { "guid missing, status Active", null, true, ConflictState.Conflicting },
        { "guid zero, status missing", false, null, ConflictState.Indeterminate },
        { "guid missing, status None", null, false, ConflictState.Indeterminate },
        { "both missing", null, null, ConflictState.Indeterminate },
    };

    [Theory]
    [MemberData(nameof(MissingFacts))]
    public void A_missing_fact_matters_only_where_the_other_does_not_decide(string row, bool? hasGuid, bool? saysActive, ConflictState expected)
    {
        var tenant = TestTenant.Conflicting.Archive(
            hasGuid is null ? default(Known<Guid>) : hasGuid.Value ? TestTenant.SomeArchive : Guid.Empty,
            saysActive is null ? default(Known<string?>) : saysActive.Value ? "Active" : "None");
        Assert.True(expected == tenant.State, row);
        Assert.Equal(expected == ConflictState.Indeterminate, tenant.FindingIds.Contains("EAS1401"));
    }

    [Fact]
    public void The_finding_names_the_fact_that_is_missing()
    {
        var finding = Assert.Single(TestTenant.Conflicting.Archive(Guid.Empty, default(Known<string?>)).Verdict.Findings, finding => finding.Id == "EAS1401");
        Assert.Contains("ArchiveStatus", finding.Message, StringComparison.Ordinal);
        finding = Assert.Single(TestTenant.Conflicting.Archive(default(Known<Guid>), "None").Verdict.Findings, finding => finding.Id == "EAS1401");
        Assert.Contains("ArchiveGuid", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_archive_fact_does_not_matter_once_the_migration_has_ended_or_nothing_archives()
    {
        var unknown = TestTenant.Conflicting.Archive(default(Known<Guid>), default(Known<string?>));
        Assert.Equal(ConflictState.Safe, unknown.Migration(MigrationActivity.Ended).State);
        Assert.Equal(ConflictState.Safe, unknown.Policy(TestTenant.QuietPolicy).State);
    }

    [Fact]
    public void An_archive_that_can_appear_is_a_finding_and_leaves_the_mailbox_safe()
    {
        var reconnectable = TestTenant.Conflicting.NoArchive().With(mailbox => mailbox with { DisabledArchiveGuid = TestTenant.SomeArchive });
        var automatic = TestTenant.Conflicting.NoArchive().WithOrganization(organization => organization with { AutoEnableArchiveMailbox = true });
        foreach (var tenant in new[] { reconnectable, automatic })
        {
            Assert.Equal(ConflictState.Safe, tenant.State);
            Assert.Contains("EAS1105", tenant.FindingIds);
        }

        Assert.DoesNotContain("EAS1105", TestTenant.Conflicting.NoArchive().FindingIds);
    }
}
