namespace ExchangeArchiveSafety.Inventory;

/// <summary>Rows as text.</summary>
internal static class Csv
{
    public const string Header = "Mailbox,Location,FolderPath,ItemId,ItemClass,InternetMessageId,Subject,Sender,SentUtc,ReceivedUtc,CreatedUtc,LastModifiedUtc,Size,HasAttachments";

    public const string Sent = "2024-03-05T10:20:30Z";

    public static string Row(
        string id,
        string location = "Primary",
        string mailbox = "a@x",
        string folder = "Inbox",
        string messageId = "<1@x>",
        string subject = "Hi",
        string sent = Sent,
        string size = "100",
        string attachments = "False") =>
        $"{mailbox},{location},{folder},{id},IPM.Note,{messageId},{subject},s@x,{sent},{sent},{sent},{sent},{size},{attachments}";

    public static string File(params string[] rows) => Header + "\r\n" + string.Concat(rows.Select(row => row + "\r\n"));
}
