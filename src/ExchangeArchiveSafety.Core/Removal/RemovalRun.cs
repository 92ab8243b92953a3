namespace ExchangeArchiveSafety;

/// <summary>
/// Removes surplus copies, mailbox by mailbox and batch by batch: read again, compare with the plan, save in quarantine, journal the intent,
/// read once more, soft delete, see that the copy is gone and the kept one is not, journal the outcome. A run that is killed anywhere is
/// finished by running again.
/// </summary>
public sealed class RemovalRun
{
    private readonly IGraphConnection _graph;
    private readonly IJournalStore _journal;
    private readonly IQuarantine _quarantine;
    private readonly RemovalRunSettings _settings;
    private readonly RemovalLedger _ledger = new();
    private readonly List<MailboxRemoval> _opened = [];

    /// <summary>Prepares a run.</summary>
    /// <param name="graph">Where it happens.</param>
    /// <param name="journal">Where it is recorded.</param>
    /// <param name="quarantine">Where copies are saved.</param>
    /// <param name="settings">What else it needs.</param>
    public RemovalRun(IGraphConnection graph, IJournalStore journal, IQuarantine quarantine, RemovalRunSettings settings)
    {
        _graph = graph;
        _journal = journal;
        _quarantine = quarantine;
        _settings = settings;
    }

    /// <summary>
    /// Lists the folders of a mailbox and judges its plan by the ceilings and by the room that there is. Nothing is changed or written. One after the other, also
    /// while others are removed from.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="known">What Exchange says of its Recoverable Items; null for nothing. How full they are is read through Graph then.</param>
    public async Task<MailboxRemoval> OpenAsync(GraphMailbox mailbox, MailboxRemovalPlan plan, CancellationToken cancellation, RecoverableItemsFacts? known = null)
    {
        var folders = await FolderDirectory.ReadAsync(_graph, mailbox, cancellation).ConfigureAwait(false);
        _ledger.Refresh(_journal);

        // A run that goes on where another ended is measured as the whole: what is gone already, or may be, counts with what is left.
        var before = plan.Entries.Where(IsGone).ToList();
        var facts = await RecoverableItemsUsage.CompleteAsync(_graph, mailbox, folders, known ?? new(), plan.Entries.Where(entry => !IsGone(entry)), cancellation).ConfigureAwait(false);
        var room = RemovalRoom.Of(plan.Mailbox, plan.Entries, IsGone, facts, _settings.IgnoresRecoverableItemsQuota, _settings.UtcNow(), entry => folders.AuxiliaryOf(entry.Surplus));
        var removal = new MailboxRemoval(
            new(_graph, _journal, _ledger, _quarantine, _settings, mailbox, folders), plan, room, folders.TotalItems + before.Count, before.Sum(entry => entry.Surplus.Size ?? 0), _opened.Sum(one => one.BytesToSave));
        _opened.Add(removal);
        return removal;

        bool IsGone(RemovalEntry entry) => _ledger.Of(mailbox.PrimaryMailboxId, entry.Surplus.ItemId) is { } item && (item.WasRemoved || item.IsOpenRemoval);
    }
}
