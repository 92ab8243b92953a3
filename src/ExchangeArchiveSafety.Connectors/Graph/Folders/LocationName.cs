namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>The two halves of a mailbox as sentences name them.</summary>
internal static class LocationName
{
    public static string Of(MailItemLocation location) => location == MailItemLocation.Archive ? ConnectorMessages.ArchiveHalf : ConnectorMessages.PrimaryHalf;
}
