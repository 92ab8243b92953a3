using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Comparisons of words and numbers that are ASCII by definition.</summary>
internal static class AsciiText
{
    /// <summary>Without blanks and tabs at the ends.</summary>
    [MethodImpl(Hot.Path)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] is (byte)' ' or (byte)'\t')
        {
            text = text.Slice(1);
        }

        while (!text.IsEmpty && text[text.Length - 1] is (byte)' ' or (byte)'\t')
        {
            text = text.Slice(0, text.Length - 1);
        }

        return text;
    }

    /// <summary>Whether a text is a word of letters, whatever its case.</summary>
    [MethodImpl(Hot.Path)]
    public static bool EqualsIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCaseLetters)
    {
        if (text.Length != lowerCaseLetters.Length)
        {
            return false;
        }

        for (var index = 0; index < text.Length; index++)
        {
            if ((text[index] | 0x20) != lowerCaseLetters[index])
            {
                return false;
            }
        }

        return true;
    }
}
