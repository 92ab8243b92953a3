namespace ExchangeArchiveSafety;

/// <summary>What is wrong with a row, and where in the buffer.</summary>
internal readonly struct RowFault(RowFaultKind kind, int start, int length = 0, InventoryColumn? column = null)
{
    public readonly RowFaultKind Kind = kind;
    public readonly int Start = start;
    public readonly int Length = length;
    public readonly InventoryColumn? Column = column;
}
