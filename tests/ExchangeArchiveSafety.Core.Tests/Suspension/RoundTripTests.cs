using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Suspend, then resume: exactly as found, for every starting setting, also when the process is killed anywhere.</summary>
public class RoundTripTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Suspending_and_resuming_leaves_every_starting_setting_exactly_as_found(bool dropsFractions)
    {
        foreach (var start in Start.All())
        {
            Explained(start, () =>
            {
                var world = start.NewWorld(dropsFractions: dropsFractions);
                var outcome = start.Suspend(world);
                if (!start.Possible)
                {
                    Assert.Equal(SuspensionStatus.Refused, outcome.Result.Status);
                    Assert.NotNull(outcome.ErrorId);
                    Assert.Empty(world.Tenant.Writes);
                    Assert.Empty(world.Journal.Read());
                }
                else if (world.Tenant.Writes.Count == 0)
                {
                    Assert.Contains(outcome.Result.Status, new[] { SuspensionStatus.AlreadySuspended, SuspensionStatus.Unverified, SuspensionStatus.Refused });
                    Assert.Empty(world.Open);
                }
                else
                {
                    Assert.Equal(start.Visible ? SuspensionStatus.Suspended : SuspensionStatus.Unverified, outcome.Result.Status);
                    Assert.Equal(start.Visible, outcome.ErrorId is null);
                    var resumed = world.Resume();
                    Assert.Equal(SuspensionStatus.Resumed, resumed.Result.Status);
                    Assert.Null(resumed.ErrorId);
                }

                world.AssertBack();
            });
        }
    }

    [Fact]
    public void A_hold_with_the_end_asked_for_is_set_and_nothing_else_is_touched()
    {
        foreach (var start in Start.All().Where(start => start.Possible))
        {
            Explained(start, () =>
            {
                var world = start.NewWorld();
                var outcome = start.Suspend(world);
                var now = world.Tenant.State;
                if (start.Method == SuspensionMethod.ElcProcessing)
                {
                    Assert.Equal(start.State with { Elc = true }, now);
                    return;
                }

                Assert.Equal(start.State.Elc, now.Elc);
                Assert.True(now.Hold);
                Assert.Equal(start.NotReturned.Contains(ArchivingSetting.StartDateForRetentionHold) ? start.State.Start : null, now.Start);
                Assert.Equal(start.NotReturned.Contains(ArchivingSetting.EndDateForRetentionHold) ? start.State.End : start.Until, now.End);
                Assert.Equal(start.NotReturned.Contains(ArchivingSetting.AutoArchivingEnabled) && start.State.Auto, now.Auto);
                Assert.Equal(world.Journal.Location, outcome.Result.JournalPath);
            });
        }
    }

    [Fact]
    public void A_run_killed_anywhere_while_suspending_is_finished_by_running_again()
    {
        foreach (var start in Start.Distinct().Where(start => start.Possible))
        {
            for (var point = 0; ; point++)
            {
                var world = start.NewWorld();
                var killed = world.KilledAt(point, () => start.Suspend(world));
                Explained(start, () =>
                {
                    var again = start.Suspend(world);
                    if (start.Visible)
                    {
                        Assert.Contains(again.Result.Status, new[] { SuspensionStatus.Suspended, SuspensionStatus.AlreadySuspended });
                    }

                    _ = world.ResumeAll();
                    world.AssertBack();
                });
                if (!killed)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void A_run_killed_anywhere_while_suspending_can_be_resumed_at_once()
    {
        foreach (var start in Start.Distinct().Where(start => start.Possible))
        {
            for (var point = 0; ; point++)
            {
                var world = start.NewWorld();
                var killed = world.KilledAt(point, () => start.Suspend(world));
                Explained(start, () =>
                {
                    Assert.All(world.ResumeAll(), outcome => Assert.Equal(SuspensionStatus.Resumed, outcome.Result.Status));
                    world.AssertBack();
                });
                if (!killed)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void A_run_killed_anywhere_while_resuming_is_finished_by_running_again()
    {
        foreach (var start in Start.Distinct().Where(start => start.Possible))
        {
            for (var point = 0; ; point++)
            {
                var world = start.NewWorld();
                _ = start.Suspend(world);
                var killed = world.KilledAt(point, () => world.ResumeAll());
                Explained(start, () =>
                {
                    Assert.All(world.ResumeAll(), outcome => Assert.Equal(SuspensionStatus.Resumed, outcome.Result.Status));
                    world.AssertBack();
                });
                if (!killed)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void A_run_killed_anywhere_while_resuming_can_be_suspended_again()
    {
        foreach (var start in Start.Distinct().Where(start => start.Possible && start.Visible))
        {
            for (var point = 0; ; point++)
            {
                var world = start.NewWorld();
                _ = start.Suspend(world);
                var killed = world.KilledAt(point, () => world.ResumeAll());
                Explained(start, () =>
                {
                    Assert.Contains(start.Suspend(world).Result.Status, new[] { SuspensionStatus.Suspended, SuspensionStatus.AlreadySuspended });
                    _ = world.ResumeAll();
                    world.AssertBack();
                });
                if (!killed)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void A_second_suspension_with_another_end_killed_anywhere_keeps_the_first_values_to_restore()
    {
        foreach (var start in Start.Distinct().Where(start => start is { Possible: true, Visible: true, Until: not null }))
        {
            for (var point = 0; ; point++)
            {
                var world = start.NewWorld();
                _ = start.Suspend(world);
                var killed = world.KilledAt(point, () => world.Suspend(start.Method, World.At(60)));
                Explained(start, () =>
                {
                    Assert.All(world.ResumeAll(), outcome => Assert.Equal(SuspensionStatus.Resumed, outcome.Result.Status));
                    world.AssertBack();
                });
                if (!killed)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void A_second_suspension_with_another_end_killed_anywhere_can_be_repeated()
    {
        foreach (var start in Start.Distinct().Where(start => start is { Possible: true, Visible: true, Until: not null }))
        {
            for (var point = 0; ; point++)
            {
                var world = start.NewWorld();
                _ = start.Suspend(world);
                var killed = world.KilledAt(point, () => world.Suspend(start.Method, World.At(60)));
                Explained(start, () =>
                {
                    _ = world.Suspend(start.Method, World.At(90));
                    Assert.All(world.ResumeAll(), outcome => Assert.Equal(SuspensionStatus.Resumed, outcome.Result.Status));
                    world.AssertBack();
                });
                if (!killed)
                {
                    break;
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(-2)]
    [InlineData(-1)]
    public void The_real_journal_file_torn_at_each_write_loses_nothing(int tearAfter)
    {
        var start = new Start(
            new() { Hold = false, Start = World.At(-9), End = World.At(-8), Auto = true }, [], SuspensionMethod.RetentionHold, World.At(30));
        using var folder = new TemporaryFolder();
        for (int point = 0, killed = 2; killed == 2; point++)
        {
            killed = 0;
            foreach (var resuming in new[] { false, true })
            {
                var path = folder.File(point + "-" + resuming + ".jsonl");
                var world = start.NewWorld(points => new TearingJournal(points, path, tearAfter));
                if (resuming)
                {
                    _ = start.Suspend(world);
                }

                killed += world.KilledAt(point, () => _ = resuming ? world.Resume() : start.Suspend(world)) ? 1 : 0;
                if (!resuming)
                {
                    Assert.Contains(start.Suspend(world).Result.Status, new[] { SuspensionStatus.Suspended, SuspensionStatus.AlreadySuspended });
                }

                _ = world.ResumeAll();
                (world.Journal as TearingJournal)!.StartNewProcess();
                world.AssertBack();
            }
        }
    }

    [Fact]
    public void A_mailbox_suspended_by_two_methods_gets_both_back_in_any_order()
    {
        foreach (var start in Start.All().Where(start => start is { Possible: true, Method: SuspensionMethod.RetentionHold })
            .Where(start => !start.NotReturned.Contains(ArchivingSetting.ElcProcessingDisabled)))
        {
            foreach (var firstBack in new[] { 0, 1 })
            {
                Explained(start, () =>
                {
                    var world = start.NewWorld();
                    _ = start.Suspend(world);
                    _ = world.Suspend(SuspensionMethod.ElcProcessing);
                    if (world.Open is [_, _] open)
                    {
                        _ = world.Do(run => run.Resume(open[firstBack].Id, false));
                    }

                    _ = world.ResumeAll();
                    world.AssertBack();
                });
            }
        }
    }

    [Fact]
    public void Suspending_twice_in_a_row_restores_the_values_found_first()
    {
        foreach (var start in Start.All().Where(start => start.Possible && start.Visible))
        {
            foreach (DateTime? until in new DateTime?[] { null, World.At(60) })
            {
                Explained(start, () =>
                {
                    var world = start.NewWorld();
                    _ = start.Suspend(world);
                    var second = world.Suspend(start.Method, start.Method == SuspensionMethod.RetentionHold ? until : null);
                    Assert.Null(second.ErrorId);
                    _ = world.ResumeAll();
                    world.AssertBack();
                });
            }
        }
    }

    [Fact]
    public void Resuming_what_is_resumed_touches_nothing()
    {
        foreach (var start in Start.All().Where(start => start.Possible))
        {
            var world = start.NewWorld();
            _ = start.Suspend(world);
            _ = world.ResumeAll();
            var (writes, records) = (world.Tenant.Writes.Count, world.Journal.Read().Count);
            Assert.Empty(world.ResumeAll());
            Assert.Equal((writes, records), (world.Tenant.Writes.Count, world.Journal.Read().Count));
        }
    }

    private static void Explained(Start start, Action check)
    {
        try
        {
            check();
        }
        catch (Exception exception) when (exception is not KilledException)
        {
            Assert.Fail(start.State + " without " + string.Join(", ", start.NotReturned) + ", " + start.Method + " until " + start.Until + ": " + exception);
        }
    }
}
