using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety;

/// <summary>
/// Makes text of a tenant safe to look at: names and subjects may hold control and bidi characters that rewrite what an admin sees, invisible
/// ones, and halves of surrogate pairs.
/// </summary>
public static class DisplayText
{
    private const int Short = 120;

    /// <summary>
    /// The text with every character that does not show as itself (control, format, line separator, private, unassigned, lone surrogate)
    /// written as <c>\u{hex}</c>; the same instance when there is none.
    /// </summary>
    /// <param name="text">Text of the tenant; null gives an empty string.</param>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder? escaped = null;
        for (var i = 0; i < text!.Length; i++)
        {
            if (text[i] is >= ' ' and <= '~')
            {
                _ = escaped?.Append(text[i]);
                continue;
            }

            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (!ShowsAsItself(CharUnicodeInfo.GetUnicodeCategory(text, i)))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                var code = isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
                _ = escaped.Append("\\u{").Append(code.ToString("X4", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                _ = escaped?.Append(text, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;
        }

        return escaped?.ToString() ?? text;
    }

    /// <summary>The escaped text, cut to a length that fits a message.</summary>
    /// <param name="text">Text of the tenant.</param>
    public static string EscapeShort(string text) =>
        text.Length <= Short ? Escape(text) : Escape(text.Substring(0, Short)) + "…";

    /// <summary>Fills a sentence: text of the tenant is escaped, times are written as UTC, numbers as the sentence wants them, everywhere alike.</summary>
    /// <param name="format">The sentence, a resource.</param>
    /// <param name="values">What goes into it.</param>
    public static string Sentence(string format, params object?[] values)
    {
        var shown = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            shown[i] = values[i] is IFormattable and not DateTime ? values[i] : Show(values[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, format, shown);
    }

    /// <summary>One value as it stands in sentences and facts.</summary>
    /// <param name="value">Text, time, number or null.</param>
    public static string Show(object? value) => value switch
    {
        null => "",
        string text => Escape(text),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "True" : "False",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Escape(value.ToString()),
    };

    private static bool ShowsAsItself(UnicodeCategory category) =>
        category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
