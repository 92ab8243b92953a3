using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>
/// ElcProcessingDisabled is ignored under a Preservation Lock, which no Exchange session shows. Where a Purview hold could carry one and nothing else holds
/// archiving off, the assistant's own counters decide. The batch began 30 days ago.
/// </summary>
public class ProcessingSwitchTests
{
    public static TheoryData<string, double?, long?, ConflictState, string> Counters => new()
    {
        { "archived yesterday", -1, 12, ConflictState.Conflicting, "EAS1312" },
        { "archived one, just within the cycle", -6.99, 1, ConflictState.Conflicting, "EAS1312" },
        { "archived exactly a cycle ago", -7, 12, ConflictState.Conflicting, "EAS1312" },
        { "no run for longer than the cycle", -7.01, 12, ConflictState.Indeterminate, "EAS1313" },
        { "no run since before the migration", -40, 12, ConflictState.Indeterminate, "EAS1313" },
        { "no run for longer than the cycle, nothing archived", -8, 0, ConflictState.Indeterminate, "EAS1313" },
        { "no run for longer than the cycle, count not said", -8, null, ConflictState.Indeterminate, "EAS1313" },
        { "ran yesterday and archived nothing", -1, 0, ConflictState.Indeterminate, "EAS1313" },
        { "ran yesterday, count not said", -1, null, ConflictState.Indeterminate, "EAS1313" },
        { "time not said", null, 12, ConflictState.Indeterminate, "EAS1313" },
        { "nothing said", null, null, ConflictState.Indeterminate, "EAS1313" },
    };

    [Theory]
    [MemberData(nameof(Counters))]
    public void The_assistants_counters_decide_whether_the_switch_is_obeyed(string row, double? days, long? archived, ConflictState expected, string finding)
    {
        DateTime? ended = days is null ? null : TestTenant.Now.AddDays(days.Value);
        foreach (var tenant in new[] { TestTenant.Conflicting.ProcessingDisabled(true), TestTenant.Conflicting.OrganizationProcessingDisabled(true) })
        {
            var held = Held(tenant).LastRun(ended, archived);
            var verdict = held.Verdict;
            Assert.True(expected == verdict.State, row + ": " + verdict.State);
            Assert.Equal(expected == ConflictState.Conflicting ? true : null, verdict.LoopObserved);
            Assert.Contains("EAS1308", held.FindingIds);
            Assert.Equal([finding], held.FindingIds.Intersect(["EAS1311", "EAS1312", "EAS1313"]));
            Assert.Equal(expected == ConflictState.Conflicting, verdict.HeldOffBy.Count == 0);

            // Without such a hold the switch is trusted.
            Assert.Equal(ConflictState.Mitigated, tenant.LastRun(ended, archived).State);

            // Where no sync fills the mailbox, that the assistant stays away shows that the switch is obeyed.
            foreach (var activity in new[] { MigrationActivity.Dormant, MigrationActivity.WillSync })
            {
                var quiet = held.Migration(activity);
                Assert.Equal((days < -7, days < -7), (quiet.State == ConflictState.Mitigated, quiet.FindingIds.Contains("EAS1311")));
            }
        }
    }

    [Fact]
    public void Counters_that_were_not_read_leave_it_open_and_are_asked_for()
    {
        var tenant = Held(TestTenant.Conflicting.ProcessingDisabled(true));
        Assert.Equal(ConflictState.Indeterminate, tenant.State);
        Assert.Equal((TenantQuestions.None, MailboxQuestions.DiagnosticLogs), tenant.Analyzer.OpenQuestions(tenant.Mailbox));
        Assert.Equal((TenantQuestions.None, MailboxQuestions.None), TestTenant.Conflicting.ProcessingDisabled(true) is var free ? free.Analyzer.OpenQuestions(free.Mailbox) : default);
    }

    // Documented: below 10 MB the assistant does not come by itself, so that its silence says nothing of the switch.
    [Fact]
    public void That_the_assistant_does_not_come_proves_the_switch_only_on_a_mailbox_that_it_would_come_to()
    {
        var silent = Held(TestTenant.Conflicting.ProcessingDisabled(true)).Migration(MigrationActivity.Dormant).LastRun(TestTenant.Now.AddDays(-8), 12);
        TestTenant Sized(Known<long> size) => silent.With(mailbox => mailbox with { TotalItemSize = size });

        Assert.Equal(ConflictState.Mitigated, Sized(10L << 20).State);
        Assert.Equal(ConflictState.Indeterminate, Sized((10L << 20) - 1).State);
        Assert.Contains("EAS1313", Sized(0).FindingIds);

        // Nobody says how large it is: it is asked for after the counters, and where that fails nothing is proved.
        var unsized = Sized(default).With(mailbox => mailbox with { ProhibitSendReceiveQuota = (long?)null, Asked = MailboxQuestions.DiagnosticLogs });
        Assert.Equal(ConflictState.Indeterminate, unsized.State);
        Assert.Equal((TenantQuestions.None, MailboxQuestions.Statistics), unsized.Analyzer.OpenQuestions(unsized.Mailbox));
        var failed = unsized.With(mailbox => mailbox with { Asked = mailbox.Asked | MailboxQuestions.Statistics });
        Assert.Equal((TenantQuestions.None, MailboxQuestions.None), failed.Analyzer.OpenQuestions(failed.Mailbox));

        // Of the size, what could conflict must also be what the assistant passes over: auto-archiving that goes on under a retention hold acts on none so small.
        TestTenant OnHold(TestTenant tenant) => tenant.With(mailbox => mailbox with { RetentionHoldEnabled = true, TotalItemSize = default });
        Assert.Equal(ConflictState.Mitigated, OnHold(silent).State);
        Assert.Equal(ConflictState.Indeterminate, OnHold(silent).With(mailbox => mailbox with { ProhibitSendReceiveQuota = 10L << 20 }).State);
        Assert.Equal(ConflictState.Indeterminate, OnHold(silent).With(mailbox => mailbox with { AccountDisabled = default }).State);
        Assert.Equal(ConflictState.Indeterminate, OnHold(silent).RecoverableItemsFull(95).State);
        Assert.Equal(ConflictState.Indeterminate, OnHold(silent).LastRun(TestTenant.Now.AddDays(-1), 12).State);

        // While a sync fills it, it may have been smaller until just now, and the size is not asked for.
        var filled = unsized.Migration(MigrationActivity.StillSyncs);
        Assert.Equal((TenantQuestions.None, MailboxQuestions.None), filled.Analyzer.OpenQuestions(filled.Mailbox));
    }

    // Documented: so it is with a regular mailbox whose account is disabled. Whether a mailbox is a regular one is not asked.
    [Fact]
    public void Nor_does_it_prove_anything_where_the_account_is_disabled_or_nobody_says()
    {
        foreach (var off in new[] { TestTenant.Conflicting.ProcessingDisabled(true), TestTenant.Conflicting.OrganizationProcessingDisabled(true) })
        {
            var silent = Held(off).Migration(MigrationActivity.Dormant).LastRun(TestTenant.Now.AddDays(-8), 12);
            TestTenant Account(Known<bool> disabled) => silent.With(mailbox => mailbox with { AccountDisabled = disabled });

            Assert.Equal(ConflictState.Mitigated, Account(false).State);
            Assert.Equal(ConflictState.Indeterminate, Account(true).State);
            Assert.Contains("EAS1313", Account(true).FindingIds);
            Assert.Equal(ConflictState.Indeterminate, Account(default).State);

            // A run that is told of shows what the assistant does, whatever the account.
            Assert.Equal(ConflictState.Conflicting, Account(true).Migration(MigrationActivity.StillSyncs).LastRun(TestTenant.Now.AddDays(-1), 12).State);

            // Where only a listing was read, it is asked for; where that says nothing, nothing more is.
            var unread = Account(default);
            Assert.Equal((TenantQuestions.None, MailboxQuestions.Statistics | MailboxQuestions.Settings), unread.Analyzer.OpenQuestions(unread.Mailbox));
            var read = unread.With(mailbox => mailbox with { Asked = MailboxQuestions.Settings | MailboxQuestions.Statistics });
            Assert.Equal((TenantQuestions.None, MailboxQuestions.None), read.Analyzer.OpenQuestions(read.Mailbox));
        }
    }

    [Fact]
    public void A_run_before_the_migration_began_shows_no_loop()
    {
        var tenant = Held(TestTenant.Conflicting.ProcessingDisabled(true)).LastRun(TestTenant.Now.AddDays(-2), 12);
        Assert.Equal(ConflictState.Indeterminate, tenant.WithBatch(batch => batch with { StartedUtc = TestTenant.Now.AddDays(-1) }).State);
        Assert.Equal(ConflictState.Indeterminate, tenant.WithBatch(batch => batch with { StartedUtc = default }).State);
        Assert.Equal(ConflictState.Indeterminate, tenant.NoUser().External().State);
        Assert.Equal(ConflictState.Indeterminate, tenant.NoUser().External().LastRun(TestTenant.Now.AddDays(-9), 12).State);
    }

    [Theory]
    [InlineData(MigrationActivity.StillSyncs, ConflictState.Conflicting)]
    [InlineData(MigrationActivity.WillSync, ConflictState.Imminent)]
    [InlineData(MigrationActivity.Dormant, ConflictState.Dormant)]
    [InlineData(MigrationActivity.CannotJudge, ConflictState.Indeterminate)]
    [InlineData(MigrationActivity.Ended, ConflictState.Safe)]
    public void A_switch_that_is_ignored_leaves_what_the_migration_makes_of_it(MigrationActivity activity, ConflictState expected)
    {
        var tenant = Held(TestTenant.Conflicting.ProcessingDisabled(true)).Migration(activity).LastRun(TestTenant.Now.AddDays(-1), 12);
        Assert.Equal(expected, tenant.State);
    }

    [Fact]
    public void A_retention_hold_is_trusted_whatever_the_lock()
    {
        var tenant = Held(TestTenant.Conflicting.ProcessingDisabled(true)).OpenHold();
        Assert.Equal(ConflictState.Mitigated, tenant.State);
        Assert.Equal(ConflictState.Mitigated, tenant.LastRun(TestTenant.Now.AddDays(-1), 12).State);
        Assert.DoesNotContain("EAS1308", tenant.FindingIds);
        Assert.Equal((TenantQuestions.None, MailboxQuestions.None), tenant.Analyzer.OpenQuestions(tenant.Mailbox));

        // One that ends, or that auto-archiving ignores, leaves everything to the switch.
        Assert.Equal(ConflictState.Indeterminate, Held(TestTenant.Conflicting.ProcessingDisabled(true)).EndingHold().State);
        Assert.Equal(ConflictState.Indeterminate, tenant.Full(95).State);
        Assert.Contains("EAS1308", tenant.Full(95).FindingIds);
        Assert.Equal(ConflictState.Mitigated, tenant.Full(95).AutoArchiving(false).State);
    }

    public static TheoryData<string, ConflictState> Holds => new()
    {
        { "mbx on the mailbox", ConflictState.Indeterminate },
        { "skp on the mailbox", ConflictState.Indeterminate },
        { "a kind that nobody knows", ConflictState.Indeterminate },
        { "organization-wide", ConflictState.Indeterminate },
        { "organization-wide, left out", ConflictState.Mitigated },
        { "organization-wide with its mode, left out", ConflictState.Mitigated },
        { "organization-wide, another left out", ConflictState.Indeterminate },
        { "litigation", ConflictState.Mitigated },
        { "none", ConflictState.Mitigated },
        { "mailbox not returned", ConflictState.Indeterminate },
        { "organization not returned", ConflictState.Indeterminate },
        { "organization not read", ConflictState.Indeterminate },
    };

    [Theory]
    [MemberData(nameof(Holds))]
    public void Any_hold_that_could_carry_the_lock_counts_and_so_does_not_knowing(string row, ConflictState expected)
    {
        var off = TestTenant.Conflicting.ProcessingDisabled(true);
        TestTenant Wide(TestTenant tenant, params string[] holds) => tenant.WithOrganization(organization => organization with { InPlaceHolds = new(holds) });
        var tenant = row switch
        {
            "mbx on the mailbox" => Held(off, "mbx1111:1"),
            "skp on the mailbox" => Held(off, "skp1111"),
            "a kind that nobody knows" => Held(off, "zzz"),
            "organization-wide" => Wide(off, "mbx2222:2"),
            "organization-wide, left out" => Held(Wide(off, "mbx2222"), "-mbx2222"),
            "organization-wide with its mode, left out" => Held(Wide(off, "mbx2222:2"), "-mbx2222"),
            "organization-wide, another left out" => Held(Wide(off, "mbx2222:2"), "-mbx3333"),
            "litigation" => off.With(mailbox => mailbox with { LitigationHoldEnabled = true }),
            "mailbox not returned" => off.With(mailbox => mailbox with { InPlaceHolds = default }),
            "organization not returned" => off.WithOrganization(organization => organization with { InPlaceHolds = default }),
            "organization not read" => off.OrganizationNotRead(),
            _ => off,
        };
        Assert.Equal(expected, tenant.State);
        Assert.Equal(row.Contains("not re", StringComparison.Ordinal), tenant.FindingIds.Contains("EAS1401"));

        // The counters settle it, whether or not there is a hold.
        Assert.Equal(ConflictState.Mitigated, tenant.Migration(MigrationActivity.Dormant).LastRun(TestTenant.Now.AddDays(-10), 3).State);
    }

    [Fact]
    public void Holds_that_were_not_read_are_asked_for()
    {
        var tenant = TestTenant.Conflicting.ProcessingDisabled(true).With(mailbox => mailbox with { InPlaceHolds = default });
        Assert.True(tenant.Analyzer.OpenQuestions(tenant.Mailbox).Mailbox.HasFlag(MailboxQuestions.Settings));
        var organization = TestTenant.Conflicting.ProcessingDisabled(true) with { Organization = null, Asked = TenantQuestions.RetentionPolicies };
        Assert.Equal(TenantQuestions.Organization, organization.Analyzer.OpenQuestions(organization.Mailbox).Tenant);
    }

    private static TestTenant Held(TestTenant tenant, params string[] holds) =>
        tenant.With(mailbox => mailbox with { InPlaceHolds = new(holds.Length == 0 ? ["mbxf11f6dc1a9f14d8cbb2fd5b2a7dc1b35:1"] : holds) });
}
