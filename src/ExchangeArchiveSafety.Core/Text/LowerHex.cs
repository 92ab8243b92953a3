namespace ExchangeArchiveSafety.Text;

/// <summary>Digests as text.</summary>
internal static class LowerHex
{
    public static string Of(byte[] bytes)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (var place = 0; place < bytes.Length; place++)
        {
            text[2 * place] = Digits[bytes[place] >> 4];
            text[(2 * place) + 1] = Digits[bytes[place] & 15];
        }

        return new string(text);
    }
}
