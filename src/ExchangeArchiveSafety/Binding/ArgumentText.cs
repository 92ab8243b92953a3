using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Values as arguments of a command line.</summary>
internal static class ArgumentText
{
    // PowerShell takes typographic quotes for straight ones.
    private const string Single = "'\u2018\u2019\u201A\u201B";
    private const string Double = "\"\u201C\u201D\u201E";

    /// <summary>The text as one argument that means it and nothing else, whatever is in it. What does not show is written as its code.</summary>
    public static string Of(string text)
    {
        if (IsBare(text))
        {
            return text;
        }

        var written = new StringBuilder(text.Length + 8);
        if (DisplayText.Escape(text) == text)
        {
            foreach (var letter in text)
            {
                _ = written.Append(letter, Single.IndexOf(letter) >= 0 ? 2 : 1);
            }

            return "'" + written + "'";
        }

        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            var letter = text.Substring(i, length);
            var shows = DisplayText.Escape(letter) == letter;
            for (var end = i + length; i < end; i++)
            {
                _ = !shows ? written.Append("$([char]0x").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture)).Append(')')
                    : text[i] is '$' or '`' || Double.IndexOf(text[i]) >= 0 ? written.Append('`').Append(text[i])
                    : written.Append(text[i]);
            }

            i--;
        }

        return "\"" + written + "\"";
    }

    /// <summary>The beginning of a value from what was typed of it: PowerShell hands over the quotes too.</summary>
    public static string Word(string? typed)
    {
        if (string.IsNullOrEmpty(typed) || Quotes(typed![0]) is not { } quotes)
        {
            return typed ?? "";
        }

        var inner = typed.Substring(1, typed.Length - (typed.Length > 1 && quotes.IndexOf(typed[typed.Length - 1]) >= 0 ? 2 : 1));
        return quotes == Single ? inner.Replace("''", "'") : inner.Replace("`", "");
    }

    private static string? Quotes(char letter) => Array.Find([Single, Double], quotes => quotes.IndexOf(letter) >= 0);

    // Names, addresses and message classes. What begins with a digit may be a number, and a dash a parameter.
    private static bool IsBare(string text) =>
        text.Length > 0 && IsLetter(text[0]) && text.All(letter => IsLetter(letter) || letter is (>= '0' and <= '9') or '.' or '_' or '-' or '+' or '@');

    private static bool IsLetter(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
