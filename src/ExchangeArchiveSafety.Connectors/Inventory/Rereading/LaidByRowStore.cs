namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>
/// Reads a file that can only be read forward a second time, and keeps the bytes of the rows that will be asked for: less than a fifth
/// of what they take as objects.
/// </summary>
internal sealed class LaidByRowStore(InventorySection section) : IRowStore
{
    private long[] _offsets = [];
    private byte[][] _rows = [];

    public void Expect(ArraySegment<long> references, CancellationToken cancellation)
    {
        _offsets = [.. references.Select(InventorySection.Offset)];
        _rows = new byte[_offsets.Length][];
        using var chunks = new ChunkReader([section]);
        for (var place = 0; place < _offsets.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            using var chunk = chunks.Read() ?? throw section.File.Changed();
            for (; place < _offsets.Length && _offsets[place] < chunk.FirstByte + chunk.Length; place++)
            {
                var start = (int)(_offsets[place] - chunk.FirstByte);
                var end = section.Tokenizer.NextRow(chunk.Buffer, start, chunk.Length, isLast: true);
                _rows[place] = chunk.Buffer.AsSpan(start, end - start).ToArray();
            }
        }
    }

    public void Load(ArraySegment<long> references, ArraySegment<int> places, LoadedRows rows, CancellationToken cancellation)
    {
        for (var index = 0; index < references.Count; index++)
        {
            rows.Add(places.Array![places.Offset + index], section, Row(references.Array![references.Offset + index]));
        }
    }

    public void Dispose()
    {
        _offsets = [];
        _rows = [];
    }

    private byte[] Row(long reference) => _rows[Array.BinarySearch(_offsets, InventorySection.Offset(reference))];
}
