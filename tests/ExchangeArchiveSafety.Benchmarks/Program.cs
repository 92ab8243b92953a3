using System.Globalization;
using ExchangeArchiveSafety.Benchmarks;

// Some commands are one measurement, which others run in a process of its own.
try
{
    return args switch
    {
        ["generate", var path, var rows] => Tell(InventoryGenerator.Write(path, Number(rows), Layout.Neat).Surplus),
        ["generate", var path, var rows, "scattered"] => Tell(InventoryGenerator.Write(path, Number(rows), Layout.Scattered).Surplus),
        ["engine", var path] => Tell(EngineRun.Surplus(path)),
        ["duckdb", var path] => Tell(DuckDbRival.Surplus(path, isTold: false)),
        ["duckdb-told", var path] => Tell(DuckDbRival.Surplus(path, isTold: true)),
        ["library", var path] => Tell(LibraryRun.Library(path)),
        ["own", var path] => Tell(LibraryRun.Own(path)),
        ["cmdlet", var manifest, var path] => Tell(Cmdlet(manifest, path)),
        ["warm", var path, var runs] => Comparison.RunWarm(path, Number(runs), Layout.Neat),
        ["warm", var path, var runs, "scattered"] => Comparison.RunWarm(path, Number(runs), Layout.Scattered),
        ["compare", var rows, var runs] => Comparison.Run(Number(rows), Number(runs)),
        ["growth"] => Growth.Run(1_000_000, 10_000_000),
        ["growth", var small, var large] => Growth.Run(Number(small), Number(large)),
        ["import", var console] => await ImportRun.RunAsync(console, 20),
        ["import", var console, var runs] => await ImportRun.RunAsync(console, Number(runs)),
        ["verdicts", var runs] => VerdictRun.Run(Number(runs)),
        ["guard", var mailboxes] => GuardRun.Run(Number(mailboxes), 50),
        ["guard", var mailboxes, var latency] => GuardRun.Run(Number(mailboxes), Number(latency)),
        ["graph", var items, var latency] => await GraphRun.RunAsync(items, latency),
        ["report", .. var copies] => await ReportRun.RunAsync(copies.Length > 0 ? Array.ConvertAll(copies, Number) : [20_000, 1_000_000]),
        ["removal", var copies] => await RemovalTimes.RunAsync(Number(copies), 50),
        ["removal", var copies, var latency] => await RemovalTimes.RunAsync(Number(copies), Number(latency)),
        ["graphlab", var items, var latency] => await GraphRun.LabAsync(Number(items), Number(latency)),
        ["graphscan", var address, var latency, var page] => await GraphRun.ScanAsync(address, Number(latency), Number(page)),
        _ => Usage(),
    };
}
catch (InvalidOperationException error)
{
    // Caught, so that generated files are deleted on the way.
    Console.Error.WriteLine(error.Message);
    return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static long Cmdlet(string manifest, string path)
{
    using var session = new CmdletSession(manifest);
    return session.Surplus(path);
}

static int Tell(long result)
{
    Console.WriteLine(result);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        usage:
          compare <rows> <runs>            the engine and the cmdlet against DuckDB on one file, neat and scattered
          growth [<rows> <rows>]           the engine on a small and a large file, both neat and scattered: 1,000,000 and 10,000,000 rows
          graph <items> <latency in ms>    reading a mailbox from a lab, by page size
          removal <copies> [<latency>]     finding and removing copies in a lab; 50 ms unless said otherwise
          guard <mailboxes> [<latency>]    passes of the guard over migrating mailboxes; 50 ms a call unless said otherwise
          report [<copies> …]              writing a report and opening it in Chromium; 20,000 and 1,000,000 copies unless said otherwise
          import <pwsh> [<runs>]           importing the module in a console, to the first verdict on a lab; 20 runs unless said otherwise
          verdicts <runs>                  judging a tenant of 100,000 mailboxes
        parts of these:
          generate <path> <rows> [scattered] | warm <path> <runs> [scattered]
          engine <path> | duckdb <path> | duckdb-told <path> | library <path> | own <path> | cmdlet <manifest> <path>
        """);
    return 2;
}
