namespace ExchangeArchiveSafety;

/// <summary>
/// Every error of this module: its stable id, the kind of trouble that it is, and the resources that its sentence is made of where they are not called like the id.
/// Each is explained in about_ArchiveMigrationConflicts.
/// </summary>
public static class ErrorIds
{
    /// <summary>No Exchange Online session in this runspace.</summary>
    [Error(ErrorKind.ConnectionError)] public const string ExchangeSessionMissing = nameof(ExchangeSessionMissing);
    /// <summary>Several sessions with prefixes, and none without.</summary>
    [Error(ErrorKind.ConnectionError, "ExchangeSessionAmbiguous", "ExchangeCommandsForeign", "ExchangeCommandsAmbiguous")] public const string ExchangeSessionAmbiguous = nameof(ExchangeSessionAmbiguous);
    /// <summary>A cmdlet or parameter is not granted.</summary>
    [Error(ErrorKind.PermissionDenied, "ExchangeParameterMissing", "ExchangeCommandMissing")] public const string ExchangeParameterMissing = nameof(ExchangeParameterMissing);
    /// <summary>An Exchange cmdlet reported an error.</summary>
    [Error(ErrorKind.ConnectionError, "ExchangeCallFailed", "MigrationBatchWithoutGuid")] public const string ExchangeCallFailed = nameof(ExchangeCallFailed);
    /// <summary>Exchange does not know the object.</summary>
    [Error(ErrorKind.ObjectNotFound, "ExchangeCallFailed")] public const string ObjectNotFound = nameof(ObjectNotFound);
    /// <summary>An answer belongs to another question.</summary>
    [Error(ErrorKind.InvalidResult, "AnswerMismatch", "ExchangeCallFailed")] public const string AnswerMismatch = nameof(AnswerMismatch);
    /// <summary>Nobody can say who migrates.</summary>
    [Error(ErrorKind.ReadError)] public const string MigrationUnreadable = nameof(MigrationUnreadable);
    /// <summary>No batch of that name.</summary>
    [Error(ErrorKind.ObjectNotFound)] public const string MigrationBatchNotFound = nameof(MigrationBatchNotFound);

    /// <summary>A value that names no mailbox.</summary>
    [Error(ErrorKind.InvalidArgument, "MailboxIdentityEmpty", "IdentityIsLine", "IdentityIsBatch", "IdentityBlank", "IdentityUnnamed", "NoGraphUser")] public const string MailboxIdentityEmpty = nameof(MailboxIdentityEmpty);
    /// <summary>No such mailbox.</summary>
    [Error(ErrorKind.ObjectNotFound, "MailboxNotFound", "MailboxNotFoundByName", "FindMailboxNotFound", "ReasonNotProvedGone")] public const string MailboxNotFound = nameof(MailboxNotFound);
    /// <summary>Several mailboxes.</summary>
    [Error(ErrorKind.InvalidResult)] public const string MailboxAmbiguous = nameof(MailboxAmbiguous);
    /// <summary>Another mailbox came back.</summary>
    [Error(ErrorKind.InvalidResult, "MailboxMismatch", "MailboxWithoutGuid", "ReasonOtherMailbox")] public const string MailboxMismatch = nameof(MailboxMismatch);

    /// <summary>The snapshot file cannot be opened.</summary>
    [Error(ErrorKind.OpenError)] public const string SnapshotNotReadable = nameof(SnapshotNotReadable);
    /// <summary>The file is no snapshot.</summary>
    [Error(ErrorKind.InvalidData)] public const string SnapshotForeign = nameof(SnapshotForeign);
    /// <summary>The snapshot is of a newer format.</summary>
    [Error(ErrorKind.InvalidData)] public const string SnapshotNewer = nameof(SnapshotNewer);
    /// <summary>The snapshot is cut off or damaged.</summary>
    [Error(ErrorKind.InvalidData)] public const string SnapshotDamaged = nameof(SnapshotDamaged);
    /// <summary>The snapshot cannot be written.</summary>
    [Error(ErrorKind.WriteError)] public const string SnapshotNotWritable = nameof(SnapshotNotWritable);

    /// <summary>The journal cannot be opened.</summary>
    [Error(ErrorKind.OpenError, "JournalNotReadable", "JournalIsFolder", "TenantUnknown")] public const string JournalNotReadable = nameof(JournalNotReadable);
    /// <summary>The journal cannot be written; nothing was changed.</summary>
    [Error(ErrorKind.WriteError, "JournalNotWritable", "JournalFolderMissing", "TenantUnknown", "GraphTenantUnknown", "JournalOutcomeLost", "OutcomeLost", "RestoreOutcomeLost")] public const string JournalNotWritable = nameof(JournalNotWritable);
    /// <summary>The file is no journal.</summary>
    [Error(ErrorKind.InvalidData)] public const string JournalForeign = nameof(JournalForeign);
    /// <summary>The journal is of a newer format.</summary>
    [Error(ErrorKind.InvalidData)] public const string JournalNewer = nameof(JournalNewer);
    /// <summary>A record of the journal cannot be read.</summary>
    [Error(ErrorKind.InvalidData)] public const string JournalDamaged = nameof(JournalDamaged);
    /// <summary>Other runs append to the journal all the time.</summary>
    [Error(ErrorKind.ResourceBusy)] public const string JournalBusy = nameof(JournalBusy);
    /// <summary>The address is none of a journal.</summary>
    [Error(ErrorKind.InvalidArgument)] public const string JournalUriInvalid = nameof(JournalUriInvalid);
    /// <summary>The blob is no append blob.</summary>
    [Error(ErrorKind.InvalidData)] public const string JournalNoAppendBlob = nameof(JournalNoAppendBlob);
    /// <summary>The storage account does not let the run at the journal.</summary>
    [Error(ErrorKind.PermissionDenied)] public const string JournalAccessDenied = nameof(JournalAccessDenied);
    /// <summary>The journal is that of another tenant.</summary>
    [Error(ErrorKind.SecurityError)] public const string JournalOtherTenant = nameof(JournalOtherTenant);
    /// <summary>There is no journal where one was named.</summary>
    [Error(ErrorKind.ObjectNotFound, "JournalNotFound", "JournalBlobNotFound")] public const string JournalNotFound = nameof(JournalNotFound);
    /// <summary>Another run is changing the mailbox.</summary>
    [Error(ErrorKind.ResourceBusy, "ReasonAnotherRun")] public const string MailboxBusy = nameof(MailboxBusy);

    /// <summary>Parameters that do not go together.</summary>
    [Error(ErrorKind.InvalidArgument, "IdentityAndPipe", "FindIdentityAndPipe", "FilesAndMailboxes", "GroupsOrFile", "StopBatchNeedsStopMigration", "UntilNeedsRetentionHold", "PartitionNeedsCount", "PathsAreSame", "OneJournal")] public const string ParameterConflict = nameof(ParameterConflict);
    /// <summary>-Until does not lie ahead.</summary>
    [Error(ErrorKind.InvalidArgument)] public const string UntilNotAhead = nameof(UntilNotAhead);

    /// <summary>Suspending is not possible as things are.</summary>
    [Error(ErrorKind.InvalidOperation, "ReasonPropertyMissing", "ReasonNothingToSee")] public const string SuspensionRefused = nameof(SuspensionRefused);
    /// <summary>Suspending failed.</summary>
    [Error(ErrorKind.WriteError, "ReasonFailed")] public const string SuspensionFailed = nameof(SuspensionFailed);
    /// <summary>Suspending could not be confirmed.</summary>
    [Error(ErrorKind.InvalidResult, "ReasonNotReadBack", "ReasonNotSeen", "ReasonNothingToSee", "ReasonStillStopping", "ReasonChangedMeanwhile")] public const string SuspensionUnverified = nameof(SuspensionUnverified);
    /// <summary>Resuming is not allowed yet.</summary>
    [Error(ErrorKind.InvalidOperation, "ReasonNotEnded", "ReasonStoppedNotEnded", "ReasonExternal")] public const string ResumeRefused = nameof(ResumeRefused);
    /// <summary>Resuming failed.</summary>
    [Error(ErrorKind.WriteError, "ReasonFailed", "ReasonNotSeen", "ReasonPartly")] public const string ResumeFailed = nameof(ResumeFailed);
    /// <summary>Resuming could not be confirmed.</summary>
    [Error(ErrorKind.InvalidResult, "ReasonNotReadBack", "ReasonNotSeen", "ReasonPropertyMissing", "ReasonPartly")] public const string ResumeUnverified = nameof(ResumeUnverified);
    /// <summary>Settings were changed by somebody else and left alone.</summary>
    [Error(ErrorKind.ResourceExists, "ReasonDrift", "ReasonSetBack", "ReasonHoldLeftAlone")] public const string SettingsDrifted = nameof(SettingsDrifted);

    /// <summary>The guard could not bring a mailbox out of danger.</summary>
    [Error(ErrorKind.InvalidOperation, "GuardNotJudged", "GuardStandsAndAtRisk")] public const string MailboxStillAtRisk = nameof(MailboxStillAtRisk);
    /// <summary>More new suspensions than the guard may make; none was made.</summary>
    [Error(ErrorKind.LimitsExceeded, "GuardTooMany")] public const string SuspensionsAboveMaximum = nameof(SuspensionsAboveMaximum);
    /// <summary>A pass about a time before the last one.</summary>
    [Error(ErrorKind.InvalidArgument, "GuardAsOfTooEarly")] public const string AsOfBeforeLastPass = nameof(AsOfBeforeLastPass);
    /// <summary>The events of a pass cannot be written.</summary>
    [Error(ErrorKind.WriteError, "GuardEventsNotWritable")] public const string EventsNotWritable = nameof(EventsNotWritable);

    /// <summary>No such inventory, or none that fits the wildcards.</summary>
    [Error(ErrorKind.ObjectNotFound)] public const string InventoryNotFound = nameof(InventoryNotFound);
    /// <summary>An inventory path leads out of the file system.</summary>
    [Error(ErrorKind.InvalidData, "NoFile", "Folder")] public const string NoFile = nameof(NoFile);
    /// <summary>An inventory cannot be opened or read.</summary>
    [Error(ErrorKind.InvalidData, "Unreadable")] public const string InventoryUnreadable = nameof(InventoryUnreadable);
    /// <summary>An inventory cannot be decompressed or decoded.</summary>
    [Error(ErrorKind.InvalidData, "Damaged", "CarriageReturns", "Gzip", "Utf16")] public const string InventoryDamaged = nameof(InventoryDamaged);
    /// <summary>An inventory changed while it was read.</summary>
    [Error(ErrorKind.InvalidData, "InventoryChanged", "Changed")] public const string InventoryChanged = nameof(InventoryChanged);
    /// <summary>An inventory lacks columns.</summary>
    [Error(ErrorKind.InvalidData)] public const string MissingColumn = nameof(MissingColumn);
    /// <summary>An inventory has a column more than once.</summary>
    [Error(ErrorKind.InvalidData)] public const string RepeatedColumn = nameof(RepeatedColumn);
    /// <summary>A row of an inventory cannot be an item.</summary>
    [Error(ErrorKind.InvalidData, "BadRow", "BadField")] public const string BadRow = nameof(BadRow);
    /// <summary>A row of an inventory does not end.</summary>
    [Error(ErrorKind.InvalidData)] public const string RowTooLong = nameof(RowTooLong);
    /// <summary>An item id occurs twice in a mailbox.</summary>
    [Error(ErrorKind.InvalidData, "RepeatedItemId", "MoreRepeatedItemIds")] public const string RepeatedItemId = nameof(RepeatedItemId);
    /// <summary>Choices for finding duplicates that contradict each other.</summary>
    [Error(ErrorKind.InvalidArgument, "UnknownMailboxKind", "UnknownApiVersion", "NoCopyNamed", "ConflictingIsNoEvidence", "FolderPriorityNeedsFolders", "PartitionBeyondCount", "TimeBudgetTooShort", "SettleTimeNegative")] public const string InvalidArgument = nameof(InvalidArgument);

    /// <summary>No Graph connection in this runspace.</summary>
    [Error(ErrorKind.ConnectionError)] public const string GraphNotConnected = nameof(GraphNotConnected);
    /// <summary>The certificate to sign in with is not there or has no private key.</summary>
    [Error(ErrorKind.ObjectNotFound, "NoCertificateInStore", "NoPrivateKey", "CertificateNotReadable")] public const string CertificateNotUsable = nameof(CertificateNotUsable);
    /// <summary>No Graph ever answered on the connection.</summary>
    [Error(ErrorKind.ConnectionError, "Unreachable")] public const string GraphUnreachable = nameof(GraphUnreachable);
    /// <summary>What answers at the address is no Graph.</summary>
    [Error(ErrorKind.InvalidData, "EndpointForeign")] public const string GraphEndpointForeign = nameof(GraphEndpointForeign);
    /// <summary>The token was never taken.</summary>
    [Error(ErrorKind.AuthenticationError, "TokenNeverTaken")] public const string GraphTokenRefused = nameof(GraphTokenRefused);
    /// <summary>Signing in failed.</summary>
    [Error(ErrorKind.AuthenticationError, "SignInFailed")] public const string GraphSignInFailed = nameof(GraphSignInFailed);
    /// <summary>The token ended and cannot be renewed.</summary>
    [Error(ErrorKind.AuthenticationError, "TokenExpired", "TokenRejected")] public const string GraphTokenExpired = nameof(GraphTokenExpired);
    /// <summary>A Graph permission is not granted.</summary>
    [Error(ErrorKind.PermissionDenied, "PermissionMissing", "DeletionForbidden")] public const string GraphPermissionMissing = nameof(GraphPermissionMissing);
    /// <summary>Graph does not know the mailbox.</summary>
    [Error(ErrorKind.ObjectNotFound, "MailboxNotFound", "NoMailboxId")] public const string GraphMailboxNotFound = nameof(GraphMailboxNotFound);
    /// <summary>Graph names the primary mailbox and its archive alike.</summary>
    [Error(ErrorKind.InvalidResult, "SameMailboxIds")] public const string GraphHalvesEqual = nameof(GraphHalvesEqual);
    /// <summary>Graph asked to wait for longer than the time that a request may take.</summary>
    [Error(ErrorKind.LimitsExceeded, "Throttled")] public const string GraphThrottled = nameof(GraphThrottled);
    /// <summary>A Graph request failed for good.</summary>
    [Error(ErrorKind.ConnectionError, "RequestFailed", "GaveUp", "LinkLoop", "SettingsRefused")] public const string GraphRequestFailed = nameof(GraphRequestFailed);
    /// <summary>An answer points to another host, tenant or mailbox.</summary>
    [Error(ErrorKind.SecurityError, "RedirectRefused", "LinkRefused", "ImportRefused")] public const string GraphRedirectRefused = nameof(GraphRedirectRefused);
    /// <summary>Credentials may not go to that address.</summary>
    [Error(ErrorKind.InvalidArgument, "EndpointRefused")] public const string GraphEndpointRefused = nameof(GraphEndpointRefused);
    /// <summary>This Microsoft cloud does not have the mailbox routes.</summary>
    [Error(ErrorKind.NotImplemented, "NotInThisCloud")] public const string GraphNotInThisCloud = nameof(GraphNotInThisCloud);
    /// <summary>The folder holds the checkpoint of something else.</summary>
    [Error(ErrorKind.InvalidData, "CheckpointForeign")] public const string GraphCheckpointForeign = nameof(GraphCheckpointForeign);
    /// <summary>Another run reads the same mailbox with the same checkpoint.</summary>
    [Error(ErrorKind.ResourceBusy, "CheckpointBusy")] public const string GraphCheckpointBusy = nameof(GraphCheckpointBusy);
    /// <summary>The folder for what is read cannot be used.</summary>
    [Error(ErrorKind.WriteError, "CheckpointUnusable", "WorkFolderNotWritable")] public const string GraphCheckpointUnusable = nameof(GraphCheckpointUnusable);
    /// <summary>A mailbox could not be read whole.</summary>
    [Error(ErrorKind.InvalidResult)] public const string MailboxReadIncomplete = nameof(MailboxReadIncomplete);
    /// <summary>A folder counts subfolders that no list shows.</summary>
    [Error(ErrorKind.InvalidResult)] public const string FolderReadIncomplete = nameof(FolderReadIncomplete);
    /// <summary>The inventory cannot be written.</summary>
    [Error(ErrorKind.WriteError)] public const string InventoryNotWritable = nameof(InventoryNotWritable);
    /// <summary>What is needed to sign in is missing.</summary>
    [Error(ErrorKind.InvalidArgument, "SettingsIncomplete")] public const string GraphSettingsIncomplete = nameof(GraphSettingsIncomplete);
    /// <summary>This kind of sign-in is not to be had here.</summary>
    [Error(ErrorKind.AuthenticationError, "SignInUnavailable")] public const string GraphSignInUnavailable = nameof(GraphSignInUnavailable);
    /// <summary>Not every folder could be listed.</summary>
    [Error(ErrorKind.InvalidResult, "FoldersIncomplete")] public const string GraphFoldersIncomplete = nameof(GraphFoldersIncomplete);
    /// <summary>There is no archive.</summary>
    [Error(ErrorKind.ObjectNotFound, "NoArchive")] public const string GraphNoArchive = nameof(GraphNoArchive);

    /// <summary>What was piped is no group of this session.</summary>
    [Error(ErrorKind.InvalidData, "GroupUnusable")] public const string RemovalGroupUnusable = nameof(RemovalGroupUnusable);
    /// <summary>The groups file cannot be opened.</summary>
    [Error(ErrorKind.OpenError)] public const string RemovalPlanNotReadable = nameof(RemovalPlanNotReadable);
    /// <summary>The groups file cannot be written.</summary>
    [Error(ErrorKind.WriteError)] public const string RemovalPlanNotWritable = nameof(RemovalPlanNotWritable);
    /// <summary>The file is no groups file.</summary>
    [Error(ErrorKind.InvalidData)] public const string RemovalPlanForeign = nameof(RemovalPlanForeign);
    /// <summary>The groups file is of a newer format.</summary>
    [Error(ErrorKind.InvalidData)] public const string RemovalPlanNewer = nameof(RemovalPlanNewer);
    /// <summary>The groups file is cut off or damaged.</summary>
    [Error(ErrorKind.InvalidData)] public const string RemovalPlanDamaged = nameof(RemovalPlanDamaged);
    /// <summary>Removing copies is not allowed as things are.</summary>
    [Error(ErrorKind.InvalidOperation, "MailboxTwice", "GuardMismatch", "MigrationUnknown", "MigrationStillSyncs", "MigrationWillSync", "MigrationDormant")] public const string RemovalRefused = nameof(RemovalRefused);
    /// <summary>A mailbox that is none for tests is not probed.</summary>
    [Error(ErrorKind.InvalidOperation, "ProbeTooLarge", "ProbeNoFolder", "ProbeAtWork", "CheckNoArchive", "GuardMismatch", "MigrationUnknown", "MigrationStillSyncs", "MigrationWillSync", "MigrationDormant")] public const string ProbeRefused = nameof(ProbeRefused);
    /// <summary>The report of the checks cannot be written.</summary>
    [Error(ErrorKind.WriteError, "ReportNotWritable", "ReportFolderMissing", "ReportThere")] public const string ReportNotWritable = nameof(ReportNotWritable);
    /// <summary>More copies than a ceiling allows.</summary>
    [Error(ErrorKind.LimitsExceeded, "AboveMaximumCount", "AboveMaximumPercent")] public const string RemovalAboveCeiling = nameof(RemovalAboveCeiling);
    /// <summary>Recoverable Items have no room for any copy below their warning quota.</summary>
    [Error(ErrorKind.LimitsExceeded, "RoomRefusal")] public const string RemovalAboveQuota = nameof(RemovalAboveQuota);
    /// <summary>Recoverable Items are at their quota and take nothing more.</summary>
    [Error(ErrorKind.LimitsExceeded)] public const string RecoverableItemsFull = nameof(RecoverableItemsFull);
    /// <summary>A copy could not be removed.</summary>
    [Error(ErrorKind.WriteError, "RemovalMessage")] public const string RemovalFailed = nameof(RemovalFailed);
    /// <summary>It could not be seen what became of a copy.</summary>
    [Error(ErrorKind.InvalidResult, "RemovalMessage")] public const string RemovalUnverified = nameof(RemovalUnverified);
    /// <summary>A copy was removed, and the one that was to stay is gone too.</summary>
    [Error(ErrorKind.InvalidResult, "AboutMailbox")] public const string KeptCopyGone = nameof(KeptCopyGone);

    /// <summary>The quarantine cannot be written.</summary>
    [Error(ErrorKind.WriteError, "QuarantineNotWritable", "QuarantineWithoutRoom")] public const string QuarantineNotWritable = nameof(QuarantineNotWritable);
    /// <summary>The quarantine cannot be read.</summary>
    [Error(ErrorKind.OpenError)] public const string QuarantineNotReadable = nameof(QuarantineNotReadable);
    /// <summary>A saved copy is of a newer format.</summary>
    [Error(ErrorKind.InvalidData)] public const string QuarantineNewer = nameof(QuarantineNewer);
    /// <summary>A saved copy is missing or damaged.</summary>
    [Error(ErrorKind.InvalidData)] public const string QuarantineDamaged = nameof(QuarantineDamaged);
    /// <summary>No saved copy fits.</summary>
    [Error(ErrorKind.ObjectNotFound, "NoSavedCopy")] public const string QuarantineItemNotFound = nameof(QuarantineItemNotFound);
    /// <summary>A copy could not be brought back.</summary>
    [Error(ErrorKind.WriteError, "RemovalMessage")] public const string RestoreFailed = nameof(RestoreFailed);
    /// <summary>It could not be seen what became of bringing a copy back.</summary>
    [Error(ErrorKind.InvalidResult, "RemovalMessage")] public const string RestoreUnverified = nameof(RestoreUnverified);
}
