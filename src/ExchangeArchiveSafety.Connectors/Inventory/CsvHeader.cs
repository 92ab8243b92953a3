using System.Text;

namespace ExchangeArchiveSafety;

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
        // Export-Csv of Windows PowerShell writes the type of its input above the header.
        var start = 0;
        if (buffer.AsSpan(0, length).StartsWith("#TYPE"u8))
        {
            start = buffer.AsSpan(0, length).IndexOf((byte)'\n') + 1;
            if (start == 0)
            {
                return isAll ? Read(buffer, 0, length, (byte)',') : null;
            }
        }

        CsvHeader? best = null;
        foreach (var delimiter in Delimiters)
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
