using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>An item of a bucket with what it is compared by.</summary>
internal sealed class Candidate(MailItem item, NormalizedTexts texts, FolderKey folder, bool subjectsAreKnown)
{
    private string _folderText = folder.IsAmbiguous ? folder.Path + "\0" + item.ItemId : folder.Paired;
    private CopyKey? _key;

    public MailItem Item { get; } = item;

    /// <summary>The normalized message id; empty when there is none.</summary>
    public string MessageId { get; } = texts.MessageId(item.InternetMessageId);

    public bool HasMessageId => MessageId.Length > 0;

    public FolderKey Folder { get; } = folder;

    /// <summary>The folder as it is compared: what it is or its path, or nothing when any folder will do. An ambiguous one is no other's.</summary>
    public string FolderText
    {
        get => _folderText;
        set
        {
            _folderText = value;
            _key = null;
        }
    }

    public CopyKey Key
    {
        [MethodImpl(Hot.Path)]
        get => _key ??= new(
            WholeSecond.Of(Item.SentUtc),
            HasMessageId ? WholeSecond.Missing : WholeSecond.Of(Item.ReceivedUtc),
            texts.Subject(Item.Subject),
            texts.Sender(Item.Sender),
            texts.ItemClass(Item.ItemClass),
            Item.HasAttachments,
            FolderText);
    }

    /// <summary>
    /// Whether it has no subject, and that is a fact about the mail. The subject is the one field of strong evidence that a mail may lack
    /// (RFC 5322, 3.6); a mailbox without a single one was exported without them.
    /// </summary>
    public bool IsWithoutSubject => subjectsAreKnown && HasMessageId && Key.Subject.Length == 0;

    /// <summary>Whether every field is there that evidence rests on, apart from the folder.</summary>
    public bool HasEvidence
    {
        [MethodImpl(Hot.Path)]
        get
        {
            var key = Key;
            return key.Sent != WholeSecond.Missing && (key.Subject.Length > 0 || IsWithoutSubject) && key.Sender.Length > 0 && key.ItemClass.Length > 0
                && (HasMessageId ? key.HasAttachments.HasValue : key.Received != WholeSecond.Missing);
        }
    }

    /// <summary>How it compares with another of its family.</summary>
    public PairMatch Match(Candidate other)
    {
        var (first, second) = (Key, other.Key);
        return new()
        {
            HasMessageId = HasMessageId,
            Sent = PairMatch.Of(first.Sent, second.Sent),
            Received = PairMatch.Of(first.Received, second.Received),
            Subject = PairMatch.Of(first.Subject, second.Subject),
            IsWithoutSubject = IsWithoutSubject && other.IsWithoutSubject,
            Sender = PairMatch.Of(first.Sender, second.Sender),
            ItemClass = PairMatch.Of(first.ItemClass, second.ItemClass),
            HasAttachments = PairMatch.Of(first.HasAttachments, second.HasAttachments),
            TellsNoAttachments = !first.HasAttachments.HasValue && !second.HasAttachments.HasValue,
            Folder = PairMatch.Of(first.Folder, second.Folder),
            IsFolderAmbiguous = (Folder.IsAmbiguous || other.Folder.IsAmbiguous) && Folder.MeansThatOf(other.Folder),
            Size = Item.Size,
            OtherSize = other.Item.Size,
            BodyDigest = DigestText.Match(Item.BodyDigest, other.Item.BodyDigest),
            SearchKey = DigestText.Match(Item.SearchKey, other.Item.SearchKey),
        };
    }
}
