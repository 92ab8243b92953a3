namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>Makes an object of an item in an answer.</summary>
internal sealed class ItemObjects(GraphMailbox mailbox, GraphFolder folder, bool withBody)
{
    public GraphItem Make(ReadOnlySpan<byte> body, RawItem raw) => new()
    {
        Item = new()
        {
            Mailbox = mailbox.User,
            Location = folder.Location,
            FolderPath = folder.Path,
            WellKnownFolder = folder.WellKnownFolder,
            ItemId = raw.Id.Text(body),
            ItemClass = raw.ItemClass.Text(body),
            InternetMessageId = raw[ItemProperty.InternetMessageId].Text(body),
            Subject = raw[ItemProperty.Subject].Text(body),
            Sender = raw.Sender(body).Text(body),
            SentUtc = RawItem.Time(raw[ItemProperty.Sent], body),
            ReceivedUtc = RawItem.Time(raw[ItemProperty.Received], body),
            CreatedUtc = RawItem.Time(raw.Created, body),
            LastModifiedUtc = RawItem.Time(raw.Modified, body),
            Size = raw.Size,
            HasAttachments = raw.HasAttachments(body),
            SearchKey = raw[ItemProperty.SearchKey].Text(body),
        },
        ChangeKey = raw.ChangeKey.Text(body),
        Body = withBody ? BodyDigest.Of(body, raw) : null,
    };
}
