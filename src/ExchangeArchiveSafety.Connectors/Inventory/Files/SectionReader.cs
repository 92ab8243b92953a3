namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>Looks at the beginning of a file: is it CSV or NDJSON, and are the columns there.</summary>
internal static class SectionReader
{
    private const int FirstLook = 64 * 1024;
    private const int LongestHeader = 16 * 1024 * 1024;

    private static readonly string[] NdjsonEndings = [".ndjson", ".jsonl", ".json"];

    /// <summary>Reads the beginning; null when there is nothing in the file.</summary>
    /// <exception cref="InventoryException">Columns are missing, or there twice.</exception>
    public static InventorySection? Read(InventoryFile file, int number) => InventoryFile.Guard(file.Path, () =>
    {
        for (var length = FirstLook; ; length *= 4)
        {
            var (bytes, used) = Beginning(file, length);
            var isAll = used < length;
            if (IsBlank(bytes, used) && (isAll || length > LongestHeader))
            {
                return null;
            }

            EnsureText(file, bytes.AsSpan(0, used));
            if (IsNdjson(file.Path, bytes, used))
            {
                return new(file, number, new NdjsonTokenizer(), 0, 0);
            }

            if (CsvHeader.Read(bytes, used, isAll || length > LongestHeader) is { } header)
            {
                if (header.HasCarriageReturn)
                {
                    throw new InventoryException(ErrorIds.InventoryDamaged, DisplayText.Sentence(ConnectorMessages.CarriageReturns, file.ShownPath), file.Path);
                }

                EnsureColumns(file, header.Present);
                return header.Repeated.Count == 0
                    ? new InventorySection(file, number, header.Tokenizer, header.Length, header.Present)
                    : throw new InventoryException(ErrorIds.RepeatedColumn, DisplayText.Sentence(ConnectorMessages.RepeatedColumn, file.ShownPath, string.Join(", ", header.Repeated)), file.Path);
            }
        }
    });

    /// <summary>Makes sure that no required column is missing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="present">The columns found, one bit each.</param>
    /// <exception cref="InventoryException">One is missing; all missing ones are named.</exception>
    public static void EnsureColumns(InventoryFile file, uint present)
    {
        if (InventoryColumns.Missing(present) is { Count: > 0 } missing)
        {
            throw new InventoryException(ErrorIds.MissingColumn, DisplayText.Sentence(ConnectorMessages.MissingColumn, file.ShownPath, string.Join(", ", missing)), file.Path);
        }
    }

    /// <summary>Makes sure that the file is not read as something else than it is: then every column would be missing, and nobody would know why.</summary>
    private static void EnsureText(InventoryFile file, ReadOnlySpan<byte> beginning)
    {
        var message = ForeignText.IsGzip(beginning) ? ConnectorMessages.Gzip : ForeignText.IsUtf16(beginning) ? ConnectorMessages.Utf16 : null;
        if (message is not null)
        {
            throw new InventoryException(ErrorIds.InventoryDamaged, DisplayText.Sentence(message, file.ShownPath), file.Path);
        }
    }

    private static (byte[] Bytes, int Used) Beginning(InventoryFile file, int length)
    {
        using var stream = file.OpenContent(out _);
        var bytes = new byte[length];
        var used = 0;
        for (var read = 1; read > 0 && used < length; used += read)
        {
            read = stream.Read(bytes, used, length - used);
        }

        return (bytes, used);
    }

    private static bool IsBlank(byte[] bytes, int used) => FirstVisible(bytes, used) == used;

    /// <summary>By the file's ending, and when that says nothing by its first character.</summary>
    private static bool IsNdjson(string path, byte[] bytes, int used)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - 3) : path;
        return Array.Exists(NdjsonEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && FirstVisible(bytes, used) is var first && first < used && bytes[first] == '{');
    }

    private static int FirstVisible(byte[] bytes, int used)
    {
        var at = 0;
        while (at < used && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }
}
