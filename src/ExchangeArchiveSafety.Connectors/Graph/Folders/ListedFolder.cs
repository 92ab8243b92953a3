namespace ExchangeArchiveSafety.Connectors.Graph.Folders;

/// <summary>A folder with what listing its items needs.</summary>
internal sealed class ListedFolder(GraphFolder folder, string mailboxId, int? count, bool isOrdinary = false)
{
    public GraphFolder Folder => folder;

    /// <summary>The same with what it is.</summary>
    public ListedFolder With(GraphFolder settled) => new(settled, mailboxId, count, isOrdinary);

    /// <summary>The mailbox id to read it from.</summary>
    public string MailboxId => mailboxId;

    /// <summary>Items that the server said are in it; null when it did not say.</summary>
    public int? Count => count;

    /// <summary>Whether it is certain that it is no search folder.</summary>
    public bool IsOrdinary => isOrdinary;
}
