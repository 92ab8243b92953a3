using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Graph.Actions;

/// <summary>Digests of bodies that were read, by item and version: a change key changes with every change of its item. Safe for several threads.</summary>
internal sealed class KnownBodies
{
    // Some dozens of megabytes.
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<(string MailboxId, string ItemId), (string ChangeKey, MailBody Body)> _bodies = new();

    public void Add(string mailboxId, GraphItem item)
    {
        if (item.Body is not { } body || item.ChangeKey.Length == 0)
        {
            return;
        }

        if (_bodies.Count >= Most)
        {
            _bodies.Clear();
        }

        _bodies[(mailboxId, item.Item.ItemId)] = (item.ChangeKey, body);
    }

    /// <summary>The body of an item in the version that was just seen; null where it was not read.</summary>
    public MailBody? Of(string mailboxId, GraphItem seen) =>
        seen.ChangeKey.Length > 0 && _bodies.TryGetValue((mailboxId, seen.Item.ItemId), out var known) && known.ChangeKey == seen.ChangeKey ? known.Body : null;
}
