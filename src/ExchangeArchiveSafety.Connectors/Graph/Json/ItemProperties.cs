using System.Buffers.Text;
using System.Text;

namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>The ids of the extended properties.</summary>
internal static class ItemProperties
{
    public const int Count = (int)ItemProperty.BodyRtf + 1;

    // In the order of the enum.
    private static readonly string[] Ids =
    [
        "String 0x1035", "Binary 0x300B", "SystemTime 0x0039", "SystemTime 0x0E06", "String 0x0037", "String 0x5D01", "String 0x0C1F",
        "String 0x5D02", "String 0x0065", "Boolean 0x0E1B", "String 0x1000", "Binary 0x1013", "Binary 0x1009",
    ];

    private static readonly (byte[] Type, int Number)[] Parsed = [.. Ids.Select(id => (Encoding.ASCII.GetBytes(id.Substring(0, id.IndexOf(' ')).ToLowerInvariant()), Convert.ToInt32(id.Substring(id.IndexOf('x') + 1), 16)))];

    /// <summary>What has the server send along everything but the body.</summary>
    public static string ExpandEnvelope { get; } = Expand(Ids.Take((int)ItemProperty.BodyText));

    /// <summary>What has the server send along everything.</summary>
    public static string ExpandAll { get; } = Expand(Ids);

    /// <summary>The property of an id, by type and number whatever their case; null for another one.</summary>
    public static ItemProperty? Find(ReadOnlySpan<byte> id)
    {
        var blank = id.IndexOf((byte)' ');
        if (blank < 0 || id.Length - blank < 4 || id[blank + 1] != '0' || (id[blank + 2] | 0x20) != 'x')
        {
            return null;
        }

        var digits = id.Slice(blank + 3);
        if (!Utf8Parser.TryParse(digits, out int number, out var used, 'x') || used != digits.Length)
        {
            return null;
        }

        for (var property = 0; property < Parsed.Length; property++)
        {
            if (Parsed[property].Number == number && AsciiText.EqualsIgnoringCase(id.Slice(0, blank), Parsed[property].Type))
            {
                return (ItemProperty)property;
            }
        }

        return null;
    }

    private static string Expand(IEnumerable<string> ids) =>
        "singleValueExtendedProperties($filter=" + string.Join(" or ", ids.Select(id => "id eq '" + id + "'")) + ")";
}
