namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>The lab's tenant as a pass of the guard sees it, through the readers of the cmdlets.</summary>
internal sealed class InProcessTenant : IGuardTenant
{
    private readonly LabTenant _lab;
    private readonly InProcessSession _session;
    private readonly DateTime _asOfUtc;
    private LiveTenant? _tenant;

    public InProcessTenant(LabTenant lab, InProcessSession session, DateTime asOfUtc)
    {
        (_lab, _session, _asOfUtc) = (lab, session, asOfUtc);
        Exchange = new SessionMailboxPort(session, mailbox => _tenant!.RecordsOf(mailbox), () => false, _ => false, _ => { });
    }

    public string? Name => "contoso.example";

    public IMailboxPort Exchange { get; }

    public TenantSnapshot ReadMigrations() => (_tenant = LiveTenant.Open(_session, _asOfUtc, (_, _) => { })).Snapshot;

    public void AddExternal(IEnumerable<Guid> exchangeGuids) => _tenant!.AddExternal(exchangeGuids);

    public IReadOnlyList<Mailbox> ReadMailboxes() => _tenant!.Mailboxes(areNeeded: true);

    /// <summary>What the name server would say, and what the rule makes of it.</summary>
    public IReadOnlyList<DomainMail> ReadMail() => [.. _lab.Domains.Select(domain => DomainMail.Read(domain.Trouble == DnsTrouble.None ? new(domain.Name, domain.MailAt(_lab.Now)) : new(domain.Name, null, "silent")))];

    public Mailbox Resolve(string identity) => _tenant!.Resolve(identity);

    public (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox) => _tenant!.Judge(mailbox);
}
