using System.Runtime.CompilerServices;
#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace ExchangeArchiveSafety.Connectors.Inventory.Csv;

/// <summary>
/// Finds delimiters, line feeds and quotes one after the other, 64 bytes at a time where the processor can. What is searched is passed to
/// every call: two fields live in registers, five do not.
/// </summary>
internal struct CsvMarks
{
#if NET
    private const int BlockLength = 64;

#endif
#if NET
    private int _block;
    private ulong _bits;
#else
    private int _at;
#endif

    /// <summary>Goes on from a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveTo(byte[] buffer, int at, int end, byte delimiter)
    {
#if NET
        _block = at;
        _bits = Bits(buffer, at, end, delimiter);
#else
        _at = at;
#endif
    }

    /// <summary>The place of the next mark; the end, or behind it, when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(byte[] buffer, int end, byte delimiter)
    {
#if NET
        while (_bits == 0)
        {
            _block += BlockLength;
            if (_block >= end)
            {
                return end;
            }

            _bits = Bits(buffer, _block, end, delimiter);
        }

        var mark = _block + BitOperations.TrailingZeroCount(_bits);
        _bits &= _bits - 1;
        return mark;
#else
        var length = buffer.AsSpan(_at, end - _at).IndexOfAny(delimiter, (byte)'\n', (byte)'"');
        var mark = length < 0 ? end : _at + length;
        _at = mark + 1;
        return mark;
#endif
    }

#if NET
    /// <summary>One bit for each of the 64 bytes from a place on that is a mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(byte[] buffer, int at, int end, byte delimiter)
    {
        if (at + BlockLength > buffer.Length)
        {
            return TailBits(buffer, at, end, delimiter);
        }

        ref var start = ref MemoryMarshal.GetArrayDataReference(buffer);
        return Bits(Vector256.LoadUnsafe(ref start, (nuint)at), delimiter)
            | ((ulong)Bits(Vector256.LoadUnsafe(ref start, (nuint)(at + Vector256<byte>.Count)), delimiter) << Vector256<byte>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits(Vector256<byte> bytes, byte delimiter) =>
        (Vector256.Equals(bytes, Vector256.Create(delimiter))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();

    // Static, and everything else inlined, so that the marks can live in registers.
    private static ulong TailBits(byte[] buffer, int at, int end, byte delimiter)
    {
        var bits = 0UL;
        for (var place = at; place < end && place < at + BlockLength; place++)
        {
            if (buffer[place] == delimiter || buffer[place] is (byte)'\n' or (byte)'"')
            {
                bits |= 1UL << (place - at);
            }
        }

        return bits;
    }
#endif
}
