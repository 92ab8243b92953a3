namespace ExchangeArchiveSafety;

/// <summary>
/// Items that can be read twice: all of them once, for their digests, and once more where an id seems to occur twice; and later those
/// that may be copies, whole. References are the source's own numbers; the search only hands them back.
/// </summary>
public interface IMailItemSource
{
    /// <summary>How much of the first reading is done, from 0 to 1. May be asked from another thread.</summary>
    double FractionRead { get; }

    /// <summary>Hands every item once to a collector of the index, in any order, on at most as many threads as granted.</summary>
    /// <exception cref="InventoryException">The source cannot be read, or is not what it should be.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    void ReadKeys(ItemIndex index, int threads, CancellationToken cancellation);

    /// <summary>How many items may be held at once so that memory stays in proportion to what the first reading left. Known once that is done.</summary>
    int ItemsAtOnce { get; }

    /// <summary>Whether items lie so close together that loading them by themselves reads little that is not theirs. Known once the first reading is done.</summary>
    /// <param name="references">Their references, in any order.</param>
    bool LieTogether(long[] references);

    /// <summary>Reads items again and holds them until they are closed. They are read in the source's own order, whatever the one asked for.</summary>
    /// <param name="references">Their references, in any order; the array is used up.</param>
    /// <param name="threads">How many threads may read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InventoryException">The source changed or can no longer be read.</exception>
    IMailItemRows Load(long[] references, int threads, CancellationToken cancellation);

    /// <summary>Says in words where an item stands, for example file and line. Safe to show.</summary>
    string Describe(long reference);

    /// <summary>Makes sure that the source is still what it was when it was first read.</summary>
    /// <exception cref="InventoryException">It changed.</exception>
    void EnsureUnchanged();
}
