namespace ExchangeArchiveSafety;

/// <summary>Opens inventory files. Whoever implements it is loaded on first use and brings its own libraries.</summary>
public interface IInventoryOpener
{
    /// <summary>Opens files, which together are one inventory, and reads their headers.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="onBadRow">What to do about rows that cannot be items.</param>
    /// <exception cref="InventoryException">A file cannot be read, or lacks columns.</exception>
    IInventory Open(IReadOnlyList<string> paths, BadRowAction onBadRow);
}
