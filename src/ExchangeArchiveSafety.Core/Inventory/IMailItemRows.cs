namespace ExchangeArchiveSafety;

/// <summary>
/// Some items of a source, at hand but not made objects yet: the objects of a whole batch would outlive the collector's first look
/// at them, and copying them again and again costs more than all the reading.
/// </summary>
public interface IMailItemRows : IDisposable
{
    /// <summary>Makes objects of some items. Called from several threads at once.</summary>
    /// <param name="first">The place of the first item in the order in which they were asked for.</param>
    /// <param name="items">Receives the items, as many as it has room for.</param>
    /// <param name="keys">Receives the digests, computed again: a digest that changed means that the source did.</param>
    /// <exception cref="InventoryException">The source changed.</exception>
    void Read(int first, MailItem[] items, ulong[] keys);

    /// <summary>Reads items two by two without making objects of them. One for each thread, to be closed before the rows are.</summary>
    IMailItemPairs Pairs();
}
