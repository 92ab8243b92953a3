using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Removal;

/// <summary>What everything that is done to the copies of one mailbox needs.</summary>
internal sealed record MailboxContext(
    IGraphConnection Graph, IJournalStore Journal, RemovalLedger Ledger, IQuarantine Quarantine, RemovalRunSettings Settings, GraphMailbox Mailbox, FolderDirectory Folders)
{
    /// <summary>Changes of the mailbox, each announced and concluded.</summary>
    public JournalledChanges Changes { get; } = new(Journal, Ledger, Settings.UtcNow);

    /// <summary>Records about the mailbox at the last look: another number means that something happened in it.</summary>
    public int Records => Ledger.RecordsOf(Mailbox.PrimaryMailboxId);

    /// <summary>Pauses before each reading of something that can lag behind what was done.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    /// <summary>What the journal says of a copy.</summary>
    public LedgerItem? Known(string itemId) => Ledger.Of(Mailbox.PrimaryMailboxId, itemId);

    /// <summary>Looks into the journal again.</summary>
    public void Refresh() => Ledger.Refresh(Journal);

    /// <summary>Looks again, and tells which runs left something open and are dead.</summary>
    public HashSet<Guid> RefreshForDead() => Ledger.RefreshForDead(Journal, Mailbox.PrimaryMailboxId);

    public Task<GraphItem?> ReadAsync(GraphFolder folder, string itemId, CancellationToken cancellation, bool withBody = false) =>
        Graph.ReadAsync(Mailbox, folder, itemId, withBody, cancellation);

    /// <summary>Looks for items: those of one folder together, and the folders side by side.</summary>
    public async Task<IReadOnlyDictionary<(MailItemLocation Location, string ItemId), SeenItem>> SeeAsync(IEnumerable<FoundItem> items, CancellationToken cancellation)
    {
        var seen = new ConcurrentDictionary<(MailItemLocation, string), SeenItem>();
        await InFlight.ForEachAsync([.. items.GroupBy(item => (item.Folder.Location, item.Folder.Id))], async there =>
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<MailItem> wanted = [.. there.GroupBy(item => item.Read.Item.ItemId, StringComparer.Ordinal).Select(same => same.First().Read.Item)];
            foreach (var one in await Graph.SeeAsync(Mailbox, there.First().Folder, wanted, cancellation).ConfigureAwait(false))
            {
                seen[(there.Key.Location, one.ItemId)] = one;
            }
        }).ConfigureAwait(false);
        return seen;
    }

    public Task PauseAsync(TimeSpan time, CancellationToken cancellation) => time > TimeSpan.Zero ? Settings.Wait(time, cancellation) : Task.CompletedTask;

    /// <summary>The intent to do something with copies.</summary>
    public CopyRecord Intent(JournalOperation operation, Guid removalId, IReadOnlyList<JournalItem> items) => new()
    {
        RemovalId = removalId,
        Kind = JournalRecordKind.Intent,
        Operation = operation,
        AtUtc = Settings.UtcNow(),
        Tenant = Settings.Tenant,
        MailboxId = Mailbox.PrimaryMailboxId,
        Identity = Mailbox.User,
        Items = items,
    };

    /// <summary>What came of an intent; null where that is known of no copy.</summary>
    public CopyRecord? Outcome(CopyRecord intent, IReadOnlyList<JournalItem> items) =>
        items.Count == 0 ? null : intent with { Kind = JournalRecordKind.Outcome, AtUtc = Settings.UtcNow(), Items = items };

    /// <summary>What came of an intent of a run that is dead.</summary>
    public CopyRecord OutcomeOf(LedgerItem open, JournalItem item) =>
        Outcome(Intent(open.Operation, open.RemovalId, []) with { Run = open.Run }, [item])!;

    /// <summary>What is said of a saved copy.</summary>
    public ArchiveDuplicateRestore Tell(QuarantineEntry entry, RestoreStatus status, RemovalCause cause, QuarantineRestore? restored = null) =>
        ArchiveDuplicateRestore.Of(entry, Quarantine.PathOf(entry), status, cause, restored);
}
