namespace ExchangeArchiveSafety;

/// <summary>
/// The fields of one item, as UTF-8 where they lie in the reader's buffer: nothing is copied, and nothing is kept but what is computed
/// from them. The first reading needs no more than the upper ones.
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

    /// <summary><see cref="MailItem.FolderPath"/>.</summary>
    public ReadOnlySpan<byte> FolderPath;

    /// <summary><see cref="MailItem.WellKnownFolder"/>; empty also where the source does not tell.</summary>
    public ReadOnlySpan<byte> WellKnownFolder;

    /// <summary>Whether <see cref="MailItem.WellKnownFolder"/> is not null.</summary>
    public bool TellsWellKnownFolder;

    /// <summary><see cref="MailItem.CreatedUtc"/>; null when unknown.</summary>
    public DateTime? CreatedUtc;

    /// <summary><see cref="MailItem.LastModifiedUtc"/>; null when unknown.</summary>
    public DateTime? LastModifiedUtc;

    /// <summary><see cref="MailItem.HasAttachments"/>; null when unknown.</summary>
    public bool? HasAttachments;

    /// <summary><see cref="MailItem.BodyDigest"/>.</summary>
    public ReadOnlySpan<byte> BodyDigest;

    /// <summary><see cref="MailItem.SearchKey"/>.</summary>
    public ReadOnlySpan<byte> SearchKey;
}
