namespace ExchangeArchiveSafety;

/// <summary>Mailboxes that a caller named, each once. Finding one does not depend on how many there are.</summary>
public sealed class NamedMailboxes
{
    private readonly Dictionary<Guid, Mailbox> _mailboxes = [];
    private readonly Dictionary<string, Mailbox> _byIdentity = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Mailbox> All => _mailboxes.Values;

    /// <summary>Adds a mailbox; one that is there already stays as it is.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public void Add(Mailbox mailbox)
    {
        if (_mailboxes.ContainsKey(mailbox.ExchangeGuid))
        {
            return;
        }

        _mailboxes.Add(mailbox.ExchangeGuid, mailbox);
        foreach (var identity in mailbox.Identities())
        {
            if (!_byIdentity.ContainsKey(identity))
            {
                _byIdentity.Add(identity, mailbox);
            }
        }
    }

    /// <summary>Whether a mailbox is one of them.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public bool Contains(Mailbox mailbox) => _mailboxes.ContainsKey(mailbox.ExchangeGuid);

    /// <summary>The one that a text names; null where it names none of them.</summary>
    /// <param name="identity">What somebody typed or piped.</param>
    public Mailbox? Find(string identity) =>
        Guid.TryParse(identity, out var guid) && _mailboxes.TryGetValue(guid, out var keyed) ? keyed
        : _byIdentity.TryGetValue(identity, out var named) ? named
        : null;
}
