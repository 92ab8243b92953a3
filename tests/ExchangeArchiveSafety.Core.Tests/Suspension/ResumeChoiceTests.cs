using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Suspension;

/// <summary>Which open suspensions are resumed.</summary>
public class ResumeChoiceTests
{
    private static readonly Guid Mine = TestTenant.MailboxGuid;
    private static readonly Guid Other = TestTenant.SomeArchive;

    [Theory]
    [InlineData(MigrationActivity.Ended, SuspensionMethod.RetentionHold, false, false, null)]
    [InlineData(MigrationActivity.Ended, SuspensionMethod.RetentionHold, true, false, "tool that Exchange does not know")]
    [InlineData(MigrationActivity.StillSyncs, SuspensionMethod.RetentionHold, true, false, "tool that Exchange does not know")]
    [InlineData(MigrationActivity.StillSyncs, SuspensionMethod.RetentionHold, false, false, "has not ended (Synced). Use -Force to restore")]
    [InlineData(MigrationActivity.Dormant, SuspensionMethod.StopMigration, false, false, "nothing is restored or restarted")]
    [InlineData(MigrationActivity.CannotJudge, SuspensionMethod.ElcProcessing, false, false, "has not ended")]
    [InlineData(MigrationActivity.StillSyncs, SuspensionMethod.RetentionHold, true, true, null)]
    public void One_is_resumed_when_its_migration_has_ended_and_can_be_seen_or_with_force(
        MigrationActivity activity, SuspensionMethod method, bool external, bool force, string? reason)
    {
        var suspension = new JournaledSuspension { Method = method, ExternallyMigrating = external };

        var refusal = ResumeChoice.Refusal(suspension, activity, () => "Synced", force);

        Assert.Equal(reason is null, refusal is null);
        Assert.Contains(reason ?? "", refusal ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_seen_of_the_migration_is_asked_only_where_it_is_told() =>
        Assert.Null(ResumeChoice.Refusal(new(), MigrationActivity.Ended, () => throw new InvalidOperationException(), force: false));

    [Theory]
    [InlineData(MigrationActivity.Ended, true, false, false)]
    [InlineData(MigrationActivity.StillSyncs, true, false, true)]
    [InlineData(MigrationActivity.StillSyncs, true, true, true)]
    [InlineData(MigrationActivity.StillSyncs, false, true, false)]
    [InlineData(MigrationActivity.StillSyncs, false, false, true)]
    public void The_migration_of_another_mailbox_that_has_the_address_now_refuses_nothing(MigrationActivity activity, bool hasMine, bool hasOther, bool runs)
    {
        var users = new[] { (hasMine, Mine), (hasOther, Other) }.Where(one => one.Item1).Select(one => new MigrationUser { Identity = TestTenant.Address, MailboxGuid = one.Item2 });
        var records = new MigrationDirectory(new() { MigrationUsers = [.. users] }).Records;

        Assert.Equal(runs, ResumeChoice.StillRuns(Mine, activity, records));
    }
}
