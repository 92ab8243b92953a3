using System.Diagnostics;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// Rivals in turn in this process, after runs that are not counted: what starting a process and compiling the module's code cost is in
/// the figures of whole processes, and not in these.
/// </summary>
internal static class OneProcess
{
    /// <summary>Runs of each that are not counted.</summary>
    public const int WarmingRuns = 3;

    /// <summary>Measures rivals in turn.</summary>
    public static FigureTable Measure(IReadOnlyList<WarmRun> rivals, int runs) =>
        FigureTable.InTurn(rivals, rival => rival.Rival, Run, WarmingRuns, runs);

    private static Measurement Run(WarmRun rival)
    {
        // What the one before left behind is not this one's to clear away.
        GC.Collect();
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var found = rival.Find();
        var measured = new Measurement(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, 0);
        Measurement.Ensure(rival.Rival, rival.Expected, found);
        return measured;
    }
}
