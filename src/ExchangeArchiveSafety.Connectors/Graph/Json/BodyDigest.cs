using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>Digests of the forms of a body.</summary>
internal static class BodyDigest
{
    /// <exception cref="BrokenAnswerException">A binary form is no base64.</exception>
    public static MailBody Of(ReadOnlySpan<byte> body, RawItem item) => new()
    {
        Text = OfText(item[ItemProperty.BodyText].Text(body)),
        Html = OfBinary(item[ItemProperty.BodyHtml], body),
        Rtf = OfBinary(item[ItemProperty.BodyRtf], body),
    };

    private static string OfText(string text)
    {
        // Servers differ in line ends and in what follows the last word. No text at all is no evidence.
        var plain = text.Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd();
        return plain.Length == 0 ? "" : Digest(Wtf8.Encode(plain));
    }

    private static string OfBinary(JsonToken token, ReadOnlySpan<byte> body)
    {
        try
        {
            var bytes = Convert.FromBase64String(token.Text(body));
            return bytes.Length == 0 ? "" : Digest(bytes);
        }
        catch (FormatException exception)
        {
            throw StrictJson.Broken(exception);
        }
    }

    private static string Digest(byte[] bytes)
    {
        using var sha = SHA256.Create();
        var hex = new StringBuilder(64);
        foreach (var one in sha.ComputeHash(bytes))
        {
            _ = hex.Append(one.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}
