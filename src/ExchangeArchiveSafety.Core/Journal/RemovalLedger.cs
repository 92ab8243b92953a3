namespace ExchangeArchiveSafety.Journal;

/// <summary>What the journal says of one copy.</summary>
internal sealed record LedgerItem
{
    public string MailboxId { get; init; } = "";

    public string Identity { get; init; } = "";

    public string ItemId { get; init; } = "";

    /// <summary>The batch that announced it last.</summary>
    public Guid RemovalId { get; init; }

    /// <summary>The run that announced it last; empty where its version did not say.</summary>
    public Guid Run { get; init; }

    /// <summary>Which way it was to go last.</summary>
    public JournalOperation Operation { get; init; }

    public JournalItemState State { get; init; }

    /// <summary>When it was announced last, UTC.</summary>
    public DateTime IntendedAtUtc { get; init; }

    /// <summary>When a run saw it gone, UTC; null when none did.</summary>
    public DateTime? RemovedAtUtc { get; init; }

    /// <summary>The location and folder of the last intent.</summary>
    public MailItemLocation Location { get; init; }

    public string FolderPath { get; init; } = "";

    /// <summary>The id under which it was brought back last.</summary>
    public string? NewItemId { get; init; }

    /// <summary>Whether nobody knows what became of the last intent.</summary>
    public bool IsOpen => State is JournalItemState.Intended or JournalItemState.Unknown;

    public bool IsOpenRemoval => IsOpen && Operation == JournalOperation.Remove;

    public bool IsOpenRestore => IsOpen && Operation == JournalOperation.Restore;

    /// <summary>Whether a run asked for its deletion and it stayed.</summary>
    public bool WasRefused => State == JournalItemState.NotRemoved;

    /// <summary>Whether a run removed it: it is not there any more under this id, also when it was brought back under another.</summary>
    public bool WasRemoved => State == JournalItemState.Removed || Operation == JournalOperation.Restore;
}

/// <summary>Folds journal records about copies: the last word on each item. Records about archiving are passed over. Several mailboxes may ask at once.</summary>
internal sealed class RemovalLedger : JournalLedger
{
    private readonly Dictionary<string, MailboxLedger> _mailboxes = new(StringComparer.Ordinal);

    /// <summary>Every copy that the journal names, by mailbox and id.</summary>
    public IReadOnlyList<LedgerItem> All
    {
        get
        {
            lock (Folding)
            {
                return [.. _mailboxes.OrderBy(mailbox => mailbox.Key, StringComparer.Ordinal).SelectMany(mailbox => mailbox.Value.Items.Values.OrderBy(item => item.ItemId, StringComparer.Ordinal))];
            }
        }
    }

    public static RemovalLedger Fold(IEnumerable<JournalRecord> records)
    {
        var ledger = new RemovalLedger();
        foreach (var record in records)
        {
            ledger.Apply(record);
        }

        return ledger;
    }

    public LedgerItem? Of(string mailboxId, string itemId) => About(mailboxId, mailbox => mailbox.Items.TryGetValue(itemId, out var item) ? item : null);

    /// <summary>How many records there are about a mailbox: another number means that something happened in it.</summary>
    public int RecordsOf(string mailboxId) => About(mailboxId, mailbox => mailbox.Records);

    /// <summary>
    /// Looks again, and tells which runs left something open in a mailbox and are dead. Dead is looked for first: a run says what came of its work before it
    /// lets go, so what is still open after that stays open. Whatever else is open is being worked on.
    /// </summary>
    public HashSet<Guid> RefreshForDead(IJournalStore journal, string mailboxId)
    {
        Refresh(journal);
        var open = About(mailboxId, mailbox => mailbox.Items.Values.Where(item => item.IsOpen).Select(item => item.Run).Distinct().ToList()) ?? [];
        var dead = new HashSet<Guid>(open.Where(run => !journal.IsAtWork(run)));
        if (dead.Count > 0)
        {
            Refresh(journal);
        }

        return dead;
    }

    /// <summary>The items of a mailbox whose removal was announced, and of which nobody knows what became of them; oldest first.</summary>
    public IReadOnlyList<LedgerItem> OpenRemovals(string mailboxId) =>
        About(mailboxId, mailbox => mailbox.Items.Values.Where(item => item.IsOpenRemoval).OrderBy(item => item.IntendedAtUtc).ThenBy(item => item.ItemId, StringComparer.Ordinal).ToList()) ?? [];

    /// <summary>Whether an id is one under which another copy of a mailbox was brought back.</summary>
    public bool IsOthersBroughtBack(string mailboxId, string itemId, string newItemId) =>
        About(mailboxId, mailbox => mailbox.BroughtBack.TryGetValue(newItemId, out var original) && original != itemId);

    internal override int RecordsLike(JournalRecord record) => RecordsOf(((CopyRecord)record).MailboxId!);

    private protected override void Apply(JournalRecord any)
    {
        if (any is SnapshotRecord { Copies: { } copies })
        {
            Take(copies);
        }

        if (any is not CopyRecord record)
        {
            return;
        }

        var mailbox = MailboxOf(record.MailboxId!);
        mailbox.Records++;
        foreach (var item in record.Items ?? [])
        {
            Apply(mailbox, record, item);
        }
    }

    internal override IEnumerable<JournalRecord> Condensed() => _mailboxes.SelectMany(mailbox => Condensed(mailbox.Key, mailbox.Value));

    private protected override void Forget() => _mailboxes.Clear();

    private static IEnumerable<JournalRecord> Condensed(string mailboxId, MailboxLedger mailbox)
    {
        yield return Part(new() { MailboxId = mailboxId, Records = mailbox.Records });
        foreach (var items in InParts(mailbox.Items.Values.Select(item => item with { MailboxId = "" })))
        {
            yield return Part(new() { MailboxId = mailboxId, Items = items });
        }

        foreach (var items in InParts(mailbox.BroughtBack.Select(item => new JournalItem { ItemId = item.Value, NewItemId = item.Key })))
        {
            yield return Part(new() { MailboxId = mailboxId, BroughtBack = items });
        }

        static SnapshotRecord Part(CopiesState copies) => new() { Copies = copies };
    }

    // Lines that a blob takes in one piece.
    private static IEnumerable<IReadOnlyList<T>> InParts<T>(IEnumerable<T> all)
    {
        const int Most = 500;
        var part = new List<T>();
        foreach (var one in all)
        {
            part.Add(one);
            if (part.Count == Most)
            {
                yield return part;
                part = [];
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private void Take(CopiesState copies)
    {
        var mailbox = MailboxOf(copies.MailboxId);
        mailbox.Records += copies.Records;
        foreach (var item in copies.Items ?? [])
        {
            mailbox.Items[item.ItemId] = item with { MailboxId = copies.MailboxId };
        }

        foreach (var item in copies.BroughtBack ?? [])
        {
            mailbox.BroughtBack[item.NewItemId!] = item.ItemId;
        }
    }

    private MailboxLedger MailboxOf(string mailboxId)
    {
        if (!_mailboxes.TryGetValue(mailboxId, out var mailbox))
        {
            _mailboxes.Add(mailboxId, mailbox = new());
        }

        return mailbox;
    }

    private T? About<T>(string mailboxId, Func<MailboxLedger, T> tell)
    {
        lock (Folding)
        {
            return _mailboxes.TryGetValue(mailboxId, out var mailbox) ? tell(mailbox) : default;
        }
    }

    private static void Apply(MailboxLedger mailbox, CopyRecord record, JournalItem item)
    {
        _ = mailbox.Items.TryGetValue(item.ItemId, out var known);
        if (record.Kind == JournalRecordKind.Intent)
        {
            mailbox.Items[item.ItemId] = new()
            {
                MailboxId = record.MailboxId!,
                Identity = record.Identity,
                ItemId = item.ItemId,
                RemovalId = record.RemovalId,
                Run = record.Run,
                Operation = record.Operation,
                State = JournalItemState.Intended,
                IntendedAtUtc = record.AtUtc,
                RemovedAtUtc = known?.RemovedAtUtc,
                Location = item.Location,
                FolderPath = item.FolderPath ?? "",
                NewItemId = record.Operation == JournalOperation.Restore ? known?.NewItemId : null,
            };
        }
        else if (known is not null && known.RemovalId == record.RemovalId)
        {
            // Only the last intent can be open, whatever an earlier batch says late.
            mailbox.Items[item.ItemId] = known with
            {
                State = item.State,
                NewItemId = item.NewItemId ?? known.NewItemId,
                RemovedAtUtc = item.State == JournalItemState.Removed ? record.AtUtc : known.RemovedAtUtc,
            };
            if (item.NewItemId is not null)
            {
                mailbox.BroughtBack[item.NewItemId] = item.ItemId;
            }
        }
    }

    private sealed class MailboxLedger
    {
        public Dictionary<string, LedgerItem> Items { get; } = new(StringComparer.Ordinal);

        /// <summary>New ids of copies that were brought back, with the ids that they had before.</summary>
        public Dictionary<string, string> BroughtBack { get; } = new(StringComparer.Ordinal);

        public int Records { get; set; }
    }
}
