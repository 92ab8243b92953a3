using System.Management.Automation;

namespace ExchangeArchiveSafety.Commands;

/// <summary>The category of each error id.</summary>
internal static class ErrorCategories
{
    public static ErrorCategory Of(string id) => id switch
    {
        ErrorIds.MailboxNotFound or ErrorIds.ObjectNotFound or ErrorIds.MigrationBatchNotFound or ErrorIds.JournalNotFound => ErrorCategory.ObjectNotFound,
        ErrorIds.MailboxIdentityEmpty or ErrorIds.ParameterConflict or ErrorIds.UntilNotAhead => ErrorCategory.InvalidArgument,
        ErrorIds.MailboxAmbiguous or ErrorIds.MailboxMismatch or ErrorIds.AnswerMismatch => ErrorCategory.InvalidResult,
        ErrorIds.ExchangeParameterMissing => ErrorCategory.PermissionDenied,
        ErrorIds.JournalBusy or ErrorIds.MailboxBusy => ErrorCategory.ResourceBusy,
        ErrorIds.JournalNotWritable or ErrorIds.SnapshotNotWritable => ErrorCategory.WriteError,
        ErrorIds.SnapshotForeign or ErrorIds.SnapshotNewer or ErrorIds.SnapshotDamaged
            or ErrorIds.JournalForeign or ErrorIds.JournalNewer or ErrorIds.JournalDamaged => ErrorCategory.InvalidData,
        ErrorIds.SnapshotNotReadable or ErrorIds.JournalNotReadable => ErrorCategory.OpenError,
        ErrorIds.SuspensionRefused or ErrorIds.ResumeRefused => ErrorCategory.InvalidOperation,
        ErrorIds.SettingsDrifted => ErrorCategory.ResourceExists,
        ErrorIds.RemovalGroupUnusable or ErrorIds.RemovalPlanForeign or ErrorIds.RemovalPlanNewer or ErrorIds.RemovalPlanDamaged
            or ErrorIds.QuarantineDamaged or ErrorIds.QuarantineNewer => ErrorCategory.InvalidData,
        ErrorIds.RemovalPlanNotReadable or ErrorIds.QuarantineNotReadable => ErrorCategory.OpenError,
        ErrorIds.RemovalPlanNotWritable or ErrorIds.QuarantineNotWritable => ErrorCategory.WriteError,
        ErrorIds.RemovalRefused => ErrorCategory.InvalidOperation,
        ErrorIds.RemovalAboveCeiling => ErrorCategory.LimitsExceeded,
        ErrorIds.RemovalFailed or ErrorIds.RestoreFailed => ErrorCategory.WriteError,
        ErrorIds.KeptCopyGone or ErrorIds.RemovalUnverified or ErrorIds.RestoreUnverified => ErrorCategory.InvalidResult,
        ErrorIds.QuarantineItemNotFound => ErrorCategory.ObjectNotFound,
        ErrorIds.GraphNotConnected or ErrorIds.GraphRequestFailed or ErrorIds.GraphUnreachable => ErrorCategory.ConnectionError,
        ErrorIds.GraphSignInFailed or ErrorIds.GraphTokenExpired or ErrorIds.GraphTokenRefused or ErrorIds.GraphSignInUnavailable => ErrorCategory.AuthenticationError,
        ErrorIds.GraphPermissionMissing => ErrorCategory.PermissionDenied,
        ErrorIds.GraphMailboxNotFound or ErrorIds.GraphNoArchive => ErrorCategory.ObjectNotFound,
        ErrorIds.GraphThrottled => ErrorCategory.LimitsExceeded,
        ErrorIds.GraphHalvesEqual or ErrorIds.GraphFoldersIncomplete or ErrorIds.MailboxReadIncomplete or ErrorIds.FolderReadIncomplete => ErrorCategory.InvalidResult,
        ErrorIds.GraphRedirectRefused => ErrorCategory.SecurityError,
        ErrorIds.GraphEndpointRefused or ErrorIds.GraphSettingsIncomplete => ErrorCategory.InvalidArgument,
        ErrorIds.GraphNotInThisCloud => ErrorCategory.NotImplemented,
        ErrorIds.GraphCheckpointForeign or ErrorIds.GraphEndpointForeign => ErrorCategory.InvalidData,
        ErrorIds.GraphCheckpointUnusable => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };
}
