namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>What a rival took in several runs.</summary>
/// <param name="Rival">Its name.</param>
/// <param name="Seconds">On the clock: the median.</param>
/// <param name="Least">On the clock: the quickest run.</param>
/// <param name="ProcessorSeconds">Of all processors together: the median. On a busy machine it tells more than the clock.</param>
/// <param name="PeakMiB">The most memory that any run's process ever held; 0 where several rivals share a process.</param>
internal sealed record Figure(string Rival, double Seconds, double Least, double ProcessorSeconds, double PeakMiB)
{
    private const double MiB = 1024 * 1024;

    /// <summary>Sums runs up.</summary>
    public static Figure Of(string rival, IReadOnlyCollection<Measurement> runs) => new(
        rival,
        Median(runs.Select(run => run.Seconds)),
        runs.Min(run => run.Seconds),
        Median(runs.Select(run => run.ProcessorSeconds)),
        runs.Max(run => run.PeakBytes) / MiB);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
