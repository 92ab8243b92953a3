using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>
/// What is needed to read rows again, for one portion and one thread after the other. In stacks and no bags: those keep what a thread put into them with the
/// thread, which would keep it, and through it a search's memory, for as long as it lives.
/// </summary>
internal sealed class RowRereaders
{
    private readonly ConcurrentStack<LoadedRow[]> _places = [];

    public ConcurrentStack<LoadedRowReader> Readers { get; } = [];

    public ConcurrentStack<KeySort> Sorts { get; } = [];

    /// <summary>Outlives the reading, with the groups.</summary>
    public RowObjects Objects { get; } = new();

    /// <summary>Room for the places of so many rows. What another portion left in it is written over: a row that was not read again is an error before anybody asks for it.</summary>
    public LoadedRow[] TakePlaces(int count) => _places.TryPop(out var places) && places.Length >= count ? places : new LoadedRow[count];

    /// <summary>Takes such room back.</summary>
    public void Return(LoadedRow[] places) => _places.Push(places);
}
