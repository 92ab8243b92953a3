using System.Text;

namespace ExchangeArchiveSafety.Connectors.Inventory.Csv;

/// <summary>The first row of a CSV inventory: which column stands where, and what separates them.</summary>
internal sealed class CsvHeader
{
    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t'];

    private CsvHeader(CsvTokenizer tokenizer, int length, uint present, IReadOnlyList<string> repeated, bool hasCarriageReturn)
    {
        Tokenizer = tokenizer;
        Length = length;
        Present = present;
        Repeated = repeated;
        HasCarriageReturn = hasCarriageReturn;
    }

    /// <summary>Reads the rows.</summary>
    public CsvTokenizer Tokenizer { get; }

    /// <summary>Bytes before the first row.</summary>
    public int Length { get; }

    /// <summary>The columns found, one bit each.</summary>
    public uint Present { get; }

    /// <summary>Columns that occur more than once.</summary>
    public IReadOnlyList<string> Repeated { get; }

    /// <summary>Whether a name has a carriage return in it: then lines end with that alone, and all rows have been read as the header.</summary>
    public bool HasCarriageReturn { get; }

    /// <summary>Reads the header, whatever separates its columns.</summary>
    /// <param name="buffer">The beginning of the file.</param>
    /// <param name="length">How many bytes of it.</param>
    /// <param name="isAll">Whether that is the whole file.</param>
    /// <returns>The header; null when it does not end within the bytes.</returns>
    public static CsvHeader? Read(byte[] buffer, int length, bool isAll)
    {
        var start = 0;
        byte? told = null;
        for (var line = buffer.AsSpan(0, length); IsAbove(line, ref told); line = buffer.AsSpan(start, length - start))
        {
            var end = line.IndexOf((byte)'\n') + 1;
            if (end == 0)
            {
                return isAll ? Read(buffer, start, length, (byte)',') : null;
            }

            start += end;
        }

        CsvHeader? best = null;
        foreach (var delimiter in told is { } one ? [one] : Delimiters)
        {
            if (Read(buffer, start, length, delimiter) is not { } header || (!isAll && header.Length == length))
            {
                return null;
            }

            if (best is null || InventoryColumns.Missing(header.Present).Count < InventoryColumns.Missing(best.Present).Count)
            {
                best = header;
            }
        }

        return best;
    }

    /// <summary>
    /// Whether a line stands above the header: Export-Csv of Windows PowerShell writes the type of its input there, and for Excel it is written
    /// which delimiter follows, <c>sep=;</c>. A line without anything on it is no header either, as it is no row.
    /// </summary>
    private static bool IsAbove(ReadOnlySpan<byte> text, ref byte? delimiter)
    {
        if (text.StartsWith("#TYPE"u8))
        {
            return true;
        }

        var end = text.IndexOf((byte)'\n');
        var line = (end < 0 ? text : text.Slice(0, end));
        line = line.Length > 0 && line[line.Length - 1] == '\r' ? line.Slice(0, line.Length - 1) : line;
        if (end >= 0 && line.IsEmpty)
        {
            return true;
        }

        line = Unquoted(line);
        if (delimiter is not null || line.Length < 5 || !AsciiText.EqualsIgnoringCase(line.Slice(0, 3), "sep"u8) || line[3] != '=')
        {
            return false;
        }

        // What wrote the line may have filled it up with delimiters, as it does with rows.
        var told = Unquoted(line.Slice(4));
        var isTab = told.SequenceEqual("\\t"u8);
        if (isTab || (told.Length > 0 && IsDelimiter(told[0]) && IsFilledWith(told, told[0])))
        {
            delimiter = isTab ? (byte)'\t' : told[0];
            return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> text) =>
        text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Slice(1, text.Length - 2) : text;

    private static bool IsFilledWith(ReadOnlySpan<byte> text, byte one)
    {
        foreach (var value in text)
        {
            if (value != one)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDelimiter(byte one) =>
        one == '\t' || (one is >= (byte)' ' and < 0x7F and not (byte)'"' && !char.IsLetterOrDigit((char)one));

    /// <summary>Reads the names one by one, as a tokenizer that knows the columns cannot be had yet.</summary>
    private static CsvHeader Read(byte[] buffer, int start, int end, byte delimiter)
    {
        var columns = new List<int>();
        var repeated = new List<string>();
        var present = 0u;
        var hasCarriageReturn = false;
        var record = new InventoryRecord();
        var at = start;
        for (var ends = false; !ends;)
        {
            var name = new CsvTokenizer(delimiter, [0]).ReadField(buffer, ref at, end, record, out ends);
            hasCarriageReturn |= name.IndexOf((byte)'\r') >= 0;
            var column = InventoryColumns.Find(WhiteSpaceAround(name));
            columns.Add(column is { } known ? (int)known : CsvTokenizer.Ignored);
            if (column is { } found)
            {
                if ((present & (1u << (int)found)) != 0)
                {
                    repeated.Add(found.ToString());
                }

                present |= 1u << (int)found;
            }
        }

        return new(new(delimiter, [.. columns]), at, present, repeated, hasCarriageReturn);
    }

    private static ReadOnlySpan<byte> WhiteSpaceAround(ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetBytes(Wtf8.Decode(name).Trim());
}
