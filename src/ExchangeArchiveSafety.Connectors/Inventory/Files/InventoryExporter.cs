namespace ExchangeArchiveSafety;

/// <inheritdoc cref="IInventoryExporter"/>
public sealed class InventoryExporter : IInventoryExporter
{
    /// <inheritdoc/>
    public IInventoryDraft Begin(string path)
    {
        DurableFile.RemoveUnfinished(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new InventoryDraft(path);
    }
}
