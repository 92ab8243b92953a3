using System.Buffers.Text;

namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>Bytes of rows, one behind the other. A JSON writer would check again what the reader has just checked.</summary>
internal sealed class RowBytes
{
    private const int LongestNumber = 20;

    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    /// <summary>Holds the bytes.</summary>
    public byte[] Buffer => _bytes;

    public void Add(byte one)
    {
        Room(1);
        _bytes[Length++] = one;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Add(long number)
    {
        Room(LongestNumber);
        _ = Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out var written);
        Length += written;
    }

    private void Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
