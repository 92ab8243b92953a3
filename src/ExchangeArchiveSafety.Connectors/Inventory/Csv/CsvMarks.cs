#if NET
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ExchangeArchiveSafety.Connectors.Inventory.Csv;

/// <summary>
/// Finds where the fields of a row end, 64 bytes at a time and without asking of each field what ends it: a processor that guesses wrong five times a row
/// loses more than the row takes.
/// </summary>
internal static class CsvMarks
{
    /// <summary>How many more marks than fields there must be room for: those of a block are written before anybody looks how many the row has.</summary>
    public const int Room = BlockLength + AtOnce;

    /// <summary>Stands for a row that is not the usual one.</summary>
    public const int Unusual = -1;

    private const int BlockLength = 64;

    // Few blocks hold more. Of fewer, those that are none are written over by the next ones.
    private const int AtOnce = 4;

    /// <summary>Finds the delimiters that no quotes enclose, up to the first such line feed, which is the last mark.</summary>
    /// <param name="buffer">Holds the row.</param>
    /// <param name="start">Where the row begins.</param>
    /// <param name="end">Where the bytes end.</param>
    /// <param name="delimiter">What separates fields.</param>
    /// <param name="fields">How many fields there should be.</param>
    /// <param name="marks">Receives the places.</param>
    /// <returns>How many quotes the row has, wherever they stand; or that it has another number of fields, or does not end.</returns>
    [MethodImpl(Hot.Path)]
    public static int Find(byte[] buffer, int start, int end, byte delimiter, int fields, int[] marks)
    {
        // Checked once here, not at each mark.
        ArgumentOutOfRangeException.ThrowIfLessThan(marks.Length, fields + Room);
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(buffer);
        ref var all = ref MemoryMarshal.GetArrayDataReference(marks);
        var delimiters = Vector256.Create(delimiter);
        var (count, quotes, enclosed) = (0, 0, 0UL);
        for (var block = start; block <= buffer.Length - BlockLength; block += BlockLength)
        {
            var first = Vector256.LoadUnsafe(ref bytes, (nuint)block);
            var second = Vector256.LoadUnsafe(ref bytes, (nuint)(block + Vector256<byte>.Count));
            var found = Bits(first, second, delimiters);
            var feeds = Bits(first, second, Vector256.Create((byte)'\n'));
            var quoted = Bits(first, second, Vector256.Create((byte)'"'));
            if ((quoted | enclosed) != 0)
            {
                // From each quote on up to the one that ends it; one that is doubled ends and begins.
                var within = UpToNext(quoted) ^ enclosed;
                enclosed = (ulong)((long)within >> (BlockLength - 1));
                found &= ~within;
                feeds &= ~within;
                quotes += BitOperations.PopCount(quoted & ((feeds & (~feeds + 1)) - 1));
            }

            if (feeds != 0)
            {
                found = (found | feeds) & (feeds ^ (feeds - 1));
            }

            ref var next = ref Unsafe.Add(ref all, count);
            count += BitOperations.PopCount(found);
            if (count > fields)
            {
                return Unusual;
            }

            next = block + BitOperations.TrailingZeroCount(found);
            found &= found - 1;
            Unsafe.Add(ref next, 1) = block + BitOperations.TrailingZeroCount(found);
            found &= found - 1;
            Unsafe.Add(ref next, 2) = block + BitOperations.TrailingZeroCount(found);
            found &= found - 1;
            Unsafe.Add(ref next, 3) = block + BitOperations.TrailingZeroCount(found);
            found &= found - 1;
            for (var more = AtOnce; found != 0; more++)
            {
                Unsafe.Add(ref next, more) = block + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
            }

            if (feeds != 0)
            {
                return count == fields && block + BitOperations.TrailingZeroCount(feeds) < end ? quotes : Unusual;
            }
        }

        return Unusual;
    }

    /// <summary>One bit for each byte that is a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> first, Vector256<byte> second, Vector256<byte> value) =>
        Vector256.Equals(first, value).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(second, value).ExtractMostSignificantBits() << Vector256<byte>.Count);

    /// <summary>Sets the bits from each first, third, … one that is set up to the one behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong UpToNext(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
#endif
