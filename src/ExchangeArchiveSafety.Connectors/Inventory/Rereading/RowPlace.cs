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

    /// <summary>Finds the fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Tokenize(InventoryRecord record) => _ = Section.Tokenizer.Read(_bytes, _start, _start + Length, isLast: true, record);
}
