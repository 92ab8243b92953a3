namespace ExchangeArchiveSafety;

/// <summary>
/// Reads items that are at hand, for one thread. Most buckets hold an item and one copy whose fields are the same bytes: that is seen without making
/// any text of them.
/// </summary>
public interface IMailItemReader : IDisposable
{
    /// <summary>Makes an object of an item.</summary>
    /// <param name="place">The item's place in the order in which items were asked for.</param>
    /// <param name="key">Receives its digest, computed again: one that changed means that the source did.</param>
    /// <exception cref="InventoryException">The source changed.</exception>
    MailItem Read(int place, out ulong key);

    /// <summary>Reads the fields of two items that follow each other, as they lie in the source.</summary>
    /// <param name="place">The place of the first one.</param>
    /// <param name="first">Receives its fields, good until the next call.</param>
    /// <param name="second">Receives those of the item behind it.</param>
    /// <param name="firstKey">Receives the digest of the first one, computed again.</param>
    /// <param name="secondKey">Receives that of the second one.</param>
    /// <exception cref="InventoryException">The source changed.</exception>
    void ReadPair(int place, ref ItemFields first, ref ItemFields second, out ulong firstKey, out ulong secondKey);

    /// <summary>What keeps an item, to be made an object when somebody looks at it.</summary>
    /// <param name="place">The item's place.</param>
    /// <param name="number">Receives the number under which it is kept.</param>
    IMailItemKeep Keep(int place, out int number);
}
