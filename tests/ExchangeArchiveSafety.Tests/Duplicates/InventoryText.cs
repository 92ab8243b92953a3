namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Inventories as text.</summary>
internal static class InventoryText
{
    public const string Header = "Mailbox,Location,FolderPath,ItemId,ItemClass,InternetMessageId,Subject,Sender,SentUtc,ReceivedUtc,CreatedUtc,LastModifiedUtc,Size,HasAttachments\n";

    /// <summary>An archived message and its migrated copy.</summary>
    public static string Pair(string number, string mailbox = "adele@contoso.example", string subject = "Budget", string folder = "Inbox") =>
        Row("a" + number, "Archive", number, mailbox, subject, folder, "2024-03-05T10:20:35Z") + Row("p" + number, "Primary", number, mailbox, subject, folder, "2026-01-02T00:00:00Z");

    public static string Row(string id, string location, string number, string mailbox = "adele@contoso.example", string subject = "Budget", string folder = "Inbox", string created = "2024-03-05T10:20:35Z") =>
        $"{mailbox},{location},{folder},{id},IPM.Note,<{number}@contoso.example>,{subject},megan@contoso.example,2024-03-05T10:20:30Z,2024-03-05T10:20:34Z,{created},{created},2000,False\n";
}
