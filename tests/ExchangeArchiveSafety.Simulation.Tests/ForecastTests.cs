namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>Forecasts against what then happened in the lab, which shares no rule with them.</summary>
public class ForecastTests
{
    private const int Seeds = 24;
    private const int LastWeek = 9;
    private static readonly int[] Looks = [1, 3, 6, LastWeek];

    public static TheoryData<ulong> Tenants => [.. Enumerable.Range(1, Seeds).Select(seed => (ulong)seed)];

    /// <summary>Passes have seen the assistant come twice, and everything is granted.</summary>
    [Theory]
    [MemberData(nameof(Tenants))]
    public void Where_every_fact_is_there_it_is_right_within_15_per_cent(ulong seed)
    {
        var tenant = new ForeseenTenant(seed, isHard: false);
        tenant.Watch(15);
        var forecasts = tenant.Foresee();
        Assert.Equal(4, forecasts.Count);
        Assert.All(forecasts, forecast => Assert.Empty(forecast.MissingFacts));

        foreach (var week in Looks)
        {
            var happened = Happened(tenant, forecasts, week);
            Close(happened.Sum(one => one.Archived), forecasts.Sum(forecast => forecast.Weeks[week - 1].Archived.Likely));
            Close(happened.Sum(one => one.CameBack), forecasts.Sum(forecast => forecast.Weeks[week - 1].CameBack.Likely));
            Close(happened.Sum(one => one.Duplicated), forecasts.Sum(forecast => forecast.Weeks[week - 1].Duplicated.Likely));
        }

        Assert.True(forecasts.Sum(forecast => forecast.Weeks[LastWeek - 1].CameBack.Likely) > 100);
        void Close(long happened, long foreseen) => Assert.InRange(foreseen, happened * 0.85, happened * 1.15);
    }

    /// <summary>Nobody has watched; holds end, quotas fill, batches complete or are given up, and permissions are missing.</summary>
    [Theory]
    [MemberData(nameof(Tenants))]
    public void Where_facts_are_missing_it_says_so_and_what_happens_lies_in_its_ranges(ulong seed)
    {
        var tenant = new ForeseenTenant(seed, isHard: true);
        var chance = new Chance(seed, "missing");
        tenant.Lab.AdvanceDays(chance.Below(20));
        switch (chance.Below(6))
        {
            case 0: tenant.Exchange.Permissions.Deny("Get-MailboxFolderStatistics"); break;
            case 1: tenant.Exchange.Permissions.Deny("Get-MailboxFolderStatistics", "IncludeOldestAndNewestItems"); break;
            case 2: tenant.Exchange.Permissions.Deny("Export-MailboxDiagnosticLogs"); break;
            case 3: tenant.Exchange.Permissions.Hide("Get-MigrationUser", "SyncedItemCount"); break;
            case 4: tenant.Exchange.Permissions.Hide("Get-MailboxFolderStatistics", "FolderSize"); break;
        }

        var forecasts = tenant.Foresee();
        Assert.All(forecasts, forecast => Assert.NotEmpty(forecast.MissingFacts));
        foreach (var week in Looks)
        {
            _ = Happened(tenant, forecasts, week);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(15)]
    public void What_comes_back_although_archiving_is_suspended_was_foreseen_too(ulong seed)
    {
        var tenant = new ForeseenTenant(seed, isHard: false);
        tenant.Watch((int)(seed % 16));
        var forecasts = tenant.Foresee();
        tenant.Suspend();
        tenant.Lab.AdvanceDays(7 * LastWeek);

        Assert.All(forecasts, forecast =>
        {
            var (_, back, twice) = tenant.Outcome(forecast.Identity);
            Inside(back, forecast.Weeks[LastWeek - 1].CameBackIfSuspended, forecast);
            Inside(twice, forecast.Weeks[LastWeek - 1].DuplicatedIfSuspended, forecast);
            Assert.True(forecast.Weeks[LastWeek - 1].CameBackIfSuspended.High < forecast.Weeks[LastWeek - 1].CameBack.Likely);
        });
    }

    /// <summary>Lets time pass until a week has ended; what happened lies in the ranges of each mailbox.</summary>
    private static List<(long Archived, long CameBack, long Duplicated)> Happened(ForeseenTenant tenant, IReadOnlyList<ArchiveForecast> forecasts, int week)
    {
        tenant.Lab.Advance(tenant.BeganUtc.AddDays(7 * week) - tenant.Lab.Now);
        return [.. forecasts.Select(forecast =>
        {
            var outcome = tenant.Outcome(forecast.Identity);
            Inside(outcome.Archived, forecast.Weeks[week - 1].Archived, forecast);
            Inside(outcome.CameBack, forecast.Weeks[week - 1].CameBack, forecast);
            Inside(outcome.Duplicated, forecast.Weeks[week - 1].Duplicated, forecast);
            return outcome;
        })];
    }

    private static void Inside(long happened, ForecastRange range, ArchiveForecast forecast) =>
        Assert.True(range.Low <= happened && happened <= range.High && range.Low <= range.Likely && range.Likely <= range.High, $"{forecast.Identity}: {happened} is not in {range}; {forecast}; missing: {forecast.MissingFacts}");
}
