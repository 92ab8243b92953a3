using System.Management.Automation;
using ExchangeArchiveSafety.Exchange;

namespace ExchangeArchiveSafety.Commands;

/// <summary>What the cmdlets share that ask Exchange: the time they decide by, and the session's tenant.</summary>
public abstract class ArchiveSafetyCommand : StoppableCommand
{
    private readonly HashSet<string> _reportedPermissions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The time the answer is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    public DateTime AsOf { get; set; } = DateTime.UtcNow;

    private protected DateTime AsOfUtc => AsOf.ToUniversalTime();

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
            var tenant = LiveTenant.Open(session, AsOfUtc, ReportQuestion);
            Warn(tenant.Warning);
            return tenant;
        }
        catch (ExchangeCallException exception)
        {
            throw Terminating(exception.ErrorId, ErrorCategory.ReadError, exception.Cmdlet, exception.Message, exception);
        }
    }

    private protected void Warn(string? warning)
    {
        if (warning is not null)
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Reports what failed about one thing that was asked for.</summary>
    private protected void Report(ExchangeCallException exception, object target) =>
        WriteError(Error(exception.ErrorId, ErrorCategories.Of(exception.ErrorId), target, exception.Message, exception));

    /// <summary>Reports a question that failed while judging; a missing permission only once, since it fails for every mailbox alike and stands in each verdict.</summary>
    private void ReportQuestion(ExchangeCallException exception, object target)
    {
        if (exception.ErrorId != ErrorIds.ExchangeParameterMissing || _reportedPermissions.Add(exception.Cmdlet + "/" + exception.Parameter))
        {
            Report(exception, target);
        }
    }

    private protected Exception Terminating(UnusableFileException exception) =>
        Terminating(exception.ErrorId, ErrorCategories.Of(exception.ErrorId), exception.Path, exception.Message, exception);
}
