using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>
/// Tells of some texts, without making them, that normalizing leaves something of them: then two that are equal byte for byte are also
/// equal and present as evidence. False means only that it takes a closer look.
/// </summary>
internal static class PlainEvidence
{
    // "smtp:" is taken off.
    private const int LongestSenderPrefix = 5;

    /// <summary>A subject: prefixes end in a colon and are taken off at the front, so a last character that is neither blank nor a colon stays.</summary>
    [MethodImpl(Hot.Path)]
    public static bool IsSubject(ReadOnlySpan<byte> subject) => EndsVisibly(subject, out _) is > 0 and not (byte)':';

    /// <summary>A sender without angle brackets.</summary>
    [MethodImpl(Hot.Path)]
    public static bool IsSender(ReadOnlySpan<byte> sender) =>
        EndsVisibly(sender, out var length) is > 0 and not ((byte)'>' or (byte)':') && length > LongestSenderPrefix;

    /// <summary>Text that is only trimmed.</summary>
    [MethodImpl(Hot.Path)]
    public static bool IsText(ReadOnlySpan<byte> text) => EndsVisibly(text, out _) > 0;

    /// <summary>The last byte when it is a visible ASCII character, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte EndsVisibly(ReadOnlySpan<byte> text, out int length)
    {
        length = text.Length;
        return length > 0 && text[length - 1] is > (byte)' ' and <= (byte)'~' ? text[length - 1] : (byte)0;
    }
}
