using System.Diagnostics;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// The engine and DuckDB in turn in one process, after runs that are not counted: what compiling the engine costs once a process is
/// in the other comparison, and not in this one.
/// </summary>
internal static class WarmComparison
{
    private const int WarmingRuns = 3;

    /// <summary>Measures runs of each in turn.</summary>
    /// <param name="path">The inventory.</param>
    /// <param name="runs">How many count.</param>
    public static IReadOnlyList<Spans> Run(string path, int runs) =>
        [.. Enumerable.Range(0, WarmingRuns + runs)
            .Select(_ => new Spans(Seconds(() => EngineRun.Surplus(path)), Seconds(() => DuckDbRival.Surplus(path, isTold: false)), Seconds(() => DuckDbRival.Surplus(path, isTold: true))))
            .Skip(WarmingRuns)];

    private static Span Seconds(Func<long> run)
    {
        GC.Collect();
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        run();
        return new(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <summary>One run of each.</summary>
    internal sealed record Spans(Span Engine, Span DuckDb, Span DuckDbTold);

    /// <summary>What one run took: on the clock, and of all processors together. On a busy machine only the second tells much.</summary>
    internal sealed record Span(double Seconds, double ProcessorSeconds);
}
