using System.Diagnostics;
using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>One run of a command in a process of its own.</summary>
/// <param name="Seconds">From the start of the process to its end.</param>
/// <param name="PeakBytes">The most memory that the process ever held, as the operating system counts it.</param>
/// <param name="Result">What it found.</param>
internal sealed record Measurement(double Seconds, long PeakBytes, long Result)
{
    /// <summary>Runs this program once more with other arguments.</summary>
    public static Measurement Of(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var peak = 0L;
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            peak = Math.Max(peak, Peak(process));
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new(seconds, peak, long.Parse(output.GetAwaiter().GetResult(), CultureInfo.InvariantCulture))
            : throw new InvalidOperationException(string.Join(" ", arguments));
    }

    private static long Peak(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
            return 0;
        }
    }
}
