using System.Text;

namespace ExchangeArchiveSafety.Files;

/// <summary>JSON strings with any text in them, halves of surrogate pairs included, which the library refuses.</summary>
internal static class JsonText
{
    /// <summary>The text between the quotes of a JSON string, as UTF-8 with halves. A reader has checked the escapes.</summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> json)
    {
        var text = new byte[json.Length];
        var used = 0;
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\')
            {
                text[used++] = json[at];
                continue;
            }

            at++;
            if (json[at] != 'u')
            {
                text[used++] = json[at] switch { (byte)'b' => 8, (byte)'t' => 9, (byte)'n' => 10, (byte)'f' => 12, (byte)'r' => 13, var itself => itself };
                continue;
            }

            var unit = Unit(json, at + 1);
            at += 4;
            if (char.IsHighSurrogate(unit) && at + 6 < json.Length && json[at + 1] == '\\' && json[at + 2] == 'u' && Unit(json, at + 3) is var low && char.IsLowSurrogate(low))
            {
                used += Wtf8.Append(unit, low, text, used);
                at += 6;
            }
            else
            {
                used += Wtf8.Append(unit, text, used);
            }
        }

        return text.AsSpan(0, used);
    }

    /// <summary>A text as a JSON string with its quotes, in ASCII, so that nothing that writes or reads it can change it.</summary>
    public static byte[] Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var unit in text)
        {
            _ = unit is >= ' ' and <= '~' and not ('"' or '\\')
                ? json.Append(unit)
                : json.Append("\\u").Append(((int)unit).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return Encoding.ASCII.GetBytes(json.Append('"').ToString());
    }

    private static char Unit(ReadOnlySpan<byte> json, int at)
    {
        var unit = 0;
        foreach (var digit in json.Slice(at, 4))
        {
            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return (char)unit;
    }
}
