using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>One line of what was asked for: the limit, and what came out.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Limit">The most that was allowed; null when the figure is shown though no limit was named for it.</param>
/// <param name="Measured">What came out.</param>
/// <param name="Unit">Empty for a ratio.</param>
internal sealed record Asked(string What, double? Limit, double Measured, string Unit = "")
{
    /// <summary>Prints lines as a table.</summary>
    public static void Print(IEnumerable<Asked> lines)
    {
        Console.WriteLine();
        Console.WriteLine($"{"asked for",-58} {"limit",-18} measured");
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var limit = Limit is { } most ? "at most " + Text(most, Unit == "MiB" ? "N0" : "N2") : "(no limit)";
        var verdict = Limit is null ? "" : Measured <= Limit ? "met" : "NOT MET";

        // A digit more than the limit has, so that 0.504 does not read as if it met 0.50.
        return $"{What,-58} {limit,-18} {Text(Measured, Unit == "MiB" ? "N1" : "N3"),-11} {verdict}".TrimEnd();
    }

    private string Text(double value, string format) => (value.ToString(format, CultureInfo.InvariantCulture) + " " + Unit).TrimEnd();
}
