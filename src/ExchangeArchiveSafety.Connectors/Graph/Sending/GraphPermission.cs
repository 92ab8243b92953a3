namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>The permissions of the API by what is done with it (documented).</summary>
internal static class GraphPermission
{
    /// <summary>What an application needs.</summary>
    public static string OfApplication(GraphOperation operation) => operation == GraphOperation.Resolve ? OfPerson(operation) : OfPerson(operation) + ".All";

    /// <summary>What a signed-in person needs.</summary>
    public static string OfPerson(GraphOperation operation) => operation switch
    {
        GraphOperation.Resolve => "User.Read.All",
        GraphOperation.Folders => "MailboxFolder.Read",
        GraphOperation.Items => "MailboxItem.Read",
        GraphOperation.Delete => "MailboxItem.ReadWrite",
        GraphOperation.Export => "MailboxItem.Export",
        GraphOperation.ImportSession or GraphOperation.Import => "MailboxItem.ImportExport",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
