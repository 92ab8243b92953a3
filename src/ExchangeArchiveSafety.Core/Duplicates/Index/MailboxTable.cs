namespace ExchangeArchiveSafety.Duplicates.Index;

/// <summary>The mailboxes of an inventory, numbered. Names that differ only in case are one mailbox.</summary>
internal sealed class MailboxTable(ulong firstSeed, ulong secondSeed)
{
    private readonly Dictionary<string, MailboxEntry> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MailboxEntry> _byNumber = [];

    /// <summary>The other half of the key of each hash; the first half is the mailbox's.</summary>
    public ulong SecondSeed => secondSeed;

    public int Count
    {
        get
        {
            lock (_byName)
            {
                return _byNumber.Count;
            }
        }
    }

    public MailboxEntry this[int number]
    {
        get
        {
            lock (_byName)
            {
                return _byNumber[number];
            }
        }
    }

    public MailboxEntry Find(ReadOnlySpan<byte> name)
    {
        var text = Wtf8.Decode(WhiteSpace.TrimAscii(name));
        lock (_byName)
        {
            if (!_byName.TryGetValue(text, out var entry))
            {
                entry = new(_byNumber.Count, text, firstSeed, secondSeed);
                _byName.Add(text, entry);
                _byNumber.Add(entry);
            }
            else if (string.CompareOrdinal(text, entry.Name) < 0)
            {
                // Which spelling is read first depends on the threads; the one shown must not.
                entry.Name = text;
            }

            return entry;
        }
    }
}
