using System.Globalization;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>One copy of a message in a store.</summary>
public sealed class MailItem(long number, MailMessage message, MailFolder folder, DateTime createdUtc)
{
    /// <summary>Changes with every move between stores, as item ids do.</summary>
    public long Number { get; internal set; } = number;

    public MailMessage Message { get; } = message;

    public MailFolder Folder { get; internal set; } = folder;

    /// <summary>A migrated item keeps the time at which the source received it; archive age counts from it.</summary>
    public DateTime ReceivedUtc => Message.ReceivedUtc;

    public DateTime CreatedUtc { get; internal set; } = createdUtc;

    public DateTime ModifiedUtc { get; internal set; } = createdUtc;

    /// <summary>Travels with a move; a copy made by a new sync gets its own.</summary>
    public long SearchKey { get; } = number;

    /// <summary>A personal tag that the user put on this item.</summary>
    public LabRetentionTag? ArchiveTag { get; set; }

    /// <summary>When it came to Recoverable Items.</summary>
    public DateTime? DeletedUtc { get; internal set; }

    /// <summary>The same message stored again takes a few bytes more or less.</summary>
    public long Size => Message.Size + (SearchKey % 7) * 12;

    public string ItemId => "AAMkLab" + Number.ToString("x12", CultureInfo.InvariantCulture);
}
