namespace ExchangeArchiveSafety.Tenants;

/// <summary>Looks for what holds archiving off unexplained: who migrates (two calls), then one listing of mailboxes, or one call for each that is named. Writes nothing.</summary>
internal sealed class LeftoverSearch
{
    private readonly StoppableCommand _command;
    private readonly ExchangeSession _session;
    private readonly LeftoverHolds _holds;
    private readonly SortedDictionary<ArchivingSetting, int> _notReturned = [];

    public LeftoverSearch(StoppableCommand command, ExchangeSession session, LiveTenant tenant, CommandJournal journal, DateTime asOfUtc)
    {
        (_command, _session) = (command, session);
        _holds = new(new(tenant.Snapshot), journal.All(), journal.Memory(), asOfUtc, session.Commands.Prefix);
        if (tenant.Organization?.ElcProcessingDisabled.Is(true) ?? false)
        {
            command.WriteWarning(Messages.OrganizationProcessingOff);
        }

        command.Warn(journal.Store.Exists ? null : DisplayText.Sentence(Messages.LeftoverWithoutJournal, journal.Location));
    }

    /// <summary>Those of every mailbox. Get-Mailbox, since Get-EXOMailbox has two of the settings in no property set.</summary>
    public IEnumerable<LeftoverHold> OfAll()
    {
        IReadOnlyList<Mailbox> mailboxes;
        try
        {
            mailboxes = [.. _session.Call("Get-Mailbox").Select(item => TenantReader.Mailbox(item)).Where(mailbox => mailbox.ExchangeGuid != Guid.Empty)];
        }
        catch (ExchangeCallException exception)
        {
            throw _command.Terminating(exception);
        }

        return mailboxes.Select(Of).OfType<LeftoverHold>();
    }

    /// <summary>That of one mailbox; null for none.</summary>
    public LeftoverHold? Of(Mailbox mailbox)
    {
        _command.ThrowIfStopping();
        foreach (var setting in LeftoverHolds.NotReturned(mailbox))
        {
            _notReturned[setting] = _notReturned.TryGetValue(setting, out var count) ? count + 1 : 1;
        }

        return _holds.Of(mailbox);
    }

    /// <summary>Says which settings some mailboxes did not return: with those nobody can say that nothing is left over.</summary>
    public void TellUnknown()
    {
        if (_notReturned.Count > 0)
        {
            _command.WriteWarning(DisplayText.Sentence(Messages.LeftoverNotReturned, string.Join(", ", _notReturned.Select(one => one.Key + " (" + one.Value + ")"))));
        }
    }
}
