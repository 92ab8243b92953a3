namespace ExchangeArchiveSafety;

/// <summary>Inventory files, opened. Closing it closes the files.</summary>
public interface IInventory : IMailItemSource, IDisposable
{
    /// <summary>Files without any row, safe to show. Complete after the first reading.</summary>
    IReadOnlyList<string> EmptyFiles { get; }

    /// <summary>Rows that were left out. Complete after the first reading.</summary>
    IReadOnlyList<BadInventoryRow> SkippedRows { get; }
}
