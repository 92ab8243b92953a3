using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>Gives the key of a folder by the bytes of its path: the same few folders come again and again. One instance a thread.</summary>
/// <param name="patterns">Sees every folder; null when nobody asks.</param>
internal sealed class FolderKeyCache(FolderPatternUse? patterns)
{
    // A power of two; a folder that loses its place is only read again.
    private const int Slots = 1024;

    private readonly Entry?[] _entries = new Entry?[Slots];

    [MethodImpl(Hot.Path)]
    public FolderKey Get(ReadOnlySpan<byte> path, MailItemLocation location)
    {
        var slot = Slot(path, location);
        if (_entries[slot] is { } entry && entry.Location == location && path.SequenceEqual(entry.Path))
        {
            return entry.Key;
        }

        var key = FolderKey.Of(Wtf8.Decode(path), location);
        patterns?.See(key);
        _entries[slot] = new(path.ToArray(), location, key);
        return key;
    }

    [MethodImpl(Hot.Path)]
    private static int Slot(ReadOnlySpan<byte> path, MailItemLocation location)
    {
        var hash = (uint)path.Length + ((uint)location << 9);
        foreach (var value in path)
        {
            hash = unchecked((hash * 31) + value);
        }

        return (int)((hash ^ (hash >> 15)) & (Slots - 1));
    }

    private sealed class Entry(byte[] path, MailItemLocation location, FolderKey key)
    {
        public byte[] Path => path;

        public MailItemLocation Location => location;

        public FolderKey Key => key;
    }
}
