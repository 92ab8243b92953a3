using System.IO.Compression;

namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>An inventory file in the making, over a <see cref="DurableFile"/>. A compressed one is one stream, so that one that is cut lacks its end.</summary>
internal sealed class InventoryDraft : IInventoryDraft
{
    private const int BlockSize = 256 * 1024;

    // Like the columns of the design, but for the digest, which a scan does not compute.
    private static readonly InventoryColumn[] Columns =
        [.. Enumerable.Range(0, InventoryColumns.Count).Select(column => (InventoryColumn)column).Where(column => column != InventoryColumn.BodyDigest)];

    private readonly DurableFile _file;
    private readonly GZipStream? _compressed;
    private readonly Stream _rows;
    private readonly CsvWriter? _csv;

    public InventoryDraft(string path, DurableDisk? disk = null)
    {
        _file = new(path, disk);
        var isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _compressed = isCompressed ? new(_file.Stream, CompressionLevel.Optimal, leaveOpen: true) : null;
        _rows = new BufferedStream(_compressed ?? _file.Stream, BlockSize);
        if (!IsNdjson(isCompressed ? path.Substring(0, path.Length - ".gz".Length) : path))
        {
            _csv = new(_rows);
            _csv.Header(Columns.Select(column => column.ToString()));
        }
    }

    public void Add(IReadOnlyList<string> inventoryFiles, CancellationToken cancellation)
    {
        foreach (var inventory in inventoryFiles)
        {
            if (_csv is not null)
            {
                AddCsv(_csv, inventory, cancellation);
            }
            else
            {
                Copy(inventory, cancellation);
            }
        }
    }

    public void Finish()
    {
        _rows.Flush();

        // Writes the length and the checksum at the end.
        _compressed?.Dispose();
        _file.Finish();
    }

    public void Dispose() => _file.Dispose();

    private static bool IsNdjson(string path) => path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    private void Copy(string inventory, CancellationToken cancellation)
    {
        using var rows = File.OpenRead(inventory);
        var buffer = new byte[BlockSize];
        for (int read; (read = rows.Read(buffer, 0, buffer.Length)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            _rows.Write(buffer, 0, read);
        }
    }

    private static void AddCsv(CsvWriter csv, string inventory, CancellationToken cancellation)
    {
        var (tokenizer, record) = (new NdjsonTokenizer(), new InventoryRecord());
        using var lines = new LineBlocks(inventory);
        while (lines.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var at = 0; at < lines.Length;)
            {
                at = tokenizer.Read(lines.Buffer, at, lines.Length, isLast: true, record);
                if (record.Fault is not null)
                {
                    throw new IOException(inventory);
                }

                foreach (var column in Columns)
                {
                    csv.Field(record.Get(column));
                }

                csv.EndRow();
            }
        }
    }
}
