namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Where a search looks: mailboxes that are read through Graph, or inventory files and mailboxes of them. What the command line names stays the same for every object
/// of the pipe, so each is taken once.
/// </summary>
internal sealed class SearchTargets
{
    private readonly List<MailboxIdentity> _mailboxes = [];
    private readonly List<string> _inventories = [];
    private bool _namesMailboxes;
    private bool _namesInventories;

    public IReadOnlyList<MailboxIdentity> Mailboxes => _mailboxes;

    /// <summary>The files; none where mailboxes are read through Graph.</summary>
    public IReadOnlyList<string> Inventories => _inventories;

    /// <summary>Whether there is nowhere to look.</summary>
    /// <param name="isPiped">Whether something could have come through the pipe; if nothing did, that is no mailbox, not every mailbox.</param>
    public bool IsEmpty(bool isPiped)
    {
        var hasMailboxes = _mailboxes.Count > 0;
        var isEmpty = _namesInventories ? !hasMailboxes : _inventories.Count == 0 && (_namesMailboxes || !hasMailboxes);
        return (isPiped && isEmpty) || (_namesMailboxes && !hasMailboxes);
    }

    /// <summary>Takes what the command line names.</summary>
    /// <param name="inventories">The files; null where none are named.</param>
    /// <param name="mailboxes">The mailboxes of them; null where none are named.</param>
    public void Name(string[]? inventories, IReadOnlyList<MailboxIdentity>? mailboxes)
    {
        _namesInventories = inventories is not null;
        _namesMailboxes = mailboxes is not null;
        _inventories.AddRange(inventories ?? []);
        _mailboxes.AddRange(mailboxes ?? []);
    }

    /// <summary>Takes mailboxes to be read through Graph.</summary>
    /// <returns>False where files were taken already.</returns>
    public bool AddMailboxes(MailboxIdentity[] mailboxes)
    {
        _mailboxes.AddRange(mailboxes);
        return _inventories.Count == 0;
    }

    /// <summary>Takes files and mailboxes of them, as far as the command line does not name them.</summary>
    /// <returns>False where mailboxes to be read through Graph were taken already.</returns>
    public bool AddInventories(string[] inventories, Func<IReadOnlyList<MailboxIdentity>> mailboxes)
    {
        if (_inventories.Count == 0 && _mailboxes.Count > 0 && !_namesMailboxes)
        {
            return false;
        }

        _inventories.AddRange(_namesInventories ? [] : inventories);
        _mailboxes.AddRange(_namesMailboxes ? [] : mailboxes());
        return true;
    }
}
