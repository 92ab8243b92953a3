using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Which mailboxes a suspension acts on, every state with every migration.</summary>
public class SuspensionChoiceTests
{
    private const SuspensionMethod Hold = SuspensionMethod.RetentionHold;

    public static TheoryData<ConflictState, MigrationActivity> EveryVerdict()
    {
        var rows = new TheoryData<ConflictState, MigrationActivity>();
        foreach (var state in Enum.GetValues<ConflictState>())
        {
            foreach (var activity in Enum.GetValues<MigrationActivity>())
            {
                rows.Add(state, activity);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(EveryVerdict))]
    public void A_verdict_acts_where_archiving_meets_a_migration_that_runs_or_will_run(ConflictState state, MigrationActivity activity)
    {
        var acts = state is ConflictState.Conflicting or ConflictState.Imminent
            || (state == ConflictState.Indeterminate && activity is MigrationActivity.StillSyncs or MigrationActivity.WillSync);
        acts &= state is not (ConflictState.Safe or ConflictState.Mitigated or ConflictState.Dormant);

        var reason = SuspensionChoice.PassedOver(state, activity, Hold, []);

        Assert.Equal(acts, reason is null);
        if (reason is not null)
        {
            Assert.Contains(state.ToString(), reason, StringComparison.Ordinal);
            Assert.Matches("-Identity", reason);
        }
    }

    [Fact]
    public void Every_state_that_is_passed_over_is_told_something_else()
    {
        var reasons = new[] { ConflictState.Safe, ConflictState.Mitigated, ConflictState.Dormant, ConflictState.Indeterminate }
            .Select(state => SuspensionChoice.PassedOver(state, MigrationActivity.Dormant, Hold, []));
        Assert.Equal(4, reasons.Distinct().Count());
    }

    [Fact]
    public void A_verdict_that_this_journal_mitigated_is_looked_at_again_by_the_same_method_only()
    {
        Assert.Null(SuspensionChoice.PassedOver(ConflictState.Mitigated, MigrationActivity.StillSyncs, Hold, [Hold]));
        var other = SuspensionChoice.PassedOver(ConflictState.Mitigated, MigrationActivity.StillSyncs, Hold, [SuspensionMethod.ElcProcessing]);
        Assert.Contains("ElcProcessing", other, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_mailbox_acts_unless_it_is_safe_or_held_off_already()
    {
        var tenant = TestTenant.Conflicting;
        TestTenant[] acting =
        [
            tenant, tenant.Migration(MigrationActivity.WillSync), tenant.Migration(MigrationActivity.Dormant), tenant.Migration(MigrationActivity.CannotJudge), tenant.OptedIntoUnknown(),
        ];
        Assert.All(acting, one => Assert.Null(SuspensionChoice.PassedOver(one.Verdict, Hold, [], force: false)));
        Assert.Contains("-Force", SuspensionChoice.PassedOver(tenant.NoArchive().Verdict, Hold, [], force: false), StringComparison.Ordinal);
        Assert.Null(SuspensionChoice.PassedOver(tenant.NoArchive().Verdict, Hold, [], force: true));

        var held = tenant.OpenHold().Verdict;
        Assert.Contains("RetentionHold", SuspensionChoice.PassedOver(held, Hold, [], force: false), StringComparison.Ordinal);
        Assert.Null(SuspensionChoice.PassedOver(held, Hold, [], force: true));
        Assert.Null(SuspensionChoice.PassedOver(held, Hold, [Hold], force: false));
        Assert.DoesNotContain("not by this journal", SuspensionChoice.PassedOver(held, SuspensionMethod.ElcProcessing, [Hold], force: false), StringComparison.Ordinal);
    }
}
