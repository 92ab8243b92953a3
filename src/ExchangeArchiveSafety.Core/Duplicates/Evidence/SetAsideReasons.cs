namespace ExchangeArchiveSafety;

/// <summary>Why an item that matched partly is not offered. Several can hold at once.</summary>
[Flags]
public enum SetAsideReasons
{
    /// <summary>Nothing speaks against it.</summary>
    None = 0,

    /// <summary>It lies in another folder than the kept item.</summary>
    OtherFolder = 1 << 0,

    /// <summary>Its folder or the kept item's is unknown.</summary>
    FolderMissing = 1 << 1,

    /// <summary>It was sent at another second.</summary>
    SentDiffers = 1 << 2,

    /// <summary>One of the two has no sent time.</summary>
    SentMissing = 1 << 3,

    /// <summary>The subjects differ, prefixes and white space apart.</summary>
    SubjectDiffers = 1 << 4,

    /// <summary>One of the two has no subject, or no item of the mailbox has one.</summary>
    SubjectMissing = 1 << 5,

    /// <summary>The sender addresses differ.</summary>
    SenderDiffers = 1 << 6,

    /// <summary>One of the two has no sender.</summary>
    SenderMissing = 1 << 7,

    /// <summary>The message classes differ.</summary>
    ClassDiffers = 1 << 8,

    /// <summary>One of the two has no message class.</summary>
    ClassMissing = 1 << 9,

    /// <summary>One has attachments, the other has none.</summary>
    AttachmentsDiffer = 1 << 10,

    /// <summary>Whether one of the two has attachments is unknown.</summary>
    AttachmentsMissing = 1 << 11,

    /// <summary>The sizes differ by more than the tolerance.</summary>
    SizeDiffers = 1 << 12,

    /// <summary>The size of one of the two is unknown.</summary>
    SizeMissing = 1 << 13,

    /// <summary>Its body digest differs from the kept item's; or the kept item has none, and those of its copies differ among themselves.</summary>
    BodyDiffers = 1 << 14,

    /// <summary>There is no message id, and the items were received at other times.</summary>
    ReceivedDiffers = 1 << 15,

    /// <summary>It is a copy, but with less evidence than was asked for.</summary>
    EvidenceTooWeak = 1 << 16,

    /// <summary>It is a copy, but no copy lies in the archive and copies in the primary mailbox alone were not asked for.</summary>
    PrimaryOnly = 1 << 17,

    /// <summary>It is a copy, but its folder is not among those asked for.</summary>
    FolderNotAsked = 1 << 18,

    /// <summary>It is a copy, but was created too early or at an unknown time.</summary>
    CreationNotAsked = 1 << 19,

    /// <summary>It is a copy, but its message class was not asked for.</summary>
    ClassNotAsked = 1 << 20,

    /// <summary>It is a copy, but lies in Recoverable Items, where it is deleted already.</summary>
    AlreadyDeleted = 1 << 21,

    /// <summary>Too many different items carry the same key fields for every pair of them to be compared.</summary>
    TooManyVariants = 1 << 22,

    /// <summary>One location of the mailbox has two folders of that meaning, and which of them is the other location's cannot be told.</summary>
    FolderAmbiguous = 1 << 23,

    /// <summary>It is a copy, but its folder could not be read whole: it counts subfolders that are not listed.</summary>
    FolderIncomplete = 1 << 24,
}
