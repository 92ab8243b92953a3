using System.Runtime.CompilerServices;
#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace ExchangeArchiveSafety;

/// <summary>Finds delimiters, line feeds and quotes one after the other, 64 bytes at a time where the processor can.</summary>
internal ref struct CsvMarks
{
#if NET
    private const int BlockLength = 64;

#endif
    private readonly byte[] _buffer;
    private readonly int _end;
    private readonly byte _delimiter;
#if NET
    private int _block;
    private ulong _bits;
#else
    private int _at;
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CsvMarks(byte[] buffer, int start, int end, byte delimiter)
    {
        _buffer = buffer;
        _end = end;
        _delimiter = delimiter;
#if NET
        _block = start;
        _bits = Bits(start);
#else
        _at = start;
#endif
    }

    /// <summary>Goes on from a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveTo(int at)
    {
#if NET
        _block = at;
        _bits = Bits(at);
#else
        _at = at;
#endif
    }

    /// <summary>The place of the next mark; the end, or behind it, when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
#if NET
        while (_bits == 0)
        {
            _block += BlockLength;
            if (_block >= _end)
            {
                return _end;
            }

            _bits = Bits(_block);
        }

        var mark = _block + BitOperations.TrailingZeroCount(_bits);
        _bits &= _bits - 1;
        return mark;
#else
        var length = _buffer.AsSpan(_at, _end - _at).IndexOfAny(_delimiter, (byte)'\n', (byte)'"');
        var mark = length < 0 ? _end : _at + length;
        _at = mark + 1;
        return mark;
#endif
    }

#if NET
    /// <summary>One bit for each of the 64 bytes from a place on that is a mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Bits(int at)
    {
        if (at + BlockLength > _buffer.Length)
        {
            return TailBits(_buffer, at, _end, _delimiter);
        }

        ref var start = ref MemoryMarshal.GetArrayDataReference(_buffer);
        return Bits(Vector256.LoadUnsafe(ref start, (nuint)at))
            | ((ulong)Bits(Vector256.LoadUnsafe(ref start, (nuint)(at + Vector256<byte>.Count))) << Vector256<byte>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Bits(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create(_delimiter))
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
