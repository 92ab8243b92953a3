using System.Runtime.CompilerServices;
#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace ExchangeArchiveSafety;

/// <summary>Finds delimiters, line feeds and quotes one after the other, 32 bytes at a time where the processor can.</summary>
internal ref struct CsvMarks
{
    private readonly byte[] _buffer;
    private readonly int _end;
    private readonly byte _delimiter;
#if NET
    private int _block;
    private uint _bits;
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
            _block += Vector256<byte>.Count;
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
    /// <summary>One bit for each of the 32 bytes from a place on that is a mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Bits(int at)
    {
        if (at + Vector256<byte>.Count > _buffer.Length)
        {
            return TailBits(at);
        }

        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_buffer), (nuint)at);
        return (Vector256.Equals(bytes, Vector256.Create(_delimiter))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();
    }

    private readonly uint TailBits(int at)
    {
        var bits = 0u;
        for (var place = at; place < _end; place++)
        {
            if (_buffer[place] == _delimiter || _buffer[place] is (byte)'\n' or (byte)'"')
            {
                bits |= 1u << (place - at);
            }
        }

        return bits;
    }
#endif
}
