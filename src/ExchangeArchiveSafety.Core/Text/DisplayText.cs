using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety;

/// <summary>Makes text of a tenant safe to look at: names may hold control and bidi characters that rewrite what an admin sees.</summary>
public static class DisplayText
{
    /// <summary>The text with control, format (bidi), line separator and lone surrogate characters written as <c>\u{hex}</c>.</summary>
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
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            var harmful = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
            if (harmful && escaped is null)
            {
                escaped = new StringBuilder(text, 0, i, text.Length + 16);
            }

            if (harmful)
            {
                var code = isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
                _ = escaped!.Append("\\u{").Append(code.ToString("X4", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                _ = escaped?.Append(text, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;
        }

        return escaped?.ToString() ?? text;
    }

    /// <summary>Fills a sentence: text of the tenant is escaped, times are written as UTC.</summary>
    /// <param name="format">The sentence, a resource.</param>
    /// <param name="values">What goes into it.</param>
    public static string Sentence(string format, params object?[] values)
    {
        var shown = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            shown[i] = Show(values[i]);
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
}
