using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The rules of a pass, over a tenant that shares no code with the product.</summary>
public class GuardPassTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Migrations start, stop, fail and end; people undo holds; lists fail; passes are killed. What syncs is held off after every whole pass, and in the end everything is as people left it.</summary>
    [Property(MaxTest = 300)]
    public void Whatever_happens_nothing_is_archived_under_a_sync_and_everything_comes_back(int seed)
    {
        var chance = new Random(seed);
        var world = new GuardWorld(4);
        var never = world.Keys[3];
        world.Migrates(never, null);
        for (var hour = 0; hour < 60; hour++)
        {
            world.Now += Hour;
            var key = world.Keys[chance.Next(3)];
            switch (chance.Next(12))
            {
                case 0:
                    world.Migrates(key, null);
                    break;
                case 1:
                    world.Migrates(key, "Completed");
                    break;
                case 2:
                    world.Migrates(key, "Failed");
                    break;
                case 3 or 4:
                    world.Migrates(key, "Synced");
                    break;
                case 5:
                    // Undone: the hold is off, and everything is as its owner had it.
                    world.SomebodySets(key, world.Owner[key]);
                    break;
                case 6:
                    world.BatchesFail = !world.BatchesFail;
                    break;
                case 7:
                    world.Now += TimeSpan.FromHours(80);
                    break;
                case 8:
                    world.PassKilledAt(chance.Next(40));
                    break;
                default:
                    break;
            }

            var pass = world.Pass();

            Assert.All(world.Keys.Take(3), one => Assert.True(!world.IsSyncing(one) || world.BatchesFail || world[one].HoldsAt(world.Now), $"{one} is archived under its sync"));
            Assert.Equal(pass.Failed > 0 ? 1 : 0, pass.ExitCode);
        }

        world.BatchesFail = false;
        world.Keys.ToList().ForEach(key => world.Migrates(key, null));
        world.Now += Hour;
        world.Pass();
        world.Now += TimeSpan.FromHours(73);
        Assert.Equal(0, world.Pass().ExitCode);
        world.AssertBack();
        Assert.DoesNotContain(never, world.Written);
    }

    [Fact]
    public void However_many_have_ended_at_once_every_pass_brings_some_back()
    {
        var world = new GuardWorld(60);
        world.Pass();
        world.Keys.ToList().ForEach(key => world.Migrates(key, null));
        world.Now += Hour;
        world.Pass();
        world.Now += TimeSpan.FromHours(80);
        (world.IsListingEnough, world.Slowness, world.Settings) = (true, TimeSpan.FromSeconds(1), world.Settings with { TimeBudget = TimeSpan.FromSeconds(50) });
        for (var open = 60; open > 0; open = world.Open.Count)
        {
            world.Now += Hour;
            var pass = world.Pass();
            Assert.InRange(pass.Resumed, 1, open);
            Assert.Equal(open - pass.Resumed, pass.Left);
        }

        world.AssertBack();
    }

    [Fact]
    public void A_pass_killed_anywhere_is_finished_by_the_next()
    {
        var killed = true;
        var point = 0;
        for (; killed; point++)
        {
            var world = new GuardWorld(2);
            killed = world.PassKilledAt(point);

            Assert.Equal(0, world.Pass().Failed);
            Assert.All(world.Keys, key => Assert.True(world[key].HoldsAt(world.Now)));
            world.Keys.ToList().ForEach(key => world.Migrates(key, null));
            world.Now += Hour;
            world.Pass();
            world.Now += TimeSpan.FromHours(73);
            if (killed)
            {
                world.PassKilledAt(point);
            }

            world.Pass();
            world.AssertBack();
        }

        Assert.InRange(point, 20, 100);
    }

    [Fact]
    public void A_person_who_holds_a_mailbox_in_another_way_keeps_it_so()
    {
        var world = new GuardWorld(1);
        var key = world.Keys[0];
        world.Pass();
        world.SomebodySets(key, world[key] with { End = world.Now.AddDays(3) });

        var pass = world.Pass();

        Assert.Equal((ErrorIds.SettingsDrifted, 1, 0), (Assert.Single(pass.Failures).ErrorId, pass.ExitCode, pass.Changes.Count));
        Assert.Equal(world.Owner[key], world[key]);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Stopped")]
    [InlineData("Reconciling")]
    [InlineData("Corrupted")]
    public void Only_an_end_resumes(string status)
    {
        var world = new GuardWorld(1);
        world.Pass();
        world.Migrates(world.Keys[0], status);
        for (var day = 0; day < 10; day++)
        {
            world.Now = world.Now.AddDays(1);
            Assert.Empty(world.Pass().Changes);
        }

        Assert.True(world[world.Keys[0]].Hold);
    }

    [Fact]
    public void The_wait_is_counted_from_the_move_of_the_mail_where_that_is_later()
    {
        var world = new GuardWorld(1) { Mail = [new() { Domain = "contoso.example", State = MailExchangeState.NotMoved, Because = "elsewhere" }] };
        world.Pass();
        world.Migrates(world.Keys[0], null);
        world.Now = world.Now.AddDays(1);
        Assert.Equal(world.Now.AddHours(72), Assert.Single(world.Pass().Waiting).UntilUtc!.Value, Hour);
        world.Now = world.Now.AddDays(2);
        world.Mail = [new() { Domain = "contoso.example", State = MailExchangeState.Moved }];

        Assert.Equal(world.Now.AddHours(72), Assert.Single(world.Pass().Waiting).UntilUtc!.Value, TimeSpan.FromSeconds(1));
        world.Now = world.Now.AddHours(71);
        Assert.Empty(world.Pass().Changes);
        world.Now = world.Now.AddHours(1.1);
        Assert.Equal(1, world.Pass().Resumed);
    }

    [Fact]
    public void Time_that_is_up_ends_a_pass_between_two_mailboxes_and_the_next_ones_come_to_everybody()
    {
        var world = new GuardWorld(40) { Slowness = TimeSpan.FromSeconds(1) };
        world.Settings = world.Settings with { TimeBudget = TimeSpan.FromSeconds(30) };

        var passes = 0;
        for (; !world.Keys.All(key => world[key].HoldsAt(world.Now)); passes++)
        {
            var pass = world.Pass();

            // One mailbox that was begun is finished.
            Assert.InRange(world.Elapsed.TotalSeconds, 1, 34);
            Assert.Equal(pass.Left > 0 ? 3 : 0, pass.ExitCode);
            Assert.True(pass.Suspended > 0, "a pass that suspended nobody");
            Assert.True(passes < 12);
            world.Now += Hour;
        }

        Assert.Equal(40, world.Written.Count);

        // With nothing to do, all of the time goes to judging.
        Assert.InRange(world.Pass().Judged, 25, 30);
    }

    [Fact]
    public void A_first_pass_does_not_leave_its_time_unused()
    {
        var world = new GuardWorld(60) { Slowness = TimeSpan.FromSeconds(1), Settings = new() { Mode = GuardMode.Protect, TimeBudget = TimeSpan.FromSeconds(60) } };

        Assert.True(world.Pass().Left > 0);

        Assert.InRange(world.Elapsed.TotalSeconds, 55, 64);
    }

    [Fact]
    public void A_change_says_what_decided_it_and_holds_all_that_was_found()
    {
        var world = new GuardWorld(1);
        var change = Assert.Single(world.Pass().Changes);

        Assert.Equal(["EAS1001", "EAS1201"], change.Findings.Select(finding => finding.Id).Where(id => change.Reason.Contains(id + ":", StringComparison.Ordinal)));
        Assert.Contains("EAS1101", change.Findings.Select(finding => finding.Id));
        Assert.StartsWith(Assert.Single(world.Open).Why!, change.Reason, StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public void Every_mailbox_is_in_exactly_one_part_and_always_in_the_same(Guid key, FsCheck.PositiveInt count)
    {
        var part = GuardPartition.Of(key, count.Get);

        Assert.InRange(part, 1, count.Get);
        Assert.Equal(part, GuardPartition.Of(new Guid(key.ToByteArray()), count.Get));
    }

    // The parts of running jobs must not move with a version.
    [Theory]
    [InlineData("11111111-1111-1111-1111-111111111111", 4)]
    [InlineData("d1a8b2c3-0000-4000-8000-123456789abc", 4)]
    public void The_part_of_a_mailbox_is_known_for_good(string key, int count) =>
        Assert.Equal(Reference(new Guid(key).ToByteArray(), count), GuardPartition.Of(new Guid(key), count));

    [Fact]
    public void A_pass_never_goes_back_in_time()
    {
        var world = new GuardWorld(1);
        world.Pass();

        // Two runners have two clocks, and one of them may have been slow to begin.
        world.Now -= TimeSpan.FromMinutes(4);
        Assert.Equal(0, world.Pass().ExitCode);
        world.Now -= TimeSpan.FromMinutes(2);

        Assert.Equal(ErrorIds.AsOfBeforeLastPass, Assert.Throws<UnusableFileException>(world.Pass).ErrorId);
    }

    [Fact]
    public void A_quiet_pass_remembers_in_one_short_line()
    {
        var world = new GuardWorld(3);
        world.Pass();
        world.Now += Hour;
        world.Pass();
        var before = Count(world);
        world.Now += Hour;

        world.Pass();

        Assert.Equal(before + 1, Count(world));
    }

    private static long Count(GuardWorld world) => world.Journal.Read(JournalPosition.Start, new RecordList()).Records;

    // FNV-1a, said once more.
    private static int Reference(byte[] bytes, int count)
    {
        ulong hash = 0x811C9DC5;
        foreach (var one in bytes)
        {
            hash = ((hash ^ one) * 0x01000193) & 0xFFFFFFFF;
        }

        return (int)(hash % (ulong)count) + 1;
    }
}
