using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>LoopObserved: what the Managed Folder Assistant's counters prove (domain page, 5.1). The batch began 30 days ago.</summary>
public class LoopTests
{
    private static readonly DateTime Began = TestTenant.Now.AddDays(-30);

    public static TheoryData<string, int?, long?, bool?, string> Rows => new()
    {
        { "archived after the begin", -1, 12, true, "EAS1501" },
        { "archived one, a moment after the begin", -29, 1, true, "EAS1501" },
        { "archived nothing", -1, 0, false, "EAS1502" },
        { "archived before the begin", -31, 12, false, "EAS1502" },
        { "archived at the begin, not after", -30, 12, false, "EAS1502" },
        { "count not said", -1, null, null, "EAS1503" },
        { "time not said", null, 12, null, "EAS1503" },
        { "neither said", null, null, null, "EAS1503" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_last_run_shows_the_loop_or_does_not_or_cannot_tell(string row, int? daysFromNow, long? archived, bool? expected, string id)
    {
        var tenant = TestTenant.Conflicting.LastRun(daysFromNow is null ? null : TestTenant.Now.AddDays(daysFromNow.Value), archived);
        Assert.True(expected == tenant.Verdict.LoopObserved, row);
        string[] ofLoops = ["EAS1501", "EAS1502", "EAS1503"];
        Assert.Equal([id], tenant.FindingIds.Intersect(ofLoops));
    }

    [Fact]
    public void Nothing_is_observed_where_the_counters_were_not_read()
    {
        Assert.Null(TestTenant.Conflicting.Verdict.LoopObserved);
    }

    [Fact]
    public void The_begin_of_the_batch_has_to_be_known()
    {
        foreach (var unknown in new[] { default, new Known<DateTime?>(null) })
        {
            var tenant = TestTenant.Conflicting.LastRun(TestTenant.Now.AddDays(-1), 12).WithBatch(batch => batch with { StartedUtc = unknown });
            Assert.Null(tenant.Verdict.LoopObserved);
            Assert.Contains("EAS1503", tenant.FindingIds);
        }
    }

    [Fact]
    public void A_run_that_archived_nothing_shows_no_loop_whenever_the_batch_began()
    {
        Assert.False(TestTenant.Conflicting.LastRun(null, 0).Verdict.LoopObserved);
        Assert.False(TestTenant.Conflicting.LastRun(TestTenant.Now, 0).WithBatch(batch => batch with { StartedUtc = default }).Verdict.LoopObserved);
    }

    [Fact]
    public void Any_batch_that_still_syncs_is_enough_and_others_do_not_count()
    {
        var run = TestTenant.Conflicting.LastRun(Began.AddDays(-5), 12);
        Assert.False(run.Verdict.LoopObserved);

        TestTenant Beside(string status) => run.AlsoIn(status, status, "IMAP") is var both
            ? both with { Batches = [both.Batches[0], both.Batches[1] with { StartedUtc = Began.AddDays(-10) }] }
            : run;
        Assert.True(Beside("Synced").Verdict.LoopObserved);
        Assert.False(Beside("Stopped").Verdict.LoopObserved);
        Assert.False(Beside("Completed").Verdict.LoopObserved);
    }

    [Fact]
    public void The_begin_of_an_external_migration_is_not_known()
    {
        var tenant = TestTenant.Conflicting.NoUser().External().LastRun(TestTenant.Now.AddDays(-1), 12);
        Assert.Equal(ConflictState.Conflicting, tenant.State);
        Assert.Null(tenant.Verdict.LoopObserved);
    }

    [Fact]
    public void Only_a_mailbox_that_conflicts_can_show_the_loop()
    {
        var run = TestTenant.Conflicting.LastRun(TestTenant.Now.AddDays(-1), 12);
        Assert.Null(run.OpenHold().Verdict.LoopObserved);
        Assert.Null(run.Migration(MigrationActivity.Dormant).Verdict.LoopObserved);
        Assert.Null(run.NoArchive().Verdict.LoopObserved);
        Assert.DoesNotContain("EAS1501", run.OpenHold().FindingIds);
    }

    [Fact]
    public void The_advice_changes_where_the_loop_is_observed()
    {
        var observed = TestTenant.Conflicting.LastRun(TestTenant.Now.AddDays(-1), 12).Verdict;
        Assert.StartsWith("Archived mail is already coming back.", observed.Recommendation, StringComparison.Ordinal);
        Assert.StartsWith("Suspend archiving now", TestTenant.Conflicting.Verdict.Recommendation, StringComparison.Ordinal);
        Assert.StartsWith("Suspend archiving now", TestTenant.Conflicting.LastRun(TestTenant.Now.AddDays(-1), 0).Verdict.Recommendation, StringComparison.Ordinal);
    }
}
