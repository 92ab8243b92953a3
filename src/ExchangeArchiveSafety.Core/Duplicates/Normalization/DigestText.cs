using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>Compares digests and keys: exactly when they are base64, whatever their case when both are hexadecimal.</summary>
internal static class DigestText
{
    private const int ShortestHexadecimal = 32;

    [MethodImpl(Hot.Path)]
    public static bool IsPresent(string digest) => !string.IsNullOrWhiteSpace(digest);

    [MethodImpl(Hot.Path)]
    public static FieldMatch Match(string first, string second) =>
        !IsPresent(first) || !IsPresent(second) ? FieldMatch.Missing : Equal(first, second) ? FieldMatch.Equal : FieldMatch.Different;

    private static bool Equal(string first, string second)
    {
        first = WhiteSpace.TrimAscii(first);
        second = WhiteSpace.TrimAscii(second);
        return string.Equals(first, second, StringComparison.Ordinal)
            || (string.Equals(first, second, StringComparison.OrdinalIgnoreCase) && IsHexadecimal(first) && IsHexadecimal(second));
    }

    private static bool IsHexadecimal(string digest)
    {
        if (digest.Length < ShortestHexadecimal)
        {
            return false;
        }

        foreach (var character in digest)
        {
            if (character is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                return false;
            }
        }

        return true;
    }
}
