using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Gives one string for texts that come again and again: mailboxes, folders, classes, senders.</summary>
internal sealed class TextCache
{
    // The top ten bits of the hash choose one.
    private const int Slots = 1024;
    private const int LongestText = 256;

    private readonly byte[]?[] _bytes = new byte[]?[Slots];
    private readonly string[] _texts = new string[Slots];

    [MethodImpl(Hot.Path)]
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length > LongestText)
        {
            return Wtf8.Decode(bytes);
        }

        var slot = Slot(bytes);
        if (_bytes[slot] is { } known && bytes.SequenceEqual(known))
        {
            return _texts[slot];
        }

        _bytes[slot] = bytes.ToArray();
        return _texts[slot] = Wtf8.Decode(bytes);
    }

    /// <summary>Mixes both ends, in which texts of a kind differ.</summary>
    [MethodImpl(Hot.Path)]
    private static int Slot(ReadOnlySpan<byte> bytes)
    {
        var hash = bytes.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ (BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(bytes.Length - sizeof(ulong))) * 31)
            : Short(bytes);
        hash = (hash + (ulong)bytes.Length) * 0x9E3779B97F4A7C15UL;
        return (int)(hash >> 54);
    }

    private static ulong Short(ReadOnlySpan<byte> bytes)
    {
        var hash = 0UL;
        foreach (var value in bytes)
        {
            hash = (hash << 8) | value;
        }

        return hash;
    }
}
