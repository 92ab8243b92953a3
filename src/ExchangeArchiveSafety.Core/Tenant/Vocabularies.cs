using static ExchangeArchiveSafety.MigrationActivity;

namespace ExchangeArchiveSafety;

/// <summary>Every closed vocabulary that a decision of this module rests on, and what each documented value means for it.</summary>
public static class Vocabularies
{
    /// <summary>RetentionAction of a retention tag (New-RetentionPolicyTag). MoveToDeletedItems and MoveToFolder exist and do nothing.</summary>
    public static Vocabulary<RetentionActionMeaning> RetentionAction { get; } = new(
        "RetentionAction",
        (RetentionActionMeaning.Archives, ["MoveToArchive"]),
        (RetentionActionMeaning.Deletes, ["DeleteAndAllowRecovery", "PermanentlyDelete"]),
        (RetentionActionMeaning.Nothing, ["MarkAsPastRetentionLimit", "MoveToDeletedItems", "MoveToFolder"]));

    /// <summary>Type of a retention tag (New-RetentionPolicyTag). <c>Archive</c> is a folder, not the action.</summary>
    public static Vocabulary<RetentionTagScope> RetentionTagType { get; } = new(
        "Type",
        (RetentionTagScope.WholeMailbox, ["All"]),
        (RetentionTagScope.Personal, ["Personal"]),
        (RetentionTagScope.RecoverableItems, ["RecoverableItems"]),
        (RetentionTagScope.DefaultFolder,
        [
            "Archive", "Calendar", "Clutter", "Contacts", "ConversationHistory", "DeletedItems", "Drafts", "Inbox", "Journal", "JunkEmail", "LegacyArchiveJournals",
            "ManagedCustomFolder", "Notes", "Outbox", "RssSubscriptions", "SentItems", "SyncIssues", "Tasks",
        ]));

    /// <summary>ArchiveStatus of a mailbox: whether it claims an archive.</summary>
    public static Vocabulary<bool> ArchiveStatus { get; } = new("ArchiveStatus", (true, ["Active"]), (false, ["None"]));

    /// <summary>
    /// MigrationType of a batch. Besides Gmail two more spellings of Google Workspace are taken, which can only make a verdict worse.
    /// ExchangeOutlookAnywhere is cutover and staged alike, so it is documented and says nothing.
    /// </summary>
    public static Vocabulary<MigrationKind> MigrationType { get; } = new(
        "MigrationType",
        (MigrationKind.Affected, ["IMAP", "Gmail", "GoogleWorkspace", "Google Workspace"]),
        (MigrationKind.Unaffected, ["ExchangeRemoteMove", "PublicFolder"]),
        (MigrationKind.Unknown, ["ExchangeOutlookAnywhere"]));

    /// <summary>Status of a migration batch. Synced, SyncedWithErrors and Stopped are documented (manage-migration-batches); the other meanings are inferred.</summary>
    public static Vocabulary<MigrationStatusMeaning> BatchStatus { get; } = new(
        "Status of a batch",
        (new(StillSyncs), ["Starting", "Syncing", "IncrementalSyncing", "Synced", "SyncedWithErrors", "Completing"]),
        (new(StillSyncs, IsStopping: true), ["Stopping"]),
        (new(WillSync), ["Created", "Waiting"]),
        (new(Dormant, IsStopped: true), ["Stopped"]),
        (new(Dormant), ["Failed", "CompletedWithErrors"]),
        (new(Ended), ["Completed"]),
        (new(CannotJudge), ["Corrupted", "Removing"]));

    /// <summary>Status of a migration user; the meanings are inferred from those of batches.</summary>
    public static Vocabulary<MigrationStatusMeaning> UserStatus { get; } = new(
        "Status of a user",
        (new(StillSyncs), ["Starting", "Syncing", "IncrementalSyncing", "Synced", "IncrementalSynced", "Completing", "CompletionSynced"]),
        (new(StillSyncs, IsStopping: true), ["Stopping"]),
        (new(WillSync), ["Queued", "Validating", "Provisioning", "ProvisionUpdating"]),
        (new(Dormant, IsStopped: true), ["Stopped", "IncrementalStopped"]),
        (new(Dormant), ["Failed"]),
        (new(Ended), ["Completed", "CompletedWithWarnings"]),
        (new(CannotJudge), ["IncrementalFailed", "CompletionFailed", "Corrupted", "Removing"]));

    /// <summary>The states of verdicts, for those that come back from a file or another session.</summary>
    public static Vocabulary<ConflictState> State { get; } = Names<ConflictState>("State");

    /// <summary>The migration activities of verdicts, for those that come back from a file or another session.</summary>
    public static Vocabulary<MigrationActivity> Activity { get; } = Names<MigrationActivity>("MigrationActivity");

    /// <summary>The vocabularies of Exchange, every one that a verdict reads.</summary>
    public static IReadOnlyList<Vocabulary> OfExchange { get; } = [RetentionAction, RetentionTagType, ArchiveStatus, MigrationType, BatchStatus, UserStatus];

    // By name only: Enum.TryParse takes numbers, also such as stand for nothing.
    private static Vocabulary<T> Names<T>(string name)
        where T : struct, Enum =>
        new(name, [.. Enum.GetNames(typeof(T)).Select(value => ((T)Enum.Parse(typeof(T), value), new[] { value }))]);
}

/// <summary>What the action of a retention tag does.</summary>
public enum RetentionActionMeaning
{
    /// <summary>Moves items to the archive.</summary>
    Archives,

    /// <summary>Deletes items.</summary>
    Deletes,

    /// <summary>Neither.</summary>
    Nothing,
}

/// <summary>What a retention tag is for.</summary>
public enum RetentionTagScope
{
    /// <summary>Everything without another tag.</summary>
    WholeMailbox,

    /// <summary>What users put it on.</summary>
    Personal,

    /// <summary>Recoverable Items, which no migration fills.</summary>
    RecoverableItems,

    /// <summary>One default folder; such tags only delete.</summary>
    DefaultFolder,
}

/// <summary>What the status of a migration batch or user says.</summary>
/// <param name="Activity">How far it still acts.</param>
/// <param name="IsStopping">Whether a stop is under way.</param>
/// <param name="IsStopped">Whether somebody stopped it.</param>
public readonly record struct MigrationStatusMeaning(MigrationActivity Activity, bool IsStopping = false, bool IsStopped = false);
