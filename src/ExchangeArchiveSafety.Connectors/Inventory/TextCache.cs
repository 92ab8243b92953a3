using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Gives one string for texts that come again and again: mailboxes, folders, classes, senders.</summary>
internal sealed class TextCache
{
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

    [MethodImpl(Hot.Path)]
    private static int Slot(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) % Slots);
    }
}
