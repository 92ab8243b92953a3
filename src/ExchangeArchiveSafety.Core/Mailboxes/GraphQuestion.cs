namespace ExchangeArchiveSafety;

/// <summary>A question about the service itself, which only reads and whose refusal is an answer too.</summary>
public enum GraphQuestion
{
    /// <summary>Does a Graph answer?</summary>
    Connection,

    /// <summary>Does the version for primary mailboxes tell the archive's id?</summary>
    ArchiveIdByPrimaryVersion,

    /// <summary>Does the version for primary mailboxes take an archive's id?</summary>
    ArchiveByPrimaryVersion,

    /// <summary>Does a list give items with every extended property that is asked for?</summary>
    ItemsWithProperties,

    /// <summary>Does the mail API take an archive's id in the place of a user?</summary>
    ArchiveAsUser,
}
