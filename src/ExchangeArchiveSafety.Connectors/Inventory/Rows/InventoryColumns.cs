using System.Text;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Knows the columns by name.</summary>
internal static class InventoryColumns
{
    public const int Count = (int)InventoryColumn.WellKnownFolder + 1;

    private const int Required = (int)InventoryColumn.BodyDigest;

    private static readonly string[] Names = [.. Enumerable.Range(0, Count).Select(column => ((InventoryColumn)column).ToString())];
    private static readonly byte[][] LowerCaseNames = [.. Names.Select(name => Encoding.ASCII.GetBytes(name.ToLowerInvariant()))];

    /// <summary>The column of a name, whatever its case; null for one that is ignored.</summary>
    public static InventoryColumn? Find(ReadOnlySpan<byte> name)
    {
        for (var column = 0; column < Count; column++)
        {
            if (AsciiText.EqualsIgnoringCase(name, LowerCaseNames[column]))
            {
                return (InventoryColumn)column;
            }
        }

        return null;
    }

    /// <summary>The names of required columns that a set of columns lacks.</summary>
    /// <param name="present">One bit a column.</param>
    public static IReadOnlyList<string> Missing(uint present) =>
        [.. Enumerable.Range(0, Required).Where(column => (present & (1u << column)) == 0).Select(column => Names[column])];
}
