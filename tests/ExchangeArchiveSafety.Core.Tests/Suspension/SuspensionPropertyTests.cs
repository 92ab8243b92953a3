using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Anything that people, crashes and Exchange can do to one mailbox in any order.</summary>
public class SuspensionPropertyTests
{
    private static readonly DateTime?[] Ends = [null, World.At(30), World.At(60).AddTicks(7654321)];
    private static readonly Fault[] Faults = [Fault.ErrorWithoutEffect, Fault.ErrorAfterEffect, Fault.SilentlyNothing];

    [Property(MaxTest = 300)]
    public void Planning_to_suspend_and_to_resume_is_the_identity(byte flags, short startHours, short endHours, bool elc, byte untilHours)
    {
        var state = new MailboxState
        {
            Hold = (flags & 1) != 0,
            Auto = (flags & 2) != 0,
            Elc = (flags & 4) != 0,
            Start = (flags & 8) != 0 ? World.At(startHours / 24d) : null,
            End = (flags & 16) != 0 ? World.At(endHours / 24d) : null,
        };
        var tenant = new FakeTenant(new()) { State = state };
        var method = elc ? SuspensionMethod.ElcProcessing : SuspensionMethod.RetentionHold;
        var plan = SuspensionPlan.Create(method, tenant.Show(), null, (flags & 32) != 0 ? World.At(1 + (untilHours / 24d)) : null, null);
        if (plan.Writes.Known.Count > 0)
        {
            tenant.State = tenant.Applied(tenant.State, plan.Writes);
        }

        Assert.True(SuspensionPlan.Stands(method, plan.After, tenant.Show(), World.At(0)));
        var resume = ResumePlan.Create(new() { ExchangeGuid = FakeTenant.Key, Method = method, Before = plan.Before, After = plan.After }, tenant.Show());
        Assert.Empty(resume.Drift);
        foreach (var step in resume.Steps)
        {
            tenant.State = tenant.Applied(tenant.State, step);
        }

        Assert.Equal(state, tenant.State);
    }

    /// <summary>Without other people: whatever fails or is killed, the end is the beginning, and the journal is closed.</summary>
    [Property(MaxTest = 800)]
    public void Suspensions_and_resumptions_that_fail_and_are_killed_anywhere_end_as_they_began(byte start, (byte What, byte How)[] program) =>
        _ = RunProgram(start, program, foreign: false);

    /// <summary>A resumption that is killed with the dates back, and a suspension that is killed after it: what both left is still ours.</summary>
    [Theory]
    [InlineData(0, new byte[] { 0, 1, 71, 26, 52, 25 })]
    [InlineData(126, new byte[] { 0, 0, 119, 126, 20, 24 })]
    [InlineData(30, new byte[] { 0, 0, 55, 46, 184, 0 })]
    public void What_a_cut_off_resumption_left_is_not_drift_after_another_suspension(byte start, byte[] program) =>
        _ = RunProgram(start, [.. program.Chunk(2).Select(step => (step[0], step[1]))], foreign: false);

    /// <summary>
    /// With other people: every setting ends as somebody else set it last; nothing of ours stays, nothing of theirs is lost. A hold of which they changed a part is
    /// left as a whole, and said.
    /// </summary>
    [Property(MaxTest = 800)]
    public void Whatever_others_set_meanwhile_is_never_overwritten_and_nothing_of_ours_stays(byte start, (byte What, byte How)[] program) =>
        _ = RunProgram(start, program, foreign: true);

    /// <summary>The programs above do what they are about: they kill runs and fail calls, and not once in a while.</summary>
    [Fact]
    public void The_programs_kill_and_fail()
    {
        var random = new Random(1);
        var (killed, failed) = (0, 0);
        for (var number = 0; number < 200; number++)
        {
            var program = Enumerable.Range(0, 8).Select(_ => ((byte)random.Next(256), (byte)random.Next(256))).ToArray();
            var bites = RunProgram((byte)random.Next(256), program, foreign: number % 2 == 0);
            (killed, failed) = (killed + bites.Killed, failed + bites.Failed);
        }

        Assert.InRange(killed, 50, int.MaxValue);
        Assert.InRange(failed, 50, int.MaxValue);
    }

    private static (int Killed, int Failed) RunProgram(byte start, (byte What, byte How)[] program, bool foreign)
    {
        var (killed, failed) = (0, 0);
        var world = new World(
            new()
            {
                Hold = (start & 1) != 0,
                Auto = (start & 2) != 0,
                Elc = (start & 4) != 0,
                Start = (start & 8) != 0 ? World.At(-9) : null,
                End = (start & 16) != 0 ? World.At(9) : null,
            },
            (start & 96) == 96 ? [ArchivingSetting.AutoArchivingEnabled] : [],
            dropsFractions: (start & 128) != 0);
        for (var i = 0; i < program.Length; i++)
        {
            var (what, how) = program[i];
            Action action = (what % 4) switch
            {
                0 or 1 => () => world.Suspend(until: Ends[how % Ends.Length]),
                2 => () => world.Suspend(SuspensionMethod.ElcProcessing),
                _ => () => world.ResumeAll(),
            };
            switch (what / 4 % 4)
            {
                case 0:
                    action();
                    break;
                case 1:
                    killed += world.KilledAt(how % 20, action) ? 1 : 0;
                    break;
                case 2:
                    failed += WithFault(world, how, action) ? 1 : 0;
                    break;
                default:
                    if (foreign)
                    {
                        SomebodySets(world, how, i);
                    }

                    break;
            }
        }

        var before = world.Tenant.State;
        foreach (var outcome in world.ResumeAll().Concat(world.ResumeAll()))
        {
            Assert.True(foreign || outcome.Result.Status == SuspensionStatus.Resumed, outcome.ToString());
        }

        world.AssertHonest();
        var isHoldLeft = world.Open.Any(one => HoldSetting.IsIn(one.Before));
        foreach (var setting in World.AllSettings)
        {
            var expected = isHoldLeft && HoldSetting.Properties.Contains(setting) ? before : world.Owner;
            Assert.True(MailboxState.Same(expected[setting], world.Tenant.State[setting]), setting + ": " + world.Tenant.State + " instead of " + expected);
        }

        foreach (var open in world.Open)
        {
            var left = open.Before.Known.Where(setting => !MailboxState.Same(open.Before[setting], world.Tenant.State[setting])).ToList();
            Assert.Equal(open.Before.Known.Except(HoldSetting.Properties), left.Except(HoldSetting.Properties));
            Assert.True(!HoldSetting.IsIn(open.Before) || left.Exists(setting => HoldSetting.Properties.Contains(setting)), "the hold is back and still open");
            Assert.Equal(SuspensionStatus.Drifted, SuspensionReview.Of(open, world.Tenant.Show(), world.Now).Status);
        }

        if (!foreign)
        {
            Assert.Empty(world.Open);
        }

        return (killed, failed);
    }

    /// <summary>Whether the fault came to pass.</summary>
    private static bool WithFault(World world, byte how, Action action)
    {
        var fault = Faults[how % Faults.Length];
        var (command, at) = how / 3 % 2 == 0 ? (FakeTenant.Set, how / 6 % 2) : (FakeTenant.Get, 1);
        var seen = world.Tenant.Calls.Count(call => call == command);
        var hit = false;
        world.Tenant.Faults = (call, before) =>
        {
            var isMeant = call == command && before - seen == at;
            hit |= isMeant;
            return isMeant ? fault : Fault.None;
        };
        try
        {
            action();
        }
        catch (ExchangeCallException)
        {
            // Reading before anything was set.
        }

        world.Tenant.Faults = (_, _) => Fault.None;
        return hit;
    }

    private static void SomebodySets(World world, byte how, int step)
    {
        // A value that nobody can tell from ours is left out: a flag that is switched to what a suspension makes of it while one is open.
        var open = world.Open;
        var holdIsOpen = open.Any(one => one.Method == SuspensionMethod.RetentionHold);
        switch (how % 6)
        {
            case 0:
                _ = world.SomebodySets(ArchivingSetting.StartDateForRetentionHold, World.At(-20 - step));
                break;
            case 1:
                _ = world.SomebodySets(ArchivingSetting.EndDateForRetentionHold, World.At(100 + step));
                break;
            case 2:
                _ = world.SomebodySets(ArchivingSetting.RetentionHoldEnabled, false);
                break;
            case 3 when !holdIsOpen:
                _ = world.SomebodySets(ArchivingSetting.RetentionHoldEnabled, true);
                break;
            case 4:
                _ = world.SomebodySets(ArchivingSetting.AutoArchivingEnabled, true);
                break;
            case 5:
                _ = world.SomebodySets(ArchivingSetting.ElcProcessingDisabled, false);
                break;
        }
    }
}
