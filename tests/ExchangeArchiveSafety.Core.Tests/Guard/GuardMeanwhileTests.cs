using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>What passes make of people who act while they run, of tenants that tell less than others, and of settings that do not obey.</summary>
public class GuardMeanwhileTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_hold_of_a_person_stays_also_where_nothing_but_an_address_names_the_mailbox()
    {
        var world = new GuardWorld(2) { IsListed = false, TellsKeys = false };
        Assert.Equal(2, world.Pass().Suspended);
        var key = world.Keys[0];
        world.SomebodySets(key, world[key] with { End = world.Now.AddDays(3) });
        world.Now += Hour;

        var pass = world.Pass();

        Assert.Equal((ErrorIds.SettingsDrifted, 0), (Assert.Single(pass.Failures).ErrorId, pass.Changes.Count));
        Assert.Equal(world.Owner[key], world[key]);
    }

    [Fact]
    public void A_hold_that_a_person_sets_after_the_mailbox_was_judged_stays()
    {
        var world = new GuardWorld(1);
        var key = world.Keys[0];
        world.Pass();
        world.SomebodySets(key, new());
        var reads = 0;
        world.Reading = _ =>
        {
            if (++reads == 2)
            {
                world.SomebodySets(key, new() { Hold = true, End = world.Now.AddDays(3) });
            }
        };
        world.Now += Hour;

        var pass = world.Pass();

        Assert.Equal((1, 0), (pass.ExitCode, pass.Changes.Count));
        Assert.Equal(world.Owner[key], world[key]);
    }

    [Fact]
    public void A_migration_that_begins_again_while_a_pass_runs_is_not_resumed_by_it()
    {
        var world = new GuardWorld(2);
        world.Pass();
        world.Keys.ToList().ForEach(key => world.Migrates(key, null));
        world.Now += Hour;
        world.Pass();
        world.Now += TimeSpan.FromHours(73);
        world.Reading = key => world.Migrates(world.Keys[0], "Synced");

        var pass = world.Pass();

        Assert.Equal((1, 0), (pass.Resumed, pass.ExitCode));
        Assert.Equal(world.Keys[0], Assert.Single(pass.Waiting).ExchangeGuid);
        Assert.True(world[world.Keys[0]].HoldsAt(world.Now));
        world.Now += Hour;
        Assert.Empty(world.Pass().Changes);
    }

    [Theory]
    [InlineData("Synced", 2)]
    [InlineData("Stopped", 0)]
    public void Whoever_is_missing_from_the_list_is_no_success(string status, int suspended)
    {
        var world = new GuardWorld(2) { Missing = 1 };
        world.Keys.ToList().ForEach(key => world.Migrates(key, status));

        var pass = world.Pass();

        Assert.Equal((1, suspended, ErrorIds.MigrationUnreadable), (pass.ExitCode, pass.Suspended, Assert.Single(pass.Failures).ErrorId));
        Assert.Contains(TestTenant.BatchName, pass.Failures[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso.example")]
    [InlineData("")]
    [InlineData(null)]
    public void Silence_after_the_mail_has_moved_shortens_no_wait(string? domain)
    {
        DomainMail mail = new() { Domain = "contoso.example", State = MailExchangeState.NotMoved, Because = "elsewhere" };
        var world = new GuardWorld(1) { Mail = [mail] };
        world.Pass();
        world.Migrates(world.Keys[0], null);
        world.Now += Hour;
        world.Pass();
        world.Now += TimeSpan.FromHours(70);
        world.Mail = [mail with { State = MailExchangeState.Moved }];
        var until = Assert.Single(world.Pass().Waiting).UntilUtc;
        world.Now += TimeSpan.FromHours(3);
        world.Mail = domain is null ? [] : [new() { Domain = domain, Because = "silent" }];

        var pass = world.Pass();

        Assert.Empty(pass.Changes);
        Assert.Equal(until, Assert.Single(pass.Waiting).UntilUtc);
        Assert.Contains(DisplayText.Show(until!.Value.AddHours(-72)), pass.Waiting[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_does_not_obey_is_an_error_every_hour_and_makes_nothing_grow()
    {
        var world = new GuardWorld(1) { Stuck = ArchivingSetting.RetentionHoldEnabled };
        for (var hour = 0; hour < 20; hour++)
        {
            Assert.Equal(1, world.Pass().ExitCode);
            world.Now += Hour;
        }

        Assert.InRange(Assert.Single(world.Open).Earlier.Count, 1, 2);
    }

    // A hold that is a person's now, one that was switched off, and a part that was undone while the rest holds archiving off.
    [Theory]
    [InlineData(true, false, 30)]
    [InlineData(false, false, null)]
    [InlineData(true, true, null)]
    public void Nothing_of_what_another_tool_feeds_comes_back_by_itself_whatever_somebody_made_of_it(bool hold, bool auto, int? days)
    {
        var world = new GuardWorld(1);
        var key = world.Keys[0];
        world.Pass();
        world.Now += Hour;
        world.Migrates(key, null);
        world.SomebodySets(key, new() { Hold = hold, End = days is { } ahead ? world.Now.AddDays(ahead) : null, Auto = auto });
        var settings = world.Settings;
        world.Settings = settings with { ExternallyMigrating = [key.ToString()] };
        world.Pass();
        Assert.True(Assert.Single(world.Open).ExternallyMigrating);
        var named = world[key];
        world.Settings = settings;
        for (var day = 0; day < 8; day++)
        {
            world.Now = world.Now.AddDays(1);
            Assert.DoesNotContain(world.Pass().Changes, change => change.Action == GuardAction.Resume);
        }

        Assert.Equal(named, world[key]);
    }

    [Fact]
    public void That_another_tool_feeds_a_suspended_mailbox_is_recorded_and_then_only_a_person_resumes()
    {
        var world = new GuardWorld(1);
        world.Pass();
        world.Now += Hour;
        world.Migrates(world.Keys[0], null);
        var settings = world.Settings;
        world.Settings = settings with { ExternallyMigrating = [world.Keys[0].ToString()] };
        Assert.Equal(GuardAction.FinishSuspension, Assert.Single(world.Pass().Changes).Action);
        Assert.True(Assert.Single(world.Open).ExternallyMigrating);
        world.Now += Hour;
        Assert.Empty(world.Pass().Changes);
        world.Settings = settings;
        for (var day = 0; day < 8; day++)
        {
            world.Now = world.Now.AddDays(1);
            Assert.Empty(world.Pass().Changes);
        }

        Assert.True(world[world.Keys[0]].Hold);
    }
}
