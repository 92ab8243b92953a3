namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

/// <summary>Several faults at once, as they come together in a real tenant. The same seed gives the same course.</summary>
public static class GraphFaultPresets
{
    /// <summary>A server that has much to do: throttled, not available, answers lost after the deed, bodies cut, exports that leave something out.</summary>
    /// <param name="faults">The faults that are on.</param>
    /// <param name="seed">Another course of chance.</param>
    /// <param name="retryAfter">How long a caller shall wait.</param>
    public static void AddRough(this GraphFaultList faults, ulong seed = 29, string? retryAfter = "1")
    {
        faults.Seed(seed);
        faults.Add(new GraphFault(GraphFaultKind.Throttled429) { Rate = 0.05, RetryAfter = retryAfter });
        faults.Add(new GraphFault(GraphFaultKind.Unavailable503) { Rate = 0.03, RetryAfter = retryAfter });
        faults.Add(GraphFaultKind.AppliesThen504, GraphRoute.DeleteItem, rate: 0.05);
        faults.Add(GraphFaultKind.CutBody, rate: 0.02);
        faults.Add(GraphFaultKind.ExportOmits, GraphRoute.ExportItems, rate: 0.05);
    }

    /// <summary>A mailbox whose owner is at work: some items are deleted and others changed between their listing and their deletion.</summary>
    /// <param name="faults">The faults that are on.</param>
    /// <param name="seed">Another course of chance.</param>
    /// <param name="vanishing">The share of the items that the owner deletes.</param>
    /// <param name="changing">The share of the items that the owner changes.</param>
    public static void AddMoving(this GraphFaultList faults, ulong seed = 29, double vanishing = 0.05, double changing = 0.1)
    {
        faults.Seed(seed);
        faults.Add(new GraphFault(GraphFaultKind.ItemVanishes) { ShareOfItems = vanishing });
        faults.Add(new GraphFault(GraphFaultKind.ItemChanges) { ShareOfItems = changing });
    }
}
