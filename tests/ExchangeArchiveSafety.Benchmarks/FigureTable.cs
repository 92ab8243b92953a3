using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The figures of rivals that ran in turn. A ratio is that of the medians shown.</summary>
internal sealed class FigureTable(IReadOnlyList<Figure> figures)
{
    /// <summary>The figures of one rival.</summary>
    public Figure this[string rival] => figures.Single(figure => figure.Rival == rival);

    /// <summary>Measures several in turn.</summary>
    /// <typeparam name="T">What says how to run one.</typeparam>
    /// <param name="rivals">All of them.</param>
    /// <param name="name">The name of one.</param>
    /// <param name="measure">Runs it once.</param>
    /// <param name="warming">Runs of each that do not count.</param>
    /// <param name="runs">Runs of each that do.</param>
    public static FigureTable InTurn<T>(IReadOnlyList<T> rivals, Func<T, string> name, Func<T, Measurement> measure, int warming, int runs)
    {
        var all = Enumerable.Range(0, warming + runs).Select(_ => rivals.Select(measure).ToArray()).ToArray().Skip(warming).ToArray();
        return new([.. rivals.Select((rival, place) => Figure.Of(name(rival), [.. all.Select(run => run[place])]))]);
    }

    /// <summary>One rival's time on the clock by another's.</summary>
    public double Ratio(string rival, string other) => this[rival].Seconds / this[other].Seconds;

    /// <summary>One rival's processor time by another's: what other work on the machine disturbs least.</summary>
    public double ProcessorRatio(string rival, string other) => this[rival].ProcessorSeconds / this[other].ProcessorSeconds;

    /// <summary>Prints all figures.</summary>
    public FigureTable Print(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"{title,-46} {"clock",9} {"(least)",9} {"processor",10} {"peak memory",13}");
        foreach (var figure in figures)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {figure.Rival,-44} {figure.Seconds,7:N3} s {$"({figure.Least:N3})",9} {figure.ProcessorSeconds,8:N3} s {(figure.PeakMiB > 0 ? $"{figure.PeakMiB:N1} MiB" : ""),13}").TrimEnd());
        }

        return this;
    }
}
