namespace ExchangeArchiveSafety.Lab.Exchange.BuiltIn;

/// <summary>The property sets of the Get-EXO cmdlets.</summary>
public enum PropertySet
{
    All,
    Minimum,
    AddressList,
    Archive,
    Audit,
    Custom,
    Delivery,
    Hold,
    Moderation,
    Move,
    Policy,
    PublicFolder,
    Quota,
    Resource,
    Retention,
    SCL,
    SoftDelete,
    StatisticsSeed,
}
