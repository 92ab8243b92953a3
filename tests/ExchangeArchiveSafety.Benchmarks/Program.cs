using System.Diagnostics;
using ExchangeArchiveSafety.Benchmarks;
var w = Stopwatch.StartNew();
switch (args[0])
{
    case "generate": Console.WriteLine(InventoryGenerator.Write(args[1], int.Parse(args[2]))); break;
    case "duckdb": Console.WriteLine(DuckDbRival.Surplus(args[1])); break;
    case "sylvan": Console.WriteLine(Scratch.Sylvan(args[1], int.Parse(args[2]))); break;
    case "engine": Console.WriteLine(EngineRun.Surplus(args[1])); break;
    case "sha": Console.WriteLine(Scratch.Sha()); break;
}
Console.WriteLine(w.Elapsed);
foreach (var l in File.ReadLines("/proc/self/status")) if (l.StartsWith("VmHWM")) Console.WriteLine(l);
