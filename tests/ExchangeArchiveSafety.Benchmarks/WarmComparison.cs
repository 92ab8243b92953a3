using System.Diagnostics;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// The engine and DuckDB in turn in one process, after runs that are not counted: what compiling the engine costs once a process is
/// in the other comparison, and not in this one.
/// </summary>
internal static class WarmComparison
{
    private const int WarmingRuns = 3;

    /// <summary>Measures pairs of runs.</summary>
    /// <param name="path">The inventory.</param>
    /// <param name="runs">How many pairs count.</param>
    /// <returns>What the engine and DuckDB took, pair by pair.</returns>
    public static IReadOnlyList<(Span Engine, Span DuckDb)> Run(string path, int runs)
    {
        var pairs = new List<(Span, Span)>();
        for (var run = 0; run < WarmingRuns + runs; run++)
        {
            var pair = (Seconds(() => EngineRun.Surplus(path)), Seconds(() => DuckDbRival.Surplus(path)));
            if (run >= WarmingRuns)
            {
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    private static Span Seconds(Func<long> run)
    {
        GC.Collect();
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        run();
        return new(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <summary>What one run took: on the clock, and of all processors together. On a busy machine only the second tells much.</summary>
    internal sealed record Span(double Seconds, double ProcessorSeconds);
}
