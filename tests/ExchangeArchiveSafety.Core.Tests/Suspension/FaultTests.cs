using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Calls that fail, lie or do nothing.</summary>
public class FaultTests
{
    private static readonly MailboxState Lingering = new() { Hold = false, Start = World.At(-9), End = World.At(-8) };
    private static readonly MailboxState HeldForAWhile = new() { Hold = true, Start = World.At(-9), End = World.At(2), Auto = false };
    private static readonly MailboxState HeldInThePast = new() { Hold = true, Start = World.At(-9), End = World.At(-2), Auto = false };

    public static TheoryData<SuspensionMethod, int> Cases { get; } = new()
    {
        { SuspensionMethod.RetentionHold, 0 },
        { SuspensionMethod.RetentionHold, 1 },
        { SuspensionMethod.RetentionHold, 2 },
        { SuspensionMethod.RetentionHold, 3 },
        { SuspensionMethod.ElcProcessing, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_error_without_effect_is_a_failure_and_the_next_run_suspends(SuspensionMethod method, int state)
    {
        var world = Failing(state, FakeTenant.Set, Fault.ErrorWithoutEffect);
        var outcome = world.Suspend(method);
        Assert.Equal(SuspensionStatus.Failed, outcome.Result.Status);
        Assert.Equal("SuspensionFailed", outcome.ErrorId);
        Assert.Contains("too busy", outcome.Result.Reason, StringComparison.Ordinal);
        Assert.Equal(world.Owner, world.Tenant.State);
        Assert.Equal(SuspensionStatus.Suspended, world.Suspend(method).Result.Status);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_call_that_silently_does_nothing_is_never_called_suspended(SuspensionMethod method, int state)
    {
        var world = Failing(state, FakeTenant.Set, Fault.SilentlyNothing);
        var outcome = world.Suspend(method);
        Assert.Equal(SuspensionStatus.Unverified, outcome.Result.Status);
        Assert.Equal("SuspensionUnverified", outcome.ErrorId);
        Assert.NotEqual(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
        Assert.Equal(SuspensionStatus.Suspended, world.Suspend(method).Result.Status);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_failed_without_effect_is_resumed_without_a_call(SuspensionMethod method, int state)
    {
        foreach (var fault in new[] { Fault.ErrorWithoutEffect, Fault.SilentlyNothing })
        {
            var world = Failing(state, FakeTenant.Set, fault);
            _ = world.Suspend(method);
            Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
            _ = Assert.Single(world.Tenant.Writes);
            world.AssertBack();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_error_after_the_effect_is_recognised_by_reading_back(SuspensionMethod method, int state)
    {
        var world = Failing(state, FakeTenant.Set, Fault.ErrorAfterEffect);
        var outcome = world.Suspend(method);
        Assert.Equal(SuspensionStatus.Suspended, outcome.Result.Status);
        Assert.Null(outcome.ErrorId);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_effect_that_comes_after_the_error_was_reported_is_undone_as_ours(SuspensionMethod method, int state)
    {
        var world = Failing(state, FakeTenant.Set, Fault.ErrorWithoutEffect);
        Assert.Equal(SuspensionStatus.Failed, world.Suspend(method).Result.Status);
        world.Tenant.State = world.Tenant.Applied(world.Tenant.State, world.Tenant.Writes[0]);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Where_reading_back_fails_nothing_is_claimed_and_the_next_run_finds_out(SuspensionMethod method, int state)
    {
        foreach (var write in new[] { Fault.None, Fault.ErrorAfterEffect, Fault.ErrorWithoutEffect })
        {
            var world = new World(State(state));
            world.Tenant.Faults = (call, before) => call == FakeTenant.Set ? (before == 0 ? write : Fault.None)
                : before == 1 ? Fault.ErrorWithoutEffect : Fault.None;
            var outcome = world.Suspend(method);
            Assert.Equal(SuspensionStatus.Unverified, outcome.Result.Status);
            Assert.Equal("SuspensionUnverified", outcome.ErrorId);
            Assert.Null(outcome.Result.After);
            Assert.NotEqual(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
            Assert.Equal(write == Fault.ErrorWithoutEffect ? SuspensionStatus.Suspended : SuspensionStatus.AlreadySuspended, world.Suspend(method).Result.Status);
            Assert.Equal(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
            Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
            world.AssertBack();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Where_the_mailbox_cannot_be_read_nothing_is_set_and_nothing_is_journalled(SuspensionMethod method, int state)
    {
        var world = Failing(state, FakeTenant.Get, Fault.ErrorWithoutEffect);
        Assert.Equal("ExchangeCallFailed", Assert.Throws<ExchangeCallException>(() => world.Suspend(method)).ErrorId);
        Assert.Empty(world.Tenant.Writes);
        Assert.Empty(world.Journal.Read());
    }

    [Fact]
    public void Where_another_mailbox_comes_back_nothing_is_set_and_nothing_is_journalled()
    {
        var world = Failing(0, FakeTenant.Get, Fault.WrongMailbox);
        _ = Record.Exception(() => world.Suspend());
        Assert.Empty(world.Tenant.Writes);
        Assert.Empty(world.Journal.Read());
    }

    [Fact]
    public void Where_another_mailbox_is_read_back_it_proves_nothing()
    {
        var world = new World(new MailboxState());
        world.Tenant.Faults = (call, before) => (call, before) switch
        {
            (FakeTenant.Get, 1) => Fault.WrongMailbox,
            (FakeTenant.Set, 0) => Fault.SilentlyNothing,
            _ => Fault.None,
        };
        var outcome = world.Suspend();
        Assert.NotEqual(SuspensionStatus.Suspended, outcome.Result.Status);
        Assert.NotNull(outcome.ErrorId);
    }

    [Fact]
    public void Where_another_mailbox_comes_back_nothing_is_restored_into_it()
    {
        var world = new World(Lingering);
        _ = world.Suspend();
        var (state, writes) = (world.Tenant.State, world.Tenant.Writes.Count);
        world.Tenant.Faults = (call, _) => call == FakeTenant.Get ? Fault.WrongMailbox : Fault.None;
        _ = Record.Exception(() => world.ResumeAll());
        Assert.Equal(state, world.Tenant.State);
        Assert.Equal(writes, world.Tenant.Writes.Count);
        world.Tenant.Faults = (_, _) => Fault.None;
        _ = world.Resume();
        world.AssertBack();
    }

    /// <summary>Each fault at each call of resuming, alone and together with one at the call after it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_fails_while_resuming_the_next_runs_bring_everything_back(int state)
    {
        Fault[] faults = [Fault.None, Fault.ErrorWithoutEffect, Fault.ErrorAfterEffect, Fault.SilentlyNothing];
        foreach (var (first, second, readBack) in from first in faults from second in faults from readBack in faults select (first, second, readBack))
        {
            if (readBack is Fault.SilentlyNothing or Fault.ErrorAfterEffect)
            {
                continue;
            }

            var world = new World(State(state));
            _ = world.Suspend(until: World.At(30));
            var (sets, gets) = (world.Tenant.Writes.Count, world.Tenant.Calls.Count(call => call == FakeTenant.Get));
            world.Tenant.Faults = (call, before) => call == FakeTenant.Set
                ? (before - sets) switch { 0 => first, 1 => second, _ => Fault.None }
                : before - gets == 1 ? readBack : Fault.None;
            var outcome = world.Resume();
            var told = outcome + " after " + (first, second, readBack);
            Assert.True((outcome.Result.Status == SuspensionStatus.Resumed) == (outcome.ErrorId is null), told);
            Assert.True(outcome.Result.Status != SuspensionStatus.Resumed || world.Tenant.State == world.Owner, told);
            world.Tenant.Faults = (_, _) => Fault.None;
            for (var run = 0; run < 2; run++)
            {
                _ = world.ResumeAll();
            }

            Assert.True(world.Tenant.State == world.Owner, told + " it stays at " + world.Tenant.State);
            Assert.True(world.Open.Count == 0, told + " it stays open");
            world.AssertBack();
        }
    }

    [Fact]
    public void Each_failure_while_resuming_is_reported_by_name()
    {
        foreach (var (fault, status, id) in new[]
        {
            (Fault.ErrorWithoutEffect, SuspensionStatus.Failed, "ResumeFailed"),
            (Fault.SilentlyNothing, SuspensionStatus.Unverified, "ResumeUnverified"),
            (Fault.ErrorAfterEffect, SuspensionStatus.Resumed, null),
        })
        {
            var world = new World(new MailboxState());
            _ = world.Suspend(SuspensionMethod.ElcProcessing);
            world.Tenant.Faults = (call, before) => call == FakeTenant.Set && before == 1 ? fault : Fault.None;
            var outcome = world.Resume();
            Assert.Equal((status, id), (outcome.Result.Status, outcome.ErrorId));
            _ = world.ResumeAll();
            world.AssertBack();
        }
    }

    [Fact]
    public void The_journal_does_not_say_suspended_where_a_resumption_could_not_be_read_back()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        var gets = world.Tenant.Calls.Count(call => call == FakeTenant.Get);
        world.Tenant.Faults = (call, before) => call == FakeTenant.Get && before == gets + 1 ? Fault.ErrorWithoutEffect : Fault.None;
        Assert.Equal(SuspensionStatus.Unverified, world.Resume().Result.Status);
        Assert.False(world.Tenant.State.Hold);
        Assert.NotEqual(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
    }

    [Fact]
    public void The_journal_does_not_say_suspended_where_a_resumption_was_partial()
    {
        var world = new World(new() { Hold = false, End = World.At(-8) });
        _ = world.Suspend();
        _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(3));
        Assert.Equal(SuspensionStatus.PartlyResumed, world.Resume().Result.Status);
        Assert.NotEqual(SuspensionStage.Suspended, Assert.Single(world.Open).Stage);
    }

    [Fact]
    public void A_hold_that_is_seen_but_not_its_new_end_is_not_called_suspended()
    {
        // Held until in two days by somebody; asked for an open end. If the end stays, archiving starts again in two days.
        foreach (var fault in new[] { Fault.SilentlyNothing, Fault.ErrorWithoutEffect })
        {
            var world = new World(HeldForAWhile);
            world.Tenant.Faults = (call, _) => call == FakeTenant.Set ? fault : Fault.None;
            var outcome = world.Suspend();
            Assert.NotEqual(SuspensionStatus.Suspended, outcome.Result.Status);
            Assert.NotNull(outcome.ErrorId);
        }
    }

    [Fact]
    public void An_end_that_cannot_be_moved_is_reported_and_both_ends_are_known_as_ours()
    {
        foreach (var fault in new[] { Fault.SilentlyNothing, Fault.ErrorWithoutEffect })
        {
            var world = new World(new MailboxState());
            _ = world.Suspend(until: World.At(30));
            world.Tenant.Faults = (call, before) => call == FakeTenant.Set && before == 1 ? fault : Fault.None;
            var outcome = world.Suspend(until: World.At(60));
            Assert.NotNull(outcome.ErrorId);
            Assert.Contains(outcome.Result.Status, new[] { SuspensionStatus.Failed, SuspensionStatus.Unverified });
            Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
            world.AssertBack();
        }
    }

    [Fact]
    public void A_hold_whose_dates_are_not_returned_is_not_called_suspended_since_it_may_be_over()
    {
        var world = new World(new() { Hold = true, End = World.At(-1), Auto = false }, [ArchivingSetting.StartDateForRetentionHold, ArchivingSetting.EndDateForRetentionHold]);
        var outcome = world.Suspend();
        Assert.NotEqual(SuspensionStatus.AlreadySuspended, outcome.Result.Status);
        Assert.NotEqual(SuspensionStatus.Suspended, outcome.Result.Status);
        Assert.Empty(world.Tenant.Writes);
    }

    [Fact]
    public void A_parameter_that_the_session_does_not_grant_refuses_before_anything()
    {
        foreach (var setting in new[] { ArchivingSetting.RetentionHoldEnabled, ArchivingSetting.EndDateForRetentionHold })
        {
            var world = new World(new() { Hold = false, End = World.At(-8) });
            _ = world.Tenant.Ungranted.Add(setting);
            var outcome = world.Suspend();
            Assert.Equal((SuspensionStatus.Refused, "ExchangeParameterMissing"), (outcome.Result.Status, outcome.ErrorId));
            Assert.Contains("-" + setting, outcome.Result.Reason, StringComparison.Ordinal);
            Assert.Empty(world.Tenant.Writes);
            Assert.Empty(world.Journal.Read());
        }
    }

    [Fact]
    public void Where_only_auto_archiving_is_not_granted_the_hold_is_set_and_only_the_hold_is_restored()
    {
        var world = new World(new MailboxState());
        _ = world.Tenant.Ungranted.Add(ArchivingSetting.AutoArchivingEnabled);
        Assert.Equal(SuspensionStatus.Suspended, world.Suspend().Result.Status);
        Assert.True(world.Tenant.State is { Hold: true, Auto: true });
        Assert.Equal(SuspensionStatus.AlreadySuspended, world.Suspend().Result.Status);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void A_resumption_without_the_permission_is_refused_as_a_whole_and_can_be_done_later()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        _ = world.Tenant.Ungranted.Add(ArchivingSetting.AutoArchivingEnabled);
        var writes = world.Tenant.Writes.Count;
        var outcome = world.Resume();
        Assert.Equal((SuspensionStatus.Refused, "ExchangeParameterMissing"), (outcome.Result.Status, outcome.ErrorId));
        Assert.Equal(writes, world.Tenant.Writes.Count);
        world.Tenant.Ungranted.Clear();
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void A_mailbox_that_turns_out_to_be_fed_from_outside_is_journalled_as_such_also_when_it_is_already_suspended()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        _ = world.Suspend(external: true);
        Assert.True(Assert.Single(world.Open).ExternallyMigrating);

        // And one that was stays so, also when nobody names it again.
        _ = world.Suspend(until: World.At(9));
        Assert.True(Assert.Single(world.Open).ExternallyMigrating);
    }

    [Fact]
    public void Resuming_what_another_run_closed_meanwhile_writes_nothing_and_does_not_fail()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        var listed = Assert.Single(world.Open).Id;
        _ = world.Resume();
        _ = world.SomebodySets(ArchivingSetting.RetentionHoldEnabled, true);
        var (state, records) = (world.Tenant.State, world.Journal.Read().Count);
        var outcome = world.Do(run => run.Resume(listed, true));
        Assert.Contains(outcome.Result.Status, new[] { SuspensionStatus.Skipped, SuspensionStatus.Resumed });
        Assert.Equal(state, world.Tenant.State);
        Assert.Equal(records, world.Journal.Read().Count);
    }

    [Fact]
    public void A_journal_that_becomes_unwritable_after_the_call_does_not_say_that_nothing_was_changed_and_the_next_run_recovers()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("contoso.journal.jsonl");
        var world = new World(new MailboxState(), journal: points => new TearingJournal(points, path, 0));
        world.Tenant.Written = () =>
        {
            File.Move(path, path + ".away");
            _ = Directory.CreateDirectory(path);
        };
        var error = Assert.Throws<UnusableFileException>(() => world.Suspend());
        Assert.Equal("JournalNotWritable", error.ErrorId);
        Assert.DoesNotContain("nothing is changed", error.Message, StringComparison.Ordinal);
        world.Tenant.Written = null;
        Directory.Delete(path);
        File.Move(path + ".away", path);
        Assert.Equal(SuspensionStatus.AlreadySuspended, world.Suspend().Result.Status);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void What_nobody_agreed_to_is_not_done_even_where_it_became_necessary_meanwhile()
    {
        var world = new World(new MailboxState());
        var outcome = world.Do(run => run.SuspendBySetting(FakeTenant.Key, SuspensionMethod.RetentionHold, null, null, external: false, agreed: _ => false));
        Assert.Equal((SuspensionStatus.Unverified, "SuspensionUnverified"), (outcome.Result.Status, outcome.ErrorId));
        var syncing = StopMigrationTests.WithUsers("Synced");
        outcome = syncing.Do(run => run.SuspendByStopping(syncing.Tenant.Show(), wholeBatch: false, agreed: false));
        Assert.Equal(SuspensionStatus.Unverified, outcome.Result.Status);
        Assert.Empty(world.Tenant.Writes);
        Assert.Empty(world.Journal.Read());
        Assert.DoesNotContain(FakeTenant.StopUser, syncing.Tenant.Calls);
    }

    [Fact]
    public void Results_say_what_was_found_and_what_was_read_back()
    {
        var world = new World(Lingering);
        var suspended = world.Suspend(until: World.At(30)).Result;
        Assert.Equal(World.At(-8), suspended.Before!.EndDateForRetentionHold);
        Assert.False(suspended.Before.RetentionHoldEnabled);
        Assert.Equal(World.At(30), suspended.After!.EndDateForRetentionHold);
        Assert.True(suspended.After.RetentionHoldEnabled);
        Assert.Equal((FakeTenant.Key, "anna@contoso.com", "memory", SuspensionMethod.RetentionHold), (suspended.ExchangeGuid, suspended.Identity, suspended.JournalPath, suspended.Method));
        var resumed = world.Resume().Result;
        Assert.True(resumed.Before!.RetentionHoldEnabled);
        Assert.Equal(World.At(-8), resumed.After!.EndDateForRetentionHold);
        Assert.False(resumed.After.RetentionHoldEnabled);
        Assert.NotEmpty(resumed.Reason);
    }

    private static MailboxState State(int state) => state switch { 0 => new(), 1 => Lingering, 2 => HeldForAWhile, _ => HeldInThePast };

    private static World Failing(int state, string command, Fault fault)
    {
        var world = new World(State(state));
        world.Tenant.Faults = (call, before) => call == command && before == 0 ? fault : Fault.None;
        return world;
    }
}
