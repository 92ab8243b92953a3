namespace ExchangeArchiveSafety;

/// <summary>What the journal says of one copy.</summary>
internal sealed record LedgerItem
{
    public string MailboxId { get; init; } = "";

    public string Identity { get; init; } = "";

    public string ItemId { get; init; } = "";

    /// <summary>The batch that announced it last.</summary>
    public Guid RemovalId { get; init; }

    /// <summary>Which way it was to go last.</summary>
    public JournalOperation Operation { get; init; }

    public JournalItemState State { get; init; }

    /// <summary>When it was announced last, UTC.</summary>
    public DateTime IntendedAtUtc { get; init; }

    /// <summary>The half and folder of the last intent.</summary>
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

/// <summary>Folds journal records about copies: the last word on each item. Records about archiving are passed over. Pure.</summary>
internal sealed class RemovalLedger
{
    private readonly Dictionary<(string MailboxId, string ItemId), LedgerItem> _items = [];

    public static RemovalLedger Fold(IEnumerable<JournalRecord> records)
    {
        var ledger = new RemovalLedger();
        foreach (var record in records.Where(record => record.IsAboutCopies))
        {
            foreach (var item in record.Items ?? [])
            {
                ledger.Apply(record, item);
            }
        }

        return ledger;
    }

    public LedgerItem? Of(string mailboxId, string itemId) => _items.TryGetValue((mailboxId, itemId), out var item) ? item : null;

    /// <summary>The items of a mailbox whose removal was announced, and of which nobody knows what became of them; oldest first.</summary>
    public IReadOnlyList<LedgerItem> OpenRemovals(string mailboxId) =>
        [.. _items.Values.Where(item => item.MailboxId == mailboxId && item.IsOpenRemoval).OrderBy(item => item.IntendedAtUtc).ThenBy(item => item.ItemId, StringComparer.Ordinal)];

    /// <summary>Ids under which other copies of a mailbox were brought back.</summary>
    public IReadOnlyCollection<string> OthersBroughtBack(string mailboxId, string itemId) =>
        [.. _items.Values.Where(item => item.MailboxId == mailboxId && item.ItemId != itemId && item.NewItemId is not null).Select(item => item.NewItemId!)];

    private void Apply(JournalRecord record, JournalItem item)
    {
        var key = (record.MailboxId!, item.ItemId);
        _ = _items.TryGetValue(key, out var known);
        if (record.Kind == JournalRecordKind.Intent)
        {
            _items[key] = new()
            {
                MailboxId = record.MailboxId!,
                Identity = record.Identity,
                ItemId = item.ItemId,
                RemovalId = record.RemovalId,
                Operation = record.Operation,
                State = JournalItemState.Intended,
                IntendedAtUtc = record.AtUtc,
                Location = item.Location,
                FolderPath = item.FolderPath ?? "",
                NewItemId = record.Operation == JournalOperation.Restore ? known?.NewItemId : null,
            };
        }
        else if (known is not null && known.RemovalId == record.RemovalId)
        {
            // Only the last intent can be open, whatever an earlier batch says late.
            _items[key] = known with { State = item.State, NewItemId = item.NewItemId ?? known.NewItemId };
        }
    }
}
