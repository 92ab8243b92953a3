using System.Globalization;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>Measures the engine and its rivals in turn on the same file, so that a ratio holds when the machine's speed drifts.</summary>
internal static class Comparison
{
    private const int OneMailbox = 10_000;

    /// <summary>Runs everything and prints what was asked for at the end.</summary>
    /// <param name="rows">Rows of the inventory.</param>
    /// <param name="runs">Runs of each that count.</param>
    public static int Run(int rows, int runs)
    {
        using var file = InventoryFileOnDisk.Generate(rows);
        using var mailbox = InventoryFileOnDisk.Generate(OneMailbox);
        Legend.Print(file, runs);
        using var session = new CmdletSession(StagedModule.Manifest);

        var processes = WholeProcess.Measure(
            [
                new(Rival.Engine, ["engine", file.Path], file.Surplus),
                new(Rival.DuckDb, ["duckdb", file.Path], file.Surplus),
                new(Rival.DuckDbTold, ["duckdb-told", file.Path], file.Surplus),
                new(Rival.Cmdlet, ["cmdlet", StagedModule.Manifest, file.Path], file.Surplus),
                new(Rival.Library, ["library", file.Path], null),
                new(Rival.Own, ["own", file.Path], null),
            ], runs).Print("each run a process of its own");
        var warm = OneProcess.Measure(Rivals(file.Path, file.Surplus, session), runs).Print("in one process, warm");
        var small = WholeProcess.Measure(
            [
                new(Rival.Engine, ["engine", mailbox.Path], mailbox.Surplus),
                new(Rival.Cmdlet, ["cmdlet", StagedModule.Manifest, mailbox.Path], mailbox.Surplus),
            ], runs).Print("10,000 mails, each run a process of its own");
        var smallWarm = OneProcess.Measure(
            [
                new(Rival.Engine, () => EngineRun.Surplus(mailbox.Path), mailbox.Surplus),
                new(Rival.Cmdlet, () => session.Surplus(mailbox.Path), mailbox.Surplus),
            ], runs).Print("10,000 mails, in one process, warm");

        Asked.Print(
            [
                .. OfOneProcess(warm),
                new("engine / DuckDB, as whole processes", null, processes.Ratio(Rival.Engine, Rival.DuckDb)),
                new("engine / DuckDB told its columns, as whole processes", null, processes.Ratio(Rival.Engine, Rival.DuckDbTold)),
                new("cmdlet / engine, as whole processes", null, processes.Ratio(Rival.Cmdlet, Rival.Engine)),
                new(Text($"peak memory, engine as a process, {rows:N0} rows"), Limits.PeakMiB(rows), processes[Rival.Engine].PeakMiB, "MiB"),
                new("10,000 mails, engine as a process", Limits.WellUnderASecond, small[Rival.Engine].Seconds, "s"),
                new("10,000 mails, cmdlet in one session", Limits.WellUnderASecond, smallWarm[Rival.Cmdlet].Seconds, "s"),
                new("10,000 mails, cmdlet as a process", null, small[Rival.Cmdlet].Seconds, "s"),
            ]);
        Console.WriteLine("Time and memory at 10,000,000 rows: the command growth.");
        return 0;
    }

    /// <summary>Measures only what runs in one process, on a file that is there already.</summary>
    public static int RunWarm(string path, int runs)
    {
        using var session = new CmdletSession(StagedModule.Manifest);
        Asked.Print(OfOneProcess(OneProcess.Measure(Rivals(path, EngineRun.Surplus(path), session), runs).Print("in one process, warm")));
        return 0;
    }

    private static WarmRun[] Rivals(string path, long surplus, CmdletSession session) =>
        [
            new(Rival.Engine, () => EngineRun.Surplus(path), surplus),
            new(Rival.DuckDb, () => DuckDbRival.Surplus(path, isTold: false), surplus),
            new(Rival.DuckDbTold, () => DuckDbRival.Surplus(path, isTold: true), surplus),
            new(Rival.Cmdlet, () => session.Surplus(path), surplus),
        ];

    private static Asked[] OfOneProcess(FigureTable warm) =>
        [
            new("engine / DuckDB, file to groups, in one process", Limits.EngineToDuckDb, warm.Ratio(Rival.Engine, Rival.DuckDb)),
            new("the same, processor time", null, warm.ProcessorRatio(Rival.Engine, Rival.DuckDb)),
            new("engine / DuckDB told its columns, in one process", null, warm.Ratio(Rival.Engine, Rival.DuckDbTold)),
            new("the same, processor time", null, warm.ProcessorRatio(Rival.Engine, Rival.DuckDbTold)),
            new("cmdlet / engine, in one session", Limits.CmdletToEngine, warm.Ratio(Rival.Cmdlet, Rival.Engine)),
        ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
