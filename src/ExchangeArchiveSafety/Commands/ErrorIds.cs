namespace ExchangeArchiveSafety;

/// <summary>The stable ids of every error of this module. Each is explained in about_ArchiveMigrationConflicts.</summary>
public static class ErrorIds
{
    /// <summary>No Exchange Online session in this runspace.</summary>
    public const string ExchangeSessionMissing = nameof(ExchangeSessionMissing);

    /// <summary>Several sessions with prefixes, and none without.</summary>
    public const string ExchangeSessionAmbiguous = nameof(ExchangeSessionAmbiguous);

    /// <summary>A cmdlet or parameter is not granted.</summary>
    public const string ExchangeParameterMissing = nameof(ExchangeParameterMissing);

    /// <summary>An Exchange cmdlet reported an error.</summary>
    public const string ExchangeCallFailed = nameof(ExchangeCallFailed);

    /// <summary>Exchange does not know the object.</summary>
    public const string ObjectNotFound = nameof(ObjectNotFound);

    /// <summary>An answer belongs to another question.</summary>
    public const string AnswerMismatch = nameof(AnswerMismatch);

    /// <summary>Nobody can say who migrates.</summary>
    public const string MigrationUnreadable = nameof(MigrationUnreadable);

    /// <summary>No batch of that name.</summary>
    public const string MigrationBatchNotFound = nameof(MigrationBatchNotFound);

    /// <summary>A value that names no mailbox.</summary>
    public const string MailboxIdentityEmpty = nameof(MailboxIdentityEmpty);

    /// <summary>No such mailbox.</summary>
    public const string MailboxNotFound = nameof(MailboxNotFound);

    /// <summary>Several mailboxes.</summary>
    public const string MailboxAmbiguous = nameof(MailboxAmbiguous);

    /// <summary>Another mailbox came back.</summary>
    public const string MailboxMismatch = nameof(MailboxMismatch);

    /// <summary>The snapshot file cannot be opened.</summary>
    public const string SnapshotNotReadable = nameof(SnapshotNotReadable);

    /// <summary>The file is no snapshot.</summary>
    public const string SnapshotForeign = nameof(SnapshotForeign);

    /// <summary>The snapshot is of a newer format.</summary>
    public const string SnapshotNewer = nameof(SnapshotNewer);

    /// <summary>The snapshot is cut off or damaged.</summary>
    public const string SnapshotDamaged = nameof(SnapshotDamaged);

    /// <summary>The snapshot cannot be written.</summary>
    public const string SnapshotNotWritable = nameof(SnapshotNotWritable);

    /// <summary>The journal cannot be opened.</summary>
    public const string JournalNotReadable = nameof(JournalNotReadable);

    /// <summary>The journal cannot be written; nothing was changed.</summary>
    public const string JournalNotWritable = nameof(JournalNotWritable);

    /// <summary>The file is no journal.</summary>
    public const string JournalForeign = nameof(JournalForeign);

    /// <summary>The journal is of a newer format.</summary>
    public const string JournalNewer = nameof(JournalNewer);

    /// <summary>A record of the journal cannot be read.</summary>
    public const string JournalDamaged = nameof(JournalDamaged);

    /// <summary>Other runs append to the journal all the time.</summary>
    public const string JournalBusy = nameof(JournalBusy);

    /// <summary>There is no journal where one was named.</summary>
    public const string JournalNotFound = nameof(JournalNotFound);

    /// <summary>Another run is changing the mailbox.</summary>
    public const string MailboxBusy = nameof(MailboxBusy);

    /// <summary>Parameters that do not go together.</summary>
    public const string ParameterConflict = nameof(ParameterConflict);

    /// <summary>-Until does not lie ahead.</summary>
    public const string UntilNotAhead = nameof(UntilNotAhead);

    /// <summary>Suspending is not possible as things are.</summary>
    public const string SuspensionRefused = nameof(SuspensionRefused);

    /// <summary>Suspending failed.</summary>
    public const string SuspensionFailed = nameof(SuspensionFailed);

    /// <summary>Suspending could not be confirmed.</summary>
    public const string SuspensionUnverified = nameof(SuspensionUnverified);

    /// <summary>Resuming is not allowed yet.</summary>
    public const string ResumeRefused = nameof(ResumeRefused);

    /// <summary>Resuming failed.</summary>
    public const string ResumeFailed = nameof(ResumeFailed);

    /// <summary>Resuming could not be confirmed.</summary>
    public const string ResumeUnverified = nameof(ResumeUnverified);

    /// <summary>Settings were changed by somebody else and left alone.</summary>
    public const string SettingsDrifted = nameof(SettingsDrifted);

    /// <summary>No such inventory, or none that fits the wildcards.</summary>
    public const string InventoryNotFound = nameof(InventoryNotFound);

    /// <summary>An inventory path leads out of the file system.</summary>
    public const string NoFile = nameof(NoFile);

    /// <summary>An inventory cannot be opened or read.</summary>
    public const string InventoryUnreadable = nameof(InventoryUnreadable);

    /// <summary>An inventory cannot be decompressed or decoded.</summary>
    public const string InventoryDamaged = nameof(InventoryDamaged);

    /// <summary>An inventory changed while it was read.</summary>
    public const string InventoryChanged = nameof(InventoryChanged);

    /// <summary>An inventory lacks columns.</summary>
    public const string MissingColumn = nameof(MissingColumn);

    /// <summary>An inventory has a column more than once.</summary>
    public const string RepeatedColumn = nameof(RepeatedColumn);

    /// <summary>A row of an inventory cannot be an item.</summary>
    public const string BadRow = nameof(BadRow);

    /// <summary>A row of an inventory does not end.</summary>
    public const string RowTooLong = nameof(RowTooLong);

    /// <summary>An item id occurs twice in a mailbox.</summary>
    public const string RepeatedItemId = nameof(RepeatedItemId);

    /// <summary>Choices for finding duplicates that contradict each other.</summary>
    public const string InvalidArgument = nameof(InvalidArgument);

    /// <summary>No Graph connection in this runspace.</summary>
    public const string GraphNotConnected = nameof(GraphNotConnected);

    /// <summary>The certificate to sign in with is not there or has no private key.</summary>
    public const string CertificateNotUsable = nameof(CertificateNotUsable);

    /// <summary>No Graph ever answered on the connection.</summary>
    public const string GraphUnreachable = nameof(GraphUnreachable);

    /// <summary>What answers at the address is no Graph.</summary>
    public const string GraphEndpointForeign = nameof(GraphEndpointForeign);

    /// <summary>The token was never taken.</summary>
    public const string GraphTokenRefused = nameof(GraphTokenRefused);

    /// <summary>Signing in failed.</summary>
    public const string GraphSignInFailed = nameof(GraphSignInFailed);

    /// <summary>The token ended and cannot be renewed.</summary>
    public const string GraphTokenExpired = nameof(GraphTokenExpired);

    /// <summary>A Graph permission is not granted.</summary>
    public const string GraphPermissionMissing = nameof(GraphPermissionMissing);

    /// <summary>Graph does not know the mailbox.</summary>
    public const string GraphMailboxNotFound = nameof(GraphMailboxNotFound);

    /// <summary>Graph names the primary mailbox and its archive alike.</summary>
    public const string GraphHalvesEqual = nameof(GraphHalvesEqual);

    /// <summary>Graph asked to wait for longer than the time that a request may take.</summary>
    public const string GraphThrottled = nameof(GraphThrottled);

    /// <summary>A Graph request failed for good.</summary>
    public const string GraphRequestFailed = nameof(GraphRequestFailed);

    /// <summary>An answer points to another host, tenant or mailbox.</summary>
    public const string GraphRedirectRefused = nameof(GraphRedirectRefused);

    /// <summary>Credentials may not go to that address.</summary>
    public const string GraphEndpointRefused = nameof(GraphEndpointRefused);

    /// <summary>This Microsoft cloud does not have the mailbox routes.</summary>
    public const string GraphNotInThisCloud = nameof(GraphNotInThisCloud);

    /// <summary>The folder holds the checkpoint of something else.</summary>
    public const string GraphCheckpointForeign = nameof(GraphCheckpointForeign);

    /// <summary>The folder for what is read cannot be used.</summary>
    public const string GraphCheckpointUnusable = nameof(GraphCheckpointUnusable);

    /// <summary>A mailbox could not be read whole.</summary>
    public const string MailboxReadIncomplete = nameof(MailboxReadIncomplete);

    /// <summary>A folder counts subfolders that no list shows.</summary>
    public const string FolderReadIncomplete = nameof(FolderReadIncomplete);

    /// <summary>The inventory cannot be written.</summary>
    public const string InventoryNotWritable = nameof(InventoryNotWritable);

    /// <summary>What is needed to sign in is missing.</summary>
    public const string GraphSettingsIncomplete = nameof(GraphSettingsIncomplete);

    /// <summary>This kind of sign-in is not to be had here.</summary>
    public const string GraphSignInUnavailable = nameof(GraphSignInUnavailable);

    /// <summary>Not every folder could be listed.</summary>
    public const string GraphFoldersIncomplete = nameof(GraphFoldersIncomplete);

    /// <summary>There is no archive.</summary>
    public const string GraphNoArchive = nameof(GraphNoArchive);

    /// <summary>What was piped is no group of this session.</summary>
    public const string RemovalGroupUnusable = nameof(RemovalGroupUnusable);

    /// <summary>The plan cannot be opened.</summary>
    public const string RemovalPlanNotReadable = nameof(RemovalPlanNotReadable);

    /// <summary>The plan cannot be written.</summary>
    public const string RemovalPlanNotWritable = nameof(RemovalPlanNotWritable);

    /// <summary>The file is no plan.</summary>
    public const string RemovalPlanForeign = nameof(RemovalPlanForeign);

    /// <summary>The plan is of a newer format.</summary>
    public const string RemovalPlanNewer = nameof(RemovalPlanNewer);

    /// <summary>The plan is cut off or damaged.</summary>
    public const string RemovalPlanDamaged = nameof(RemovalPlanDamaged);

    /// <summary>Removing copies is not allowed as things are.</summary>
    public const string RemovalRefused = nameof(RemovalRefused);

    /// <summary>More copies than a ceiling allows.</summary>
    public const string RemovalAboveCeiling = nameof(RemovalAboveCeiling);

    /// <summary>A copy could not be removed.</summary>
    public const string RemovalFailed = nameof(RemovalFailed);

    /// <summary>It could not be seen what became of a copy.</summary>
    public const string RemovalUnverified = nameof(RemovalUnverified);

    /// <summary>A copy was removed, and the one that was to stay is gone too.</summary>
    public const string KeptCopyGone = nameof(KeptCopyGone);

    /// <summary>The quarantine cannot be written.</summary>
    public const string QuarantineNotWritable = nameof(QuarantineNotWritable);

    /// <summary>The quarantine cannot be read.</summary>
    public const string QuarantineNotReadable = nameof(QuarantineNotReadable);

    /// <summary>A saved copy is of a newer format.</summary>
    public const string QuarantineNewer = nameof(QuarantineNewer);

    /// <summary>A saved copy is missing or damaged.</summary>
    public const string QuarantineDamaged = nameof(QuarantineDamaged);

    /// <summary>No saved copy fits.</summary>
    public const string QuarantineItemNotFound = nameof(QuarantineItemNotFound);

    /// <summary>A copy could not be brought back.</summary>
    public const string RestoreFailed = nameof(RestoreFailed);

    /// <summary>It could not be seen what became of bringing a copy back.</summary>
    public const string RestoreUnverified = nameof(RestoreUnverified);
}
