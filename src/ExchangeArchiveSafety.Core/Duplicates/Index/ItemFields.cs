namespace ExchangeArchiveSafety;

/// <summary>
/// The fields of one item that the first reading needs, as UTF-8 where they lie in the reader's buffer: nothing is copied, and
/// nothing is kept but what is computed from them.
/// </summary>
public ref struct ItemFields
{
    /// <summary><see cref="MailItem.Mailbox"/>.</summary>
    public ReadOnlySpan<byte> Mailbox;

    /// <summary><see cref="MailItem.ItemId"/>.</summary>
    public ReadOnlySpan<byte> ItemId;

    /// <summary><see cref="MailItem.InternetMessageId"/>.</summary>
    public ReadOnlySpan<byte> InternetMessageId;

    /// <summary><see cref="MailItem.Subject"/>.</summary>
    public ReadOnlySpan<byte> Subject;

    /// <summary><see cref="MailItem.Sender"/>.</summary>
    public ReadOnlySpan<byte> Sender;

    /// <summary><see cref="MailItem.ItemClass"/>.</summary>
    public ReadOnlySpan<byte> ItemClass;

    /// <summary><see cref="MailItem.SentUtc"/>; null when unknown.</summary>
    public DateTime? SentUtc;

    /// <summary><see cref="MailItem.ReceivedUtc"/>; null when unknown.</summary>
    public DateTime? ReceivedUtc;

    /// <summary><see cref="MailItem.Location"/>.</summary>
    public MailItemLocation Location;

    /// <summary><see cref="MailItem.Size"/> in bytes; null when unknown.</summary>
    public long? Size;
}
