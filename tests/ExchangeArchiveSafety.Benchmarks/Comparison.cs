using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>Measures the engine and its rivals in turn on the same file, so that a ratio holds when the machine's speed drifts.</summary>
internal static class Comparison
{
    private const double MiB = 1024 * 1024;

    /// <summary>Runs everything and prints medians.</summary>
    /// <param name="rows">Rows of the inventory.</param>
    /// <param name="runs">Runs of each, after one to warm up.</param>
    /// <returns>0 when every run found what was generated.</returns>
    public static int Run(int rows, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("inventory");
        try
        {
            var path = Path.Combine(folder.FullName, "inventory.csv");
            var generated = InventoryGenerator.Write(path, rows);
            Console.WriteLine(Text($"{generated.Rows:N0} rows, {generated.Surplus:N0} of them surplus, {new FileInfo(path).Length / MiB:N0} MiB, {Environment.ProcessorCount} processors"));
            string[][] commands = [["engine", path], ["duckdb", path], ["duckdb-told", path], .. Cmdlet(path), ["library", path], ["own", path]];
            var all = Enumerable.Range(0, runs + 1).Select(_ => commands.Select(command => Measurement.Of(command)).ToArray()).Skip(1).ToArray();
            for (var command = 0; command < commands.Length; command++)
            {
                var place = command;
                Console.WriteLine(Text($"{commands[command][0],-11} {Median(all.Select(run => run[place].Seconds)),7:N2} s (min {all.Min(run => run[place].Seconds):N2})   {all.Max(run => run[place].PeakBytes) / MiB,6:N0} MiB   {Median(all.Select(run => run[place].Seconds / run[1].Seconds)),5:N2} of duckdb   {Median(all.Select(run => run[place].Seconds / run[0].Seconds)),5:N2} of engine"));
            }

            TellWarm(WarmComparison.Run(path, runs));
            return all.All(run => run.Take(commands.Length - 2).All(one => one.Result == generated.Surplus)) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Prints what was measured in one process.</summary>
    public static int TellWarm(IReadOnlyList<WarmComparison.Spans> runs)
    {
        foreach (var (rival, span) in new (string, Func<WarmComparison.Spans, WarmComparison.Span>)[] { ("duckdb", run => run.DuckDb), ("duckdb-told", run => run.DuckDbTold) })
        {
            TellWarm(rival, "clock", [.. runs.Select(run => (run.Engine.Seconds, span(run).Seconds))]);
            TellWarm(rival, "processors", [.. runs.Select(run => (run.Engine.ProcessorSeconds, span(run).ProcessorSeconds))]);
        }

        return 0;
    }

    private static void TellWarm(string rival, string what, (double Engine, double Rival)[] pairs) =>
        Console.WriteLine(Text($"in one process, {what}: engine {Median(pairs.Select(pair => pair.Engine)):N2} s (min {pairs.Min(pair => pair.Engine):N2}), {rival} {Median(pairs.Select(pair => pair.Rival)):N2} s (min {pairs.Min(pair => pair.Rival):N2}), ratio {Median(pairs.Select(pair => pair.Engine / pair.Rival)):N2}"));

    private static IEnumerable<string[]> Cmdlet(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ExchangeArchiveSafety.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        var manifest = Path.Combine(folder ?? "", "artifacts", "module", "ExchangeArchiveSafety", "ExchangeArchiveSafety.psd1");
        return File.Exists(manifest) ? [["cmdlet", manifest, path]] : [];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
