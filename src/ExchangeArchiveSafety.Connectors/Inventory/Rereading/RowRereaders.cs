using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>What threads need to read rows again, to be used by one after the other.</summary>
internal sealed class RowRereaders
{
    public ConcurrentBag<RowParser> Parsers { get; } = [];

    public ConcurrentBag<RowPairs> Pairs { get; } = [];

    /// <summary>Outlives the reading, with the groups.</summary>
    public RowObjects Objects { get; } = new();
}
