namespace ExchangeArchiveSafety.Duplicates;

/// <summary>An item whose fields a test changes one by one.</summary>
internal sealed record Sample
{
    public string Mailbox { get; init; } = "adele@contoso.example";

    public MailItemLocation Location { get; init; }

    public string FolderPath { get; init; } = "Inbox";

    public string? WellKnownFolder { get; init; }

    public string ItemId { get; init; } = "";

    public string ItemClass { get; init; } = "IPM.Note";

    public string InternetMessageId { get; init; } = "<one@contoso.example>";

    public string Subject { get; init; } = "Budget";

    public string Sender { get; init; } = "megan@contoso.example";

    public DateTime? SentUtc { get; init; } = Mail.Sent;

    public DateTime? ReceivedUtc { get; init; } = Mail.Sent.AddSeconds(4);

    public DateTime? CreatedUtc { get; init; }

    public DateTime? LastModifiedUtc { get; init; }

    public long? Size { get; init; } = 20_000;

    public bool? HasAttachments { get; init; } = false;

    public string BodyDigest { get; init; } = "";

    public string SearchKey { get; init; } = "";

    public MailItem ToItem() => new()
    {
        Mailbox = Mailbox,
        Location = Location,
        FolderPath = FolderPath,
        WellKnownFolder = WellKnownFolder,
        ItemId = ItemId,
        ItemClass = ItemClass,
        InternetMessageId = InternetMessageId,
        Subject = Subject,
        Sender = Sender,
        SentUtc = SentUtc,
        ReceivedUtc = ReceivedUtc,
        CreatedUtc = CreatedUtc,
        LastModifiedUtc = LastModifiedUtc,
        Size = Size,
        HasAttachments = HasAttachments,
        BodyDigest = BodyDigest,
        SearchKey = SearchKey,
    };
}
