namespace ExchangeArchiveSafety;

/// <summary>A mailbox and its archive, as Graph names them. The two ids always differ.</summary>
public sealed class GraphMailbox
{
    /// <summary>The mailbox as it was asked for.</summary>
    public string User { get; init; } = "";

    /// <summary>The primary mailbox's id, opaque.</summary>
    public string PrimaryMailboxId { get; init; } = "";

    /// <summary>The archive's id, opaque; null when there is none.</summary>
    public string? ArchiveMailboxId { get; init; }

    /// <summary>The id of the mailbox that keeps a folder; null for an archive that is not there.</summary>
    public string? HomeOf(GraphFolder folder) => folder.HomeMailboxId ?? IdOf(folder.Location);

    /// <summary>The id of one location; null for an archive that is not there.</summary>
    public string? IdOf(MailItemLocation location) => location == MailItemLocation.Archive ? ArchiveMailboxId : PrimaryMailboxId;
}
