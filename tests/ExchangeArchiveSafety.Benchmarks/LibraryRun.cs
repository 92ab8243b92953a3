using System.Text;
using Sylvan.Data.Csv;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// What reading rows costs with a library and without: every field of every row is looked at, nothing is done with it, on one thread.
/// This is the figure behind the decision to parse CSV in the module itself.
/// </summary>
internal static class LibraryRun
{
    /// <summary>Adds up the lengths of all fields with Sylvan.Data.Csv, in characters.</summary>
    public static long Library(string path)
    {
        using var text = new StreamReader(path, new UTF8Encoding(false), false, 1 << 16);
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { BufferSize = 1 << 16, Delimiter = ',' });
        var length = 0L;
        while (csv.Read())
        {
            for (var field = 0; field < csv.FieldCount; field++)
            {
                length += csv.GetFieldSpan(field).Length;
            }
        }

        return length;
    }

    /// <summary>Adds up the lengths of all fields with the module's reader, in bytes.</summary>
    public static long Own(string path)
    {
        var section = SectionReader.Read(InventoryFile.Open(path), 0)!;
        using var chunks = new ChunkReader([section]);
        var record = new InventoryRecord();
        var length = 0L;
        while (chunks.Read() is { } chunk)
        {
            for (var at = 0; at < chunk.Length;)
            {
                at = section.Tokenizer.Read(chunk.Buffer, at, chunk.Length, isLast: true, record);
                for (var column = 0; column < InventoryColumns.Count; column++)
                {
                    length += record.Get((InventoryColumn)column).Length;
                }
            }

            chunk.Dispose();
        }

        return length;
    }
}
