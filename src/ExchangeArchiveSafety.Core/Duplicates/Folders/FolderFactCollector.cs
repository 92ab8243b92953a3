using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>Notes, while items are read, what their folders add to what is known of each location. One instance a thread.</summary>
internal sealed class FolderFactCollector
{
    private const int SlotBits = 10;
    private const int LastKept = 8;

    private readonly Entry?[] _entries = new Entry?[2 << SlotBits];
    private readonly Dictionary<FolderFact, FolderFact> _facts = [];
    private readonly List<HashSet<FolderFact>?> _byMailbox = [];
    private readonly (int Mailbox, FolderFact? Fact)[] _last = new (int, FolderFact?)[LastKept];
    private int _next;

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
            Add(mailbox, fact);
        }
    }

    /// <summary>What is known of the folders of a mailbox.</summary>
    public IEnumerable<FolderFact> Of(int mailbox) => mailbox < _byMailbox.Count && _byMailbox[mailbox] is { } facts ? facts : [];

    public void Add(int mailbox, FolderFact fact)
    {
        // Several paths below one folder add the same.
        foreach (var (known, last) in _last)
        {
            if (known == mailbox && ReferenceEquals(last, fact))
            {
                return;
            }
        }

        _last[_next] = (mailbox, fact);
        _next = (_next + 1) % LastKept;
        while (_byMailbox.Count <= mailbox)
        {
            _byMailbox.Add(null);
        }

        _ = (_byMailbox[mailbox] ??= []).Add(fact);
    }

    private Entry Read(in ItemFields item)
    {
        var fact = FolderFact.Of(Wtf8.Decode(item.FolderPath), item.Location, item.TellsWellKnownFolder ? Wtf8.Decode(item.WellKnownFolder) : null);
        if (fact is not null)
        {
            if (_facts.TryGetValue(fact, out var known))
            {
                fact = known;
            }
            else
            {
                _facts.Add(fact, fact);
            }
        }

        return new(item, fact);
    }

    private sealed class Entry(in ItemFields item, FolderFact? fact)
    {
        private readonly byte[] _path = item.FolderPath.ToArray();
        private readonly byte[] _told = item.WellKnownFolder.ToArray();
        private readonly bool _tells = item.TellsWellKnownFolder;
        private readonly MailItemLocation _location = item.Location;

        public FolderFact? Fact => fact;

        /// <summary>The mailbox to which it was added last.</summary>
        public int Mailbox { get; set; } = -1;

        [MethodImpl(Hot.Path)]
        public bool IsOf(in ItemFields item) =>
            _location == item.Location && _tells == item.TellsWellKnownFolder && item.FolderPath.SequenceEqual(_path) && item.WellKnownFolder.SequenceEqual(_told);
    }
}
