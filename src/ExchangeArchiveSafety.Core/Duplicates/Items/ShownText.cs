using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety;

/// <summary>
/// Makes tenant text safe to show. A subject can carry control characters that move the cursor, bidirectional controls that
/// reorder what is read, invisible characters and halves of surrogate pairs; they are written as <c>\uXXXX</c>.
/// </summary>
public static class ShownText
{
    /// <summary>The text with everything that does not show as itself escaped; the same instance when there is nothing to escape.</summary>
    public static string Escape(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is < ' ' or > '~' && !ShowsAsItself(text, ref index))
            {
                return EscapeFrom(text);
            }
        }

        return text;
    }

    /// <summary>The escaped text, cut to a length that fits a message.</summary>
    public static string EscapeShort(string text) =>
        text.Length <= 120 ? Escape(text) : Escape(text.Substring(0, 120)) + "…";

    private static string EscapeFrom(string text)
    {
        var shown = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            var start = index;
            if (ShowsAsItself(text, ref index))
            {
                shown.Append(text, start, index - start + 1);
            }
            else
            {
                for (var unit = start; unit <= index; unit++)
                {
                    shown.Append("\\u").Append(((int)text[unit]).ToString("X4", CultureInfo.InvariantCulture));
                }
            }
        }

        return shown.ToString();
    }

    /// <summary>Judges the character at the index, and moves the index to its second half where it has one.</summary>
    private static bool ShowsAsItself(string text, ref int index)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(text, index);
        if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            index++;
        }

        return category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }
}
