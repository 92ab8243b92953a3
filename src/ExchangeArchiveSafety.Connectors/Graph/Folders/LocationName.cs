namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>The two locations of a mailbox as sentences name them.</summary>
internal static class LocationName
{
    public static string Of(MailItemLocation location) => location == MailItemLocation.Archive ? ConnectorMessages.ArchiveLocation : ConnectorMessages.PrimaryLocation;
}
