namespace ExchangeArchiveSafety;

/// <summary>Where one row lies in memory.</summary>
internal readonly struct RowPlace(InventorySection section, byte[] bytes, int start, int length)
{
    public readonly InventorySection Section = section;
    public readonly byte[] Bytes = bytes;
    public readonly int Start = start;
    public readonly int Length = length;
}
