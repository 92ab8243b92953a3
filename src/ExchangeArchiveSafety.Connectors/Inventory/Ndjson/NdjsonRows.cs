using System.Buffers.Text;
using System.Text;

namespace ExchangeArchiveSafety.Connectors.Inventory.Ndjson;

/// <summary>Rows as they are written, one behind the other. A JSON writer would check again what the reader has just checked.</summary>
internal sealed class NdjsonRows
{
    private const int LongestNumber = 20;

    private static readonly byte[][] Names =
        [.. Enumerable.Range(0, InventoryColumns.Count).Select(column => ((InventoryColumn)column).ToString()).Select(name => Encoding.ASCII.GetBytes($",\"{char.ToLowerInvariant(name[0])}{name.Substring(1)}\":"))];

    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    /// <summary>Holds the bytes.</summary>
    public byte[] Buffer => _bytes;

    /// <summary>Begins a row.</summary>
    /// <param name="start">The brace, and fields that all rows have in common.</param>
    public void Begin(ReadOnlySpan<byte> start) => Add(start);

    /// <summary>Writes a field.</summary>
    /// <param name="column">The column.</param>
    /// <param name="json">The value as JSON.</param>
    public void Field(InventoryColumn column, ReadOnlySpan<byte> json)
    {
        Add(Names[(int)column]);
        Add(json);
    }

    /// <summary>Writes text that needs no escapes but quotes.</summary>
    public void Text(InventoryColumn column, ReadOnlySpan<byte> text)
    {
        Field(column, "\""u8);
        Add(text);
        Add("\""u8);
    }

    /// <summary>Writes a number; null for none.</summary>
    public void Number(InventoryColumn column, long? number)
    {
        if (number is not { } known)
        {
            Field(column, "null"u8);
            return;
        }

        Add(Names[(int)column]);
        Room(LongestNumber);
        _ = Utf8Formatter.TryFormat(known, _bytes.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Writes a flag; null when it is not known.</summary>
    public void Flag(InventoryColumn column, bool? flag) => Field(column, flag is { } known ? known ? "true"u8 : "false"u8 : "null"u8);

    /// <summary>Ends a row and its line.</summary>
    public void End() => Add("}\n"u8);

    private void Add(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    private void Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
