namespace ExchangeArchiveSafety;

/// <summary>
/// Which copy of a message stays. The age of a copy is its creation time, then its delivery time, then its last change, then its
/// id, with missing times last, so that a second run chooses the same copy.
/// </summary>
public enum KeepRule
{
    /// <summary>The archive's oldest: it is where the policy wanted the item, and carries what its owner did with it.</summary>
    ArchiveOldest,

    /// <summary>The archive's newest.</summary>
    ArchiveNewest,

    /// <summary>The primary mailbox's oldest.</summary>
    PrimaryOldest,

    /// <summary>The primary mailbox's newest.</summary>
    PrimaryNewest,

    /// <summary>The one in the folder that comes first in a list, then the archive's oldest.</summary>
    FolderPriority,
}
