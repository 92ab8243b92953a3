using System.Reflection;

namespace ExchangeArchiveSafety.Tests.Progress;

/// <summary>What the one progress shows, by a clock that is passed in.</summary>
public class WorkProgressTests
{
    private readonly List<ProgressRecord> _shown = [];
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void Counts_percent_and_the_time_left_follow_from_what_is_done()
    {
        var progress = New("Judging", total: 4);

        Call(progress, "Next", "a");
        _now += TimeSpan.FromSeconds(10);
        Call(progress, "Next", "b");
        _now += TimeSpan.FromSeconds(10);
        Call(progress, "Pass", 1);
        Call(progress, "Show", "d");
        Call(progress, "End");

        Assert.Equal([("1 of 4: a", 0, -1), ("2 of 4: b", 25, 30), ("4 of 4: d", 75, 6)], _shown.SkipLast(1).Select(Numbers));
        Assert.All(_shown, record => Assert.Equal("Judging", record.Activity));
        Assert.Equal(ProgressRecordType.Completed, _shown[^1].RecordType);
    }

    [Fact]
    public void It_shows_the_first_at_once_and_then_a_few_times_a_second_at_most()
    {
        var progress = New("Judging", total: 1000);

        for (var item = 0; item < 1000; item++)
        {
            Call(progress, "Next", "x");
            _now += TimeSpan.FromMilliseconds(1);
        }

        Assert.Equal(["1 of 1000: x", "201 of 1000: x", "401 of 1000: x", "601 of 1000: x", "801 of 1000: x"], _shown.Select(record => record.StatusDescription));
    }

    [Fact]
    public void Where_nobody_knows_how_many_there_are_it_only_counts()
    {
        var progress = New("Judging", total: 0);

        Call(progress, "Next", "a");
        _now += TimeSpan.FromSeconds(1);
        Call(progress, "Next", "b");

        Assert.Equal([("1: a", -1, -1), ("2: b", -1, -1)], _shown.Select(Numbers));
    }

    [Fact]
    public void A_part_of_the_work_tells_its_speed()
    {
        var progress = New("Finding", total: 0);
        _now += TimeSpan.FromSeconds(8);

        Call(progress, "Show", 0.25, (Func<double, string>)(seconds => "a second: " + (80 / seconds)));
        Call(progress, "Show", 0.0, (Func<double, string>)(_ => "nothing yet"));
        Call(progress, "Show", "waits", TimeSpan.FromSeconds(90));

        Assert.Equal([("a second: 10", 25, 24), ("nothing yet", 0, -1), ("waits", -1, 90)], _shown.Select(Numbers));
    }

    private static (string Status, int Percent, int Left) Numbers(ProgressRecord record) => (record.StatusDescription, record.PercentComplete, record.SecondsRemaining);

    private static object? Call(object progress, string method, params object[] arguments) => progress.GetType()
        .GetMethods(BindingFlags.Instance | BindingFlags.Public)
        .Single(one => one.Name == method && one.GetParameters().Length == arguments.Length
            && one.GetParameters().Zip(arguments).All(pair => (Nullable.GetUnderlyingType(pair.First.ParameterType) ?? pair.First.ParameterType).IsInstanceOfType(pair.Second)))
        .Invoke(progress, arguments);

    private object New(string activity, int total)
    {
        var module = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(Engine.ModuleManifest)!, "ExchangeArchiveSafety.dll"));
        return module.GetType("ExchangeArchiveSafety.Progress.WorkProgress", throwOnError: true)!.GetConstructors().Single()
            .Invoke([(Action<ProgressRecord>)_shown.Add, (Func<TimeSpan>)(() => _now), activity, total, 1]);
    }
}
