using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>What a journal remembers of a mailbox stands in its verdict, and decides nothing.</summary>
public sealed class HistoryTests
{
    private static readonly DateTime Now = TestTenant.Now;

    [Fact]
    public void Runs_that_were_seen_before_are_told_with_times_and_numbers()
    {
        var verdict = Judge(TestTenant.Conflicting.LastRun(Now.AddDays(-1), 5), Loops((-9, 7), (-5, 3)));
        Assert.True(verdict.LoopObserved);
        Assert.Contains(verdict.Findings, finding => finding.Id == "EAS1501");
        var told = Assert.Single(verdict.Findings, finding => finding.Id == "EAS1504");
        Assert.Contains("3 runs of", told.Message, StringComparison.Ordinal);
        Assert.Contains("at least 15 items, the first at 2026-11-13 12:00:00Z and the last at 2026-11-21 12:00:00Z", told.Message, StringComparison.Ordinal);
        Assert.Equal(["7", "3", "5"], told.Facts.Select(fact => fact.Value));
    }

    [Fact]
    public void The_last_run_is_not_told_twice()
    {
        Assert.DoesNotContain(Judge(TestTenant.Conflicting.LastRun(Now.AddDays(-1), 5), Loops((-1, 5))).Findings, finding => finding.Id == "EAS1504");
        Assert.Contains("2 runs", Assert.Single(Judge(TestTenant.Conflicting.LastRun(Now.AddDays(-1), 5), Loops((-3, 1), (-1, 5))).Findings, finding => finding.Id == "EAS1504").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_the_counters_no_longer_show_is_observed_all_the_same_if_it_ran_in_this_migration()
    {
        var quiet = TestTenant.Conflicting.LastRun(Now.AddDays(-1), 0);
        Assert.False(quiet.Verdict.LoopObserved);
        Assert.True(Judge(quiet, Loops((-5, 3))).LoopObserved);
        Assert.Equal(TestTenant.Conflicting.LastRun(Now.AddDays(-1), 5).Verdict.Recommendation, Judge(quiet, Loops((-5, 3))).Recommendation);
        Assert.False(Judge(quiet, Loops((-31, 3))).LoopObserved);
    }

    [Fact]
    public void Until_a_hold_acts_there_is_a_countdown_and_then_since_when()
    {
        var held = TestTenant.Conflicting.OpenHold();
        string? Told(TestTenant tenant, double hours) => Judge(tenant, new() { HoldInForceSinceUtc = Now.AddHours(-hours) }).Findings.SingleOrDefault(finding => finding.Id == "EAS1314")?.Message;
        Assert.EndsWith("In force since 2026-11-22 10:00:00Z; it acts at 2026-11-22 14:00:00Z at the latest, and for up to 120 minutes more the Managed Folder Assistant may still archive.", Told(held, 2), StringComparison.Ordinal);
        Assert.EndsWith("In force since 2026-11-22 08:00:00Z; it acts since 2026-11-22 12:00:00Z at the latest.", Told(held, 4), StringComparison.Ordinal);
        Assert.Null(Told(TestTenant.Conflicting, 2));
    }

    [Fact]
    public void Nothing_is_remembered_of_a_mailbox_without_a_guid()
    {
        var tenant = TestTenant.Conflicting.With(mailbox => mailbox with { ExchangeGuid = Guid.Empty });
        var analyzer = new ConflictAnalyzer(tenant.Snapshot, Now) { History = _ => throw new InvalidOperationException() };
        Assert.NotEqual(ConflictState.Safe, analyzer.Analyze(tenant.Mailbox).State);
    }

    [Fact]
    public void It_decides_nothing()
    {
        var history = Loops((-5, 3), (-4, 8)) with { HoldInForceSinceUtc = Now.AddDays(-3) };
        foreach (var tenant in new[] { TestTenant.Conflicting, TestTenant.Conflicting.OpenHold(), TestTenant.Conflicting.NoArchive(), TestTenant.Conflicting.User("Stopped"), TestTenant.Conflicting.BatchesNotRead() })
        {
            Assert.Equal((tenant.State, tenant.Verdict.MigrationActivity), (Judge(tenant, history).State, Judge(tenant, history).MigrationActivity));
            Assert.Equal(tenant.FindingIds, Judge(tenant, history).Findings.Select(finding => finding.Id).Except(["EAS1314", "EAS1504"]));
        }
    }

    private static MailboxHistory Loops(params (int Days, long Items)[] runs) => new() { Loops = [.. runs.Select(run => new ManagedFolderAssistantRun(Now.AddDays(run.Days), run.Items))] };

    private static ArchiveMigrationConflict Judge(TestTenant tenant, MailboxHistory history) =>
        new ConflictAnalyzer(tenant.Snapshot, Now, tenant.ExternallyMigrating) { History = mailbox => mailbox == TestTenant.MailboxGuid ? history : null }.Analyze(tenant.Mailbox);
}
