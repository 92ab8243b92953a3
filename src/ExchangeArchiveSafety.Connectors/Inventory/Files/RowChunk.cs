using System.Buffers;

namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>Complete rows of one file, for one thread to work through.</summary>
internal sealed class RowChunk(InventorySection section, byte[] buffer, int length, long firstByte) : IDisposable
{
    public InventorySection Section => section;

    public byte[] Buffer => buffer;

    public int Length => length;

    /// <summary>The reference of the first byte.</summary>
    public long FirstByte => firstByte;

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
