namespace ExchangeArchiveSafety;

/// <summary>What to do about a row of an inventory that cannot be an item.</summary>
public enum BadRowAction
{
    /// <summary>Refuse the inventory.</summary>
    Stop,

    /// <summary>Leave the row out, and list it.</summary>
    Skip,
}
