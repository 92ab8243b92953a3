using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Forecast;

/// <summary>What a forecast says of mailboxes that can be counted by hand; whether it comes true is tried against the lab.</summary>
public class ForecastTests
{
    private static readonly TestTenant Measured = TestTenant.Conflicting.Measured();

    public static TheoryData<string> Facts => ["Folders", "Ages", "TagAge", "Synced", "LastRun", "LastSync"];

    [Fact]
    public void Half_of_a_thousand_items_comes_back_with_every_run()
    {
        var forecast = Of(Measured);
        var week = forecast.Weeks[0];

        // The assistant comes 4, 28 ... hours from now, the sync 22, 46 ...: seven times each. The upper bound takes all but a quarter to be due, the lower one a quarter, once.
        Assert.InRange(week.CameBack.Likely, 7 * 500, 7 * 505);
        Assert.Equal(week.CameBack.Likely, week.Archived.Likely);
        Assert.InRange(week.Duplicated.Likely, 6 * 500, 6 * 505);
        Assert.InRange(week.CameBack.Low, 245, 255);
        Assert.InRange(week.CameBack.High, 7 * 750, 7 * 760);
        Assert.InRange(week.CameBackBytes!.Likely, week.CameBack.Likely * 1_070_000, week.CameBack.Likely * 1_075_000);
        Assert.Equal(ForecastSeconds(week.CameBack.High, 4), week.RemovalSeconds.High);
        Assert.Equal((1, 12), (week.Week, forecast.Weeks.Count));
        Assert.StartsWith("If nothing is done, ", forecast.ToString(), StringComparison.Ordinal);
        static long ForecastSeconds(long copies, int slower) => (long)Math.Ceiling(copies * slower / 27.0);
    }

    [Fact]
    public void Two_runs_that_are_remembered_tell_how_often_the_assistant_comes()
    {
        var analyzer = new ConflictAnalyzer(Measured.Snapshot, TestTenant.Now) { History = _ => new() { Loops = [new(TestTenant.Now.AddHours(-20 - 72), 5)] } };
        var forecast = ArchiveForecaster.Foresee(analyzer, Measured.Mailbox).Forecast!;

        Assert.Empty(forecast.MissingFacts);

        // 52 and 124 hours from now.
        Assert.InRange(forecast.Weeks[0].CameBack.Likely, 2 * 500, 2 * 505);
        Assert.InRange(forecast.Weeks[0].CameBack.Low, 2 * 245, 2 * 255);
    }

    [Fact]
    public void What_the_last_run_moved_comes_back_also_when_archiving_is_suspended()
    {
        var forecast = Of(Measured.LastRun(TestTenant.Now.AddHours(-1), 400).WithUser(user => user with { SyncedItemCount = 1400 }));

        // It ran after the last sync; whatever it is that stays now, these are missing there.
        Assert.Equal(400, forecast.Weeks[0].CameBackIfSuspended.Likely);
        Assert.Equal(0, forecast.Weeks[11].DuplicatedIfSuspended.Likely);
        Assert.Equal(new(0, 0, 0), Of(Measured).Weeks[11].CameBackIfSuspended with { High = 0 });
    }

    /// <summary>Half of what was old enough was in the mailbox before the migration: the first run moved it, and it stays. The second sync counted the other half twice.</summary>
    [Theory]
    [InlineData(1000, 1000, 30)]
    [InlineData(1500, 1500, 2)]
    public void What_the_first_run_moved_for_good_does_not_come_back(int items, int synced, int hoursSinceSync)
    {
        var week = Of(Measured.LastRun(TestTenant.Now.AddHours(-20), 1000)
            .With(mailbox => mailbox with { Folders = new([mailbox.Folders.Value[0] with { ItemsInFolder = items }]) })
            .WithUser(user => user with { SyncedItemCount = synced, LastSyncUtc = TestTenant.Now.AddHours(-hoursSinceSync) })).Weeks[0];

        Assert.InRange(week.CameBack.Likely, 7 * 480, 7 * 520);
        Assert.InRange(week.CameBack.Low, 0, 500);
        Assert.InRange(week.CameBack.High, 7 * 500, 7 * 1600);
        Assert.InRange(week.Archived.Low, 0, week.CameBack.Likely);
        Assert.InRange(week.Archived.Likely, week.CameBack.Likely - 520, week.CameBack.Likely + 20);
    }

    /// <summary>Somebody started the assistant a second time, or the sync is late: the primary holds nothing old, and what is missing lies in the archive.</summary>
    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    [InlineData(400, 50)]
    public void A_run_after_another_does_not_hide_what_that_one_moved(int archived, int hoursSinceSync)
    {
        var young = Measured.LastRun(TestTenant.Now.AddHours(-1), archived)
            .With(mailbox => mailbox with { ArchiveItemCount = 500, Folders = new([mailbox.Folders.Value[0] with { ItemsInFolder = 500, OldestItemReceivedUtc = TestTenant.Now.AddDays(-729) }]) })
            .WithUser(user => user with { LastSyncUtc = TestTenant.Now.AddHours(-hoursSinceSync) });
        var forecast = Of(young);

        Assert.InRange(forecast.Weeks[0].CameBack.High, 7 * 500, 7 * 520);
        Assert.Contains(CoreMessages.ForecastOtherRuns, forecast.MissingFacts);

        // A journal that remembers the other run knows.
        var analyzer = new ConflictAnalyzer(young.Snapshot, TestTenant.Now) { History = _ => new() { Loops = [new(TestTenant.Now.AddHours(-4), 500 - archived)] } };
        var told = ArchiveForecaster.Foresee(analyzer, young.Mailbox).Forecast!;
        Assert.InRange(told.Weeks[0].CameBackIfSuspended.Likely, 500, 500);
        Assert.DoesNotContain(CoreMessages.ForecastOtherRuns, told.MissingFacts);
    }

    [Fact]
    public void Runs_that_lie_apart_unequally_leave_a_range()
    {
        var last = TestTenant.Now.AddHours(-20);
        var analyzer = new ConflictAnalyzer(Measured.Snapshot, TestTenant.Now) { History = _ => new() { Loops = [new(last.AddHours(-24), 5), new(last.AddHours(-24 - 96), 5)] } };
        var week = ArchiveForecaster.Foresee(analyzer, Measured.Mailbox).Forecast!.Weeks[3];

        Assert.InRange(week.CameBack.Likely, 28 * 500, 28 * 510);
        Assert.InRange(week.CameBack.Low, 6 * 245, 7 * 270);
    }

    [Fact]
    public void A_hold_that_ends_holds_off_until_then()
    {
        var forecast = Of(Measured.EndingHold());

        Assert.Equal(new(0, 0, 0), forecast.Weeks[0].Archived);
        Assert.True(forecast.Weeks[1].Archived.High > 0);
        Assert.True(forecast.Weeks[11].Archived.Low > 0);
    }

    [Fact]
    public void What_the_migration_did_not_bring_is_archived_once()
    {
        var forecast = Of(Measured.WithUser(user => user with { SyncedItemCount = 0 }));

        Assert.Equal(0, forecast.Weeks[11].CameBack.High);
        Assert.InRange(forecast.Weeks[11].Archived.Likely, 500, 560);
        Assert.Equal("Nothing is expected to come back in the next weeks.", forecast.ToString());
    }

    [Fact]
    public void A_folder_whose_tag_never_archives_is_left_out_and_one_that_archives_earlier_counts_earlier()
    {
        TestTenant Stamped(TimeSpan? age) => (Measured with { DefaultTag = Measured.DefaultTag }).OptedInto(TestTenant.Tag("Own", "Personal", "MoveToArchive", true) with { AgeLimitForRetention = age })
            .With(mailbox => mailbox with { Folders = new([mailbox.Folders.Value[0] with { ArchivePolicy = "Own" }]) });

        Assert.Equal(0, Of(Stamped(null)).Weeks[11].Archived.High);
        Assert.True(Of(Stamped(TimeSpan.FromDays(365))).Weeks[0].Archived.Likely > Of(Measured).Weeks[0].Archived.Likely);
    }

    [Fact]
    public void The_archive_is_full_when_what_it_holds_and_what_comes_reach_its_quota()
    {
        var forecast = Of(Measured.With(mailbox => mailbox with { ArchiveQuota = mailbox.ArchiveItemSize.Value + (3L << 30) }));

        Assert.Equal(forecast.Weeks.First(week => week.ArchiveSize!.High >= forecast.ArchiveQuota).EndsAtUtc.AddDays(-7), forecast.ArchiveFullFromUtc);
        Assert.Equal(TestTenant.Now, Of(Measured.With(mailbox => mailbox with { ArchiveQuota = mailbox.ArchiveItemSize.Value })).ArchiveFullFromUtc);
        Assert.Null(Of(Measured.With(mailbox => mailbox with { ArchiveQuota = null })).ArchiveFullFromUtc);
    }

    /// <summary>A fact that nobody said never makes a range narrower, and is named.</summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void A_missing_fact_widens(string fact)
    {
        var less = fact switch
        {
            "Folders" => Measured.With(mailbox => mailbox with { Folders = default }),
            "Ages" => Measured.With(mailbox => mailbox with { Folders = new([mailbox.Folders.Value[0] with { OldestItemReceivedUtc = default, NewestItemReceivedUtc = default }]) }),
            "TagAge" => Measured with { DefaultTag = Measured.DefaultTag with { AgeLimitForRetention = default } },
            "Synced" => Measured.WithUser(user => user with { SyncedItemCount = default }),
            "LastRun" => Measured.With(mailbox => mailbox with { LastRun = null }),
            _ => Measured.WithUser(user => user with { LastSyncUtc = default }),
        };
        var (known, wider) = (Of(Measured), Of(less));

        Assert.True(fact == "LastSync" || wider.MissingFacts.Count > known.MissingFacts.Count, wider.MissingFacts.ToString());
        Assert.All(known.Weeks.Zip(wider.Weeks).Skip(1), pair =>
        {
            // A run that comes hours later finds a little more.
            Assert.InRange(pair.Second.CameBack.Low, 0, pair.First.CameBack.Low * 1.01);
            Assert.InRange(pair.Second.CameBack.High, pair.First.CameBack.High, long.MaxValue);
        });
    }

    [Fact]
    public void Times_and_ages_as_far_away_as_they_can_be_do_no_harm()
    {
        Assert.Equal(0, Of(Measured.Hold(null, DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc))).Weeks[11].Archived.High);
        Assert.Equal(0, Of(Measured with { DefaultTag = Measured.DefaultTag with { AgeLimitForRetention = TimeSpan.FromDays(10_000_000) } }).Weeks[11].Archived.High);
        foreach (var time in new[] { DateTime.MinValue, DateTime.MaxValue })
        {
            Assert.Null(ArchiveForecaster.Foresee(new(Measured.Snapshot, DateTime.SpecifyKind(time, DateTimeKind.Utc)), Measured.Mailbox).Forecast);
        }
    }

    [Fact]
    public void Numbers_that_no_mailbox_has_and_ages_that_no_mail_has_are_not_reckoned_with()
    {
        TestTenant With(Func<MailFolderStatistics, MailFolderStatistics> change) => Measured.With(mailbox => mailbox with { Folders = new([change(mailbox.Folders.Value[0]), mailbox.Folders.Value[0]]) });

        Assert.All(Of(With(folder => folder with { ItemsInFolder = long.MaxValue, FolderSize = long.MaxValue }).WithUser(user => user with { SyncedItemCount = long.MaxValue })).Weeks, week => Assert.True(week.CameBack.Low >= 0 && week.CameBack.Likely <= week.CameBack.High && week.ArchiveSize!.High > 0));
        Assert.Equal(Of(Measured).Weeks[11].CameBack.Low, Of(With(folder => folder with { ItemsInFolder = -5 })).Weeks[11].CameBack.Low);

        // A message without a date, and one that is newer than the newest: neither tells how old the others are.
        foreach (var oldest in new[] { new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc), TestTenant.Now.AddDays(1) })
        {
            var forecast = Of(Measured.With(mailbox => mailbox with { Folders = new([mailbox.Folders.Value[0] with { OldestItemReceivedUtc = oldest }]) }));
            Assert.Equal((0, 7 * 1000), (forecast.Weeks[0].CameBack.Low, forecast.Weeks[0].CameBack.High));
            Assert.Contains(CoreMessages.ForecastNoAges, forecast.MissingFacts);
        }
    }

    [Fact]
    public void There_is_none_where_there_is_nothing_to_foresee()
    {
        Assert.Null(Measured.OpenHold().Foreseen.Forecast);
        Assert.Null(Measured.NoArchive().Foreseen.Forecast);
        Assert.Null(Measured.Migration(MigrationActivity.WillSync).Foreseen.Forecast);
        Assert.Null(TestTenant.Conflicting.Foreseen.Forecast);

        // Nobody knows how much its first pass still brings.
        Assert.Null(Measured.User("Syncing").Foreseen.Forecast);
    }

    private static ArchiveForecast Of(TestTenant tenant) => tenant.Foreseen.Forecast!;
}
