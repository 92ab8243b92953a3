namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The engine from file to groups.</summary>
internal static class EngineRun
{
    /// <summary>Counts the surplus copies of all groups.</summary>
    public static long Surplus(string path)
    {
        using var reader = InventoryReader.Open([path], BadRowAction.Stop);
        var w = System.Diagnostics.Stopwatch.StartNew();
        var search = new DuplicateFinder(new() { Threads = 2 }).Scan(reader, new());
        Console.WriteLine("scan " + w.Elapsed);
        var r= search.Groups().Sum(group => (long)group.Surplus.Count);
        Console.WriteLine("groups " + w.Elapsed);
        return r;
    }
}
