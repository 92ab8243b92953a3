using System.Buffers.Binary;
using System.Buffers.Text;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>One copy of a message in a store.</summary>
public sealed class MailItem(long number, MailMessage message, MailFolder folder, DateTime createdUtc, long? searchKey = null)
{
    private const string IdPrefix = "AAMkLab";
    private const string MessagePrefix = "AAMkMsg";

    private MailContent? _own;
    private long _sizeChange;
    private int _changes;

    /// <summary>Changes with every move between folders or stores, as item ids do.</summary>
    public long Number { get; internal set; } = number;

    public MailMessage Message { get; } = message;

    public MailFolder Folder { get; internal set; } = folder;

    /// <summary>The store it lies in; null once it is taken out.</summary>
    public MailStore? Store { get; internal set; }

    /// <summary>A migrated item keeps the time at which the source received it; archive age counts from it.</summary>
    public DateTime ReceivedUtc => Message.ReceivedUtc;

    public DateTime CreatedUtc { get; internal set; } = createdUtc;

    public DateTime ModifiedUtc { get; internal set; } = createdUtc;

    /// <summary>Travels with a move and with an export; a copy made by a new sync gets its own.</summary>
    public long SearchKey { get; } = searchKey ?? number;

    /// <summary>A personal tag that the user put on this item.</summary>
    public LabRetentionTag? ArchiveTag { get; set; }

    /// <summary>When it came to Recoverable Items.</summary>
    public DateTime? DeletedUtc { get; internal set; }

    /// <summary>The same message stored again takes a few bytes more or less.</summary>
    public long Size => Message.Size + (SearchKey % 7) * 12 + _sizeChange;

    public string ItemId => IdPrefix + Encoded(Number) + "=";

    /// <summary>The id under which the ordinary mail API knows it.</summary>
    public string MessageId => MessagePrefix + Encoded(Number) + "=";

    /// <summary>Another one after each change and each move.</summary>
    public string ChangeKey => "CQAAABYAAAB" + Encoded((Number << 16) + _changes);

    /// <summary>Was this copy edited by itself?</summary>
    public bool IsEdited => _own is not null;

    /// <summary>What a test wrote into this copy or into its message; null for an ordinary mail.</summary>
    internal MailContent? Odd => _own ?? Message.Own;

    /// <summary>What stands in this copy.</summary>
    public MailContent Content => _own ?? Message.Content;

    /// <summary>Changes this copy alone; the other copies of the message stay as they are.</summary>
    public MailItem Edit(Func<MailContent, MailContent> change, DateTime? modifiedUtc = null)
    {
        _own = change(Content);
        return Touch(modifiedUtc);
    }

    /// <summary>Gives this copy another size.</summary>
    public MailItem Resize(long size)
    {
        var before = Size;
        _sizeChange += size - before;
        Store?.Reweigh(this, size - before);
        _changes++;
        return this;
    }

    /// <summary>Something about it changed that shows only in its change key and its time.</summary>
    public MailItem Touch(DateTime? modifiedUtc = null)
    {
        _changes++;
        ModifiedUtc = modifiedUtc ?? ModifiedUtc.AddSeconds(1);
        return this;
    }

    /// <summary>The item id that goes with an id of the ordinary mail API; empty if it is none.</summary>
    internal static string ItemIdOf(string messageId) => messageId.StartsWith(MessagePrefix, StringComparison.Ordinal) ? IdPrefix + messageId[MessagePrefix.Length..] : "";

    /// <summary>The number in an item id, or -1 if it is none.</summary>
    internal static long NumberIn(string itemId)
    {
        Span<byte> bytes = stackalloc byte[8];
        return itemId.Length == IdPrefix.Length + 12
            && itemId.StartsWith(IdPrefix, StringComparison.Ordinal)
            && itemId[^1] == '='
            && Base64Url.IsValid(itemId.AsSpan(IdPrefix.Length, 11))
            && Base64Url.TryDecodeFromChars(itemId.AsSpan(IdPrefix.Length, 11), bytes, out var written) && written == 8
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : -1;
    }

    private static string Encoded(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Base64Url.EncodeToString(bytes);
    }
}
