namespace ExchangeArchiveSafety.Tenants;

/// <summary>The tenant of the session as a pass of the guard sees it.</summary>
internal sealed class GuardedTenant : IGuardTenant
{
    private readonly StoppableCommand _command;
    private readonly ExchangeSession _session;
    private readonly DateTime _asOfUtc;
    private readonly string? _dnsServer;
    private readonly WorkProgress _progress;
    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);
    private LiveTenant? _tenant;

    /// <summary>Prepares it; nothing is asked.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="session">Its session.</param>
    /// <param name="name">What the tenant is called, where that is known.</param>
    /// <param name="asOfUtc">The time of the pass, UTC.</param>
    /// <param name="dnsServer">The name server to ask; null for the ones of this machine.</param>
    /// <param name="left">How much of its time is left.</param>
    public GuardedTenant(StoppableCommand command, ExchangeSession session, string? name, DateTime asOfUtc, string? dnsServer, Func<TimeSpan> left)
    {
        (_command, _session, _asOfUtc, _dnsServer, Name) = (command, session, asOfUtc, dnsServer, name);
        _progress = command.Progress(Messages.ProgressJudging);
        Exchange = new SessionMailboxPort(session, mailbox => _tenant!.RecordsOf(mailbox), () => command.Stopping, Wait, _ => { });
        bool Wait(int seconds) => TimeSpan.FromSeconds(seconds) < left() && command.Pause(TimeSpan.FromSeconds(seconds));
    }

    public string? Name { get; }

    public IMailboxPort Exchange { get; }

    private LiveTenant Tenant => _tenant ?? throw new InvalidOperationException("Who migrates is read first.");

    public TenantSnapshot ReadMigrations()
    {
        _tenant = LiveTenant.Open(_session, _asOfUtc, Warn);
        _command.Warn(_tenant.Warning);
        _command.Tell(Messages.VerboseMigrations, _tenant.Snapshot.MigrationUsers.Count, _tenant.Batches.Count, _asOfUtc);
        return _tenant.Snapshot;
    }

    public void AddExternal(IEnumerable<Guid> exchangeGuids) => Tenant.AddExternal(exchangeGuids);

    public IReadOnlyList<Mailbox> ReadMailboxes() => Tenant.Mailboxes(areNeeded: true);

    public IReadOnlyList<DomainMail> ReadMail()
    {
        try
        {
            return TenantMail.LookUp(_command, DomainMail.Telling(TenantMail.AcceptedDomains(_session)), _dnsServer);
        }
        catch (ExchangeCallException exception)
        {
            Warn(exception, exception.Cmdlet);
            return [new() { Because = exception.Message }];
        }
    }

    public Mailbox Resolve(string identity)
    {
        try
        {
            return Tenant.Resolve(identity);
        }
        catch (ExchangeCallException exception)
        {
            throw MailboxIdentity.Named(exception, identity);
        }
    }

    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox)
    {
        _progress.Next(mailbox.Identity);
        var judged = Tenant.Judge(mailbox);
        _command.TellVerdict(judged.Verdict);
        return judged;
    }

    /// <summary>Nothing is judged any more: what shows how far it is goes, before the result is shown.</summary>
    public void End() => _progress.End();

    // What a verdict hangs on makes it Indeterminate, and what it does not hang on is no failure: once is enough to say.
    private void Warn(ExchangeCallException exception, object target)
    {
        if (_told.Add(exception.ErrorId == ErrorIds.ExchangeParameterMissing ? exception.Cmdlet + "/" + exception.Parameter : target + "/" + exception.Cmdlet))
        {
            _command.WriteWarning(exception.Message);
        }
    }
}
