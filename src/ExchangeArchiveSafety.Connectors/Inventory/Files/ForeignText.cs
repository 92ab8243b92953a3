namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>Recognizes, by the beginning of a file, what is no UTF-8 text and never was meant as such.</summary>
internal static class ForeignText
{
    // Names of columns and the braces of JSON are ASCII, so that much of any inventory is.
    private const int Characters = 8;

    /// <summary>Compressed data: no UTF-8 text begins with these bytes.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> beginning) => beginning.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>UTF-16 without a byte order mark: every other byte is zero.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> beginning) => IsUtf16(beginning, zeros: 1) || IsUtf16(beginning, zeros: 0);

    private static bool IsUtf16(ReadOnlySpan<byte> beginning, int zeros)
    {
        if (beginning.Length < 2 * Characters)
        {
            return false;
        }

        for (var at = 0; at < 2 * Characters; at++)
        {
            if ((beginning[at] == 0) != (at % 2 == zeros))
            {
                return false;
            }
        }

        return true;
    }
}
