namespace ExchangeArchiveSafety.Tenants;

/// <summary>What the Exchange session of the runspace, if there is one, says of mailboxes whose copies are to be removed.</summary>
internal sealed class ExchangeMailboxes
{
    private readonly LiveTenant? _tenant;
    private readonly RecoverableItemsReader? _recoverable;
    private readonly MigrationDirectory? _migrations;
    private readonly string? _whyUnknown;
    private readonly DateTime _asOfUtc;
    private readonly Dictionary<string, Mailbox?> _known = new(StringComparer.OrdinalIgnoreCase);

    private ExchangeMailboxes(LiveTenant? tenant, ExchangeSession? session, string? whyUnknown, DateTime asOfUtc)
    {
        _tenant = tenant;
        _recoverable = session is null ? null : new(session);
        _migrations = tenant is null ? null : new(tenant.Snapshot);
        _whyUnknown = whyUnknown;
        _asOfUtc = asOfUtc;
    }

    /// <summary>Reads who migrates; where that fails, nothing is known.</summary>
    public static ExchangeMailboxes Open(ExchangeSession? session, ExchangeCallException? noSession, DateTime asOfUtc, Action<ExchangeCallException, object> report)
    {
        if (session is null)
        {
            return new(null, null, noSession?.ErrorId == ErrorIds.ExchangeSessionMissing ? null : noSession?.Message, asOfUtc);
        }

        try
        {
            return new(LiveTenant.Open(session, asOfUtc, report), session, null, asOfUtc);
        }
        catch (ExchangeCallException exception)
        {
            return new(null, null, exception.Message, asOfUtc);
        }
    }

    /// <summary>What there is to warn of before any mailbox is judged; null for nothing.</summary>
    public string? Warning => _tenant?.Warning;

    /// <summary>Why nothing may be removed from a mailbox as far as its migration goes; null when it may.</summary>
    public string? Refusal(string name, GraphMailbox graph, bool vouched, bool isProbe = false)
    {
        if (_tenant is null)
        {
            return MigrationGuard.Unknown(name, vouched, _whyUnknown, isProbe);
        }

        try
        {
            var mailbox = _tenant.Resolve(name);
            if (!MigrationGuard.CanBe(mailbox.ExchangeGuid, graph.PrimaryMailboxId))
            {
                return MigrationGuard.Unknown(name, vouched, Messages.GuardMismatch, isProbe);
            }

            _known[name] = mailbox;
            return MigrationGuard.Judge(mailbox, _migrations!, vouched, _asOfUtc, isProbe);
        }
        catch (ExchangeCallException exception)
        {
            return MigrationGuard.Unknown(name, vouched, exception.Message, isProbe);
        }
    }

    /// <summary>What Exchange says of Recoverable Items; null where it says nothing of the mailbox.</summary>
    public RecoverableItemsFacts? RecoverableItems(string name) =>
        _known.TryGetValue(name, out var mailbox) ? _recoverable!.Read(mailbox!, _tenant!.Organization) : null;

    /// <summary>What holds mean for what is removed.</summary>
    public string Holds(string name) =>
        _known.TryGetValue(name, out var mailbox) ? HoldNotice.Of(mailbox, _tenant!.Organization, _asOfUtc) : HoldNotice.Of(null, null, _asOfUtc);
}
