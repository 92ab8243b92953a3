using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Gives one string for texts that are equal to the one before: copies of a message are read one after the other.</summary>
internal sealed class LastText
{
    private readonly byte[] _bytes = new byte[256];
    private int _length;
    private string _text = "";

    [MethodImpl(Hot.Path)]
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.SequenceEqual(_bytes.AsSpan(0, _length)))
        {
            return _text;
        }

        if (bytes.Length > _bytes.Length)
        {
            return Wtf8.Decode(bytes);
        }

        bytes.CopyTo(_bytes);
        _length = bytes.Length;
        return _text = Wtf8.Decode(bytes);
    }
}
