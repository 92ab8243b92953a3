namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Reads the wanted rows of a file that can only be read forward: from its beginning to the last of them.</summary>
internal sealed class ForwardPass(InventorySection section, ChunkReader chunks, WantedRows wanted, LoadedRows rows)
{
    private int _found;

    /// <summary>Works through chunks until the last wanted row is behind. Call it once on each thread.</summary>
    public void Run(CancellationToken cancellation)
    {
        var copier = rows.TakeCopier();
        for (var behind = 0L; behind <= wanted.Offset(wanted.Count - 1);)
        {
            cancellation.ThrowIfCancellationRequested();
            using var chunk = chunks.Read();
            if (chunk is null)
            {
                break;
            }

            behind = chunk.FirstByte + chunk.Length;
            var (first, end) = (wanted.FirstFrom(chunk.FirstByte), wanted.FirstFrom(behind));
            for (var index = first; index < end; index++)
            {
                var start = (int)(wanted.Offset(index) - chunk.FirstByte);
                var next = section.Tokenizer.NextRow(chunk.Buffer, start, chunk.Length, isLast: true);
                copier.Add(wanted.Place(index), wanted.Number, chunk.Buffer.AsSpan(start, next - start));
            }

            _ = Interlocked.Add(ref _found, end - first);
        }

        rows.Return(copier);
    }

    /// <summary>Makes sure that the file is not shorter than it was.</summary>
    /// <exception cref="InventoryException">It is.</exception>
    public void EnsureComplete()
    {
        if (_found < wanted.Count)
        {
            throw section.File.Changed();
        }
    }
}
