namespace ExchangeArchiveSafety.Tenants;

/// <summary>Opens the tenant of the caller's session. What makes that impossible ends the cmdlet; a question that fails later is reported.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="asOfUtc">The time the answers are about, UTC.</param>
/// <param name="withoutSession">What the cmdlet can do without a session; null for nothing.</param>
internal sealed class TenantOpener(StoppableCommand command, DateTime asOfUtc, string? withoutSession = null)
{
    private readonly HashSet<string> _reportedPermissions = new(StringComparer.OrdinalIgnoreCase);

    public ExchangeSession FindSession()
    {
        try
        {
            return ExchangeSession.Find(command, () => command.Stopping);
        }
        catch (ExchangeCallException exception)
        {
            throw NoSession(exception);
        }
    }

    public Exception NoSession(ExchangeCallException exception)
    {
        var message = exception.ErrorId == ErrorIds.ExchangeSessionMissing && withoutSession is { } hint ? exception.Message + " " + hint : exception.Message;
        return command.Terminating(exception.ErrorId, exception.Target, message, exception);
    }

    public LiveTenant Open(ExchangeSession session)
    {
        try
        {
            var tenant = LiveTenant.Open(session, asOfUtc, Report);
            command.Warn(tenant.Warning);
            command.Tell(Messages.VerboseMigrations, tenant.Snapshot.MigrationUsers.Count, tenant.Batches.Count, asOfUtc);
            return tenant;
        }
        catch (ExchangeCallException exception)
        {
            throw command.Terminating(exception);
        }
    }

    /// <summary>Reports a question that failed; a missing permission only once, since it fails for every mailbox alike and stands in each verdict.</summary>
    private void Report(ExchangeCallException exception, object target)
    {
        if (exception.ErrorId != ErrorIds.ExchangeParameterMissing || _reportedPermissions.Add(exception.Cmdlet + "/" + exception.Parameter))
        {
            command.Report(exception, target);
        }
    }
}
