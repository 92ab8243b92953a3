using Xunit;
using static ExchangeArchiveSafety.MigrationActivity;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Rule 5: the whole table of migration, engine and hold, every cell written out.</summary>
public class StateTableTests
{
    // Columns: still syncs, will sync, dormant, cannot judge, ended.
    // C conflicting, I imminent, D dormant, M mitigated, S safe, ? indeterminate.
    [Theory]
    [InlineData("nothing", "nothing", "SSSSS")]
    [InlineData("nothing", "open hold", "SSSSS")]
    [InlineData("nothing", "ending hold", "SSSSS")]
    [InlineData("nothing", "mailbox processing", "SSSSS")]
    [InlineData("nothing", "organization processing", "SSSSS")]
    [InlineData("auto ahead", "nothing", "IID?S")]
    [InlineData("auto ahead", "open hold", "MMMMS")]
    [InlineData("auto ahead", "ending hold", "IID?S")]
    [InlineData("auto ahead", "expired hold", "IID?S")]
    [InlineData("auto ahead", "mailbox processing", "MMMMS")]
    [InlineData("auto ahead", "organization processing", "MMMMS")]
    [InlineData("tag", "nothing", "CID?S")]
    [InlineData("tag", "open hold", "MMMMS")]
    [InlineData("tag", "ending hold", "IID?S")]
    [InlineData("tag", "expired hold", "CID?S")]
    [InlineData("tag", "mailbox processing", "MMMMS")]
    [InlineData("tag", "organization processing", "MMMMS")]
    [InlineData("tag and auto ahead", "nothing", "CID?S")]
    [InlineData("tag and auto ahead", "open hold", "MMMMS")]
    [InlineData("tag and auto ahead", "ending hold", "IID?S")]
    [InlineData("auto acts", "nothing", "CID?S")]
    [InlineData("auto acts", "open hold", "CID?S")]
    [InlineData("auto acts", "ending hold", "CID?S")]
    [InlineData("auto acts", "mailbox processing", "MMMMS")]
    [InlineData("auto acts", "organization processing", "MMMMS")]
    [InlineData("tag and auto acts", "nothing", "CID?S")]
    [InlineData("tag and auto acts", "open hold", "CID?S")]
    [InlineData("tag and auto acts", "ending hold", "CID?S")]
    [InlineData("tag and auto acts", "mailbox processing", "MMMMS")]
    public void Each_cell_of_the_table_has_its_state(string engine, string held, string expected)
    {
        var tenant = engine switch
        {
            "nothing" => TestTenant.WithoutTags,
            "auto ahead" => TestTenant.WithoutTags.Full(60),
            "tag" => TestTenant.Conflicting,
            "tag and auto ahead" => TestTenant.Conflicting.Full(60),
            "auto acts" => TestTenant.WithoutTags.Full(95),
            _ => TestTenant.Conflicting.Full(95),
        };
        tenant = held switch
        {
            "open hold" => tenant.OpenHold(),
            "ending hold" => tenant.EndingHold(),
            "expired hold" => tenant.Hold((DateTime?)null, TestTenant.Now.AddDays(-1)),
            "mailbox processing" => tenant.ProcessingDisabled(true),
            "organization processing" => tenant.OrganizationProcessingDisabled(true),
            _ => tenant,
        };
        MigrationActivity[] columns = [StillSyncs, WillSync, Dormant, CannotJudge, Ended];
        Assert.Equal(expected, string.Concat(columns.Select(activity => Letter(tenant.Migration(activity).State))));
        Assert.Equal("SSSSS", string.Concat(columns.Select(activity => Letter(tenant.Migration(activity).NoArchive().State))));
    }

    [Theory]
    [InlineData(ConflictState.Safe)]
    [InlineData(ConflictState.Mitigated)]
    [InlineData(ConflictState.Dormant)]
    [InlineData(ConflictState.Indeterminate)]
    [InlineData(ConflictState.Imminent)]
    [InlineData(ConflictState.Conflicting)]
    public void Each_state_carries_the_mailbox_the_time_and_its_own_advice(ConflictState state)
    {
        var tenant = Example(state);
        var verdict = tenant.Verdict;
        Assert.Equal(state, verdict.State);
        Assert.Equal(TestTenant.Address, verdict.Identity);
        Assert.Equal(TestTenant.MailboxGuid, verdict.ExchangeGuid);
        Assert.Equal("Ada", verdict.DisplayName);
        Assert.Equal(TestTenant.BatchName, verdict.MigrationBatch);
        Assert.Equal("IMAP", verdict.MigrationType);
        Assert.Equal(TestTenant.Now, verdict.EvaluatedAtUtc);
        Assert.NotEmpty(verdict.Findings);
        Assert.NotEmpty(verdict.Recommendation);
        foreach (var other in Enum.GetValues<ConflictState>().Where(other => other != state))
        {
            Assert.NotEqual(Example(other).Verdict.Recommendation, verdict.Recommendation);
        }
    }

    [Fact]
    public void The_time_passed_in_decides_not_the_time_of_capture()
    {
        var tenant = TestTenant.Conflicting.EndingHold();
        var snapshot = tenant.Snapshot;
        var later = new ConflictAnalyzer(snapshot, TestTenant.Now.AddDays(11)).Analyze(tenant.Mailbox);
        Assert.Equal(ConflictState.Imminent, tenant.State);
        Assert.Equal(ConflictState.Conflicting, later.State);
        Assert.Equal(TestTenant.Now.AddDays(11), later.EvaluatedAtUtc);
    }

    private static TestTenant Example(ConflictState state) => state switch
    {
        ConflictState.Safe => TestTenant.Conflicting.Migration(Ended),
        ConflictState.Mitigated => TestTenant.Conflicting.OpenHold(),
        ConflictState.Dormant => TestTenant.Conflicting.Migration(Dormant),
        ConflictState.Indeterminate => TestTenant.Conflicting.Migration(CannotJudge),
        ConflictState.Imminent => TestTenant.Conflicting.Migration(WillSync),
        _ => TestTenant.Conflicting,
    };

    private static char Letter(ConflictState state) => state == ConflictState.Indeterminate ? '?' : state.ToString()[0];
}
