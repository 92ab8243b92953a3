namespace ExchangeArchiveSafety.Binding;

/// <summary>Chooses saved copies by mailbox, id and message id. Results show text made safe, so that is taken for an id too.</summary>
internal sealed class SavedCopyFilter(MailboxIdentity[] mailboxes, string[] itemIds, string[] messageIds)
{
    private readonly string[] _itemIds = [.. itemIds.Where(id => id.Length > 0)];
    private readonly string[] _messageIds = [.. messageIds.Where(id => id.Length > 0)];

    /// <summary>Whether a copy is meant.</summary>
    /// <param name="entry">The copy.</param>
    /// <param name="idOf">Finds the primary mailbox's id of a mailbox that no saved copy is called by; null where it cannot be found.</param>
    public bool Fits(QuarantineEntry entry, Func<MailboxIdentity, string?> idOf) =>
        (_itemIds.Length == 0 || Is(_itemIds, entry.Item.ItemId))
        && (_messageIds.Length == 0 || Is(_messageIds, entry.Item.InternetMessageId))
        && (mailboxes.Length == 0 || Array.Exists(mailboxes, mailbox => IsNamed(mailbox, entry) || idOf(mailbox) == entry.PrimaryMailboxId));

    /// <summary>Whether a saved copy shows by itself that it belongs to a mailbox: by the name that it was saved under, or by the GUID in its mailbox's id.</summary>
    public static bool IsNamed(MailboxIdentity mailbox, QuarantineEntry entry) => Array.Exists(
        [mailbox.Text, mailbox.Address, mailbox.GraphUser],
        name => name.Length > 0 && (Is(name, entry.Mailbox) || NamePattern.Fits(name, entry.Mailbox) || (Guid.TryParse(name, out var guid) && MigrationGuard.GuidIn(entry.PrimaryMailboxId) == guid)));

    private static bool Is(string asked, string text) => string.Equals(asked, text, StringComparison.OrdinalIgnoreCase) || string.Equals(asked, DisplayText.Escape(text), StringComparison.OrdinalIgnoreCase);

    private static bool Is(string[] asked, string text) => asked.Contains(text) || asked.Contains(DisplayText.Escape(text));
}
