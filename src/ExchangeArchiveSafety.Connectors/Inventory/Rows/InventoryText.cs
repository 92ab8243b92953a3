using System.Globalization;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Fills messages in.</summary>
internal static class InventoryText
{
    public static string Format(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
