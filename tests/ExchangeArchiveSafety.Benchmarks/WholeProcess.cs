using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>A rival as a process: this program once more, with other arguments.</summary>
/// <param name="Rival">Its name.</param>
/// <param name="Command">The arguments.</param>
/// <param name="Expected">What it has to find; null for what only reads.</param>
internal sealed record WholeProcess(string Rival, string[] Command, long? Expected)
{
    private const int WarmingRuns = 1;

    /// <summary>Measures rivals in turn, after a run of each that is not counted and leaves the file in the system's cache.</summary>
    public static FigureTable Measure(IReadOnlyList<WholeProcess> rivals, int runs) =>
        FigureTable.InTurn(rivals, rival => rival.Rival, rival => rival.Run(), WarmingRuns, runs);

    private Measurement Run()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, Command) { RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (processor, peak) = (TimeSpan.Zero, 0L);
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(5))
        {
            try
            {
                process.Refresh();
                (processor, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (Exception error) when (error is InvalidOperationException or Win32Exception)
            {
                // It ended in between.
            }
        }

        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(string.Join(" ", Command));
        }

        Measurement.Ensure(Rival, Expected, long.Parse(output.GetAwaiter().GetResult(), CultureInfo.InvariantCulture));
        return new(seconds, processor.TotalSeconds, peak);
    }
}
