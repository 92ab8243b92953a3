using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Finds the mailbox of saved copies by a name that it was not saved under: another address, an alias, an object id.</summary>
/// <param name="entries">The saved copies.</param>
/// <param name="exchange">Asks Exchange; null where there is no session.</param>
/// <param name="resolve">Asks Graph.</param>
internal sealed class SavedMailboxNames(IReadOnlyList<QuarantineEntry> entries, MailboxReader? exchange, Func<string, string?> resolve)
{
    private readonly Dictionary<string, string?> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The primary mailbox's id; null where no saved copy is of that mailbox, or a saved copy is called like it.</summary>
    public string? Of(MailboxIdentity mailbox)
    {
        if (!_known.TryGetValue(mailbox.Text, out var id))
        {
            id = WildcardPattern.ContainsWildcardCharacters(mailbox.Text) || entries.Any(entry => SavedCopyFilter.IsNamed(mailbox, entry)) ? null
                : OfExchange(mailbox.Text) ?? (mailbox.GraphUser.Length > 0 ? resolve(mailbox.GraphUser) : null);
            _known.Add(mailbox.Text, id);
        }

        return id;
    }

    private string? OfExchange(string name)
    {
        try
        {
            var found = exchange?.Resolve(name);
            return found is null ? null : entries.FirstOrDefault(entry => MigrationGuard.GuidIn(entry.PrimaryMailboxId) == found.ExchangeGuid || found.IsNamed(entry.Mailbox))?.PrimaryMailboxId;
        }
        catch (ExchangeCallException)
        {
            // Perhaps Graph knows it.
            return null;
        }
    }
}
