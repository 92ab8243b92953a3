namespace ExchangeArchiveSafety;

/// <inheritdoc cref="IInventoryOpener"/>
public sealed class InventoryOpener : IInventoryOpener
{
    /// <inheritdoc/>
    public IInventory Open(IReadOnlyList<string> paths, BadRowAction onBadRow) => InventoryReader.Open(paths, onBadRow);
}
