using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Where one row lies in memory.</summary>
internal readonly struct RowPlace(InventorySection section, byte[] bytes, int start, int length)
{
    public readonly InventorySection Section = section;
    public readonly int Length = length;

    private readonly byte[] _bytes = bytes;
    private readonly int _start = start;

    public ReadOnlySpan<byte> Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_bytes, _start, Length);
    }

#if NET
    /// <summary>Has the processor fetch the bytes while it is busy with other rows: a fifth of the time of building groups was waiting for them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch()
    {
        const int CacheLine = 64;
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            ref var first = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_bytes);
            for (var line = _start; line < _start + Length; line += CacheLine)
            {
                // Nothing is read, so an address that is no longer the right one does no harm.
                unsafe
                {
                    System.Runtime.Intrinsics.X86.Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, line)));
                }
            }
        }
    }

#endif

    /// <summary>Finds the fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Tokenize(InventoryRecord record) => _ = Section.Tokenizer.Read(_bytes, _start, _start + Length, isLast: true, record);
}
