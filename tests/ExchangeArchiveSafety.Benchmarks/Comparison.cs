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
        using var session = new CmdletSession(StagedModule.Manifest);
        var asked = new List<Asked>();
        foreach (var layout in Enum.GetValues<Layout>())
        {
            using var file = InventoryFileOnDisk.Generate(rows, layout);
            if (asked.Count == 0)
            {
                Legend.Print(file, runs);
            }

            asked.AddRange(OfProcesses(file.Path, file.Surplus, runs, rows, layout));
            asked.AddRange(OfOneProcess(file.Path, file.Surplus, runs, layout, session));
        }

        Asked.Print([.. asked, .. OfOneMailbox(runs, session)]);
        Console.WriteLine("Time and memory at 10,000,000 rows: the command growth.");
        return 0;
    }

    /// <summary>Measures only what runs in one process, on a file that is there already.</summary>
    public static int RunWarm(string path, int runs, Layout layout)
    {
        using var session = new CmdletSession(StagedModule.Manifest);
        Asked.Print(OfOneProcess(path, EngineRun.Surplus(path), runs, layout, session));
        return 0;
    }

    private static Asked[] OfProcesses(string path, long surplus, int runs, int rows, Layout layout)
    {
        var processes = WholeProcess.Measure(
            [
                new(Rival.Engine, ["engine", path], surplus),
                new(Rival.DuckDb, ["duckdb", path], surplus),
                new(Rival.DuckDbTold, ["duckdb-told", path], surplus),
                new(Rival.Cmdlet, ["cmdlet", StagedModule.Manifest, path], surplus),

                // How rows lie makes no difference to who only reads them.
                .. layout == Layout.Neat ? new WholeProcess[] { new(Rival.Library, ["library", path], null), new(Rival.Own, ["own", path], null) } : [],
            ], runs).Print($"{layout}, each run a process of its own");
        return
        [
            new($"{layout}: engine / DuckDB, as whole processes", Limits.EngineToDuckDbAsProcesses, processes.Ratio(Rival.Engine, Rival.DuckDb)),
            new("the same, processor time", null, processes.ProcessorRatio(Rival.Engine, Rival.DuckDb)),
            new("engine / DuckDB told its columns, as whole processes", null, processes.Ratio(Rival.Engine, Rival.DuckDbTold)),
            new("cmdlet / engine, as whole processes", null, processes.Ratio(Rival.Cmdlet, Rival.Engine)),
            new(Text($"{layout}: peak memory, engine, {rows:N0} rows"), Limits.PeakMiB(rows), processes[Rival.Engine].PeakMiB, "MiB"),
        ];
    }

    private static Asked[] OfOneProcess(string path, long surplus, int runs, Layout layout, CmdletSession session)
    {
        var warm = OneProcess.Measure(
            [
                new(Rival.Engine, () => EngineRun.Surplus(path), surplus),
                new(Rival.DuckDb, () => DuckDbRival.Surplus(path, isTold: false), surplus),
                new(Rival.DuckDbTold, () => DuckDbRival.Surplus(path, isTold: true), surplus),
                new(Rival.Cmdlet, () => session.Surplus(path), surplus),
            ], runs).Print($"{layout}, in one process, warm");
        return
        [
            new($"{layout}: engine / DuckDB, in one process", Limits.EngineToDuckDb(layout), warm.Ratio(Rival.Engine, Rival.DuckDb)),
            new("the same, processor time", null, warm.ProcessorRatio(Rival.Engine, Rival.DuckDb)),
            new("engine / DuckDB told its columns, in one process", null, warm.Ratio(Rival.Engine, Rival.DuckDbTold)),
            new("the same, processor time", null, warm.ProcessorRatio(Rival.Engine, Rival.DuckDbTold)),
            new($"{layout}: cmdlet / engine, in one session", Limits.CmdletToEngine, warm.Ratio(Rival.Cmdlet, Rival.Engine)),
        ];
    }

    private static Asked[] OfOneMailbox(int runs, CmdletSession session)
    {
        using var mailbox = InventoryFileOnDisk.Generate(OneMailbox, Layout.Neat);
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
        return
        [
            new("10,000 mails, engine as a process", Limits.WellUnderASecond, small[Rival.Engine].Seconds, "s"),
            new("10,000 mails, cmdlet in one session", Limits.WellUnderASecond, smallWarm[Rival.Cmdlet].Seconds, "s"),
            new("10,000 mails, cmdlet as a process", null, small[Rival.Cmdlet].Seconds, "s"),
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
