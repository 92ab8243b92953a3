using System.Runtime.CompilerServices;
using System.Text;
#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace ExchangeArchiveSafety;

/// <summary>
/// UTF-8 that also carries halves of surrogate pairs (WTF-8): subjects cut in the middle of a character exist, and replacing the
/// half would make different texts equal.
/// </summary>
public static class Wtf8
{
    /// <summary>The text of valid bytes.</summary>
    [MethodImpl(Hot.Path)]
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        if (bytes.IndexOf((byte)0xED) >= 0)
        {
            return DecodeWithHalves(bytes);
        }

#if NET
        return Encoding.UTF8.GetString(bytes);
#else
        return Encoding.UTF8.GetString(bytes.ToArray());
#endif
    }

    /// <summary>The bytes of a text, halves of surrogate pairs included.</summary>
    public static byte[] Encode(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]))
            {
                if (!char.IsSurrogatePair(text, index))
                {
                    return EncodeWithHalves(text);
                }

                index++;
            }
        }

        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Appends one UTF-16 unit that is no half of a pair, or a half that has no other.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="target">Has room for three bytes at the place.</param>
    /// <param name="at">Where to write.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Append(char unit, byte[] target, int at)
    {
        if (unit < 0x80)
        {
            target[at] = (byte)unit;
            return 1;
        }

        if (unit < 0x800)
        {
            target[at] = (byte)(0xC0 | (unit >> 6));
            target[at + 1] = (byte)(0x80 | (unit & 0x3F));
            return 2;
        }

        target[at] = (byte)(0xE0 | (unit >> 12));
        target[at + 1] = (byte)(0x80 | ((unit >> 6) & 0x3F));
        target[at + 2] = (byte)(0x80 | (unit & 0x3F));
        return 3;
    }

    /// <summary>Appends a character that takes a pair.</summary>
    /// <param name="high">The first half.</param>
    /// <param name="low">The second half.</param>
    /// <param name="target">Has room for four bytes at the place.</param>
    /// <param name="at">Where to write.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Append(char high, char low, byte[] target, int at)
    {
        var rune = char.ConvertToUtf32(high, low);
        target[at] = (byte)(0xF0 | (rune >> 18));
        target[at + 1] = (byte)(0x80 | ((rune >> 12) & 0x3F));
        target[at + 2] = (byte)(0x80 | ((rune >> 6) & 0x3F));
        target[at + 3] = (byte)(0x80 | (rune & 0x3F));
        return 4;
    }

    /// <summary>
    /// Whether the bytes are text. The runtime's own check refuses halves of surrogate pairs, and is slow for as long as the runtime watches it
    /// to compile it better: a good part of what a million rows take.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        for (var at = SkipAscii(bytes, 0); at < bytes.Length; at = SkipAscii(bytes, at))
        {
            var length = SequenceLength(bytes.Slice(at));
            if (length == 0)
            {
                return false;
            }

            at += length;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipAscii(ReadOnlySpan<byte> bytes, int at)
    {
#if NET
        ref var start = ref MemoryMarshal.GetReference(bytes);
        for (; at <= bytes.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var others = Vector256.LoadUnsafe(ref start, (nuint)at).ExtractMostSignificantBits();
            if (others != 0)
            {
                return at + BitOperations.TrailingZeroCount(others);
            }
        }
#endif
        while (at < bytes.Length && bytes[at] < 0x80)
        {
            at++;
        }

        return at;
    }

    /// <summary>Bytes of the first character; 0 when it is none. Overlong forms and what lies beyond Unicode are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SequenceLength(ReadOnlySpan<byte> bytes)
    {
        var first = bytes[0];
        if (first < 0x80)
        {
            return 1;
        }

        var length = first switch
        {
            >= 0xC2 and <= 0xDF => 2,
            >= 0xE0 and <= 0xEF => 3,
            >= 0xF0 and <= 0xF4 => 4,
            _ => 0,
        };
        if (length == 0 || bytes.Length < length)
        {
            return 0;
        }

        for (var index = 1; index < length; index++)
        {
            if ((bytes[index] & 0xC0) != 0x80)
            {
                return 0;
            }
        }

        var second = bytes[1];
        return (first, second) is (0xE0, < 0xA0) or (0xF0, < 0x90) or (0xF4, > 0x8F) ? 0 : length;
    }

    private static string DecodeWithHalves(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var length = Math.Max(1, SequenceLength(bytes));
            switch (length)
            {
                case 1:
                    text.Append(bytes[0] < 0x80 ? (char)bytes[0] : '\uFFFD');
                    break;
                case 2:
                    text.Append((char)(((bytes[0] & 0x1F) << 6) | (bytes[1] & 0x3F)));
                    break;
                case 3:
                    text.Append((char)(((bytes[0] & 0x0F) << 12) | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F)));
                    break;
                default:
                    text.Append(char.ConvertFromUtf32(((bytes[0] & 0x07) << 18) | ((bytes[1] & 0x3F) << 12) | ((bytes[2] & 0x3F) << 6) | (bytes[3] & 0x3F)));
                    break;
            }

            bytes = bytes.Slice(length);
        }

        return text.ToString();
    }

    private static byte[] EncodeWithHalves(string text)
    {
        var bytes = new byte[text.Length * 3];
        var at = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                at += Append(text[index], text[index + 1], bytes, at);
                index++;
            }
            else
            {
                at += Append(text[index], bytes, at);
            }
        }

        Array.Resize(ref bytes, at);
        return bytes;
    }
}
