using System.Security.Cryptography;

namespace ExchangeArchiveSafety.Pack;

internal static class Hash
{
    public static string Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
