using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Rule 4: what holds archiving off (domain page, 6).</summary>
public class HoldTests
{
    private const string Open = "open";
    private const string Unknown = "not returned";

    private static readonly DateTime Now = TestTenant.Now;

    public static TheoryData<string, string, string, ConflictState, string?> Windows => new()
    {
        { "on", Open, Open, ConflictState.Mitigated, "EAS1301" },
        { "on", "past", Open, ConflictState.Mitigated, "EAS1301" },
        { "on", "now", Open, ConflictState.Mitigated, "EAS1301" },
        { "on", "a tick ahead", Open, ConflictState.Conflicting, "EAS1304" },
        { "on", "ahead", Open, ConflictState.Conflicting, "EAS1304" },
        { "on", "ahead", "far ahead", ConflictState.Conflicting, "EAS1304" },
        { "on", Open, "ahead", ConflictState.Imminent, "EAS1302" },
        { "on", "past", "ahead", ConflictState.Imminent, "EAS1302" },
        { "on", Open, "a tick ahead", ConflictState.Imminent, "EAS1302" },
        { "on", Open, "now", ConflictState.Imminent, "EAS1302" },
        { "on", "now", "now", ConflictState.Imminent, "EAS1302" },
        { "on", Open, "a tick ago", ConflictState.Conflicting, "EAS1303" },
        { "on", Open, "past", ConflictState.Conflicting, "EAS1303" },
        { "on", "past", "a tick ago", ConflictState.Conflicting, "EAS1303" },
        { "on", "ahead", "past", ConflictState.Conflicting, null },
        { "off", Open, Open, ConflictState.Conflicting, null },
        { "off", "past", "ahead", ConflictState.Conflicting, null },
        { "off", Unknown, Unknown, ConflictState.Conflicting, null },
        { Unknown, Open, Open, ConflictState.Indeterminate, null },
        { Unknown, "past", "ahead", ConflictState.Indeterminate, null },
        { Unknown, Open, "past", ConflictState.Conflicting, null },
        { Unknown, "ahead", Open, ConflictState.Conflicting, null },
        { Unknown, Unknown, Unknown, ConflictState.Indeterminate, null },
        { "on", Unknown, Open, ConflictState.Indeterminate, null },
        { "on", Unknown, "ahead", ConflictState.Indeterminate, null },
        { "on", Unknown, "past", ConflictState.Conflicting, null },
        { "on", Open, Unknown, ConflictState.Indeterminate, null },
        { "on", "ahead", Unknown, ConflictState.Conflicting, null },
        { "on", Unknown, Unknown, ConflictState.Indeterminate, null },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_retention_hold_holds_only_while_now_lies_inside_it(string flag, string start, string end, ConflictState expected, string? finding)
    {
        var tenant = TestTenant.Conflicting.Hold(flag == Unknown ? default(Known<bool>) : flag == "on", At(start), At(end));
        var verdict = tenant.Verdict;
        Assert.Equal(expected, verdict.State);
        string[] ofHolds = ["EAS1301", "EAS1302", "EAS1303", "EAS1304"];
        if (finding is not null)
        {
            Assert.Equal([finding], tenant.FindingIds.Intersect(ofHolds));
        }

        Assert.Equal(expected is ConflictState.Mitigated or ConflictState.Imminent ? [ArchivingSwitch.RetentionHold] : [], verdict.HeldOffBy);
        Assert.Equal(expected == ConflictState.Indeterminate, tenant.FindingIds.Contains("EAS1401"));
    }

    [Fact]
    public void An_end_that_is_not_known_leaves_every_window_possible()
    {
        var mailbox = TestTenant.Conflicting.Hold((DateTime?)null, default).Mailbox;
        Assert.Equal([HoldWindow.None, HoldWindow.OpenEnded, HoldWindow.Ending], RetentionHoldWindow.Possible(mailbox, Now, null));
    }

    [Theory]
    [InlineData(false, false, ConflictState.Conflicting)]
    [InlineData(true, false, ConflictState.Mitigated)]
    [InlineData(false, true, ConflictState.Mitigated)]
    [InlineData(true, true, ConflictState.Mitigated)]
    [InlineData(null, false, ConflictState.Indeterminate)]
    [InlineData(false, null, ConflictState.Indeterminate)]
    [InlineData(null, null, ConflictState.Indeterminate)]
    [InlineData(null, true, ConflictState.Mitigated)]
    [InlineData(true, null, ConflictState.Mitigated)]
    public void Processing_is_off_when_mailbox_or_organization_say_so(bool? mailbox, bool? organization, ConflictState expected)
    {
        var tenant = TestTenant.Conflicting.ProcessingDisabled(Known(mailbox)).OrganizationProcessingDisabled(Known(organization));
        var verdict = tenant.Verdict;
        Assert.Equal(expected, verdict.State);
        ArchivingSwitch[] switches =
        [
            .. mailbox is true ? [ArchivingSwitch.ElcProcessingDisabled] : Array.Empty<ArchivingSwitch>(),
            .. organization is true ? [ArchivingSwitch.OrganizationElcProcessingDisabled] : Array.Empty<ArchivingSwitch>(),
        ];
        Assert.Equal(switches, verdict.HeldOffBy);
        Assert.Equal(mailbox is true, tenant.FindingIds.Contains("EAS1305"));
        Assert.Equal(organization is true, tenant.FindingIds.Contains("EAS1306"));
    }

    [Fact]
    public void An_organization_that_was_not_read_may_have_switched_processing_off()
    {
        Assert.Equal(ConflictState.Indeterminate, TestTenant.Conflicting.OrganizationNotRead().State);

        // It may also have a hold for everybody, under which the switch is ignored.
        Assert.Equal(ConflictState.Indeterminate, TestTenant.Conflicting.OrganizationNotRead().ProcessingDisabled(true).State);
        Assert.Equal(ConflictState.Mitigated, TestTenant.Conflicting.OrganizationNotRead().OpenHold().State);
        Assert.Equal(ConflictState.Safe, TestTenant.WithoutTags.OrganizationNotRead().State);
    }

    [Fact]
    public void A_switch_that_is_unknown_does_not_matter_behind_one_that_holds()
    {
        Assert.Equal(ConflictState.Mitigated, TestTenant.Conflicting.OpenHold().ProcessingDisabled(default).State);
        Assert.Equal(ConflictState.Mitigated, TestTenant.Conflicting.Hold(default, default, default).ProcessingDisabled(true).State);
        Assert.Equal(ConflictState.Mitigated, TestTenant.Conflicting.EndingHold().ProcessingDisabled(true).State);
    }

    [Fact]
    public void A_hold_that_ends_may_be_backed_by_a_switch_that_is_unknown()
    {
        Assert.Equal(ConflictState.Indeterminate, TestTenant.Conflicting.EndingHold().ProcessingDisabled(default).State);
        Assert.Equal(ConflictState.Indeterminate, TestTenant.Conflicting.EndingHold().OrganizationProcessingDisabled(default).State);
    }

    // The hold ends in 10 days. A migration that completes by itself before is no longer there when it does.
    public static TheoryData<string, int?, int?, ConflictState> Completions => new()
    {
        { "user before the end", 5, null, ConflictState.Mitigated },
        { "batch before the end", null, 5, ConflictState.Mitigated },
        { "user after the end", 15, null, ConflictState.Imminent },
        { "batch after the end", null, 15, ConflictState.Imminent },
        { "neither", null, null, ConflictState.Imminent },
        { "the user's own time wins: later", 15, 5, ConflictState.Imminent },
        { "the user's own time wins: earlier", 5, 15, ConflictState.Mitigated },
        { "user in the past, and still there", -1, null, ConflictState.Imminent },
        { "batch in the past, and still there", null, -1, ConflictState.Imminent },
        { "the user's own time wins: past", -1, 5, ConflictState.Imminent },
        { "at the same moment is not before", 10, null, ConflictState.Imminent },
        { "now, and still there", 0, null, ConflictState.Imminent },
    };

    [Theory]
    [MemberData(nameof(Completions))]
    public void A_hold_that_outlives_the_migration_counts_as_open_ended(string row, int? user, int? batch, ConflictState expected)
    {
        foreach (var activity in new[] { MigrationActivity.StillSyncs, MigrationActivity.WillSync })
        {
            var tenant = TestTenant.Conflicting.EndingHold().Migration(activity).UserCompletes(In(user)).BatchCompletes(In(batch));
            Assert.True(expected == tenant.State, row + ": " + tenant.State);
            Assert.Equal(expected == ConflictState.Mitigated, tenant.FindingIds.Contains("EAS1309"));
        }
    }

    [Fact]
    public void A_completion_time_that_users_do_not_return_leaves_the_batchs_to_count()
    {
        var tenant = TestTenant.Conflicting.EndingHold().BatchCompletes(In(5)).UserCompletes(default);
        Assert.Equal(ConflictState.Mitigated, tenant.State);
    }

    [Fact]
    public void Every_active_migration_has_to_complete_before_the_hold_ends()
    {
        var first = TestTenant.Conflicting.EndingHold().UserCompletes(In(5));
        Assert.Equal(ConflictState.Mitigated, first.AlsoIn("Synced", "Synced", "IMAP", In(6)).State);
        Assert.Equal(ConflictState.Imminent, first.AlsoIn("Synced", "Synced", "IMAP", In(15)).State);
        Assert.Equal(ConflictState.Imminent, first.AlsoIn("Queued", "Created", "IMAP", (DateTime?)null).State);
        Assert.Equal(ConflictState.Mitigated, first.AlsoIn("Completed", "Completed", "IMAP", (DateTime?)null).State);
        Assert.Equal(ConflictState.Mitigated, first.AlsoIn("Synced", "Synced", "ExchangeRemoteMove", (DateTime?)null).State);
    }

    [Theory]
    [InlineData("Corrupted", "Corrupted", "IMAP")]
    [InlineData("Synced", "Synced", "ExchangeOutlookAnywhere")]
    public void A_migration_that_cannot_be_judged_may_outlive_the_hold_too(string user, string batch, string type)
    {
        var tenant = TestTenant.Conflicting.EndingHold().UserCompletes(In(5)).AlsoIn(user, batch, type, (DateTime?)null);
        Assert.NotEqual(ConflictState.Mitigated, tenant.State);
    }

    [Fact]
    public void Nobody_knows_when_an_external_migration_completes()
    {
        Assert.Equal(ConflictState.Imminent, TestTenant.Conflicting.EndingHold().UserCompletes(In(5)).External().State);
    }

    [Fact]
    public void A_hold_that_ends_leaves_a_stopped_migration_dormant_and_an_unclear_one_unclear()
    {
        var tenant = TestTenant.Conflicting.EndingHold().UserCompletes(In(5));
        Assert.Equal(ConflictState.Dormant, tenant.Migration(MigrationActivity.Dormant).State);
        Assert.Equal(ConflictState.Indeterminate, tenant.Migration(MigrationActivity.CannotJudge).State);
    }

    [Fact]
    public void A_retention_hold_is_not_trusted_against_auto_archiving_that_acts()
    {
        var tenant = TestTenant.Conflicting.Full(95).OpenHold();
        Assert.Equal(ConflictState.Conflicting, tenant.State);
        Assert.Contains("EAS1307", tenant.FindingIds);
        Assert.Equal(ConflictState.Mitigated, tenant.AutoArchiving(false).State);
        Assert.DoesNotContain("EAS1307", tenant.AutoArchiving(false).FindingIds);
        Assert.Equal(ConflictState.Mitigated, tenant.Threshold(100).State);
        Assert.Equal(ConflictState.Mitigated, tenant.ProcessingDisabled(true).State);
        Assert.DoesNotContain("EAS1307", tenant.ProcessingDisabled(true).FindingIds);
        Assert.Equal(ConflictState.Mitigated, tenant.OrganizationProcessingDisabled(true).State);
    }

    [Fact]
    public void Only_processing_disabled_warns_of_a_preservation_lock_where_holds_could_be_one()
    {
        static Known<IReadOnlyList<string>> Holds(params string[] holds) => new(holds);
        var held = TestTenant.Conflicting.With(mailbox => mailbox with { InPlaceHolds = Holds("mbx1111") });
        Assert.Contains("EAS1308", held.ProcessingDisabled(true).FindingIds);
        Assert.Contains("EAS1308", held.OrganizationProcessingDisabled(true).FindingIds);
        Assert.DoesNotContain("EAS1308", held.ProcessingDisabled(true).OpenHold().FindingIds);
        Assert.DoesNotContain("EAS1308", held.OpenHold().FindingIds);
        Assert.DoesNotContain("EAS1308", held.FindingIds);
        Assert.DoesNotContain("EAS1308", TestTenant.Conflicting.ProcessingDisabled(true).FindingIds);

        var organizationWide = TestTenant.Conflicting.ProcessingDisabled(true).WithOrganization(organization => organization with { InPlaceHolds = Holds("mbx2222") });
        Assert.Contains("EAS1308", organizationWide.FindingIds);
        Assert.DoesNotContain("EAS1308", organizationWide.With(mailbox => mailbox with { InPlaceHolds = Holds("-mbx2222") }).FindingIds);
    }

    private static Known<DateTime?> In(int? days) => days is null ? (DateTime?)null : Now.AddDays(days.Value);

    private static Known<bool> Known(bool? value) => value is null ? default(Known<bool>) : value.Value;

    private static Known<DateTime?> At(string when) => when switch
    {
        Unknown => default(Known<DateTime?>),
        Open => (DateTime?)null,
        "past" => Now.AddDays(-5),
        "a tick ago" => Now.AddTicks(-1),
        "now" => Now,
        "a tick ahead" => Now.AddTicks(1),
        "ahead" => Now.AddDays(5),
        _ => Now.AddDays(10),
    };
}
