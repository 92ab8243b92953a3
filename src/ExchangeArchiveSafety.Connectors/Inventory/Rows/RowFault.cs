namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>What is wrong with a row, and where in the buffer.</summary>
internal readonly struct RowFault(RowFaultKind kind, int start, int length = 0, InventoryColumn? column = null, int found = 0, int expected = 0)
{
    public readonly RowFaultKind Kind = kind;
    public readonly int Start = start;
    public readonly int Length = length;
    public readonly InventoryColumn? Column = column;

    /// <summary>For a number that is wrong: what it is, and what it should be.</summary>
    public readonly int Found = found;
    public readonly int Expected = expected;
}
