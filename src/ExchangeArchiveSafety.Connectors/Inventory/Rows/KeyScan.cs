using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>The first reading of an inventory: every row, on several threads.</summary>
internal sealed class KeyScan(ChunkReader chunks, BadRowList badRows, BadRowAction onBadRow, CancellationToken cancellation)
{
    /// <summary>Works through chunks until there are none. Call it once on each thread, with a collector of its own.</summary>
    public void Run(ItemKeyCollector collector)
    {
        var record = new InventoryRecord();
        while (!(onBadRow == BadRowAction.Stop && badRows.Count > 0))
        {
            cancellation.ThrowIfCancellationRequested();
            using var chunk = chunks.Read();
            if (chunk is null)
            {
                return;
            }

            Read(chunk, record, collector);
        }
    }

    [MethodImpl(Hot.Path)]
    private void Read(RowChunk chunk, InventoryRecord record, ItemKeyCollector collector)
    {
        var (buffer, section) = (chunk.Buffer, chunk.Section);
        var rows = 0L;
        var columns = 0u;

        // Three hundred bytes, which each row writes over: they need no clearing in between.
        var fields = default(ItemFields);

        // All of a chunk at once is quicker, and rows need a look of their own only where that fails.
        var isText = Wtf8.IsValid(buffer.AsSpan(0, chunk.Length));
        for (int at = 0, next; at < chunk.Length; at = next)
        {
            if (BlankLine.Skip(buffer, at, chunk.Length) is var behind && behind > at)
            {
                next = behind;
                continue;
            }

            next = section.Tokenizer.Read(buffer, at, chunk.Length, isLast: true, record);
            rows++;
            columns |= record.Present;
            if (RowReader.ReadFields(record, isText ? default : buffer.AsSpan(at, next - at), isWhole: false, ref fields) is not { } fault)
            {
                collector.Add(fields, section.Reference(chunk.FirstByte + at));
                continue;
            }

            badRows.Add(section, fault, buffer, chunk.FirstByte);
            if (onBadRow == BadRowAction.Stop)
            {
                break;
            }
        }

        section.Add(rows, chunk.Length, columns);
    }
}
