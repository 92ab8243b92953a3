using ExchangeArchiveSafety.Lab.Simulation;
using Habit = ExchangeArchiveSafety.Lab.Tests.Simulation.ToyGuard.Habit;

namespace ExchangeArchiveSafety.Lab.Tests.Simulation;

public class JudgeTests
{
    private const int Days = 40;
    private static readonly ulong[] Seeds = [.. Enumerable.Range(1, 8).Select(seed => (ulong)seed)];

    [Fact]
    public void A_good_guard_passes_whatever_befalls_it()
    {
        var results = Live(Habit.Good);

        Assert.All(results, result => Assert.True(result.Violations.Count == 0, result.Complaint()));
        Assert.True(results.Sum(result => result.Suspensions) > 40);
        Assert.True(results.Sum(result => result.Resumptions) > 40);
        Assert.True(results.Sum(result => result.Happened.Values.Sum()) > 200);
    }

    [Fact]
    public void Without_a_guard_the_loop_shows()
    {
        var results = Live(Habit.Idle);

        Assert.True(results.Count(result => result.CopiesUnguarded > 0) > results.Count / 2);
        Assert.All(results, result => Assert.Equal(result.CopiesUnguarded, result.CopiesGuarded));
    }

    [Theory]
    [InlineData(Habit.Idle, "archived under a running sync")]
    [InlineData(Habit.TouchesEverybody, "was suspended and does not migrate")]
    [InlineData(Habit.TouchesOnlyMigrating, "nothing would archive")]
    [InlineData(Habit.TouchesOnlyMigrating, "neither runs nor will")]
    [InlineData(Habit.GivesBackAtOnce, "before the end had settled")]
    [InlineData(Habit.ForgetsTheTool, "only a person can say")]
    [InlineData(Habit.NeverGivesBack, "and would be")]
    [InlineData(Habit.ForgetsWhatWas, "and would be")]
    [InlineData(Habit.StopsBatches, "the guard called Stop-MigrationBatch")]
    [InlineData(Habit.LosesItsJournal, "the journal cannot be read")]
    [InlineData(Habit.Complains, "without any trouble ended with 1")]
    public void A_bad_one_is_found_out(object habit, string violation) =>
        Assert.Contains(Live((Habit)habit).SelectMany(result => result.Violations), found => found.Contains(violation, StringComparison.Ordinal));

    [Fact]
    public void The_same_seed_is_the_same_story()
    {
        var once = SimulationRun.Live(7, Days, world => new ToyGuard(world, Habit.Good));
        var again = SimulationRun.Live(7, Days, world => new ToyGuard(world, Habit.Good));

        Assert.Equal(once.Story, again.Story);
        Assert.Equal(once.ToString(), again.ToString());
        Assert.NotEqual(once.Story, SimulationRun.Live(8, Days, world => new ToyGuard(world, Habit.Good)).Story);
    }

    private static List<SimulationResult> Live(Habit habit) => [.. Seeds.Select(seed => SimulationRun.Live(seed, Days, world => new ToyGuard(world, habit)))];
}
