using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>Values in a part of a slab, filled from its start on; it does not grow. Offsets are bytes.</summary>
internal struct SlabList<T>(byte[] slab, int start, int bytes)
    where T : struct
{
    private readonly byte[] _slab = slab;
    private readonly int _start = start;
    private readonly int _end = start + bytes;
    private int _used = start;

    public readonly int Count => (_used - _start) / Unsafe.SizeOf<T>();

    public readonly bool IsFull
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _used == _end;
    }

    /// <summary>The values.</summary>
    public readonly Span<T> Values
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.Cast<byte, T>(_slab.AsSpan(_start, _used - _start));
    }

    /// <summary>Adds a value; there must be room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in T value)
    {
#if NET
        MemoryMarshal.Write(_slab.AsSpan(_used, Unsafe.SizeOf<T>()), in value);
#else
        var copy = value;
        MemoryMarshal.Write(_slab.AsSpan(_used), ref copy);
#endif
        _used += Unsafe.SizeOf<T>();
    }
}
