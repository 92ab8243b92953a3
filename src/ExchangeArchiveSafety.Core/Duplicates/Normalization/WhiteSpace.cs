using System.Runtime.CompilerServices;
using System.Text;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>White space that says nothing: folded header lines, doubled blanks, blanks at the ends.</summary>
internal static class WhiteSpace
{
    /// <summary>Every run of white space as one blank, none at the ends; the same instance when the text is like that already.</summary>
    [MethodImpl(Hot.Path)]
    public static string Collapse(string text)
    {
        var afterBlank = true;
        foreach (var character in text)
        {
            var blank = character == ' ';
            if ((blank && afterBlank) || (!blank && char.IsWhiteSpace(character)))
            {
                return CollapseAll(text);
            }

            afterBlank = blank;
        }

        return afterBlank && text.Length > 0 ? CollapseAll(text) : text;
    }

    /// <summary>Without ASCII white space at the ends, as header fields are trimmed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> TrimAscii(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text[0] > ' ' && text[text.Length - 1] > ' ' ? text : TrimBlanks(text);

    private static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsAsciiBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsAsciiBlank(text[end - 1]))
        {
            end--;
        }

        return text.Slice(start, end - start);
    }

    /// <summary>Without ASCII white space at the ends, as header fields are trimmed.</summary>
    [MethodImpl(Hot.Path)]
    public static string TrimAscii(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] < 128 && IsAsciiBlank((byte)text[start]))
        {
            start++;
        }

        while (end > start && text[end - 1] < 128 && IsAsciiBlank((byte)text[end - 1]))
        {
            end--;
        }

        return end - start == text.Length ? text : text.Substring(start, end - start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAsciiBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static string CollapseAll(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                collapsed.Append(character);
            }
            else if (collapsed.Length > 0 && collapsed[collapsed.Length - 1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        if (collapsed.Length > 0 && collapsed[collapsed.Length - 1] == ' ')
        {
            collapsed.Length--;
        }

        return collapsed.ToString();
    }
}
