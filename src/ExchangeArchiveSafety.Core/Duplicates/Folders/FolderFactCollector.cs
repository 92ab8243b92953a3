using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>Notes, while items are read, what their folders add to what is known of each location. One instance a thread.</summary>
internal sealed class FolderFactCollector
{
    private const int SlotBits = 10;
    private const int Bits = 64;

    private readonly Entry?[] _entries = new Entry?[2 << SlotBits];
    private readonly Dictionary<FolderFact, (FolderFact Fact, ulong Bit)> _facts = [];
    private readonly List<HashSet<FolderFact>?> _byMailbox = [];

    // Which of the first facts each mailbox has: where mailboxes take turns row by row, a row needs no more than this.
    private ulong[] _has = [];

    /// <summary>Notes the folder of an item.</summary>
    [MethodImpl(Hot.Path)]
    public void Add(int mailbox, in ItemFields item)
    {
        var slot = (TextSlot.Of(item.FolderPath, SlotBits) * 2) + (int)item.Location;
        if (_entries[slot] is not { } entry || !entry.IsOf(item))
        {
            entry = _entries[slot] = Read(item);
        }

        if (entry.Fact is { } fact && entry.Mailbox != mailbox)
        {
            entry.Mailbox = mailbox;
            Add(mailbox, fact, entry.Bit);
        }
    }

    /// <summary>What is known of the folders of a mailbox.</summary>
    public IEnumerable<FolderFact> Of(int mailbox) => mailbox < _byMailbox.Count && _byMailbox[mailbox] is { } facts ? facts : [];

    [MethodImpl(Hot.Path)]
    private void Add(int mailbox, FolderFact fact, ulong bit)
    {
        if (_has.Length <= mailbox)
        {
            Array.Resize(ref _has, (mailbox * 2) + 1);
        }

        if ((_has[mailbox] & bit) == 0)
        {
            _has[mailbox] |= bit;
            AddNew(mailbox, fact);
        }
    }

    private void AddNew(int mailbox, FolderFact fact)
    {
        while (_byMailbox.Count <= mailbox)
        {
            _byMailbox.Add(null);
        }

        _ = (_byMailbox[mailbox] ??= []).Add(fact);
    }

    private Entry Read(in ItemFields item)
    {
        var fact = FolderFact.Of(Wtf8.Decode(item.FolderPath), item.Location, item.TellsWellKnownFolder ? Wtf8.Decode(item.WellKnownFolder) : null);
        if (fact is null)
        {
            return new(item, null, 0);
        }

        if (!_facts.TryGetValue(fact, out var known))
        {
            known = (fact, _facts.Count < Bits ? 1UL << _facts.Count : 0);
            _facts.Add(fact, known);
        }

        return new(item, known.Fact, known.Bit);
    }

    private sealed class Entry(in ItemFields item, FolderFact? fact, ulong bit)
    {
        private readonly byte[] _path = item.FolderPath.ToArray();
        private readonly byte[] _told = item.WellKnownFolder.ToArray();
        private readonly bool _tells = item.TellsWellKnownFolder;
        private readonly MailItemLocation _location = item.Location;

        public FolderFact? Fact => fact;

        /// <summary>The fact's bit; none where all are given away.</summary>
        public ulong Bit => bit;

        /// <summary>The mailbox to which it was added last.</summary>
        public int Mailbox { get; set; } = -1;

        [MethodImpl(Hot.Path)]
        public bool IsOf(in ItemFields item) =>
            _location == item.Location && _tells == item.TellsWellKnownFolder && item.FolderPath.SequenceEqual(_path) && item.WellKnownFolder.SequenceEqual(_told);
    }
}
