namespace ExchangeArchiveSafety;

/// <summary>
/// Items as their source wrote them, a few dozen together, without the source: most of a million groups are counted, filtered or removed by
/// id, and nobody looks at all the text of all their items.
/// </summary>
public interface IMailItemKeep
{
    /// <summary>Makes an object of an item. May be asked from any thread and at any time, the source closed or not.</summary>
    /// <param name="number">The number under which the item was kept.</param>
    MailItem Item(int number);
}
