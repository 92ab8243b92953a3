namespace ExchangeArchiveSafety.Readiness;

/// <summary>The permissions of the API by what is done with it (documented). Errors name them, and checks ask for them.</summary>
internal static class GraphPermission
{
    /// <summary>What an application needs.</summary>
    public static string OfApplication(GraphOperation operation) =>
        operation is GraphOperation.Resolve or GraphOperation.Create ? OfPerson(operation) : OfPerson(operation) + ".All";

    /// <summary>What a signed-in person needs.</summary>
    public static string OfPerson(GraphOperation operation) => operation switch
    {
        GraphOperation.Resolve => "User.Read.All",
        GraphOperation.Folders => "MailboxFolder.Read",
        GraphOperation.Items => "MailboxItem.Read",
        GraphOperation.Delete => "MailboxItem.ReadWrite",
        GraphOperation.Export => "MailboxItem.Export",
        GraphOperation.ImportSession or GraphOperation.Import => "MailboxItem.ImportExport",
        GraphOperation.Create => "Mail.ReadWrite",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
