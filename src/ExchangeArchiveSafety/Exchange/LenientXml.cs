using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>
/// Makes well-formed XML of text that other programs put together: some property of a mailbox holds characters that XML forbids, as they are or as references,
/// or an ampersand that was not escaped, and must not cost the others.
/// </summary>
internal static class LenientXml
{
    private const char Unreadable = '\uFFFD';
    private static readonly Regex Tags = new(
        "<(?<close>/?)(?<name>Properties|MailboxTable|Property|Name|Value)(\\s[^<>]*?)?\\s*(?<empty>/?)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly string[] Entities = ["lt", "gt", "amp", "quot", "apos"];

    /// <summary>The text with what XML forbids replaced.</summary>
    /// <param name="text">The text.</param>
    public static string Mend(string text)
    {
        var start = 0;
        while (start < text.Length && (text[start] == '\uFEFF' || char.IsWhiteSpace(text[start])))
        {
            start++;
        }

        var mended = new StringBuilder(text.Length - start);
        for (var i = start; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '&')
            {
                i = Reference(text, i, mended);
            }
            else if (letter == '<' && !OpensTag(text, i + 1))
            {
                _ = mended.Append("&lt;");
            }
            else if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _ = mended.Append(letter).Append(text[++i]);
            }
            else
            {
                _ = mended.Append(XmlConvert.IsXmlChar(letter) ? letter : Unreadable);
            }
        }

        return mended.ToString();
    }

    /// <summary>The text from the first to the last of the log's own elements, without their attributes; everything else is taken for text.</summary>
    /// <param name="text">The text.</param>
    public static string Reduce(string text)
    {
        var reduced = new StringBuilder(text.Length);
        var end = -1;
        foreach (Match tag in Tags.Matches(text))
        {
            if (end >= 0)
            {
                _ = reduced.Append(Mend(text.Substring(end, tag.Index - end).Replace("<", "&lt;").Replace(">", "&gt;")));
            }

            _ = reduced.Append('<').Append(tag.Groups["close"].Value).Append(tag.Groups["name"].Value).Append(tag.Groups["empty"].Value).Append('>');
            end = tag.Index + tag.Length;
        }

        return reduced.ToString();
    }

    /// <summary>Takes one ampersand with what belongs to it, and gives the place of the last character taken.</summary>
    private static int Reference(string text, int at, StringBuilder mended)
    {
        var end = text.IndexOf(';', at);
        var name = end > at && end - at <= 12 ? text.Substring(at + 1, end - at - 1) : "";
        if (Array.IndexOf(Entities, name) >= 0)
        {
            _ = mended.Append('&').Append(name).Append(';');
            return end;
        }

        if (name.Length > 1 && name[0] == '#' && Code(name) is { } code)
        {
            _ = IsAllowed(code) ? mended.Append('&').Append(name).Append(';') : mended.Append(Unreadable);
            return end;
        }

        _ = mended.Append("&amp;");
        return at;
    }

    private static long? Code(string name)
    {
        var isHex = name.Length > 2 && name[1] == 'x';
        return long.TryParse(name.Substring(isHex ? 2 : 1), isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private static bool IsAllowed(long code) => code is >= 0x10000 and <= 0x10FFFF || (code is > 0 and < 0x10000 && XmlConvert.IsXmlChar((char)code));

    private static bool OpensTag(string text, int at) => at < text.Length && (char.IsLetter(text[at]) || text[at] is '/' or '_' or '!' or '?');
}
