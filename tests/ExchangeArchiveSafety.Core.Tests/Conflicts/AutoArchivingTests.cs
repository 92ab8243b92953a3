using System.Globalization;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Rule 3b: auto-archiving, the second engine (domain page, 4).</summary>
public class AutoArchivingTests
{
    [Theory]
    [InlineData("100", null, ConflictState.Conflicting)]
    [InlineData("96", null, ConflictState.Conflicting)]
    [InlineData("91", null, ConflictState.Conflicting)]
    [InlineData("90.99", null, ConflictState.Imminent)]
    [InlineData("50", null, ConflictState.Imminent)]
    [InlineData("49.99", null, ConflictState.Safe)]
    [InlineData("0", null, ConflictState.Safe)]
    [InlineData("91", 96, ConflictState.Conflicting)]
    [InlineData("90.99", 96, ConflictState.Imminent)]
    [InlineData("75", 80, ConflictState.Conflicting)]
    [InlineData("74.99", 80, ConflictState.Imminent)]
    [InlineData("50", 80, ConflictState.Imminent)]
    [InlineData("49.99", 80, ConflictState.Safe)]
    [InlineData("94", 99, ConflictState.Conflicting)]
    [InlineData("93.99", 99, ConflictState.Imminent)]
    [InlineData("99", 100, ConflictState.Safe)]
    [InlineData("60", 100, ConflictState.Safe)]
    public void It_acts_from_5_points_below_the_threshold_and_is_ahead_from_half_full(string percent, int? threshold, ConflictState expected)
    {
        var full = decimal.Parse(percent, CultureInfo.InvariantCulture);
        var tenant = TestTenant.WithoutTags.Full(full).Threshold(threshold is null ? default(Known<int>) : threshold.Value);
        var verdict = tenant.Verdict;
        Assert.Equal(expected, verdict.State);
        Assert.Equal(expected == ConflictState.Safe ? [] : [ArchivingEngine.AutoArchiving], verdict.ArchivingEngines);
        if (threshold is null)
        {
            Assert.Equal(expected, tenant.OrganizationNotReadButForProcessing().State);
        }
    }

    [Theory]
    [InlineData("95", "EAS1205")]
    [InlineData("60", "EAS1206")]
    [InlineData("10", "EAS1207")]
    public void Each_level_is_a_finding_even_where_it_is_no_more_than_that(string percent, string id)
    {
        string[] levels = ["EAS1205", "EAS1206", "EAS1207"];
        var tenant = TestTenant.Conflicting.Full(decimal.Parse(percent, CultureInfo.InvariantCulture));
        Assert.Equal([id], tenant.FindingIds.Intersect(levels));
        Assert.Empty(tenant.AutoArchiving(false).FindingIds.Intersect(levels));
        Assert.Empty(tenant.Threshold(100).FindingIds.Intersect(levels));
    }

    [Theory]
    [InlineData(true, ConflictState.Conflicting)]
    [InlineData(null, ConflictState.Conflicting)]
    [InlineData(false, ConflictState.Mitigated)]
    public void A_mailbox_that_does_not_return_the_property_counts_as_on(bool? enabled, ConflictState expected)
    {
        var tenant = TestTenant.WithoutTags.Full(95).AutoArchiving(enabled is null ? default(Known<bool>) : enabled.Value);
        Assert.Equal(expected, tenant.State);
        Assert.Equal(enabled is null, tenant.FindingIds.Contains("EAS1210"));
    }

    // Columns: still syncs, will sync, dormant, cannot judge, ended.
    [Theory]
    [InlineData("97", false, "MMMMS")]
    [InlineData("60", false, "MMMMS")]
    [InlineData("10", false, "SSSSS")]
    [InlineData("97", true, "CID?S")]
    public void Switched_off_on_a_mailbox_on_which_it_would_act_it_is_held_off_and_not_absent(string percent, bool tag, string expected)
    {
        var tenant = (tag ? TestTenant.Conflicting : TestTenant.WithoutTags).Full(decimal.Parse(percent, CultureInfo.InvariantCulture)).AutoArchiving(false);
        MigrationActivity[] columns = [MigrationActivity.StillSyncs, MigrationActivity.WillSync, MigrationActivity.Dormant, MigrationActivity.CannotJudge, MigrationActivity.Ended];
        Assert.Equal(expected, string.Concat(columns.Select(activity => tenant.Migration(activity).State is var state && state == ConflictState.Indeterminate ? '?' : state.ToString()[0])));

        var isHeldOff = percent != "10";
        var verdict = tenant.Verdict;
        Assert.Equal(isHeldOff ? [ArchivingSwitch.AutoArchivingDisabled] : [], verdict.HeldOffBy);
        Assert.Equal(isHeldOff, verdict.ArchivingEngines.Contains(ArchivingEngine.AutoArchiving));
        Assert.Equal(isHeldOff, tenant.FindingIds.Contains("EAS1310"));
        Assert.Equal(verdict.State == ConflictState.Safe, verdict.Recommendation == TestTenant.Conflicting.NoArchive().Verdict.Recommendation);
    }

    [Fact]
    public void The_threshold_that_switches_it_off_for_everybody_leaves_no_engine()
    {
        Assert.Equal(ConflictState.Safe, TestTenant.WithoutTags.Full(97).AutoArchiving(false).Threshold(100).State);
        Assert.Empty(TestTenant.WithoutTags.Full(97).AutoArchiving(false).Threshold(100).Verdict.HeldOffBy);
    }

    public static TheoryData<string, ConflictState> UsageRows => new()
    {
        { "unlimited", ConflictState.Safe },
        { "unlimited, size missing", ConflictState.Safe },
        { "size missing", ConflictState.Indeterminate },
        { "quota missing", ConflictState.Indeterminate },
        { "both missing", ConflictState.Indeterminate },
        { "both missing, switched off", ConflictState.Indeterminate },
        { "switched off", ConflictState.Safe },
        { "both missing, threshold 100", ConflictState.Safe },
        { "both missing, tag archives", ConflictState.Conflicting },
        { "both missing, tag archives, not returned", ConflictState.Conflicting },
        { "both missing, tag archives, open hold", ConflictState.Indeterminate },
        { "both missing, tag archives, ending hold", ConflictState.Indeterminate },
        { "both missing, tag archives, open hold, switched off", ConflictState.Mitigated },
        { "both missing, processing disabled, tag archives", ConflictState.Mitigated },
        { "both missing, processing disabled", ConflictState.Indeterminate },
        { "both missing, will sync, tag archives", ConflictState.Imminent },
        { "both missing, will sync", ConflictState.Indeterminate },
        { "both missing, dormant, tag archives", ConflictState.Dormant },
        { "both missing, dormant", ConflictState.Indeterminate },
        { "both missing, ended", ConflictState.Safe },
        { "both missing, no archive", ConflictState.Safe },
    };

    [Theory]
    [MemberData(nameof(UsageRows))]
    public void Usage_that_is_unknown_matters_where_it_could_change_the_verdict(string row, ConflictState expected)
    {
        var parts = row.Split(", ");
        var tenant = parts.Contains("tag archives") ? TestTenant.Conflicting : TestTenant.WithoutTags;
        foreach (var part in parts)
        {
            tenant = part switch
            {
                "unlimited" => tenant.Usage(TestTenant.Quota * 3, null),
                "size missing" => tenant.Usage(default, tenant.Mailbox.ProhibitSendReceiveQuota),
                "quota missing" => tenant.Usage(TestTenant.Quota / 10, default),
                "both missing" => tenant.Usage(default, default),
                "switched off" => tenant.AutoArchiving(false),
                "not returned" => tenant.AutoArchiving(default),
                "threshold 100" => tenant.Threshold(100),
                "tag archives" => tenant,
                "open hold" => tenant.OpenHold(),
                "ending hold" => tenant.EndingHold(),
                "processing disabled" => tenant.ProcessingDisabled(true),
                "will sync" => tenant.Migration(MigrationActivity.WillSync),
                "dormant" => tenant.Migration(MigrationActivity.Dormant),
                "ended" => tenant.Migration(MigrationActivity.Ended),
                "no archive" => tenant.NoArchive(),
                _ => throw new ArgumentOutOfRangeException(nameof(row), part, null),
            };
        }

        Assert.Equal(expected, tenant.State);
        Assert.Equal(expected == ConflictState.Indeterminate, tenant.FindingIds.Contains("EAS1401"));
    }

    // "When the primary (mail or Recoverable Items) passes 96 % of its quota" (MC1191923).
    [Theory]
    [InlineData("10", "91", ConflictState.Conflicting)]
    [InlineData("10", "90.99", ConflictState.Imminent)]
    [InlineData("10", "50", ConflictState.Imminent)]
    [InlineData("10", "49.99", ConflictState.Safe)]
    [InlineData("91", "0", ConflictState.Conflicting)]
    [InlineData("60", "95", ConflictState.Conflicting)]
    public void The_fuller_of_mail_and_recoverable_items_counts(string mail, string recoverable, ConflictState expected)
    {
        var tenant = TestTenant.WithoutTags
            .Full(decimal.Parse(mail, CultureInfo.InvariantCulture))
            .RecoverableItemsFull(decimal.Parse(recoverable, CultureInfo.InvariantCulture));
        Assert.Equal(expected, tenant.State);
    }

    [Fact]
    public void Recoverable_items_without_a_quota_do_not_count()
    {
        var tenant = TestTenant.WithoutTags.RecoverableItemsFull(99).With(mailbox => mailbox with { RecoverableItemsQuota = null });
        Assert.Equal(ConflictState.Safe, tenant.State);
    }

    [Fact]
    public void Recoverable_items_of_unknown_size_are_passed_over_since_the_usage_is_that_of_the_primary()
    {
        var sizeMissing = TestTenant.WithoutTags.With(mailbox => mailbox with { TotalDeletedItemSize = default });
        var quotaMissing = TestTenant.WithoutTags.RecoverableItemsFull(95).With(mailbox => mailbox with { RecoverableItemsQuota = default });
        Assert.Equal(ConflictState.Safe, sizeMissing.State);
        Assert.Equal(ConflictState.Safe, quotaMissing.State);
    }

    [Fact]
    public void Recoverable_items_of_unknown_size_do_not_matter_where_the_mail_alone_is_enough()
    {
        var unknown = TestTenant.WithoutTags.With(mailbox => mailbox with { TotalDeletedItemSize = default, RecoverableItemsQuota = default });
        Assert.Equal(ConflictState.Conflicting, unknown.Full(95).State);
        Assert.Equal(ConflictState.Mitigated, unknown.Full(95).AutoArchiving(false).State);
    }

    [Fact]
    public void A_quota_of_zero_says_nothing()
    {
        Assert.Equal(ConflictState.Indeterminate, TestTenant.WithoutTags.Usage(10, 0).State);
    }

    [Fact]
    public void Real_sizes_meet_the_border_exactly()
    {
        const long Quota = 107_374_182_400;
        const long Border = Quota / 100 * 91;
        Assert.Equal(ConflictState.Conflicting, TestTenant.WithoutTags.Usage(Border, Quota).State);
        Assert.Equal(ConflictState.Imminent, TestTenant.WithoutTags.Usage(Border - 1, Quota).State);
    }
}
