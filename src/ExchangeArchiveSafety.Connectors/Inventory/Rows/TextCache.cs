using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Gives one string for texts that come again and again: mailboxes, folders, classes, senders.</summary>
internal sealed class TextCache
{
    private const int SlotBits = 10;
    private const int LongestText = 256;

    private readonly byte[]?[] _bytes = new byte[]?[1 << SlotBits];
    private readonly string[] _texts = new string[1 << SlotBits];

    [MethodImpl(Hot.Path)]
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length > LongestText)
        {
            return Wtf8.Decode(bytes);
        }

        var slot = TextSlot.Of(bytes, SlotBits);
        if (_bytes[slot] is { } known && bytes.SequenceEqual(known))
        {
            return _texts[slot];
        }

        _bytes[slot] = bytes.ToArray();
        return _texts[slot] = Wtf8.Decode(bytes);
    }
}
