using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>Gives the key of a folder by the bytes of its path: the same few folders come again and again. One instance a thread.</summary>
/// <param name="patterns">Sees every folder; null when nobody asks.</param>
internal sealed class FolderKeyCache(FolderPatternUse? patterns)
{
    private const int SlotBits = 10;

    private readonly Entry?[] _entries = new Entry?[2 << SlotBits];

    /// <summary>The key of an item's folder.</summary>
    /// <param name="item">The item.</param>
    /// <param name="mailbox">What is known of the folders of its mailbox.</param>
    [MethodImpl(Hot.Path)]
    public FolderKey Get(in ItemFields item, MailboxFolders mailbox)
    {
        var slot = (TextSlot.Of(item.FolderPath, SlotBits) * 2) + (int)item.Location;
        if (_entries[slot] is { } entry && entry.IsOf(item, mailbox))
        {
            return entry.Key;
        }

        var key = mailbox.KeyOf(Wtf8.Decode(item.FolderPath), item.Location, item.TellsWellKnownFolder ? Wtf8.Decode(item.WellKnownFolder) : null);
        patterns?.See(key);
        _entries[slot] = new(item, mailbox, key);
        return key;
    }

    private sealed class Entry(in ItemFields item, MailboxFolders mailbox, FolderKey key)
    {
        private readonly byte[] _path = item.FolderPath.ToArray();
        private readonly byte[] _told = item.WellKnownFolder.ToArray();
        private readonly bool _tells = item.TellsWellKnownFolder;
        private readonly MailItemLocation _location = item.Location;

        public FolderKey Key => key;

        [MethodImpl(Hot.Path)]
        public bool IsOf(in ItemFields item, MailboxFolders folders) =>
            ReferenceEquals(mailbox, folders) && _location == item.Location && _tells == item.TellsWellKnownFolder
            && item.FolderPath.SequenceEqual(_path) && item.WellKnownFolder.SequenceEqual(_told);
    }
}
