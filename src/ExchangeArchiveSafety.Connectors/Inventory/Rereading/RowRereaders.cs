using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>What is needed to read rows again, for one portion and one thread after the other.</summary>
internal sealed class RowRereaders
{
    public RowSlabs Slabs { get; } = new();

    public ConcurrentBag<LoadedRowReader> Readers { get; } = [];

    /// <summary>Outlives the reading, with the groups.</summary>
    public RowObjects Objects { get; } = new();
}
