using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>
/// SipHash, 64 bits (Aumasson and Bernstein), with one round a word and three at the end. It only sorts items into buckets; equality of the
/// fields decides, so a collision costs one comparison and never an item. What must not be is that somebody who sends mail makes a million
/// collisions and with them a search that never ends. A hash with a key that is random in every search and never shown prevents that without
/// a one-way function: SHA-256, even on a processor with instructions for it, takes longer a row than all the rest of reading the row.
/// </summary>
internal static class SipHash
{
    /// <summary>The digest of some bytes.</summary>
    [MethodImpl(Hot.Path)]
    public static ulong Hash(ulong key0, ulong key1, ReadOnlySpan<byte> data) => Hash(key0, key1, data, 1, 3);

    /// <summary>The same with numbers of rounds of one's own choice: the published values are those of two and four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Hash(ulong key0, ulong key1, ReadOnlySpan<byte> data, int wordRounds, int lastRounds)
    {
        var v0 = key0 ^ 0x736f6d6570736575UL;
        var v1 = key1 ^ 0x646f72616e646f6dUL;
        var v2 = key0 ^ 0x6c7967656e657261UL;
        var v3 = key1 ^ 0x7465646279746573UL;
        var last = ((ulong)data.Length << 56) | Rest(data);
        while (data.Length >= 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(data);
            v3 ^= word;
            for (var round = 0; round < wordRounds; round++)
            {
                Round(ref v0, ref v1, ref v2, ref v3);
            }

            v0 ^= word;
            data = data.Slice(8);
        }

        v3 ^= last;
        for (var round = 0; round < wordRounds; round++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        v0 ^= last;
        v2 ^= 0xff;
        for (var round = 0; round < lastRounds; round++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// <summary>The bytes behind the last whole word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Rest(ReadOnlySpan<byte> data)
    {
        if (data.Length >= 8)
        {
            // The last eight bytes, less those that belong to the word before; in two steps, as there can be eight of these.
            return BinaryPrimitives.ReadUInt64LittleEndian(data.Slice(data.Length - 8)) >> 1 >> (63 - (8 * (data.Length & 7)));
        }

        var rest = 0UL;
        for (var index = 0; index < data.Length; index++)
        {
            rest |= (ulong)data[index] << (8 * index);
        }

        return rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = RotateLeft(v1, 13) ^ v0;
        v0 = RotateLeft(v0, 32);
        v2 += v3;
        v3 = RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = RotateLeft(v1, 17) ^ v2;
        v2 = RotateLeft(v2, 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RotateLeft(ulong value, int bits) => (value << bits) | (value >> (64 - bits));
}
