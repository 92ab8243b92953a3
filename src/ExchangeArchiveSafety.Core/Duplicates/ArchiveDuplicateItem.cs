namespace ExchangeArchiveSafety;

/// <summary>
/// One item of a group of copies: the kept one, a surplus copy or one set aside. Its text is safe to show: characters that
/// do not show as themselves are escaped. <see cref="Item"/> has the text as the inventory had it.
/// </summary>
public sealed class ArchiveDuplicateItem
{
    private readonly bool _isKept;
    private readonly BodyProofs _proofs;
    private readonly int _number;

    // The item, or what keeps it until somebody looks: one field, so that two threads that look at once see either.
    private object _source;

    internal ArchiveDuplicateItem(MailItem item, bool isKept, DuplicateKind? kind, DuplicateEvidence? evidence, SetAsideReasons setAside, BodyProofs proofs = BodyProofs.None, FolderKey? folder = null)
        : this((object)item, 0, isKept, kind, evidence, setAside, proofs, folder)
    {
    }

    internal ArchiveDuplicateItem(IMailItemKeep keep, int number, bool isKept, DuplicateKind? kind, DuplicateEvidence? evidence, SetAsideReasons setAside, BodyProofs proofs = BodyProofs.None, FolderKey? folder = null)
        : this((object)keep, number, isKept, kind, evidence, setAside, proofs, folder)
    {
    }

    private ArchiveDuplicateItem(object source, int number, bool isKept, DuplicateKind? kind, DuplicateEvidence? evidence, SetAsideReasons setAside, BodyProofs proofs, FolderKey? folder)
    {
        _source = source;
        _number = number;
        _isKept = isKept;
        _proofs = proofs;
        Folder = folder;
        Kind = kind;
        Evidence = evidence;
        SetAside = setAside;
    }

    /// <summary>The item as the inventory had it.</summary>
    public MailItem Item
    {
        get
        {
            var source = _source;
            if (source is MailItem item)
            {
                return item;
            }

            item = ((IMailItemKeep)source).Item(_number);
            _source = item;
            return item;
        }
    }

    /// <summary>What the search knew of its folder; null for an item that no search gave.</summary>
    internal FolderKey? Folder { get; }

    /// <summary>The item with what the search knew of its folder, so that it means the same without the others.</summary>
    internal MailItem Settled
    {
        get
        {
            var known = Folder is { IsExact: true } folder ? folder.IsWellKnown ? folder.Meaning : ToldFolder.None : null;
            return known is null || string.Equals(known, Item.WellKnownFolder, StringComparison.Ordinal) ? Item : Item.WithWellKnownFolder(known);
        }
    }

    /// <summary>How the copy lies to the kept item; null for the kept item and for what is no copy.</summary>
    public DuplicateKind? Kind { get; }

    /// <summary>How sure it is that this is a copy of the kept item; null for the kept item itself.</summary>
    public DuplicateEvidence? Evidence { get; }

    /// <summary>Why the item is not offered; <see cref="SetAsideReasons.None"/> for the kept item and for surplus copies.</summary>
    public SetAsideReasons SetAside { get; }

    /// <summary>Why the item is kept, offered or set aside, in a sentence.</summary>
    public string Reason => _isKept ? CoreMessages.Kept
        : SetAside != SetAsideReasons.None ? DuplicateReason.OfSetAside(SetAside)
        : DuplicateReason.OfSurplus(Kind, Location, Evidence, _proofs);

    /// <inheritdoc cref="MailItem.Mailbox"/>
    public string Mailbox => DisplayText.Escape(Item.Mailbox);

    /// <inheritdoc cref="MailItem.Location"/>
    public MailItemLocation Location => Item.Location;

    /// <inheritdoc cref="MailItem.FolderPath"/>
    public string FolderPath => DisplayText.Escape(Item.FolderPath);

    /// <summary>
    /// The well-known folder that the item lies in, as Microsoft Graph names it, with the path below: <c>deleteditems</c>, <c>inbox/Projects</c>.
    /// Empty for a folder that somebody made. Where the source does not tell, the folder's name decided.
    /// </summary>
    public string WellKnownFolder => DisplayText.Escape(Folder is not null ? Folder.Meaning : ToldFolder.Of(Item.WellKnownFolder) is { Kind: ToldFolderKind.WellKnown } told ? told.Name + told.Below : "");

    /// <inheritdoc cref="MailItem.ItemId"/>
    public string ItemId => DisplayText.Escape(Item.ItemId);

    /// <inheritdoc cref="MailItem.ItemClass"/>
    public string ItemClass => DisplayText.Escape(Item.ItemClass);

    /// <inheritdoc cref="MailItem.InternetMessageId"/>
    public string InternetMessageId => DisplayText.Escape(Item.InternetMessageId);

    /// <inheritdoc cref="MailItem.Subject"/>
    public string Subject => DisplayText.Escape(Item.Subject);

    /// <inheritdoc cref="MailItem.Sender"/>
    public string Sender => DisplayText.Escape(Item.Sender);

    /// <inheritdoc cref="MailItem.SentUtc"/>
    public DateTime? SentUtc => Item.SentUtc;

    /// <inheritdoc cref="MailItem.ReceivedUtc"/>
    public DateTime? ReceivedUtc => Item.ReceivedUtc;

    /// <inheritdoc cref="MailItem.CreatedUtc"/>
    public DateTime? CreatedUtc => Item.CreatedUtc;

    /// <inheritdoc cref="MailItem.LastModifiedUtc"/>
    public DateTime? LastModifiedUtc => Item.LastModifiedUtc;

    /// <inheritdoc cref="MailItem.Size"/>
    public long? Size => Item.Size;

    /// <inheritdoc cref="MailItem.HasAttachments"/>
    public bool? HasAttachments => Item.HasAttachments;

    /// <inheritdoc cref="MailItem.BodyDigest"/>
    public string BodyDigest => DisplayText.Escape(Item.BodyDigest);

    /// <inheritdoc cref="MailItem.SearchKey"/>
    public string SearchKey => DisplayText.Escape(Item.SearchKey);

    /// <summary>The item in one line, safe to show.</summary>
    public override string ToString() => Item.ToString();
}
