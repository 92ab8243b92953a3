namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Where one field lies: 8 bytes, because a million rows write some fifteen million of them.</summary>
internal readonly struct FieldPlace(int start, int length)
{
    public readonly int Start = start;
    public readonly int Length = length;
}
