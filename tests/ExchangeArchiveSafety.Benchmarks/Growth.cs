using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>Measures the engine on a small and on a large inventory in turn: does its time grow with the rows alone, and how does its memory.</summary>
internal static class Growth
{
    private const int Runs = 5;

    /// <summary>Runs both and prints what was asked for.</summary>
    /// <param name="small">Rows of the one.</param>
    /// <param name="large">Rows of the other.</param>
    public static int Run(int small, int large)
    {
        var (smallName, largeName) = (Name(small), Name(large));
        Console.WriteLine($"""
            The engine on {smallName} and {largeName}, in turn. Times are medians of {Runs} runs, the quickest in brackets; ratios are those of the medians
            on the clock. Memory is the most that any run held. As a process, starting .NET and compiling count too; they take the same time at any size, which
            makes the ratio smaller. In one process, after {OneProcess.WarmingRuns} runs of each that do not count, they are not in it.
            """);
        var asked = new List<Asked>();
        foreach (var layout in Enum.GetValues<Layout>())
        {
            using var one = InventoryFileOnDisk.Generate(small, layout);
            using var other = InventoryFileOnDisk.Generate(large, layout);
            var processes = WholeProcess.Measure(
                [
                    new(smallName, ["engine", one.Path], one.Surplus),
                    new(largeName, ["engine", other.Path], other.Surplus),
                ], Runs).Print($"engine, {layout}, each run a process of its own");
            var warm = OneProcess.Measure(
                [
                    new(smallName, () => EngineRun.Surplus(one.Path), one.Surplus),
                    new(largeName, () => EngineRun.Surplus(other.Path), other.Surplus),
                ], Runs).Print($"engine, {layout}, in one process, warm");
            asked.AddRange(
                [
                    new($"{layout}: time of the larger / the smaller, as processes", Limits.Growth(small, large), processes.Ratio(largeName, smallName)),
                    new($"{layout}: the same, in one process", Limits.Growth(small, large), warm.Ratio(largeName, smallName)),
                    new("the same, processor time", null, warm.ProcessorRatio(largeName, smallName)),
                    new($"{layout}: peak memory as a process, {smallName}", Limits.PeakMiB(small), processes[smallName].PeakMiB, "MiB"),
                    new($"{layout}: peak memory as a process, {largeName}", Limits.PeakMiB(large), processes[largeName].PeakMiB, "MiB"),
                ]);
        }

        Asked.Print(asked);
        return 0;
    }

    private static string Name(int rows) => string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows");
}
