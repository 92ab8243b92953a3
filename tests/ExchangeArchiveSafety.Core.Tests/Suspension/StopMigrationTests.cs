using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The second remedy of the KB: the migration is stopped, and nothing is ever restarted.</summary>
public class StopMigrationTests
{
    private static readonly string[] RunningStatuses =
        ["Starting", "Syncing", "IncrementalSyncing", "Synced", "IncrementalSynced", "Completing", "CompletionSynced", "Queued", "Validating",
            "Provisioning", "ProvisionUpdating", "SomethingNew"];

    private static readonly string[] QuietStatuses = ["Stopped", "IncrementalStopped"];

    public static TheoryData<string> Running { get; } = [.. RunningStatuses];

    public static TheoryData<string> Quiet { get; } = [.. QuietStatuses];

    [Theory]
    [MemberData(nameof(Running))]
    public void A_user_that_syncs_will_sync_or_reads_an_unknown_status_is_stopped_by_name(string status)
    {
        var world = WithUsers(status);
        var outcome = world.StopMigration();
        Assert.Equal(SuspensionStatus.Suspended, outcome.Result.Status);
        Assert.Equal([FakeTenant.StopUser], world.Tenant.Calls.Where(call => call.StartsWith("Stop-", StringComparison.Ordinal)));
        Assert.Contains(status, outcome.Result.Before!.MigrationStatus, StringComparison.Ordinal);
        Assert.Contains("Stopped", outcome.Result.After!.MigrationStatus, StringComparison.Ordinal);
        Assert.Equal(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
    }

    [Theory]
    [MemberData(nameof(Quiet))]
    public void A_stopped_user_in_a_running_batch_is_passed_over(string status)
    {
        var world = WithUsers(status);
        var outcome = world.StopMigration();
        Assert.Equal(SuspensionStatus.Skipped, outcome.Result.Status);
        Assert.DoesNotContain(world.Tenant.Calls, call => call.StartsWith("Stop-", StringComparison.Ordinal));
        Assert.Empty(world.Journal.Read());
    }

    [Fact]
    public void Only_the_users_of_this_mailbox_that_run_are_stopped()
    {
        var world = WithUsers("Stopped", "Synced");
        var strangers = world.Tenant.Users[1] with { Guid = Guid.NewGuid(), Identity = "other@contoso.com", MailboxGuid = FakeTenant.OtherKey };
        world.Tenant.Users.Add(strangers);
        Assert.Equal(SuspensionStatus.Suspended, world.StopMigration().Result.Status);
        Assert.Single(world.Tenant.Calls, FakeTenant.StopUser);
        Assert.Equal("Synced", world.Tenant.Users[2].Status.Value);
    }

    [Fact]
    public void A_whole_batch_is_stopped_only_when_asked_and_once_for_all_users_of_the_mailbox_in_it()
    {
        var world = WithUsers("Synced");
        world.Tenant.Users.Add(world.Tenant.Users[0] with { Guid = Guid.NewGuid(), Status = "Syncing" });
        Assert.Equal(SuspensionStatus.Suspended, world.StopMigration(wholeBatch: true).Result.Status);
        Assert.Equal([FakeTenant.StopBatch], world.Tenant.Calls.Where(call => call.StartsWith("Stop-", StringComparison.Ordinal)));

        var other = WithUsers("Synced");
        _ = other.StopMigration();
        Assert.Equal("Syncing", other.Tenant.Batches[0].Status.Value);
    }

    [Fact]
    public void A_remote_move_beside_the_imap_migration_is_not_stopped()
    {
        var world = WithUsers("Synced", "Syncing");
        world.Tenant.Batches[1] = world.Tenant.Batches[1] with { MigrationType = "ExchangeRemoteMove" };
        _ = world.StopMigration();
        Assert.Equal("Stopped", world.Tenant.Users[0].Status.Value);
        Assert.Equal("Syncing", world.Tenant.Users[1].Status.Value);
    }

    [Fact]
    public void Stopping_takes_its_time_and_is_waited_for()
    {
        var world = WithUsers("Syncing");
        world.Tenant.StoppingTakes = 4;
        Assert.Equal(SuspensionStatus.Suspended, world.StopMigration().Result.Status);
        Assert.Equal(4, world.Tenant.Waits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_stopping_already_is_waited_for_and_not_asked_again(bool wholeBatch)
    {
        var world = WithUsers("Stopping");
        world.Tenant.Batches[0] = world.Tenant.Batches[0] with { Status = "Stopping" };
        world.Tenant.StoppingTakes = 2;
        Assert.Equal(SuspensionStatus.Suspended, world.StopMigration(wholeBatch).Result.Status);
        Assert.DoesNotContain(world.Tenant.Calls, call => call.StartsWith("Stop-", StringComparison.Ordinal));
        Assert.Equal(2, world.Tenant.Waits);
    }

    [Fact]
    public void A_user_that_stays_stopping_is_never_called_suspended_and_found_by_a_later_run()
    {
        var world = WithUsers("Syncing");
        world.Tenant.StoppingTakes = 99;
        var outcome = world.StopMigration();
        Assert.Equal((SuspensionStatus.Unverified, "SuspensionUnverified"), (outcome.Result.Status, outcome.ErrorId));
        Assert.Contains("Stopping", outcome.Result.Reason, StringComparison.Ordinal);
        Assert.Equal(SuspensionStage.Unconfirmed, Assert.Single(world.Open).Stage);
        Assert.Contains("Syncing", Assert.Single(world.Open).Before.MigrationStatus, StringComparison.Ordinal);
        world.Tenant.StoppingTakes = 0;
        world.Tenant.LetTimePass();
        var later = world.StopMigration();
        Assert.Equal(SuspensionStatus.AlreadySuspended, later.Result.Status);
        Assert.Equal(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
        Assert.Contains("Syncing", Assert.Single(world.Open).Before.MigrationStatus, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Faults_while_stopping_are_reported_and_nothing_is_claimed(int kind)
    {
        var fault = (Fault)kind;
        var world = WithUsers("Syncing", "Synced");
        world.Tenant.Faults = (call, before) => call == FakeTenant.StopUser && before == 0 ? fault : Fault.None;
        var outcome = world.StopMigration();
        if (fault == Fault.ErrorAfterEffect)
        {
            Assert.Equal(SuspensionStatus.Suspended, outcome.Result.Status);
        }
        else
        {
            Assert.Equal(fault == Fault.SilentlyNothing ? SuspensionStatus.Unverified : SuspensionStatus.Failed, outcome.Result.Status);
            Assert.NotNull(outcome.ErrorId);
        }

        // The other user is stopped all the same.
        Assert.Equal("Stopped", world.Tenant.Users[1].Status.Value);
        _ = world.StopMigration();
        Assert.Equal(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
        Assert.All(world.Tenant.Users, user => Assert.Equal("Stopped", user.Status.Value));
    }

    [Fact]
    public void Where_the_migration_cannot_be_read_anew_nothing_is_stopped()
    {
        var world = WithUsers("Syncing");
        world.Tenant.Faults = (call, _) => call == FakeTenant.GetUser ? Fault.ErrorWithoutEffect : Fault.None;
        _ = Assert.Throws<ExchangeCallException>(() => world.StopMigration());
        Assert.Empty(world.Journal.Read());
        Assert.Equal([FakeTenant.GetUser], world.Tenant.Calls);
    }

    [Fact]
    public void Where_reading_back_fails_the_next_run_finds_out()
    {
        var world = WithUsers("Syncing");
        world.Tenant.Faults = (call, before) => call == FakeTenant.GetUser && before > 0 ? Fault.ErrorWithoutEffect : Fault.None;
        Assert.Equal(SuspensionStatus.Unverified, world.StopMigration().Result.Status);
        world.Tenant.Faults = (_, _) => Fault.None;
        Assert.Equal(SuspensionStatus.AlreadySuspended, world.StopMigration().Result.Status);
        Assert.Equal(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
    }

    [Fact]
    public void Resuming_restarts_nothing_and_closes_the_record()
    {
        foreach (var forced in new[] { false, true })
        {
            var world = WithUsers("Syncing");
            _ = world.StopMigration();
            var calls = world.Tenant.Calls.Count;
            var outcome = world.Resume(forced);
            Assert.Equal(SuspensionStatus.Closed, outcome.Result.Status);
            Assert.Empty(world.Open);
            Assert.DoesNotContain(world.Tenant.Calls.Skip(calls), call => call != FakeTenant.Get && call != FakeTenant.GetUser);
            Assert.Equal("Stopped", world.Tenant.Users[0].Status.Value);
            Assert.Empty(world.Tenant.Writes);
        }
    }

    [Fact]
    public void A_run_killed_anywhere_while_stopping_is_finished_by_running_again()
    {
        foreach (var wholeBatch in new[] { false, true })
        {
            for (var point = 0; ; point++)
            {
                var world = WithUsers("Syncing", "Queued", "Synced");
                world.Tenant.StoppingTakes = 2;
                var killed = world.KilledAt(point, () => world.StopMigration(wholeBatch));
                var again = world.StopMigration(wholeBatch);
                if (again.Result.Status == SuspensionStatus.Skipped)
                {
                    Assert.Fail("It was stopped, but the journal does not know: " + again);
                }

                Assert.Contains(again.Result.Status, new[] { SuspensionStatus.Suspended, SuspensionStatus.AlreadySuspended });
                Assert.All(world.Tenant.Users, user => Assert.Equal("Stopped", user.Status.Value));
                var open = Assert.Single(world.Open);
                Assert.Contains("Syncing", open.Before.MigrationStatus, StringComparison.Ordinal);
                for (var closing = 0; world.KilledAt(closing, () => world.ResumeAll()); closing++)
                {
                }

                _ = world.ResumeAll();
                Assert.Empty(world.Open);
                if (!killed)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void A_migration_that_somebody_restarted_is_stopped_again_under_the_same_record()
    {
        var world = WithUsers("Syncing");
        _ = world.StopMigration();
        var first = Assert.Single(world.Open);
        world.Tenant.SetUser(world.Tenant.Users[0].Guid, "Synced");
        Assert.Equal(SuspensionStatus.Suspended, world.StopMigration().Result.Status);
        var open = Assert.Single(world.Open);
        Assert.Equal((first.Id, first.Before, first.SuspendedAtUtc), (open.Id, open.Before, open.SuspendedAtUtc));
    }

    [Fact]
    public void A_batch_that_could_not_be_read_is_never_stopped_by_an_empty_name()
    {
        var world = WithUsers("Syncing");
        world.Tenant.BatchesRead = false;
        var outcome = world.StopMigration(wholeBatch: true);
        Assert.DoesNotContain(FakeTenant.StopBatch, world.Tenant.Calls);
        Assert.NotEqual(SuspensionStatus.Suspended, outcome.Result.Status);
        Assert.NotNull(outcome.ErrorId);
    }

    internal static World WithUsers(params string[] statuses)
    {
        var world = new World(new MailboxState());
        for (var i = 0; i < statuses.Length; i++)
        {
            world.Tenant.Batches.Add(new() { Identity = "Wave " + i, BatchGuid = Guid.NewGuid(), Status = "Syncing", MigrationType = "IMAP" });
            world.Tenant.Users.Add(new()
            {
                Identity = "anna@contoso.com",
                Guid = Guid.NewGuid(),
                MailboxGuid = FakeTenant.Key,
                BatchId = "Wave " + i,
                Status = statuses[i],
            });
        }

        return world;
    }
}
