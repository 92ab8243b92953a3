namespace ExchangeArchiveSafety;

/// <summary>Brings removed copies back from quarantine. A run that is killed anywhere is finished by running again.</summary>
public sealed class RestoreRun
{
    private readonly IGraphConnection _graph;
    private readonly IJournalStore _journal;
    private readonly IQuarantine _quarantine;
    private readonly RemovalRunSettings _settings;
    private readonly RemovalLedger _ledger = new();

    /// <summary>Prepares a run.</summary>
    /// <param name="graph">Where it happens.</param>
    /// <param name="journal">Where it is recorded.</param>
    /// <param name="quarantine">Where the copies are.</param>
    /// <param name="settings">What else it needs.</param>
    public RestoreRun(IGraphConnection graph, IJournalStore journal, IQuarantine quarantine, RemovalRunSettings settings)
    {
        _graph = graph;
        _journal = journal;
        _quarantine = quarantine;
        _settings = settings;
    }

    /// <summary>Lists the folders of a mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="folderPath">A folder to bring everything back to; null for the folders that it came from.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<MailboxRestore> OpenAsync(GraphMailbox mailbox, string? folderPath, CancellationToken cancellation) =>
        new(new(_graph, _journal, _ledger, _quarantine, _settings, mailbox, await FolderDirectory.ReadAsync(_graph, mailbox, cancellation).ConfigureAwait(false)), folderPath);

    /// <summary>What is said of a saved copy when the caller said no, or only asked what would be done. Where an earlier run brought it back to is told as it was noted.</summary>
    /// <param name="entry">The saved copy.</param>
    /// <param name="quarantine">Where it is.</param>
    /// <param name="isWhatIf">Whether the caller only asked.</param>
    public static ArchiveDuplicateRestore NotDone(QuarantineEntry entry, IQuarantine quarantine, bool isWhatIf) => ArchiveDuplicateRestore.Of(
        entry, quarantine.PathOf(entry), isWhatIf ? RestoreStatus.WhatIf : RestoreStatus.Skipped, RemovalCause.Of(isWhatIf ? RemovalReason.WhatIf : RemovalReason.Declined), entry.Restored);
}
