namespace ExchangeArchiveSafety;

/// <summary>
/// The Managed Folder Assistant's own counters for its last run on a mailbox (ELC properties of Export-MailboxDiagnosticLogs).
/// They describe one run only: zero proves nothing about earlier runs.
/// </summary>
/// <param name="LastSuccessUtc">When it last ended well, UTC; null where that is not said or not readable.</param>
/// <param name="ArchivedFromRootItemCount">Items that this run moved from the primary to the archive; null where that is not said.</param>
public sealed record ManagedFolderAssistantRun(DateTime? LastSuccessUtc, long? ArchivedFromRootItemCount);
