using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>What the cmdlets share that ask Exchange: the time they decide by, and the session's tenant.</summary>
public abstract class ArchiveSafetyCommand : StoppableCommand
{
    private readonly DateTime _began = Clock;
    private readonly HashSet<string> _reportedPermissions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The time the answer is about; now unless told otherwise. Local time unless it carries a zone.</summary>
    [Parameter]
    [NoObject]
    public DateTime AsOf { get; set; } = Clock;

    private protected DateTime AsOfUtc => AsOf.ToUniversalTime();

    /// <summary>The clock of the run: it begins at the time that the answer is about, and goes on from there. What is written carries the time at which it is written.</summary>
    private protected DateTime UtcNow() => AsOfUtc + (Clock - _began);

    private protected ExchangeSession FindSession()
    {
        try
        {
            return ExchangeSession.Find(this, () => Stopping);
        }
        catch (ExchangeCallException exception)
        {
            throw NoSession(exception);
        }
    }

    /// <summary>What this cmdlet can do without a session; null for nothing.</summary>
    private protected virtual string? WithoutSession => null;

    private protected Exception NoSession(ExchangeCallException exception)
    {
        var message = exception.ErrorId == ErrorIds.ExchangeSessionMissing && WithoutSession is { } hint ? exception.Message + " " + hint : exception.Message;
        return this.Terminating(exception.ErrorId, exception.Target, message, exception);
    }

    private protected LiveTenant OpenTenant(ExchangeSession session)
    {
        try
        {
            var tenant = LiveTenant.Open(session, AsOfUtc, ReportQuestion);
            Warn(tenant.Warning);
            this.Tell(Messages.VerboseMigrations, tenant.Snapshot.MigrationUsers.Count, tenant.Snapshot.MigrationBatches.Or([]).Count, AsOfUtc);
            return tenant;
        }
        catch (ExchangeCallException exception)
        {
            throw this.Terminating(exception);
        }
    }

    private protected void Warn(string? warning)
    {
        if (warning is not null)
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Tells what decided a verdict.</summary>
    private protected void TellVerdict(ArchiveMigrationConflict verdict) =>
        this.Tell(Messages.VerboseVerdict, verdict.Identity, verdict.State, string.Join(" ", verdict.Findings), verdict.Recommendation);

    /// <summary>Ends the command where mailboxes are named and come through the pipe as well; the binder would refuse each object and show it.</summary>
    private protected void EnsureOneSource(string parameter)
    {
        if (MyInvocation.ExpectingInput && MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            throw this.Terminating(ErrorIds.ParameterConflict, parameter, Messages.IdentityAndPipe);
        }
    }

    /// <summary>Reports a question that failed while judging; a missing permission only once, since it fails for every mailbox alike and stands in each verdict.</summary>
    private void ReportQuestion(ExchangeCallException exception, object target)
    {
        if (exception.ErrorId != ErrorIds.ExchangeParameterMissing || _reportedPermissions.Add(exception.Cmdlet + "/" + exception.Parameter))
        {
            this.Report(exception, target);
        }
    }
}
