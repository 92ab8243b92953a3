namespace ExchangeArchiveSafety;

/// <summary>What a journal remembers of a mailbox, for a verdict that would otherwise see the present only.</summary>
public sealed record MailboxHistory
{
    /// <summary>Runs of the Managed Folder Assistant that were seen to have archived mail while a migration ran, oldest first.</summary>
    public IReadOnlyList<ManagedFolderAssistantRun> Loops { get; init; } = [];

    /// <summary>Since when a retention hold of ours is known to be in force, UTC; null where none is.</summary>
    public DateTime? HoldInForceSinceUtc { get; init; }
}
