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
        Console.WriteLine("scan " + w.Elapsed + " gc " + GC.CollectionCount(0) + "/" + GC.CollectionCount(1) + "/" + GC.CollectionCount(2) + " pause " + GC.GetTotalPauseDuration()+ " alloc " + GC.GetTotalAllocatedBytes()/1048576 + " cpu " + Environment.CpuUsage.TotalTime);
        var r= search.Groups().Sum(group => (long)group.Surplus.Count);
        Console.WriteLine("groups " + w.Elapsed + " gc " + GC.CollectionCount(0) + "/" + GC.CollectionCount(1) + "/" + GC.CollectionCount(2) + " pause " + GC.GetTotalPauseDuration() + " alloc " + GC.GetTotalAllocatedBytes()/1048576 + " cpu " + Environment.CpuUsage.TotalTime);
        return r;
    }
}
