namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>The extended properties that evidence rests on.</summary>
internal enum ItemProperty
{
    InternetMessageId,
    SearchKey,
    Sent,
    Received,
    Subject,
    SenderSmtp,
    Sender,
    RepresentedSmtp,
    Represented,
    HasAttachments,
    BodyText,
    BodyHtml,
    BodyRtf,
}
