namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>How times are written into inventories: to the second, finer only where the time is.</summary>
internal static class InventoryTimeFormat
{
    public static string Of(DateTime utc) => utc.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
}
