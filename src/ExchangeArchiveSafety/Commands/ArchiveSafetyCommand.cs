using System.Management.Automation;
using ExchangeArchiveSafety.Exchange;

namespace ExchangeArchiveSafety.Commands;

/// <summary>What every cmdlet of this module shares: the time it decides by, its errors, and stopping.</summary>
public abstract class ArchiveSafetyCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _stop = new();
    private readonly HashSet<string> _reportedPermissions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The time the answer is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    public DateTime AsOf { get; set; } = DateTime.UtcNow;

    private protected DateTime AsOfUtc => AsOf.ToUniversalTime();

    private protected new bool Stopping => _stop.IsSet || base.Stopping;

    /// <summary>Nothing new is started from now on.</summary>
    protected override void StopProcessing() => _stop.Set();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void ThrowIfStopping()
    {
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits unless the caller asks to stop.</summary>
    private protected bool Wait(TimeSpan time) => !_stop.Wait(time);

    private protected ExchangeSession FindSession()
    {
        try
        {
            return ExchangeSession.Find(this, () => Stopping);
        }
        catch (ExchangeCallException exception)
        {
            throw Terminating(exception.ErrorId, ErrorCategory.ConnectionError, exception.Cmdlet, exception.Message, exception);
        }
    }

    private protected LiveTenant OpenTenant(ExchangeSession session)
    {
        try
        {
            return LiveTenant.Open(session, AsOfUtc, ReportQuestion);
        }
        catch (ExchangeCallException exception)
        {
            throw Terminating(exception.ErrorId, ErrorCategory.ReadError, exception.Cmdlet, exception.Message, exception);
        }
    }

    /// <summary>Reports what failed about one thing that was asked for.</summary>
    private protected void Report(ExchangeCallException exception, object target) =>
        WriteError(Error(exception.ErrorId, Category(exception.ErrorId), target, exception.Message, exception));

    /// <summary>Reports a question that failed while judging; a missing permission only once, since it fails for every mailbox alike and stands in each verdict.</summary>
    private void ReportQuestion(ExchangeCallException exception, object target)
    {
        if (exception.ErrorId != ErrorIds.ExchangeParameterMissing || _reportedPermissions.Add(exception.Cmdlet + "/" + exception.Parameter))
        {
            Report(exception, target);
        }
    }

    private protected static ErrorRecord Error(string id, ErrorCategory category, object? target, string message, Exception? inner = null) =>
        new(inner ?? new InvalidOperationException(message), id, category, target) { ErrorDetails = new(message) };

    private protected Exception Terminating(string id, ErrorCategory category, object? target, string message, Exception? inner = null)
    {
        ThrowTerminatingError(Error(id, category, target, message, inner));
        throw new InvalidOperationException(message, inner);
    }

    private protected Exception Terminating(UnusableFileException exception) =>
        Terminating(exception.ErrorId, Category(exception.ErrorId), exception.Path, exception.Message, exception);

    /// <summary>The path in the file system; a drive of another provider holds no files.</summary>
    private protected string FullPath(string path, string errorId)
    {
        string full;
        ProviderInfo provider;
        try
        {
            full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (RuntimeException exception)
        {
            throw Terminating(errorId, ErrorCategory.InvalidArgument, path, exception.Message, exception);
        }

        return provider.Name == "FileSystem"
            ? full
            : throw Terminating(errorId, ErrorCategory.InvalidArgument, path, DisplayText.Sentence(Messages.PathNotInFileSystem, path, provider.Name));
    }

    private protected static ErrorCategory Category(string id) => id switch
    {
        ErrorIds.MailboxNotFound or ErrorIds.ObjectNotFound or ErrorIds.MigrationBatchNotFound => ErrorCategory.ObjectNotFound,
        ErrorIds.MailboxIdentityEmpty or ErrorIds.ParameterConflict or ErrorIds.UntilNotAhead => ErrorCategory.InvalidArgument,
        ErrorIds.MailboxAmbiguous or ErrorIds.MailboxMismatch or ErrorIds.AnswerMismatch => ErrorCategory.InvalidResult,
        ErrorIds.ExchangeParameterMissing => ErrorCategory.PermissionDenied,
        ErrorIds.JournalBusy => ErrorCategory.ResourceBusy,
        ErrorIds.JournalNotWritable or ErrorIds.SnapshotNotWritable => ErrorCategory.WriteError,
        ErrorIds.SnapshotForeign or ErrorIds.SnapshotNewer or ErrorIds.SnapshotDamaged
            or ErrorIds.JournalForeign or ErrorIds.JournalNewer or ErrorIds.JournalDamaged => ErrorCategory.InvalidData,
        ErrorIds.SnapshotNotReadable or ErrorIds.JournalNotReadable => ErrorCategory.OpenError,
        ErrorIds.SuspensionRefused or ErrorIds.ResumeRefused => ErrorCategory.InvalidOperation,
        ErrorIds.SettingsDrifted => ErrorCategory.ResourceExists,
        ErrorIds.GraphNotConnected => ErrorCategory.ConnectionError,
        ErrorIds.RemovalGroupUnusable or ErrorIds.RemovalPlanForeign or ErrorIds.RemovalPlanNewer or ErrorIds.RemovalPlanDamaged
            or ErrorIds.QuarantineDamaged or ErrorIds.QuarantineNewer => ErrorCategory.InvalidData,
        ErrorIds.RemovalPlanNotReadable or ErrorIds.QuarantineNotReadable => ErrorCategory.OpenError,
        ErrorIds.RemovalPlanNotWritable or ErrorIds.QuarantineNotWritable => ErrorCategory.WriteError,
        ErrorIds.RemovalRefused or ErrorIds.RemovalAboveCeiling => ErrorCategory.InvalidOperation,
        ErrorIds.KeptCopyGone => ErrorCategory.InvalidResult,
        ErrorIds.QuarantineItemNotFound => ErrorCategory.ObjectNotFound,
        _ => ErrorCategory.NotSpecified,
    };
}
