namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Where a row of a portion lies: numbers and no references, as millions of them are written in any order, each one more wait for memory if it is large.</summary>
internal readonly struct LoadedRow(int section, int slab, int start, int length)
{
    /// <summary>The number of its file.</summary>
    public readonly int Section = section;

    /// <summary>The number of the portion's slab.</summary>
    public readonly int Slab = slab;

    public readonly int Start = start;

    public readonly int Length = length;
}
