namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The engine from file to groups, every group and item an object.</summary>
internal static class EngineRun
{
    /// <summary>Counts the surplus copies of all groups.</summary>
    public static long Surplus(string path)
    {
        using var reader = InventoryReader.Open([path], BadRowAction.Stop);
        var search = new DuplicateFinder(new() { Threads = 2 }).Scan(reader, new(2783045, 4501));
        var surplus = 0L;
        foreach (var group in search.Groups())
        {
            surplus += group.Surplus.Count;
        }

        return surplus;
    }
}
