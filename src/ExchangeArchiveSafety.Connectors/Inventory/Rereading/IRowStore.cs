namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Gives rows of one file again by their offsets.</summary>
internal interface IRowStore : IDisposable
{
    /// <summary>Lays by the rows that will be asked for, where that is needed.</summary>
    /// <param name="references">Their references, ascending.</param>
    /// <param name="cancellation">Stops the reading.</param>
    void Expect(ArraySegment<long> references, CancellationToken cancellation);

    /// <summary>Puts rows into a batch. Called from several threads at once.</summary>
    /// <param name="references">Their references, ascending.</param>
    /// <param name="places">Their places in the batch, in the same order.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="cancellation">Stops the reading.</param>
    void Load(ArraySegment<long> references, ArraySegment<int> places, LoadedRows rows, CancellationToken cancellation);
}
