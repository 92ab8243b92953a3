using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>What somebody else sets while archiving is suspended is theirs.</summary>
public class DriftTests
{
    private static readonly MailboxState Found = new() { Hold = true, Start = World.At(-9), End = World.At(9), Auto = true };

    /// <summary>What somebody can do to one property of the hold, from whatever it was before.</summary>
    public static TheoryData<int, ArchivingSetting, bool> Changes
    {
        get
        {
            var data = new TheoryData<int, ArchivingSetting, bool>();
            for (var start = 0; start < Starts.Length; start++)
            {
                foreach (var property in HoldSetting.Properties)
                {
                    data.Add(start, property, false);
                    data.Add(start, property, true);
                }
            }

            return data;
        }
    }

    private static MailboxState[] Starts =>
        [new(), Found, new() { Hold = false, Start = World.At(-9), End = World.At(-8) }, new() { Hold = true, End = World.At(9) }, new() { Hold = false, Auto = false }, new() { Hold = true, Start = World.At(-9), Auto = false }];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whoever_changes_one_property_of_the_hold_has_changed_the_hold(int start, ArchivingSetting property, bool forced)
    {
        var found = Starts[start];
        var world = new World(found);
        _ = world.Suspend();
        Assert.True(world.SomebodySets(property, property == ArchivingSetting.RetentionHoldEnabled ? false : World.At(3)));
        var theirs = world.Tenant.State;
        if (theirs.With(ArchivingSetting.AutoArchivingEnabled, found.Auto) == found)
        {
            // Back already, in all three, and nothing of it is left to set by hand.
            Assert.DoesNotContain("by hand", SuspensionReview.Of(Assert.Single(world.Open), world.Tenant.Show(), world.Now).Reason, StringComparison.Ordinal);
            Assert.Equal(SuspensionStatus.Resumed, world.Resume(forced).Result.Status);
            return;
        }

        var shown = SuspensionReview.Of(Assert.Single(world.Open), world.Tenant.Show(), world.Now);
        Assert.Equal(SuspensionStatus.Drifted, shown.Status);
        Assert.Equal(property, Assert.Single(shown.Drift!).Setting);
        var outcome = world.Resume(forced);
        Assert.Equal(found.Auto ? SuspensionStatus.PartlyResumed : SuspensionStatus.Drifted, outcome.Result.Status);
        Assert.Equal("SettingsDrifted", outcome.ErrorId);
        Assert.Equal(property, Assert.Single(outcome.Result.Drift!).Setting);
        Assert.Contains(property.ToString(), outcome.Result.Reason, StringComparison.Ordinal);
        Assert.Contains("one setting in three properties", outcome.Result.Reason, StringComparison.Ordinal);

        // The whole hold is left alone; auto-archiving is a setting of its own.
        Assert.Equal(theirs with { Auto = found.Auto }, world.Tenant.State);
        Assert.Equal(HoldSetting.Properties, Assert.Single(world.Open).Before.Known);
        Assert.Equal(SuspensionStatus.Drifted, SuspensionReview.Of(Assert.Single(world.Open), world.Tenant.Show(), world.Now).Status);
        world.AssertHonest();
    }

    [Theory]
    [InlineData(ArchivingSetting.StartDateForRetentionHold)]
    [InlineData(ArchivingSetting.EndDateForRetentionHold)]
    public void A_date_that_was_not_recorded_is_not_ours(ArchivingSetting date)
    {
        // As versions recorded it that named only what they wrote.
        var recorded = new JournaledSuspension
        {
            Method = SuspensionMethod.RetentionHold,
            Stage = SuspensionStage.Suspended,
            Before = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, false),
            After = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, true),
        };
        var tenant = new FakeTenant(new()) { State = new() { Hold = true } };
        Assert.Equal(SuspensionStatus.Suspended, SuspensionReview.Of(recorded, tenant.Show(), World.At(0)).Status);
        Assert.Equal(ArchivingSetting.RetentionHoldEnabled, Assert.Single(ResumePlan.Create(recorded, tenant.Show()).Restored.Known));
        tenant.State = tenant.State.With(date, World.At(date == ArchivingSetting.StartDateForRetentionHold ? -1 : 3));
        var review = SuspensionReview.Of(recorded, tenant.Show(), World.At(0));
        Assert.Equal((SuspensionStatus.Drifted, date), (review.Status, Assert.Single(review.Drift!).Setting));
        var plan = ResumePlan.Create(recorded, tenant.Show());
        Assert.Empty(plan.Steps);
        Assert.Equal(date, Assert.Single(plan.Drift).Setting);
    }

    [Theory]
    [InlineData(ArchivingSetting.StartDateForRetentionHold)]
    [InlineData(ArchivingSetting.EndDateForRetentionHold)]
    [InlineData(ArchivingSetting.RetentionHoldEnabled)]
    [InlineData(ArchivingSetting.AutoArchivingEnabled)]
    public void What_was_recorded_and_is_not_returned_any_more_is_unknown_and_neither_stands_nor_drifted(ArchivingSetting setting)
    {
        var world = new World(Found);
        _ = world.Suspend();
        _ = world.Tenant.NotReturned.Add(setting);
        var review = SuspensionReview.Of(Assert.Single(world.Open), world.Tenant.Show(), world.Now);
        Assert.Equal(SuspensionStatus.Unverified, review.Status);
        Assert.Empty(review.Drift!);
        Assert.Contains(setting.ToString(), review.Reason, StringComparison.Ordinal);
        var outcome = world.Resume();
        Assert.Equal((SuspensionStatus.PartlyResumed, "ResumeUnverified"), (outcome.Result.Status, outcome.ErrorId));
        Assert.Empty(outcome.Result.Drift!);
        world.Tenant.NotReturned.Clear();
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void Dates_are_the_same_whatever_kind_of_time_they_come_as()
    {
        var utc = new DateTime(2026, 12, 1, 10, 0, 0, DateTimeKind.Utc);
        var ours = ArchivingSettings.None.With(ArchivingSetting.EndDateForRetentionHold, utc);
        Assert.True(ours.Has(ArchivingSetting.EndDateForRetentionHold, utc.ToLocalTime()));
        Assert.True(ours.Has(ArchivingSetting.EndDateForRetentionHold, DateTime.SpecifyKind(utc, DateTimeKind.Unspecified)));
        Assert.True(ours.Has(ArchivingSetting.EndDateForRetentionHold, utc.AddMilliseconds(999)));
        Assert.False(ours.Has(ArchivingSetting.EndDateForRetentionHold, utc.AddSeconds(1)));
    }

    [Fact]
    public void Where_everything_was_changed_nothing_is_written_and_it_is_called_drifted()
    {
        var found = Found with { Auto = false };
        foreach (var forced in new[] { false, true })
        {
            var world = new World(found);
            _ = world.Suspend();
            _ = world.SomebodySets(ArchivingSetting.StartDateForRetentionHold, World.At(-3));
            _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(3));
            var (before, writes) = (world.Tenant.State, world.Tenant.Writes.Count);
            var outcome = world.Resume(forced);
            Assert.Equal(SuspensionStatus.Drifted, outcome.Result.Status);
            Assert.Equal("SettingsDrifted", outcome.ErrorId);
            Assert.Equal(before, world.Tenant.State);
            Assert.Equal(writes, world.Tenant.Writes.Count);
            Assert.Equal(2, outcome.Result.Drift!.Count);
            _ = Assert.Single(world.Open);
            world.AssertHonest();
        }
    }

    [Fact]
    public void The_record_closes_when_a_drifted_value_is_put_back_by_hand()
    {
        var world = new World(Found);
        _ = world.Suspend();
        _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(3));
        _ = world.Resume();
        _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, Found.End);
        _ = world.SomebodySets(ArchivingSetting.StartDateForRetentionHold, Found.Start);
        var writes = world.Tenant.Writes.Count;
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        Assert.Equal(writes, world.Tenant.Writes.Count);
        world.AssertBack();
    }

    [Fact]
    public void What_somebody_already_put_back_counts_as_restored_and_is_not_written_again()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        _ = world.SomebodySets(ArchivingSetting.RetentionHoldEnabled, false);
        _ = world.SomebodySets(ArchivingSetting.AutoArchivingEnabled, true);
        var writes = world.Tenant.Writes.Count;
        var outcome = world.Resume();
        Assert.Equal(SuspensionStatus.Resumed, outcome.Result.Status);
        Assert.Null(outcome.ErrorId);
        Assert.Equal(writes, world.Tenant.Writes.Count);
        world.AssertBack();
    }

    [Fact]
    public void A_setting_that_is_back_and_set_again_by_somebody_else_is_not_touched_by_a_second_resume()
    {
        // The end date drifts, so the record stays open; the rest is back and belongs to others again.
        var world = new World(new() { Hold = false, Start = World.At(-9), End = World.At(-8) });
        _ = world.Suspend();
        _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(3));
        Assert.Equal(SuspensionStatus.PartlyResumed, world.Resume().Result.Status);
        _ = world.SomebodySets(ArchivingSetting.RetentionHoldEnabled, true);
        _ = world.SomebodySets(ArchivingSetting.StartDateForRetentionHold, null);
        _ = world.SomebodySets(ArchivingSetting.AutoArchivingEnabled, false);
        var theirs = world.Tenant.State;
        foreach (var forced in new[] { false, true })
        {
            Assert.Equal(SuspensionStatus.Drifted, world.Resume(forced).Result.Status);
            Assert.Equal(theirs, world.Tenant.State);
        }

        world.AssertHonest();
    }

    [Fact]
    public void After_closing_nothing_that_equals_our_own_values_is_ours()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        _ = world.Resume();
        _ = world.SomebodySets(ArchivingSetting.RetentionHoldEnabled, true);
        _ = world.SomebodySets(ArchivingSetting.AutoArchivingEnabled, false);
        Assert.Empty(world.ResumeAll(forced: true));
        Assert.True(world.Tenant.State is { Hold: true, Auto: false });

        // And a later suspension finds their hold, changes nothing, and has nothing to undo.
        Assert.Equal(SuspensionStatus.AlreadySuspended, world.Suspend().Result.Status);
        Assert.Empty(world.Open);
    }

    [Fact]
    public void A_new_suspension_after_a_drift_takes_the_new_value_as_the_one_to_restore()
    {
        var world = new World(Found);
        _ = world.Suspend();
        _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(3));
        Assert.Equal(SuspensionStatus.Suspended, world.Suspend().Result.Status);
        Assert.Null(world.Tenant.State.End);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        Assert.Equal(World.At(3), world.Tenant.State.End);
        world.AssertBack();
    }

    [Fact]
    public void A_new_suspension_after_a_partial_resumption_starts_from_what_it_finds()
    {
        var world = new World(Found);
        _ = world.Suspend();
        _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(3));
        _ = world.Resume();
        Assert.Equal(SuspensionStatus.Suspended, world.Suspend().Result.Status);
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void A_change_by_somebody_else_between_our_call_and_reading_back_is_not_taken_for_ours()
    {
        var world = new World(Found);
        var done = false;
        world.Tenant.Written = () =>
        {
            if (!done)
            {
                done = true;
                Assert.True(world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(3)));
            }
        };
        _ = world.Suspend();
        _ = world.ResumeAll();
        Assert.Equal(World.At(3), world.Tenant.State.End);
    }

    [Fact]
    public void A_change_by_somebody_else_after_a_killed_suspension_is_not_taken_for_ours_by_the_next_run()
    {
        // Killed after the call: an end of ours stands, and the journal only announces it. Somebody clears the end; a run without -Until then finds an open hold.
        World world;
        var point = 0;
        do
        {
            world = new World(Found);
            Assert.True(world.KilledAt(point++, () => world.Suspend(until: World.At(30))));
        }
        while (world.Tenant.State.End != World.At(30));
        Assert.True(world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, null));
        _ = world.Suspend();
        _ = world.ResumeAll();
        Assert.Null(world.Tenant.State.End);
    }

    [Fact]
    public void A_hold_of_others_that_they_switched_off_stays_off_and_dates_that_cannot_be_restored_are_reported()
    {
        var world = new World(Found);
        _ = world.Suspend();
        Assert.True(world.SomebodySets(ArchivingSetting.RetentionHoldEnabled, false));
        foreach (var _ in new[] { 1, 2 })
        {
            foreach (var outcome in world.ResumeAll(forced: true))
            {
                Assert.False(world.Tenant.State.Hold);
                if (world.Tenant.State != world.Owner)
                {
                    Assert.NotNull(outcome.ErrorId);
                    Assert.NotEqual(SuspensionStatus.Resumed, outcome.Result.Status);
                }
            }
        }

        world.AssertHonest();
    }

    [Fact]
    public void A_setting_that_is_no_longer_returned_is_neither_written_nor_called_a_change_by_somebody_else()
    {
        var world = new World(new MailboxState());
        _ = world.Suspend();
        _ = world.Tenant.NotReturned.Add(ArchivingSetting.AutoArchivingEnabled);
        var outcome = world.Resume();
        Assert.Equal(SuspensionStatus.PartlyResumed, outcome.Result.Status);
        Assert.NotNull(outcome.ErrorId);
        Assert.DoesNotContain("somebody else", outcome.Result.Reason, StringComparison.Ordinal);
        Assert.Empty(world.Tenant.Violations);

        // Returned again, it is restored.
        world.Tenant.NotReturned.Clear();
        Assert.Equal(SuspensionStatus.Resumed, world.Resume().Result.Status);
        world.AssertBack();
    }

    [Fact]
    public void A_foreign_change_within_the_same_second_as_a_lost_fraction_counts_as_ours_and_one_of_a_minute_does_not()
    {
        foreach (var (offset, expected) in new[] { (TimeSpan.FromSeconds(-0.9), SuspensionStatus.Resumed), (TimeSpan.FromMinutes(1), SuspensionStatus.PartlyResumed) })
        {
            var world = new World(new MailboxState());
            _ = world.Suspend(until: World.At(30));
            world.Tenant.State = world.Tenant.State with { End = World.At(30) + offset };
            Assert.Equal(expected, world.Resume().Result.Status);
        }
    }
}
