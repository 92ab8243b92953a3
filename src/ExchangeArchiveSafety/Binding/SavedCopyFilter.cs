using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Chooses saved copies by mailbox, id and message id. Results show text made safe, so that is taken for an id too.</summary>
internal sealed class SavedCopyFilter(string[] mailboxes, string[] itemIds, string[] messageIds)
{
    private readonly string[] _mailboxes = mailboxes;
    private readonly WildcardPattern[] _patterns = [.. mailboxes.Select(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase))];
    private readonly string[] _itemIds = [.. itemIds.Where(id => id.Length > 0)];
    private readonly string[] _messageIds = [.. messageIds.Where(id => id.Length > 0)];

    public bool Fits(QuarantineEntry entry) =>
        (_patterns.Length == 0 || _patterns.Any(pattern => pattern.IsMatch(entry.Mailbox)) || _mailboxes.Contains(entry.Mailbox, StringComparer.OrdinalIgnoreCase))
        && (_itemIds.Length == 0 || Is(_itemIds, entry.Item.ItemId))
        && (_messageIds.Length == 0 || Is(_messageIds, entry.Item.InternetMessageId));

    private static bool Is(string[] asked, string text) => asked.Contains(text) || asked.Contains(DisplayText.Escape(text));
}
