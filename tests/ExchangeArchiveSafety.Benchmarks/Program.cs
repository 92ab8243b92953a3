using System.Globalization;
using ExchangeArchiveSafety.Benchmarks;

// With a command, one measurement in this process; without, all of them, each in a process of its own.
return args switch
{
    ["generate", var path, var rows] => Tell(InventoryGenerator.Write(path, int.Parse(rows, CultureInfo.InvariantCulture)).Surplus),
    ["engine", var path] => Tell(EngineRun.Surplus(path)),
    ["duckdb", var path] => Tell(DuckDbRival.Surplus(path, isTold: false)),
    ["duckdb-told", var path] => Tell(DuckDbRival.Surplus(path, isTold: true)),
    ["library", var path] => Tell(LibraryRun.Library(path)),
    ["own", var path] => Tell(LibraryRun.Own(path)),
    ["cmdlet", var manifest, var path] => Tell(CmdletRun.Surplus(manifest, path)),
    ["warm", var path, var runs] => Comparison.TellWarm(WarmComparison.Run(path, int.Parse(runs, CultureInfo.InvariantCulture))),
    ["verdicts", var runs] => VerdictRun.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["compare", var rows, var runs] => Comparison.Run(int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(runs, CultureInfo.InvariantCulture)),
    ["graph", var items, var latency] => await GraphRun.RunAsync(items, latency),
    ["graphlab", var items, var latency] => await GraphRun.LabAsync(int.Parse(items, CultureInfo.InvariantCulture), int.Parse(latency, CultureInfo.InvariantCulture)),
    ["graphscan", var address, var latency, var page] => await GraphRun.ScanAsync(address, int.Parse(latency, CultureInfo.InvariantCulture), int.Parse(page, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Tell(long result)
{
    Console.WriteLine(result);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: verdicts <runs> | compare <rows> <runs> | graph <items> <latency in ms> | generate <path> <rows> | engine <path> | duckdb <path> | duckdb-told <path> | library <path> | own <path> | cmdlet <manifest> <path> | warm <path> <runs>");
    return 2;
}
