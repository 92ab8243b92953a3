namespace ExchangeArchiveSafety;

/// <summary>
/// One item of a mailbox or of its archive, as an inventory lists it. The text is the tenant's own and may hold anything:
/// <see cref="ArchiveDuplicateItem"/> has the same properties made safe to show.
/// </summary>
public sealed class MailItem
{
    private readonly DateTime? _sentUtc;
    private readonly DateTime? _receivedUtc;
    private readonly DateTime? _createdUtc;
    private readonly DateTime? _lastModifiedUtc;

    /// <summary>The mailbox that the item belongs to, whichever of its two locations holds it. Case does not matter.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>Primary mailbox or archive.</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>The folder, as a path from the mailbox root; empty when unknown.</summary>
    public string FolderPath { get; init; } = "";

    /// <summary>
    /// What the source tells of the folder: its wellKnownName as in Microsoft Graph (<c>deleteditems</c>), for a subfolder of one followed by the
    /// names below (<c>inbox/Projects</c>); <c>none</c> for a folder that somebody made; empty where there is nothing to tell, which in a primary
    /// mailbox means the same; <c>unknown</c> where Graph told of no folder. Null where the source does not know such facts: then names decide.
    /// </summary>
    public string? WellKnownFolder { get; init; }

    /// <summary>The item's id, unique in the mailbox; case matters.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>The message class, for example <c>IPM.Note</c>; empty when unknown.</summary>
    public string ItemClass { get; init; } = "";

    /// <summary>The Message-ID header, with or without its angle brackets; empty when there is none. Case matters.</summary>
    public string InternetMessageId { get; init; } = "";

    /// <summary>The subject with its prefix; empty when there is none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The sender's address; empty when unknown.</summary>
    public string Sender { get; init; } = "";

    /// <summary>When the message was sent (PidTagClientSubmitTime), UTC; null when unknown.</summary>
    public DateTime? SentUtc
    {
        get => _sentUtc;
        init => _sentUtc = MailTime.RealUtc(value);
    }

    /// <summary>When the message was delivered (PidTagMessageDeliveryTime), UTC; null when unknown.</summary>
    public DateTime? ReceivedUtc
    {
        get => _receivedUtc;
        init => _receivedUtc = MailTime.RealUtc(value);
    }

    /// <summary>When the item was made in this mailbox, UTC; null when unknown. A migrated copy is younger than its message.</summary>
    public DateTime? CreatedUtc
    {
        get => _createdUtc;
        init => _createdUtc = MailTime.RealUtc(value);
    }

    /// <summary>When the item was last changed, UTC; null when unknown.</summary>
    public DateTime? LastModifiedUtc
    {
        get => _lastModifiedUtc;
        init => _lastModifiedUtc = MailTime.RealUtc(value);
    }

    /// <summary>The stored size in bytes; null when unknown.</summary>
    public long? Size { get; init; }

    /// <summary>Whether the item carries attachments; null when unknown.</summary>
    public bool? HasAttachments { get; init; }

    /// <summary>A digest of the body that whoever made the inventory computed; empty when there is none.</summary>
    public string BodyDigest { get; init; } = "";

    /// <summary>PidTagSearchKey, in base64 or hexadecimal; empty when there is none.</summary>
    public string SearchKey { get; init; } = "";

    /// <summary>Whether no text is null: a file may hold null where an item has none.</summary>
    internal bool IsWhole => !new[] { Mailbox, FolderPath, ItemId, ItemClass, InternetMessageId, Subject, Sender, BodyDigest, SearchKey }.Contains(null);

    /// <summary>The same item with another body digest.</summary>
    internal MailItem WithBodyDigest(string digest) => With(Location, FolderPath, WellKnownFolder, digest);

    /// <summary>The same item in another place.</summary>
    internal MailItem WithFolder(MailItemLocation location, string folderPath) => With(location, folderPath, null, BodyDigest);

    /// <summary>The same item with what is known of its folder.</summary>
    internal MailItem WithWellKnownFolder(string wellKnownFolder) => With(Location, FolderPath, wellKnownFolder, BodyDigest);

    private MailItem With(MailItemLocation location, string folderPath, string? wellKnownFolder, string bodyDigest) => new()
    {
        Mailbox = Mailbox,
        Location = location,
        FolderPath = folderPath,
        WellKnownFolder = wellKnownFolder,
        ItemId = ItemId,
        ItemClass = ItemClass,
        InternetMessageId = InternetMessageId,
        Subject = Subject,
        Sender = Sender,
        SentUtc = SentUtc,
        ReceivedUtc = ReceivedUtc,
        CreatedUtc = CreatedUtc,
        LastModifiedUtc = LastModifiedUtc,
        Size = Size,
        HasAttachments = HasAttachments,
        BodyDigest = bodyDigest,
        SearchKey = SearchKey,
    };

    /// <summary>The item in one line, safe to show.</summary>
    public override string ToString() => DisplayText.Escape($"{Location}:{FolderPath} [{ItemId}]");
}
