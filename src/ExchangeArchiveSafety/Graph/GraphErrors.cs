using System.Management.Automation;

namespace ExchangeArchiveSafety.Graph;

/// <summary>Makes error records of what Graph refused or failed to do.</summary>
internal static class GraphErrors
{
    public static ErrorRecord Record(GraphException exception, object? target) =>
        new(exception, exception.ErrorId, Category(exception.ErrorId), target) { ErrorDetails = new(exception.Message) };

    public static ErrorCategory Category(string id) => id switch
    {
        ErrorIds.GraphNotConnected or ErrorIds.GraphRequestFailed => ErrorCategory.ConnectionError,
        ErrorIds.GraphSignInFailed or ErrorIds.GraphTokenExpired or ErrorIds.GraphSignInUnavailable => ErrorCategory.AuthenticationError,
        ErrorIds.GraphPermissionMissing => ErrorCategory.PermissionDenied,
        ErrorIds.GraphMailboxNotFound or ErrorIds.GraphNoArchive => ErrorCategory.ObjectNotFound,
        ErrorIds.GraphThrottled => ErrorCategory.LimitsExceeded,
        ErrorIds.GraphAnswerDamaged or ErrorIds.GraphHalvesEqual or ErrorIds.GraphFoldersIncomplete or ErrorIds.MailboxReadIncomplete => ErrorCategory.InvalidResult,
        ErrorIds.GraphRedirectRefused => ErrorCategory.SecurityError,
        ErrorIds.GraphEndpointRefused or ErrorIds.GraphSettingsIncomplete => ErrorCategory.InvalidArgument,
        ErrorIds.GraphNotInThisCloud => ErrorCategory.NotImplemented,
        ErrorIds.GraphCheckpointForeign => ErrorCategory.InvalidData,
        ErrorIds.GraphCheckpointUnusable => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };
}
