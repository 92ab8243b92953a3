namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Where one row lies among others.</summary>
internal readonly struct RowPlace(InventorySection section, int start, int length)
{
    public readonly InventorySection Section = section;
    public readonly int Start = start;
    public readonly int Length = length;
}
