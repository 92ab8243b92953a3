namespace ExchangeArchiveSafety.Removal;

/// <summary>Finds out what became of copies whose removal was announced by a run that ended early.</summary>
internal sealed class CopyRecovery(IGraphConnection graph, GraphMailbox mailbox, FolderDirectory folders, IQuarantine quarantine, CopyRemover remover, Func<DateTime> utcNow)
{
    // A deletion that was asked for may yet happen; after this long nobody waits for it.
    private static readonly TimeSpan LateArrival = TimeSpan.FromHours(1);

    /// <summary>Looks for one of them.</summary>
    /// <returns>What is known now; its result is null where nothing is to be said.</returns>
    public async Task<CopyWork?> RecoverAsync(LedgerItem item, CancellationToken cancellation)
    {
        var saved = quarantine.Find(mailbox.PrimaryMailboxId, item.ItemId);
        var folder = saved?.Folder ?? folders.Find(item.Location, item.FolderPath, null, out _);
        if (folder is null)
        {
            return null;
        }

        var entry = saved is not null
            ? new RemovalEntry(saved.Item, saved.Kept, null, saved.Evidence)
            : new RemovalEntry(Unsaved(item), Unsaved(item), null, DuplicateEvidence.Conflicting);
        var work = new CopyWork(entry) { Folder = folder, KeptFolder = saved?.KeptFolder, Saved = saved };
        GraphItem? found;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            found = await graph.ReadAsync(mailbox, folder, item.ItemId, withBody: false, cancellation).ConfigureAwait(false);
        }
        catch (GraphException)
        {
            return null;
        }

        if (found is not null)
        {
            work.State = utcNow() - item.IntendedAtUtc > LateArrival ? JournalItemState.NotRemoved : null;
            return work;
        }

        if (saved is null || !quarantine.Verify(saved))
        {
            work.End(RemovalStatus.Unverified, RemovalCause.Of(RemovalReason.QuarantineMissing));
            return work;
        }

        work.QuarantineFile = quarantine.PathOf(saved);
        await remover.ConfirmAsync(work, cancellation).ConfigureAwait(false);
        if (work.Result is { Status: RemovalStatus.Removed, ReasonId: RemovalReason.None })
        {
            work.End(RemovalStatus.Removed, RemovalCause.Of(RemovalReason.Recovered, item.IntendedAtUtc), item.IntendedAtUtc);
        }

        return work;
    }

    private MailItem Unsaved(LedgerItem item) => new() { Mailbox = mailbox.User, Location = item.Location, FolderPath = item.FolderPath, ItemId = item.ItemId };
}
