using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>What is needed to read rows again, for one portion and one thread after the other.</summary>
internal sealed class RowRereaders
{
    private readonly ConcurrentBag<LoadedRow[]> _places = [];

    public ConcurrentBag<LoadedRowReader> Readers { get; } = [];

    public ConcurrentBag<KeySort> Sorts { get; } = [];

    /// <summary>Outlives the reading, with the groups.</summary>
    public RowObjects Objects { get; } = new();

    /// <summary>Room for the places of so many rows. What another portion left in it is written over: a row that was not read again is an error before anybody asks for it.</summary>
    public LoadedRow[] TakePlaces(int count) => _places.TryTake(out var places) && places.Length >= count ? places : new LoadedRow[count];

    /// <summary>Takes such room back.</summary>
    public void Return(LoadedRow[] places) => _places.Add(places);
}
