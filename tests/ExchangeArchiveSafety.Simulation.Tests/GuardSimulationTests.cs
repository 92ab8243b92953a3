using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>
/// Sixty days, a pass every hour, whatever befalls it. A seed that fails prints its number and its story, and does so again:
/// <c>dotnet run --project src/ExchangeArchiveSafety.Lab -- simulate --first N --seeds 1</c> lives it with the module as it is shipped.
/// </summary>
public class GuardSimulationTests(ITestOutputHelper output)
{
    private const int Days = 60;
    private const int Seeds = 50;
    private const int FewSeeds = 3;
    private const int FewDays = 12;

    // What a pass without news may write.
    private const int BytesAPass = 600;

    [Fact]
    public void Nothing_is_archived_under_a_sync_and_everything_is_given_back_in_every_seed()
    {
        var results = Live(1, Seeds, Days, CoreRunner.InMemory);

        Assert.All(results, result => Assert.True(result.Violations.Count == 0, result.Complaint()));
        Assert.All(results, result => Assert.True(result.JournalBytes < result.Passes * BytesAPass, result.ToString()));

        // The simulation is worth something only if much goes wrong, much is done, and most of it is judged.
        Assert.True(results.Count(result => result.CopiesUnguarded > 0) >= Seeds * 9 / 10);
        Assert.True(results.Sum(result => result.WholePasses) > results.Sum(result => result.Passes) * 3 / 4);
        Assert.True(results.Sum(result => result.Suspensions) > Seeds * 5);
        Assert.True(results.Sum(result => result.Resumptions) > Seeds * 3);
        Assert.True(results.Count(result => result.Story.Any(line => line.Contains("a tool that Exchange does not know begins", StringComparison.Ordinal))) > Seeds / 2);

        // Every call and every write to the journal has met everything that it can meet; but for what is called only where another command is not permitted.
        var happened = results.SelectMany(result => result.Happened.Keys).ToHashSet();
        var missed = results.SelectMany(result => result.Seen).GroupBy(pair => pair.Key).Where(site => site.Sum(pair => pair.Value) >= Seeds)
            .SelectMany(site => Mishaps.KindsAt(site.Key).Select(kind => Mishaps.Name(kind, site.Key)))
            .Where(name => !happened.Contains(name));
        Assert.Empty(missed);
        Assert.Contains(Mishaps.TimeIsUp, happened);
        output.WriteLine($"{Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F0} s of processor time");
        foreach (var group in results.SelectMany(result => result.Seen).GroupBy(pair => pair.Key).OrderBy(group => group.Key))
        {
            output.WriteLine($"{group.Sum(pair => pair.Value),9} {group.Key}");
        }
    }

    [Fact]
    public void So_does_a_journal_on_the_disk_with_torn_lines()
    {
        var folder = Directory.CreateTempSubdirectory("eas-simulation-");
        try
        {
            var results = Live(101, FewSeeds, FewDays, world => CoreRunner.OnDisk(world, Path.Combine(folder.FullName, world.Seed + ".journal.jsonl")));

            Assert.All(results, result => Assert.True(result.Violations.Count == 0, result.Complaint()));
            Assert.Contains(results.SelectMany(result => result.Happened.Keys), name => name.StartsWith(nameof(MishapKind.Tears), StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void So_does_a_journal_in_a_blob_whose_requests_and_answers_are_lost()
    {
        var troubles = new ConcurrentBag<BlobTrouble>();
        var results = Live(201, FewSeeds, FewDays, world =>
        {
            var trouble = new BlobTrouble(world);
            troubles.Add(trouble);
            return CoreRunner.InBlob(world, trouble);
        });

        Assert.All(results, result => Assert.True(result.Violations.Count == 0, result.Complaint()));
        Assert.Superset(
            new HashSet<string> { "request lost", "answer lost", "answer to an append lost", "503", "412 AppendPositionConditionNotMet" },
            troubles.SelectMany(trouble => trouble.Happened.Keys).ToHashSet());

        // It went on in another blob each time that it had grown long, and whoever died left no more than a mark.
        Assert.All(troubles, trouble => Assert.True(trouble.Store.Names.Count(name => !name.EndsWith(".work", StringComparison.Ordinal)) > 1));
    }

    [Fact]
    public void The_same_seed_is_the_same_story()
    {
        var stories = Live(5, 1, FewDays, CoreRunner.InMemory).Concat(Live(5, 1, FewDays, CoreRunner.InMemory)).Select(result => result.Story).ToList();

        Assert.Equal(stories[0], stories[1]);
    }

    private static SimulationResult[] Live(ulong first, int count, int days, Func<GuardedWorld, IGuardRunner> makeRunner)
    {
        var results = new ConcurrentBag<SimulationResult>();
        _ = Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index => results.Add(SimulationRun.Live(first + (ulong)index, days, makeRunner)));
        return [.. results.OrderBy(result => result.Seed)];
    }
}
