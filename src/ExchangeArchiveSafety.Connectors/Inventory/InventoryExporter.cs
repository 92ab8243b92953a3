using System.IO.Compression;

namespace ExchangeArchiveSafety;

/// <inheritdoc cref="IInventoryExporter"/>
public sealed class InventoryExporter : IInventoryExporter
{
    private const int BlockSize = 256 * 1024;

    // Like the columns of the design, but for the digest, which a scan does not compute.
    private static readonly InventoryColumn[] Columns =
        [.. Enumerable.Range(0, InventoryColumns.Count).Select(column => (InventoryColumn)column).Where(column => column != InventoryColumn.BodyDigest)];

    /// <inheritdoc/>
    public IDisposable Hold(string path) => OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <inheritdoc/>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public void Write(IReadOnlyList<string> inventoryFiles, string path, bool append, CancellationToken cancellation)
    {
        // Several gzip files one behind the other are one, so rows can be added to it. Where a file to add to is gone, so are the rows in it.
        using var file = OwnerOnly.Open(path, append ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.Read);
        _ = file.Seek(0, SeekOrigin.End);
        var isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using var target = isCompressed ? new GZipStream(file, CompressionLevel.Optimal) : (Stream)file;
        if (IsNdjson(isCompressed ? path.Substring(0, path.Length - ".gz".Length) : path))
        {
            foreach (var inventory in inventoryFiles)
            {
                Copy(inventory, target, cancellation);
            }
        }
        else
        {
            WriteCsv(inventoryFiles, target, isBegun: append && file.Position > 0, cancellation);
        }
    }

    private static bool IsNdjson(string path) => path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    private static void Copy(string inventory, Stream target, CancellationToken cancellation)
    {
        using var rows = File.OpenRead(inventory);
        var buffer = new byte[BlockSize];
        for (int read; (read = rows.Read(buffer, 0, buffer.Length)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            target.Write(buffer, 0, read);
        }
    }

    private static void WriteCsv(IReadOnlyList<string> inventoryFiles, Stream target, bool isBegun, CancellationToken cancellation)
    {
        using var buffered = new BufferedStream(target, BlockSize);
        var csv = new CsvWriter(buffered);
        if (!isBegun)
        {
            csv.Header(Columns.Select(column => column.ToString()));
        }

        var (tokenizer, record) = (new NdjsonTokenizer(), new InventoryRecord());
        foreach (var inventory in inventoryFiles)
        {
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
}
