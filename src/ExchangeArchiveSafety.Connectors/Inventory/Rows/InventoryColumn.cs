namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>The columns of an inventory.</summary>
internal enum InventoryColumn
{
    Mailbox,
    Location,
    FolderPath,
    ItemId,
    ItemClass,
    InternetMessageId,
    Subject,
    Sender,
    SentUtc,
    ReceivedUtc,
    CreatedUtc,
    LastModifiedUtc,
    Size,
    HasAttachments,
    BodyDigest,
    SearchKey,
    WellKnownFolder,
}
