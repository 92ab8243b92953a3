using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Text;

/// <summary>
/// Places texts in small tables of what comes again and again: each has one place, and what loses it to another is only made anew. Nobody gains by
/// aiming at a place, so it needs no key.
/// </summary>
internal static class TextSlot
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15UL;

    /// <summary>The place of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bits">The table has two to the power of that many places.</param>
    [MethodImpl(Hot.Path)]
    public static int Of(ReadOnlySpan<byte> text, int bits)
    {
        var hash = (ulong)text.Length;
        if (text.Length >= sizeof(ulong))
        {
            for (var rest = text; rest.Length > sizeof(ulong); rest = rest.Slice(sizeof(ulong)))
            {
                hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            }

            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(text.Length - sizeof(ulong))));
        }
        else
        {
            foreach (var value in text)
            {
                hash = (hash << 8) | value;
            }

            hash = Mix(hash, 0);
        }

        return (int)(hash >> (64 - bits));
    }

    // What is taken in the end are the highest bits, so what they hold must come down again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong word) => unchecked((hash ^ (hash >> 32) ^ word) * Multiplier);
}
